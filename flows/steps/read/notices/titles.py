"""What is asked of a table by the texts above it: whose figures it has, of when, and whether anybody has counted them.

Arrives: the tables that make up the return.
Leaves:  questions, each about a cell or a tab's title.
Not here: what titles say (`flows.steps.read.words`), which of several tables is the return (`flows.steps.read.choice`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from flows.steps.read.choice.reasons import ROWS_OF_TITLE
from flows.steps.read.table.grid import Grid, is_figure, spans_of
from flows.steps.read.tables_of_tab import TableRead
from flows.steps.read.words import periods, titles
from schemas.answer import row_words
from schemas.finding import Finding, finding
from schemas.rules import catalogue
from schemas.rules.rule import Rule
from schemas.sheet import Row, address, in_tab

ROWS_OF_LETTERHEAD = 30


class Said(NamedTuple):
    """A text above a table's figures, and its cell."""

    text: str
    place: int
    column: int


def about_titles(read: Sequence[TableRead]) -> list[Finding]:
    """Whether a table is this campaign's, where texts name another app and nowhere the letter's own; whether its figures are
    of now, where they name another time; whether they are results, where they name an aim.
    """
    asked = (about(block) for block in read for about in (_about_app, _about_time, _about_aim))
    return [question for question in asked if question is not None]


def _about_app(of: TableRead) -> Finding | None:
    tab, table = of.tab, of.table
    above = tab.rows[max(of.start, table.first_row - ROWS_OF_LETTERHEAD) : table.last_row + 1]
    form = table.form
    rule = catalogue(form)["title_names_another_app"]
    if titles.names_campaign(tab.title, form) or any(
        titles.names_campaign(t, form) for row in above for t in titles.texts_of(row)
    ):
        return None
    for place, row in enumerate(above, table.last_row + 1 - len(above)):
        for column, cell in enumerate(row):
            if isinstance(cell, str) and titles.names_another_app(cell[: titles.LONGEST], form):
                return _question(rule, of, Said(cell, place, column))
    if titles.names_another_app(tab.title, form):
        return _question_of_tab(rule, tab.title)
    return None


def _about_time(of: TableRead) -> Finding | None:
    """Where one text is of this campaign's days, as "đến 27/8" is, the others say what it is held against."""
    told = list(_times_told(of))
    if not all(is_other for is_other, _ in told):
        return None
    if told:
        return _question("title_of_another_time", of, told[0][1])
    title = of.tab.title
    if periods.is_tab_of_another_time(title, of.table.form) or titles.is_of_an_earlier_time(title):
        return _question_of_tab("title_of_another_time", title)
    return None


def _times_told(of: TableRead) -> Iterator[tuple[bool, Said]]:
    """Of each text above the figures of what the letter is after that says of when they are: whether that is another time."""
    form, first = of.table.form, of.table.first_row
    start = max(of.start, first - ROWS_OF_LETTERHEAD)
    for said in [*_texts(of, start), *_over_the_lead(of)]:
        is_other = periods.is_of_another_time(said.text, form)
        if is_other is None and titles.is_of_an_earlier_time(said.text):
            is_other = True if said.place >= first or _is_title(of.tab.rows[said.place]) else None
        if is_other is not None:
            yield is_other, said


def _texts(of: TableRead, start: int) -> Iterator[Said]:
    """The texts above the heading, from a row on."""
    for place, row in enumerate(of.tab.rows[start : of.table.first_row], start):
        for column, cell in enumerate(row):
            if isinstance(cell, str):
                yield Said(cell[: titles.LONGEST], place, column)


def _over_the_lead(of: TableRead) -> Iterator[Said]:
    """The heading of what the letter is after, and those over it: how many people there are may be of another day."""
    table = of.table
    lead = table.columns.get(table.form.table.lead)
    if lead is None:
        return
    if table.first_row == table.last_row:
        yield Said(lead.heading, lead.row, lead.index)
        return
    rows = of.tab.rows[table.first_row : table.last_row + 1]
    grid = Grid.of(rows, table.first_row, spans_of(of.tab))
    for depth in range(len(rows)) if lead.index < grid.width else ():
        if (found := grid.over(depth, lead.index)) is not None:
            yield Said(found[1], table.first_row + depth, found[0])


def _is_title(row: Row) -> bool:
    """Whether a row is no line of a box that sums up, "Tuần trước" beside a figure, and has no text of today's figures."""
    return _is_of_texts(row) and titles.is_of_an_earlier_time(" ".join(titles.texts_of(row)))


def _is_of_texts(row: Row) -> bool:
    return all(cell is None or (isinstance(cell, str) and not is_figure(cell)) for cell in row)


def _about_aim(of: TableRead) -> Finding | None:
    """Where another title says that there are results, too, an aim is what they are held against."""
    start = max(of.start, of.table.first_row - ROWS_OF_TITLE)
    said = [*_texts(of, start), *_over_the_lead(of)]
    aims = [each for each in said if titles.is_of_an_aim(each.text) and _is_alone(each, of)]
    is_of_tab = titles.is_of_an_aim(of.tab.title)
    if not (aims or is_of_tab) or any(titles.is_current(each.text) for each in said if each not in aims):
        return None
    if aims:
        return _question("title_of_an_aim", of, aims[0])
    return _question_of_tab("title_of_an_aim", of.tab.title)


def _is_alone(said: Said, of: TableRead) -> bool:
    """Whether a title is the only text of its row; a heading need not be."""
    return said.place >= of.table.first_row or len(titles.texts_of(of.tab.rows[said.place])) == 1


def _question_of_tab(rule: Rule | str, title: str) -> Finding:
    return finding(rule, raw=title, where="Tên trang", asks_about=row_words((title,)))


def _question(rule: Rule | str, of: TableRead, said: Said) -> Finding:
    where = address(said.place, said.column)
    return finding(
        rule,
        cell=in_tab(of.tab.title, where) if of.start else where,
        raw=said.text,
        where=f"Ô {where}",
        asks_about=row_words(of.tab.rows[said.place]),
    )
