"""Find the table in a tab: which rows are its heading, and which column holds which field.

Arrives: a tab's cells.
Leaves:  a `Table`: the heading's rows, one column per field, and the headings that name no field.
Not here: what a heading means (`schemas.headings`, `groups`), what a row is (`flows.steps.read.rows`), which of several
         tables is the return (`flows.steps.read.choice`). Never positional: a column is known by its heading alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from flows.steps.read.table.grid import WIDEST_TABLE, Grid, Spans, is_figure, spans_of, text_of
from flows.steps.read.table.groups import meanings
from flows.steps.read.table.heading import FEWEST_OF_TABLE, as_heading
from flows.steps.read.table.merged import with_columns_beside, with_merged_columns
from flows.steps.read.table.phones import with_phones_in_doubt
from flows.steps.read.table.side_by_side import runs_of
from schemas.form.form import Form
from schemas.headings.grammar import grammar_of
from schemas.headings.heading import Kind
from schemas.sheet import Row, Tab
from schemas.unit_return.table import Column, Table

ROWS_SEARCHED = 200
"""A heading stands within the first rows that hold anything; letterheads are shorter than this."""
DEEPEST_HEADING = 5
DEEP_HEADING = 3
"""Rows by which a heading names something, or it is none."""


@dataclass(frozen=True, slots=True)
class Placement:
    """The table of a tab, those at its side, and one above it that lacks a column."""

    table: Table
    above: Table | None = None
    beside: tuple[Table, ...] = ()


def find(tab: Tab, form: Form, start: int = 0) -> Placement | None:
    """The best heading of a tab from a row on, None when no row names a count and another field.

    Of several that have every needed column the topmost is taken: those below it are met again as rows.
    """
    spans = spans_of(tab)
    candidates = list(_candidates(tab.rows, form, start, spans))
    if not candidates:
        return None
    top = next((table for table in candidates if not table.missing), None)
    best = max(
        (table for table in candidates if top is None or _overlap(table, top)), key=lambda table: table.score
    )
    best = _deepened(best, tab.rows, spans)
    over = (table for table in candidates if table.last_row < best.first_row)
    above = (
        table for table in over if "branch_name" in table.columns or len(table.columns) > FEWEST_OF_TABLE
    )
    best, beside = _main_of(best, tab.rows, spans)
    best = with_columns_beside(with_merged_columns(best, tab.rows, spans), tab.rows, spans)
    return Placement(with_phones_in_doubt(best, tab.rows), next(above, None), beside)


def _candidates(rows: tuple[Row, ...], form: Form, start: int, spans: Spans) -> Iterator[Table]:
    """Every heading from a row on, until one that has every needed column is passed."""
    until, looked_at = len(rows), 0
    for first in range(start, len(rows)):
        if first > until or looked_at == ROWS_SEARCHED:
            return
        looked_at += any(cell not in (None, "") for cell in rows[first])
        if not _may_be_heading(rows[first], form):
            continue
        is_found = False
        for last in range(first, min(first + DEEPEST_HEADING, len(rows))):
            if last > first and _has_figures(rows[last], rows[first:last]):
                break
            if last - first >= DEEP_HEADING and not is_found:
                break
            table = as_heading(rows, first, last, spans, form)
            if table is not None:
                is_found = True
                until = min(until, last) if not table.missing else until
                yield table


def _deepened(table: Table, rows: tuple[Row, ...], spans: Spans) -> Table:
    """The heading with the row below it, where that heads columns which no text heads yet: "Tuần 1 | Tuần 2 | Cộng"."""
    for last in range(table.last_row + 1, min(table.first_row + DEEPEST_HEADING, len(rows))):
        row = rows[last]
        if not any(map(text_of, row[:WIDEST_TABLE])) and not any(map(is_figure, row[:WIDEST_TABLE])):
            continue
        if _has_figures(row, rows[table.first_row : last]) or not _leaves_names_alone(row, table):
            return table
        if _repeats(row, table):
            table = replace(table, last_row=last)
            continue
        deeper = as_heading(rows, table.first_row, last, spans, table.form)
        if deeper is None or not _heads_more(deeper, table, rows, spans):
            return table
        table = deeper
    return table


def _repeats(row: Row, table: Table) -> bool:
    """Whether a row right below names the same fields once more, in shorter words."""
    found = fields_of(row, table.form)
    columns = {name: column.index for name, column in table.columns.items()}
    return len(found) >= FEWEST_OF_TABLE and all(columns.get(name) == index for name, index in found.items())


def _heads_more(deeper: Table, table: Table, rows: tuple[Row, ...], spans: Spans) -> bool:
    """Whether the lowest row heads a column that was without heading, as one of a group."""
    known = {
        stack.column.index
        for stack in Grid.of(rows[table.first_row : deeper.last_row], table.first_row, spans).stacks()
    }
    grid = Grid.of(rows[deeper.first_row : deeper.last_row + 1], deeper.first_row, spans)
    return any(
        stack.group is not None and stack.column.row == deeper.last_row and stack.column.index not in known
        for stack in grid.stacks()
    )


def _leaves_names_alone(row: Row, table: Table) -> bool:
    """Whether a row has nothing in the columns of names and numbers, or headings again."""
    indexes = (table.columns[name].index for name in ("branch_name", "ordinal") if name in table.columns)
    cells = (row[index] for index in indexes if index < len(row))
    match_alone = grammar_of(table.form).match_alone
    return all(
        cell in (None, "") or (type(cell) is str and match_alone(cell).kind is Kind.FIELD) for cell in cells
    )


def _main_of(table: Table, rows: tuple[Row, ...], spans: Spans) -> tuple[Table, tuple[Table, ...]]:
    """Where fields are claimed twice by tables side by side: the first that has every needed column, and the others."""
    form = table.form
    twice = table.repeated.keys() & set(form.amounts)
    has_two_names = "branch_name" in table.repeated.keys() - table.columns.keys()
    if not (twice or has_two_names):
        return table, ()
    grid = Grid.of(rows[table.first_row : table.last_row + 1], table.first_row, spans)
    runs = runs_of(grid, meanings(grid, form).headings)
    tables = [as_heading(rows, table.first_row, table.last_row, spans, form, run) for run in runs]
    whole = next((each for each in tables if each is not None and not each.missing), None)
    others = tuple(each for each in tables if each is not None and each is not whole)
    if whole is None or whole.repeated.keys() & set(form.amounts):
        return table, ()
    is_beside = any(twice & each.columns.keys() for each in others)
    is_beside |= any(_is_of_something_else(run, table) for run in runs)
    if is_beside:
        return whole, others
    name = whole.columns["branch_name"]
    if has_two_names and _is_apart(name, table.repeated["branch_name"], runs):
        table = replace(table, columns={**table.columns, "branch_name": name})
    return table, ()


def _is_apart(name: Column, names: Sequence[Column], runs: Sequence[range]) -> bool:
    """Whether a blank column stands between the names and those at their side, as before a list of whom to ring."""
    headed = {index for run in runs for index in run}
    others = (sorted((name.index, other.index)) for other in names if other.index != name.index)
    return all(not headed.issuperset(range(*between)) for between in others)


def _is_of_something_else(run: range, table: Table) -> bool:
    """Whether columns side by side begin with a heading that names nothing of a return, as "Cụm" over "Số CĐCS, Đã cài"."""
    return len(run) > 1 and any(column.index == run[0] for column, _ in table.strange)


def _overlap(one: Table, other: Table) -> bool:
    return one.first_row <= other.last_row and other.first_row <= one.last_row


def fields_of(row: Row, form: Form) -> dict[str, int]:
    """The fields that a single row names as headings, with their columns."""
    match_alone = grammar_of(form).match_alone
    return {
        heading.field: index
        for index, cell in enumerate(row[:WIDEST_TABLE])
        if (text := text_of(cell)) and (heading := match_alone(text)).field is not None
    }


def _may_be_heading(row: Row, form: Form) -> bool:
    match_alone = grammar_of(form).match_alone
    return any(
        match_alone(text).kind in (Kind.FIELD, Kind.DOUBTFUL)
        for cell in row[:WIDEST_TABLE]
        if type(cell) is str and (text := text_of(cell))
    )


def _has_figures(row: Row, over: tuple[Row, ...]) -> bool:
    """Whether a row has a number in a column that a text heads: then it is a row of figures."""
    return any(
        is_figure(cell) and any(index < len(upper) and text_of(upper[index]) for upper in over)
        for index, cell in enumerate(row[:WIDEST_TABLE])
        if cell is not None
    )
