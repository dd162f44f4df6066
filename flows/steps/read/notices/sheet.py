"""Findings about the sheet as a whole: its settings, its headings, rows that are not counted, hidden rows.

Arrives: what was found in the sheet.
Leaves:  findings.
Not here: findings about whole tables (`tables`) and about single rows (`flows.steps.check`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from flows.steps.read.rows.classifying import Classification
from flows.steps.read.table.grid import WIDEST_TABLE
from flows.steps.read.tables_of_tab import TableRead
from schemas.finding import Finding, finding
from schemas.form.form import Form
from schemas.headings.heading import Heading, Kind
from schemas.sheet import Sheet, in_tab
from schemas.unit_return.row_kind import RowKind
from schemas.unit_return.table import Column, PlacedTable
from schemas.vietnamese.persons import shows_person

ZONES = ("Asia/Ho_Chi_Minh", "Asia/Saigon", "Asia/Bangkok")
ROWS_NAMED = 20
LONGEST_GAP = 2
"""Blank rows and titles within one block of rows that are not counted."""
RULES = {
    Kind.DOUBTFUL: "heading_doubtful",
    Kind.PERSONAL: "personal_data_column",
    Kind.UNKNOWN: "heading_unknown",
    Kind.FIELD: "heading_assumed",
}


def about_settings(sheet: Sheet) -> list[Finding]:
    """A Google Sheet in another locale reads 1.234 as a decimal; workbooks say nothing of theirs."""
    findings = []
    if sheet.locale is not None and not sheet.locale.lower().startswith("vi"):
        findings.append(finding("locale_not_vietnamese", raw=sheet.locale))
    if sheet.time_zone is not None and sheet.time_zone not in ZONES:
        findings.append(finding("time_zone_not_vietnamese", raw=sheet.time_zone))
    return findings


def about_headings(block: PlacedTable) -> Iterator[Finding]:
    """What is missing, what is there twice, what names no field, what names somebody."""
    table = block.table
    for names in table.missing:
        yield finding("column_missing", missing=table.form.any_of_vi(names))
    for name, columns in table.repeated.items():
        is_read = name in table.columns
        yield _about_heading(
            "heading_twice",
            block,
            columns[1],
            severity="warning" if is_read or not table.form[name].refuses_row else None,
            field=table.form[name].label,
            others=", ".join(map(block.of, columns)),
        )
    for column, heading in table.strange:
        yield _about_heading(RULES[heading.kind], block, column, candidates=_labels(heading, table.form))
    headed = {column.index: column for column in table.headed}
    for column in headed.values():
        if shows_person(column.heading):
            yield _about_heading("person_in_heading", block, column)


def _labels(heading: Heading, form: Form) -> str:
    names = (heading.field,) if heading.field else heading.candidates
    return ", ".join(form[name].label for name in names) or "chưa rõ"


def _about_heading(rule: str, block: PlacedTable, column: Column, **facts: Any) -> Finding:
    return finding(rule, cell=block.of(column), heading=column.heading, raw=column.heading, **facts)


def about_other_rows(of: TableRead, block: PlacedTable) -> Iterator[Finding]:
    """Rows with figures that are no branch's: what stands below the table's end, block by block, and comparisons."""
    column = of.table.columns.get("branch_name")
    index, shift = column.index if column else 0, of.start + block.before
    for first, last in _runs(of.classification):
        cells = (cell for row in range(first + shift, last + shift + 1) for cell in block.cells(row))
        text = next((cell for cell in cells if isinstance(cell, str) and cell.strip()), "")
        begin, end = first + of.start + 1, last + of.start + 1
        rows = f"dòng {begin}" if first == last else f"dòng {begin} đến {end}"
        yield finding("row_not_counted", cell=block.at(first + shift, index), raw=text, rows=rows)
    for place in of.classification.alone:
        row = place + shift
        yield finding(
            "name_stands_alone",
            cell=block.at(row, index),
            raw=block.cell(row, "branch_name"),
            row=place + of.start,
        )
    for part, branch in of.classification.disagreements:
        yield finding("parts_disagree", cell=block.at(part + shift, index), row=branch + of.start + 1)


def _runs(classification: Classification) -> Iterator[tuple[int, int]]:
    """The first and last rows of each run of rows below the table's end, and each comparison by itself."""
    for place in np.flatnonzero(classification.kinds == RowKind.COMPARISON).tolist() + sorted(
        classification.sums
    ):
        yield place, place
    after = np.flatnonzero(classification.kinds == RowKind.AFTER_TABLE)
    for run in np.split(after, np.flatnonzero(np.diff(after) > LONGEST_GAP) + 1):
        if len(run):
            yield int(run[0]), int(run[-1])


def about_columns_without_heading(
    of: TableRead, block: PlacedTable, found: Sequence[TableRead]
) -> Iterator[Finding]:
    """A column that holds something in the branches' rows and has no heading is not read, and that is said."""
    tables = [each.table for each in found if each is of or (each.tab is of.tab and each.is_beside)]
    known = {column.index for table in tables for column in table.headed}
    if of.is_beside:
        known.update(range(min(known)))
    for index in range(min(max(map(len, of.data), default=0), WIDEST_TABLE)):
        if index not in known and any(index < len(row) and row[index] not in (None, "") for row in of.data):
            yield finding("heading_blank", cell=block.of(Column(index, of.table.last_row, "")))


def about_hidden_rows(read: Sequence[TableRead]) -> Iterator[Finding]:
    """Branches' rows that nobody sees, where the return's own total counts them: read, and shown."""
    names_tab = any(block.tab is not read[0].tab for block in read)
    hidden = [
        in_tab(block.tab.title, str(row + 1)) if names_tab else str(row + 1)
        for block in read
        if block.tab.hidden_rows
        for row in sorted(set(block.tab.hidden_rows) & set(block.places.tolist()))
        if row - block.start not in block.classification.questions
    ]
    if hidden:
        rows = ", ".join(hidden[:ROWS_NAMED]) + ("…" if len(hidden) > ROWS_NAMED else "")
        yield finding("rows_hidden", rows=rows)
