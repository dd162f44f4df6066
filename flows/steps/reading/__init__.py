"""Read a sheet: find the table, map headings to columns, turn cells into typed values with their addresses.

Arrives: a `Sheet` and the day the campaign opens.
Leaves:  a `ReadReturn`: the branches' rows, the totals, what every other row was, and findings about the sheet.
Not here: whether a row is right (`checking`). Pure: no clock, environment, network or database.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from flows.steps.reading import columns, notices
from flows.steps.reading.columns import Values
from flows.steps.reading.rows import Classified, classify
from flows.steps.reading.tables import Found, find
from schemas.finding import Finding, finding
from schemas.sheet import Sheet, Tab
from schemas.submission import COUNTS, FIELDS, READ
from schemas.unit_return import NEEDED_VI, ReadReturn, RowKind, Table, TotalRow
from schemas.vietnamese.encodings import from_tcvn3, from_vni, is_tcvn3, is_vni

LONGEST_PROOF = 300
"""Letters of a cell that are looked at to tell a sheet's encoding."""


@dataclass(frozen=True, slots=True)
class _TableRead:
    """A table found in a tab, its counts below the heading, and what its rows are."""

    tab: Tab
    table: Table
    above: Table | None
    counts: dict[str, Values]
    classified: Classified

    @property
    def is_full(self) -> bool:
        return not self.table.missing and self.has_rows

    @property
    def is_rival(self) -> bool:
        """Whether a table names branches and has rows, though it may lack a column."""
        return "branch_name" in self.table.columns and self.has_rows

    @property
    def has_rows(self) -> bool:
        return RowKind.DATA in self.classified.kinds

    def places(self, kind: RowKind) -> np.ndarray[Any, np.dtype[np.intp]]:
        return np.array([p for p, each in enumerate(self.classified.kinds) if each is kind], dtype=np.intp)


def read(sheet: Sheet, opens_on: date) -> ReadReturn:
    """Read a whole sheet. Never raises, whatever the cells hold: what cannot be read is a finding."""
    tabs = [_in_unicode(tab) for tab in sheet.tabs]
    found = [_read_table(tab, heading, opens_on) for tab in tabs if (heading := find(tab)) is not None]
    full = [each for each in found if each.is_full]
    chosen = full[0] if full else max(found, key=lambda each: each.table.score, default=None)
    findings = notices.about_settings(sheet)
    if chosen is None:
        return _without_table(sheet, findings)
    kinds = chosen.classified.kinds
    others = sum(len(tab.rows) for tab in tabs if tab is not chosen.tab)
    findings += notices.about_headings(chosen.table)
    findings += notices.about_tables(
        chosen.table, chosen.above, kinds, [each.tab.title for each in found if each.is_rival]
    )
    findings += notices.about_tabs(
        [t.tab.title for t in found if t is not chosen and not t.is_rival and t.has_rows]
    )
    findings += notices.about_columns_without_heading(chosen.tab, chosen.table, kinds)
    findings += notices.about_hidden_rows(chosen.tab, kinds)
    return ReadReturn(
        rows=_rows(chosen, opens_on),
        kinds=Counter(kinds) + Counter({RowKind.OTHER_TAB: others}),
        table=chosen.table,
        tab=chosen.tab,
        row_kinds=tuple(kinds),
        totals=_totals(chosen),
        findings=tuple(findings),
    )


def _in_unicode(tab: Tab) -> Tab:
    """A tab typed with a TCVN3 or VNI font as its clerk sees it; any other tab as it is."""
    for is_of, decode in ((is_tcvn3, from_tcvn3), (is_vni, from_vni)):
        if is_of(cell[:LONGEST_PROOF] for row in tab.rows for cell in row if isinstance(cell, str)):
            rows = tuple(tuple(decode(c) if isinstance(c, str) else c for c in row) for row in tab.rows)
            return replace(tab, rows=rows)
    return tab


def _without_table(sheet: Sheet, findings: list[Finding]) -> ReadReturn:
    rows = sum(len(tab.rows) for tab in sheet.tabs)
    if rows:
        findings = [*findings, finding("table_not_found", missing=NEEDED_VI)]
    nothing = {name: columns.nothing(0, FIELDS[name].kind) for name in READ}
    none = np.array([], dtype=np.intp)
    return ReadReturn(
        _frame(nothing, none, Classified([])), Counter({RowKind.NOTE: rows}), findings=tuple(findings)
    )


def _read_table(tab: Tab, found: Found, opens_on: date) -> _TableRead:
    """The counts of all rows below the heading, since the figures tell what a row is."""
    table = found.table
    body = tab.rows[table.last_row + 1 :]
    counts = {
        name: columns.read(columns.cells_of(body, column.index), "count", opens_on)
        for name, column in table.columns.items()
        if name in COUNTS
    }
    return _TableRead(tab, table, found.above, counts, classify(tab.rows, table, counts))


def _rows(of: _TableRead, opens_on: date) -> pd.DataFrame:
    """The branches' rows as columns of typed values."""
    places = of.places(RowKind.DATA)
    data = [of.tab.rows[place] for place in places.tolist()]
    values = {}
    for name in READ:
        column, kind = of.table.columns.get(name), FIELDS[name].kind
        if name in of.counts:
            values[name] = of.counts[name].take(places - of.table.last_row - 1)
        elif column is not None:
            values[name] = columns.read(columns.cells_of(data, column.index), kind, opens_on)
        else:
            values[name] = columns.nothing(len(places), kind)
    return _frame(values, places, of.classified)


def _frame(values: dict[str, Values], places: np.ndarray[Any, Any], classified: Classified) -> pd.DataFrame:
    """The columns of `schemas.submission.CONTRACT`: counts and percentages as floats, the rest as objects."""
    frame: dict[str, Any] = {"row": places.astype("int64")}
    for name, of_field in values.items():
        frame[name], frame[f"{name}_refusal"] = of_field.typed, of_field.refusals
    frame["branch_key"] = values["branch_name"].keys
    frame["is_unnumbered"] = np.isin(places, list(classified.unnumbered))
    frame["may_be_total"] = np.isin(places, list(classified.perhaps_totals))
    # as they are: a copy into blocks of one type would take as long as reading them
    series = {name: pd.Series(column, dtype=column.dtype, copy=False) for name, column in frame.items()}
    return pd.DataFrame(series, copy=False)


def _totals(of: _TableRead) -> tuple[TotalRow, ...]:
    """Each totals row with the counts that can be read in it."""
    totals = []
    for place in of.places(RowKind.TOTAL).tolist():
        in_body = place - of.table.last_row - 1
        counts = {name: values.typed[in_body] for name, values in of.counts.items()}
        totals.append(TotalRow(place, {name: int(count) for name, count in counts.items() if count == count}))
    return tuple(totals)
