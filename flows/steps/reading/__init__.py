"""Read a sheet: find the table, map headings to columns, turn cells into typed values with their addresses.

Arrives: a `Sheet`, the day the campaign opens, and what was answered about its rows.
Leaves:  a `ReadReturn`: the branches' rows, the totals, what every other row was, and findings about the sheet.
Not here: whether a row is right (`checking`). Pure: no clock, environment, network or database.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from flows.steps.reading import columns, notices
from flows.steps.reading.answered import answered
from flows.steps.reading.columns import Names, Values
from flows.steps.reading.multiples import about_multiples
from flows.steps.reading.rows import Classified, classify
from flows.steps.reading.tables import Found, find
from schemas.answer import NO_ANSWERS, Answers
from schemas.fields import COUNTS, FIELDS, READ
from schemas.finding import Finding, finding
from schemas.sheet import Row, Sheet, Tab
from schemas.unit_return import NEEDED_VI, ReadReturn, RowKind, Table, TotalRow, count_kinds
from schemas.vietnamese.encodings import decoder_of

LONGEST_PROOF = 300
"""Letters of a cell that are looked at to tell a sheet's encoding."""


@dataclass(frozen=True, slots=True)
class _TableRead:
    """A table found in a tab, its counts and names below the heading, and what its rows are."""

    tab: Tab
    table: Table
    above: Table | None
    counts: dict[str, Values]
    names: Names
    classified: Classified
    places: npt.NDArray[np.intp]
    """The branches' rows, counted from 0 in the tab."""
    data: list[Row]

    @property
    def is_full(self) -> bool:
        return not self.table.missing and self.has_rows

    @property
    def is_rival(self) -> bool:
        """Whether a table names branches and has rows, though it may lack a column."""
        return "branch_name" in self.table.columns and self.has_rows

    @property
    def has_rows(self) -> bool:
        return len(self.places) > 0


def read(sheet: Sheet, opens_on: date, answers: Answers = NO_ANSWERS) -> ReadReturn:
    """Read a whole sheet. Never raises, whatever the cells hold: what cannot be read is a finding."""
    tabs = [_in_unicode(tab) for tab in sheet.tabs]
    found = [
        _read_table(tab, heading, opens_on, answers) for tab in tabs if (heading := find(tab)) is not None
    ]
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
    findings += notices.about_columns_without_heading(chosen.data, chosen.table)
    findings += notices.about_hidden_rows(chosen.tab, chosen.classified)
    findings += notices.about_other_rows(chosen.tab, chosen.table, chosen.classified)
    findings += about_multiples(chosen.tab, chosen.table, kinds)
    return ReadReturn(
        rows=_rows(chosen, opens_on),
        kinds=count_kinds(kinds) + Counter({RowKind.OTHER_TAB: others}),
        table=chosen.table,
        tab=chosen.tab,
        row_kinds=kinds,
        totals=_totals(chosen),
        findings=tuple(findings),
    )


def _in_unicode(tab: Tab) -> Tab:
    """A tab typed with a TCVN3 or VNI font as its clerk sees it; any other tab as it is."""
    decode = decoder_of(cell[:LONGEST_PROOF] for row in tab.rows for cell in row if isinstance(cell, str))
    if decode is None:
        return tab
    rows = tuple(tuple(decode(c) if isinstance(c, str) else c for c in row) for row in tab.rows)
    return replace(tab, rows=rows)


def _without_table(sheet: Sheet, findings: list[Finding]) -> ReadReturn:
    rows = sum(len(tab.rows) for tab in sheet.tabs)
    if rows:
        findings = [*findings, finding("table_not_found", missing=NEEDED_VI)]
    nothing = {name: columns.nothing(0, FIELDS[name].kind) for name in READ if name != "branch_name"}
    classified = Classified(np.empty(0, dtype=np.int8))
    frame = _frame(columns.no_names(0), nothing, np.empty(0, dtype=np.intp), classified)
    return ReadReturn(frame, Counter({RowKind.NOTE: rows}), findings=tuple(findings))


def _read_table(tab: Tab, found: Found, opens_on: date, answers: Answers) -> _TableRead:
    """The counts and names of all rows below the heading, since they tell what a row is."""
    table = found.table
    top = table.last_row + 1
    body = columns.even(tab.rows[top:], table.width)
    counts = {
        name: columns.read(columns.cells_of(body, column.index), "count", opens_on)
        for name, column in table.columns.items()
        if name in COUNTS
    }
    for name, values in counts.items():
        columns.refuse_merged(values, _rows_merged(tab, table, name))
    at = table.columns.get("branch_name")
    names = columns.read_names(columns.cells_of(body, at.index)) if at else columns.no_names(len(body))
    classified = answered(classify(tab, body, table, counts, names), tab.rows, answers)
    places = np.flatnonzero(classified.kinds == RowKind.DATA)
    data = [body[place - top] for place in places.tolist()]
    return _TableRead(tab, table, found.above, counts, names, classified, places, data)


def _rows_merged(tab: Tab, table: Table, name: str) -> list[range]:
    """The rows below the heading whose cells of a count are merged into one, merge by merge."""
    index, top = table.columns[name].index, table.last_row + 1
    return [
        range(first - top, last + 1 - top)
        for first, left, last, right in tab.merges
        if left <= index <= right and last > first >= top
    ]


def _rows(of: _TableRead, opens_on: date) -> pd.DataFrame:
    """The branches' rows as columns of typed values."""
    in_body = of.places - of.table.last_row - 1
    values = {name: counts.take(in_body) for name, counts in of.counts.items()}
    for name in READ:
        column, kind = of.table.columns.get(name), FIELDS[name].kind
        if name in values or kind == "name":
            continue
        if column is None:
            values[name] = columns.nothing(len(of.places), kind)
        else:
            values[name] = columns.read(columns.cells_of(of.data, column.index), kind, opens_on)
    return _frame(of.names.take(in_body), values, of.places, of.classified)


def _frame(
    names: Names, values: dict[str, Values], places: npt.NDArray[np.intp], classified: Classified
) -> pd.DataFrame:
    """The columns of `schemas.submission.CONTRACT`: counts and percentages as floats, the rest as objects."""
    frame: dict[str, Any] = {"row": places.astype("int64")}
    for name, of_field in {"branch_name": names, **values}.items():
        frame[name], frame[f"{name}_refusal"] = of_field.typed, of_field.refusals
    frame["branch_key"] = names.keys
    frame["stands_apart"] = np.isin(places, list(classified.apart))
    frame["asked"] = columns.objects([classified.asked.get(place) for place in places.tolist()])
    # as they are: a copy into blocks of one type would take as long as reading them
    series = {name: pd.Series(column, dtype=column.dtype, copy=False) for name, column in frame.items()}
    return pd.DataFrame(series, copy=False)


def _totals(of: _TableRead) -> tuple[TotalRow, ...]:
    """Each totals row with the counts that can be read in it."""
    totals = []
    for place in np.flatnonzero(of.classified.kinds == RowKind.TOTAL).tolist():
        in_body = place - of.table.last_row - 1
        counts = {name: values.typed[in_body] for name, values in of.counts.items()}
        totals.append(TotalRow(place, {name: int(count) for name, count in counts.items() if count == count}))
    return tuple(totals)
