"""Findings about whole tables: whose figures they are, which were read together, which were not and why.

Arrives: the tables that make up the return, and those that do not.
Leaves:  findings.
Not here: which those are (`flows.steps.read.choice`), findings about headings and rows (`sheet`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from flows.steps.read.choice.choosing import Choice
from flows.steps.read.choice.reasons import Aside
from flows.steps.read.table.grid import is_figure
from flows.steps.read.tables_of_tab import TableRead
from flows.steps.read.words import periods, titles
from schemas.answer import row_words
from schemas.finding import Finding, finding
from schemas.rules import catalogue
from schemas.rules.rule import Rule
from schemas.sheet import Row, address, in_tab
from schemas.unit_return.row_kind import RowKind
from schemas.unit_return.table import PlacedTable

TABLES_NAMED = 20
ROWS_OF_LETTERHEAD = 30
WHY_ASIDE = {
    Aside.REPEATS: "chỉ nhắc lại số liệu đã có ở bảng chính",
    Aside.SUMS_UP: "chỉ cộng lại số liệu của các CĐCS",
    Aside.HIDDEN: "nằm ở trang bị ẩn",
    Aside.EXAMPLE: "là mẫu hoặc ví dụ",
    Aside.NOT_CURRENT: "ghi là số cũ, bản nháp hoặc chỉ tiêu",
    Aside.ANOTHER_MATTER: "là nội dung khác hoặc thiếu cột trong mẫu",
}


def about_titles(read: Sequence[TableRead]) -> list[Finding]:
    """What is asked of a table by the texts above it: whether it is this campaign's, where they name another app and nowhere
    the letter's own, or say that its figures are of another time.
    """
    asked = (about(block) for block in read for about in (_about_app, _about_time))
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
                return _question(rule, of, place, column, cell)
    if titles.names_another_app(tab.title, form):
        return _question_of_tab(rule, tab.title)
    return None


def _about_time(of: TableRead) -> Finding | None:
    """Where one text is of this campaign's days, as "đến 27/8" is, the others say what it is held against."""
    told = list(_times_told(of))
    if not all(is_other for is_other, *_ in told):
        return None
    if told:
        _, place, column, cell = told[0]
        return _question("title_of_another_time", of, place, column, cell)
    title = of.tab.title
    if periods.is_tab_of_another_time(title, of.table.form) or titles.is_of_an_earlier_time(title):
        return _question_of_tab("title_of_another_time", title)
    return None


def _times_told(of: TableRead) -> Iterator[tuple[bool, int, int, str]]:
    """Of each text above the heading that says of when the figures are whether that is another time, and its cell."""
    form, first = of.table.form, of.table.first_row
    start = max(of.start, first - ROWS_OF_LETTERHEAD)
    for place, row in enumerate(of.tab.rows[start:first], start):
        for column, cell in enumerate(row):
            if not isinstance(cell, str):
                continue
            text = cell[: titles.LONGEST]
            is_other = periods.is_of_another_time(text, form)
            if is_other is None and titles.is_of_an_earlier_time(text) and _is_title(row):
                is_other = True
            if is_other is not None:
                yield is_other, place, column, text


def _is_title(row: Row) -> bool:
    """Whether a row is no line of a box that sums up, "Tuần trước" beside a figure, and has no text of today's figures."""
    texts = [cell for cell in row if isinstance(cell, str)]
    is_of_texts = len(texts) == sum(cell is not None for cell in row) and not any(map(is_figure, texts))
    return is_of_texts and titles.is_of_an_earlier_time(" ".join(texts)[: titles.LONGEST])


def _question_of_tab(rule: Rule | str, title: str) -> Finding:
    return finding(rule, raw=title, where="Tên trang", asks_about=row_words((title,)))


def _question(rule: Rule | str, of: TableRead, place: int, column: int, raw: str) -> Finding:
    where = address(place, column)
    return finding(
        rule,
        cell=in_tab(of.tab.title, where) if of.start else where,
        raw=raw,
        where=f"Ô {where}",
        asks_about=row_words(of.tab.rows[place]),
    )


def about_rivals(choice: Choice) -> Iterator[Finding]:
    """Tables with other figures for the same branches, of which nothing tells the right one."""
    main = choice.read[0]
    for rival in choice.rivals:
        if rival.is_beside:
            where = f"ô {main.cell} và ô {rival.cell}"
        elif rival.tab is main.tab:
            where = f"dòng {main.table.first_row + 1} và dòng {rival.table.first_row + 1}"
        else:
            where = f"các trang {main.tab.title}, {rival.tab.title}"
        yield finding("several_tables", where=where)


def about_tables_together(read: Sequence[TableRead]) -> Iterator[Finding]:
    """Several tables that were read as one return: that is said, since it was a choice."""
    if len(read) > 1:
        names_tab = any(block.tab is not read[0].tab for block in read)
        cells = [in_tab(block.tab.title, block.cell) if names_tab else block.cell for block in read]
        where = ", ".join(cells[:TABLES_NAMED]) + ("…" if len(cells) > TABLES_NAMED else "")
        yield finding("tables_read_together", where=where)


def about_tables_aside(choice: Choice) -> Iterator[Finding]:
    """Tables that are not read, each with the reason."""
    tabs = [block.tab for block in choice.read]
    for block, why in choice.aside:
        is_elsewhere = not any(block.tab is tab for tab in tabs)
        if is_elsewhere and block.table.missing:
            yield finding("tab_not_read", raw=block.tab.title)
        else:
            cell = (
                in_tab(block.tab.title, block.cell)
                if is_elsewhere or len(set(map(id, tabs))) > 1
                else block.cell
            )
            yield finding("table_not_read", cell=cell, why=WHY_ASIDE[why])


def about_rest(of: TableRead, block: PlacedTable) -> Iterator[Finding]:
    """A table of another matter below this one, in which nothing of the return was found; or its own next page, told otherwise."""
    if (goes_on := of.classification.goes_on) is not None:
        yield finding(
            "several_tables", where=f"dòng {of.table.first_row + 1} và dòng {goes_on + of.start + 1}"
        )
    for place in np.flatnonzero(of.classification.kinds == RowKind.ANOTHER_TABLE)[:1].tolist():
        row = place + of.start + block.before
        first = next((index for index, cell in enumerate(block.cells(row)) if cell not in (None, "")), 0)
        yield finding("table_not_read", cell=block.at(row, first), why=WHY_ASIDE[Aside.ANOTHER_MATTER])
