"""Findings about the sheet as a whole: its settings, its headings, tables too many, hidden rows.

Arrives: what was found in the sheet.
Leaves:  findings.
Not here: findings about rows (`flows.steps.checking`).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from flows.steps.reading.rows import Classified
from flows.steps.reading.tables import WIDEST_TABLE
from schemas.fields import FIELDS
from schemas.finding import Finding, finding
from schemas.headings import Heading, Kind
from schemas.sheet import Row, Sheet, Tab, address
from schemas.unit_return import Column, Kinds, RowKind, Table, any_of_vi

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


def about_headings(table: Table) -> Iterator[Finding]:
    """What is missing, what is there twice, what names no field."""
    for names in table.missing:
        yield finding("column_missing", missing=any_of_vi(names))
    for name, claimed in table.repeated.items():
        is_read = name in table.columns
        yield _about_heading(
            "heading_twice",
            claimed[1],
            severity="warning" if is_read or not FIELDS[name].refuses_row else None,
            field=FIELDS[name].label_vi,
            others=", ".join(column.cell for column in claimed),
        )
    for column, heading in table.strange:
        yield _about_heading(RULES[heading.kind], column, candidates=_labels(heading))


def _labels(heading: Heading) -> str:
    names = (heading.field,) if heading.field else heading.candidates
    return ", ".join(FIELDS[name].label_vi for name in names) or "chưa rõ"


def _about_heading(rule: str, column: Column, **facts: Any) -> Finding:
    return finding(rule, cell=column.cell, heading=column.heading, raw=column.heading, **facts)


def about_tables(table: Table, above: Table | None, kinds: Kinds, titles: list[str]) -> Iterator[Finding]:
    """More than one table, in this tab or in several."""
    if above is not None:
        yield finding("several_tables", where=f"dòng {above.first_row + 1} và dòng {table.first_row + 1}")
    others = np.flatnonzero(kinds == RowKind.ANOTHER_TABLE)
    if len(others):
        yield finding("several_tables", where=f"dòng {table.first_row + 1} và dòng {others[0] + 1}")
    if len(titles) > 1:
        yield finding("several_tables", where="các trang " + ", ".join(titles))


def about_tabs(titles: list[str]) -> Iterator[Finding]:
    """Tabs beside the one that was read, whose tables lack a column that is needed."""
    for title in titles:
        yield finding("tab_not_read", raw=title)


def about_columns_without_heading(data: list[Row], table: Table) -> Iterator[Finding]:
    """A column that holds something in the branches' rows and has no heading is not read, and that is said."""
    claimed = (column for found in table.repeated.values() for column in found)
    known = {column.index for column in (*table.columns.values(), *claimed, *(c for c, _ in table.strange))}
    for index in range(min(max(map(len, data), default=0), WIDEST_TABLE)):
        if index not in known and any(index < len(row) and row[index] not in (None, "") for row in data):
            yield finding("heading_blank", cell=address(table.last_row, index))


def about_hidden_rows(tab: Tab, classified: Classified) -> Iterator[Finding]:
    """Branches' rows that nobody sees, where the return's own total counts them: read, and shown."""
    data = np.flatnonzero(classified.kinds == RowKind.DATA).tolist()
    hidden = [row + 1 for row in sorted({*data} & {*tab.hidden_rows} - classified.asked.keys())]
    if hidden:
        rows = ", ".join(map(str, hidden[:ROWS_NAMED])) + ("…" if len(hidden) > ROWS_NAMED else "")
        yield finding("rows_hidden", rows=rows)


def about_other_rows(tab: Tab, table: Table, classified: Classified) -> Iterator[Finding]:
    """Rows with figures that are no branch's: what stands below the table's end, block by block, and comparisons."""
    column = table.columns.get("branch_name")
    index = column.index if column else 0
    for first, last in _blocks(classified):
        named = (
            cell
            for row in tab.rows[first : last + 1]
            for cell in row
            if isinstance(cell, str) and cell.strip()
        )
        rows = f"dòng {first + 1}" if first == last else f"dòng {first + 1} đến {last + 1}"
        yield finding("row_not_counted", cell=address(first, index), raw=next(named, ""), rows=rows)
    for part, branch in classified.disagreeing:
        yield finding("parts_disagree", cell=address(part, index), row=branch + 1)


def _blocks(classified: Classified) -> Iterator[tuple[int, int]]:
    """The first and last rows of each run of rows below the table's end, and each comparison by itself."""
    for place in np.flatnonzero(classified.kinds == RowKind.COMPARISON).tolist() + sorted(classified.sums):
        yield place, place
    after = np.flatnonzero(classified.kinds == RowKind.AFTER_TABLE)
    for run in np.split(after, np.flatnonzero(np.diff(after) > LONGEST_GAP) + 1):
        if len(run):
            yield int(run[0]), int(run[-1])
