"""The rules of a return as a whole: its totals, its figures taken together, whose name is above them.

Arrives: a `ReadReturn` and its branches' rows, each branch once.
Leaves:  findings.
Not here: rules of single rows (`rows`), headings and tabs (`flows.steps.read`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import numpy as np

from schemas.finding import Finding, finding
from schemas.rules import catalogue
from schemas.typed_rows import TypedRows
from schemas.unit_return import ReadReturn
from schemas.unit_return.row_kind import RowKind, are_of

UnitNames = Callable[[str], str | None]
OF_UNIT = re.compile(r":|\bcủa\b|[()]", re.IGNORECASE)
OF_UNIONS = re.compile(r"\b(?:lđlđ|liên đoàn lao động|(?:công đoàn|cđ) ngành)\b", re.IGNORECASE)
LONGEST_NAME = 300
FEWEST_EQUAL = 3
SECTIONS_TRIED = 100


def about_return(read: ReadReturn, rows: TypedRows) -> Iterator[Finding]:
    """The rules of the whole return."""
    if read.table is None:
        return
    if not len(rows):
        if read.totals or read.kinds[RowKind.ANSWERED_NO]:
            yield finding("only_totals")
        return
    if read.is_readable:
        yield from _totals_that_disagree(read, rows)
    form = read.form
    even = form.table.suspicious_equal
    if len(rows) >= FEWEST_EQUAL and even and form.people:
        people = rows.first_of(form.people)
        if all((rows[name] == people).all() for name in even):
            yield finding(catalogue(form)["counts_all_equal"])


def about_letterhead(read: ReadReturn, not_of: UnitNames) -> Iterator[Finding]:
    """Another unit's name above the table, or as a section's title in it: alone in its cell, after a colon or after "của"."""
    for row in np.flatnonzero(are_of(read.row_kinds, RowKind.LETTERHEAD, RowKind.SECTION)).tolist():
        is_section = read.row_kinds[row] == RowKind.SECTION
        for column, cell in enumerate(read.cells(row)):
            text = cell[:LONGEST_NAME] if isinstance(cell, str) else ""
            # a sector union's branches stand by districts: "Huyện Ea Kar" is a place
            if is_section and not OF_UNIONS.search(text):
                continue
            other = next(((name, unit) for name in OF_UNIT.split(text) if (unit := not_of(name))), None)
            if other:
                yield finding(
                    "another_unit_named",
                    cell=read.table_at(row).at(row, column),
                    raw=other[0].strip(),
                    unit=other[1],
                )


def _totals_that_disagree(read: ReadReturn, rows: TypedRows) -> Iterator[Finding]:
    """A totals row must be the sum of all branches, of those since some section or total before it, or of those down
    to some section or total below it.

    A column with a cell that could not be read is not compared: that cell has its own finding.
    """
    at = rows["row"]
    labelled = are_of(read.row_kinds, RowKind.TOTAL, RowKind.SECTION, RowKind.ANSWERED_NO)
    # a total at the foot of one tab is of that tab
    firsts = [block.first for block in read.tables[1:]]
    borders = np.array(sorted({*np.flatnonzero(labelled).tolist(), *firsts}), dtype=np.intp)
    for name in read.form.amounts:
        totals = [total for total in read.totals if name in total.counts]
        if not totals:
            continue
        amounts = np.where(rows.is_given(name), rows[name], 0)
        of_all = amounts.sum()
        if all(total.counts[name] == of_all for total in totals) or rows.is_refused(name).any():
            continue
        running = np.concatenate([[0], np.cumsum(amounts)])
        for total in totals:
            before = borders[borders < total.row]
            after = borders[borders > total.row][:SECTIONS_TRIED]
            here = running[np.searchsorted(at, total.row)]
            sums = {running[-1], here, running[-1] - here}
            sums.update(running[np.searchsorted(at, after)] - here)
            sums.update(here - running[np.searchsorted(at, before[-SECTIONS_TRIED:])])
            if total.counts[name] not in sums:
                yield finding(
                    "total_disagrees",
                    cell=read.address(total.row, name),
                    heading=read.heading(total.row, name),
                    raw=total.counts[name],
                    sum=int(running[-1]),
                )
