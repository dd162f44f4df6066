"""Where in a copy a finding stands: the tab and the cell that its address names, else where the table begins.

Arrives: findings, the tabs of a content, how its sheet is read.
Leaves:  `Placed`: a finding with its tab and cell, in the order in which they are mended.
Not here: how it is shown (`own_tabs`, `listing`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from flows.desk.papers.mistakes.marks import SEVERITIES
from schemas.report import OpenFinding
from schemas.sheet import Tab, address, column_of
from schemas.unit_return import ReadReturn

ADDRESS = re.compile(r"(?:'((?:[^']|'')*)'!)?([A-Z]{1,4})([1-9][0-9]{0,6})")


@dataclass(frozen=True, slots=True)
class Place:
    """A cell: the number of its tab, its row and column, all from 0."""

    tab: int
    row: int
    column: int

    @property
    def cell(self) -> str:
        return address(self.row, self.column)


@dataclass(frozen=True, slots=True)
class Placed:
    """A finding and where it is shown. `is_exact`: its own cell, not that of the table it is about."""

    finding: OpenFinding
    place: Place
    is_exact: bool


def placed(findings: Iterable[OpenFinding], tabs: Sequence[Tab], read: ReadReturn) -> list[Placed]:
    """Errors first, then questions, then warnings; each of them by tabs, rows, columns."""
    main = next((number for number, tab in enumerate(tabs) if tab is read.tab), _first_shown(tabs))
    whole = Place(main, *_beginning(read))
    found = [_placed(each, tabs, main, whole) for each in findings]
    return sorted(found, key=_order)


def in_order(findings: Iterable[OpenFinding]) -> list[OpenFinding]:
    """The same order where no cells are left to lead to."""
    nowhere = Place(0, 0, 0)
    return [each.finding for each in sorted((_placed(each, (), 0, nowhere) for each in findings), key=_order)]


def _order(each: Placed) -> tuple[int, bool, int, int, int, str]:
    at = each.place
    return (
        SEVERITIES.index(each.finding.severity),
        each.is_exact,
        at.tab,
        at.row,
        at.column,
        each.finding.rule,
    )


def _placed(each: OpenFinding, tabs: Sequence[Tab], main: int, whole: Place) -> Placed:
    named = ADDRESS.fullmatch(each.cell or "")
    if named is None:
        return Placed(each, whole, is_exact=False)
    title = named[1].replace("''", "'") if named[1] is not None else None
    tab = next((number for number, tab in enumerate(tabs) if tab.title == title), main)
    return Placed(each, Place(tab, int(named[3]) - 1, column_of(named[2])), is_exact=True)


def _first_shown(tabs: Sequence[Tab]) -> int:
    """The first tab that shows something: where a return without a table is looked at."""
    shown = (number for number, tab in enumerate(tabs) if tab.rows and not tab.is_hidden)
    return next(shown, 0)


def _beginning(read: ReadReturn) -> tuple[int, int]:
    """The first cell of the main table's heading; of a sheet without a table its first one."""
    headed = read.table.headed if read.table is not None else []
    return min(((column.row, column.index) for column in headed), default=(0, 0))
