"""Read a sheet: find the table, map headings to columns, turn cells into typed values with their addresses.

Arrives: a `Sheet` and the day the campaign opens.
Leaves:  a `ReadReturn`: the branches' rows, the totals, what every other row was, and findings about the sheet.
Not here: whether a row is right (`checking`). Pure: no clock, environment, network or database.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from flows.steps.reading import columns
from flows.steps.reading.rows import classify
from flows.steps.reading.tables import find
from schemas.finding import Finding, finding
from schemas.headings import Kind
from schemas.sheet import Sheet, Tab, address
from schemas.submission import COUNTS, FIELDS, PERCENTS, READ
from schemas.unit_return import NEEDED, Column, ReadReturn, RowKind, Table, TotalRow
from schemas.vietnamese.encodings import from_tcvn3, is_tcvn3
from schemas.vietnamese.numbers import read_count
from schemas.vietnamese.text import fold

LONGEST_PROOF = 300
"""Letters of a cell that are looked at to tell a sheet's encoding."""


def read(sheet: Sheet, opens_on: date) -> ReadReturn:
    """Read a whole sheet. Never raises, whatever the cells hold: what cannot be read is a finding."""
    tabs = [_in_unicode(tab) for tab in sheet.tabs]
    found = [(tab, table, classify(tab.rows, table)) for tab in tabs if (table := find(tab)) is not None]
    full = [each for each in found if RowKind.DATA in each[2] and not each[1].missing]
    chosen = (full or sorted(found, key=lambda each: each[1].score, reverse=True) or [None])[0]
    findings = _about_settings(sheet)
    if chosen is None:
        return _without_table(sheet, findings)
    tab, table, row_kinds = chosen
    others = sum(len(each.rows) for each in tabs if each is not tab)
    kinds = Counter(row_kinds) + Counter({RowKind.OTHER_TAB: others})
    findings += _about_headings(table)
    if RowKind.ANOTHER_TABLE in row_kinds:
        where = f"dòng {row_kinds.index(RowKind.ANOTHER_TABLE) + 1}"
        findings.append(finding("several_tables", where=f"ô {address(table.first_row, 0)} và {where}"))
    if len(full) > 1:
        findings.append(
            finding("several_tables", where="các trang " + ", ".join(t.title for t, _, _ in full))
        )
    return ReadReturn(
        rows=_rows(tab, table, row_kinds, opens_on),
        kinds=kinds,
        table=table,
        cells=tab.rows,
        row_kinds=tuple(row_kinds),
        totals=_totals(tab, table, row_kinds),
        findings=tuple(findings),
    )


def _in_unicode(tab: Tab) -> Tab:
    """A tab typed with a TCVN3 font as its clerk sees it; any other tab as it is."""
    if not is_tcvn3(cell[:LONGEST_PROOF] for row in tab.rows for cell in row if isinstance(cell, str)):
        return tab
    rows = tuple(tuple(from_tcvn3(cell) if isinstance(cell, str) else cell for cell in row) for row in tab.rows)
    return replace(tab, rows=rows)


def _without_table(sheet: Sheet, findings: list[Finding]) -> ReadReturn:
    rows = sum(len(tab.rows) for tab in sheet.tabs)
    if rows:
        missing = ", ".join(" hoặc ".join(FIELDS[name].label_vi for name in names) for names in NEEDED)
        findings = [*findings, finding("table_not_found", missing=missing)]
    return ReadReturn(_frame({}, []), Counter({RowKind.NOTE: rows}), findings=tuple(findings))


def _rows(tab: Tab, table: Table, kinds: list[RowKind], opens_on: date) -> pd.DataFrame:
    """The branches' rows as columns of typed values."""
    places = [place for place, kind in enumerate(kinds) if kind is RowKind.DATA]
    data = [tab.rows[place] for place in places]
    values: dict[str, list[Any]] = {}
    for name in READ:
        column = table.columns.get(name)
        if column is not None:
            index = column.index
            cells = [row[index] if index < len(row) else None for row in data]
            read_cells = columns.read(cells, FIELDS[name].kind, opens_on)
            values[name], values[f"{name}_refusal"] = read_cells.values, read_cells.refusals
    return _frame(values, places)


def _frame(values: dict[str, list[Any]], places: list[int]) -> pd.DataFrame:
    """The columns of `schemas.submission.CONTRACT`: counts and percentages as floats, the rest as objects."""
    nothing = [None] * len(places)
    frame: dict[str, Any] = {"row": np.array(places, dtype="int64")}
    for name in READ:
        of_field = values.get(name, nothing)
        is_number = name in COUNTS or name in PERCENTS
        frame[name] = np.array(of_field, dtype=float) if is_number else pd.Series(of_field, dtype=object)
        frame[f"{name}_refusal"] = pd.Series(values.get(f"{name}_refusal", nothing), dtype=object)
    keys = [fold(name) or None if name is not None else None for name in values.get("branch_name", nothing)]
    frame["branch_key"] = pd.Series(keys, dtype=object)
    return pd.DataFrame(frame)


def _totals(tab: Tab, table: Table, kinds: list[RowKind]) -> tuple[TotalRow, ...]:
    totals = []
    for place, kind in enumerate(kinds):
        if kind is RowKind.TOTAL:
            row = tab.rows[place]
            counts = {
                name: value
                for name, column in table.columns.items()
                if name in COUNTS and column.index < len(row)
                if (value := read_count(row[column.index]).value) is not None
            }
            totals.append(TotalRow(place, counts))
    return tuple(totals)


def _about_settings(sheet: Sheet) -> list[Finding]:
    """A Google Sheet in another locale reads 1.234 as a decimal; workbooks say nothing of theirs."""
    findings = []
    if sheet.locale is not None and not sheet.locale.lower().startswith("vi"):
        findings.append(finding("locale_not_vietnamese", raw=sheet.locale))
    if sheet.time_zone is not None and sheet.time_zone not in (
        "Asia/Ho_Chi_Minh",
        "Asia/Saigon",
        "Asia/Bangkok",
    ):
        findings.append(finding("time_zone_not_vietnamese", raw=sheet.time_zone))
    return findings


def _about_headings(table: Table) -> list[Finding]:
    findings = [
        finding("column_missing", missing=" hoặc ".join(FIELDS[name].label_vi for name in names))
        for names in table.missing
    ]
    for name, claimed in table.repeated.items():
        is_read = name in table.columns
        findings.append(
            finding(
                "heading_twice",
                cell=claimed[1].cell,
                heading=claimed[1].heading,
                raw=claimed[1].heading,
                severity="warning" if is_read or not FIELDS[name].refuses_row else None,
                field=FIELDS[name].label_vi,
                others=", ".join(column.cell for column in claimed),
            )
        )
    rules = {
        Kind.DOUBTFUL: "heading_doubtful",
        Kind.PERSONAL: "personal_data_column",
        Kind.UNKNOWN: "heading_unknown",
    }
    for column, heading in table.strange:
        labels = ", ".join(FIELDS[name].label_vi for name in heading.candidates) or "chưa rõ"
        findings.append(_about_heading(rules[heading.kind], column, candidates=labels))
    return findings


def _about_heading(rule: str, column: Column, **facts: Any) -> Finding:
    return finding(rule, cell=column.cell, heading=column.heading, raw=column.heading, **facts)
