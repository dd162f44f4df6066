"""A unit's own tab in the copy: its cells at their own addresses, the wrong ones coloured and commented.

Arrives: a tab without what is private, what is said at which cell.
Leaves:  the tab in the workbook.
Not here: which cell that is (`places`), how one is written (`cells`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import openpyxl
from openpyxl.worksheet.cell_range import CellRange

from flows.desk.papers.mistakes import marks
from flows.desk.papers.mistakes.cells import Cells
from schemas.rules.rule import Severity
from schemas.sheet import Row, Tab, column_letters

LAST_ROW, LAST_COLUMN = 2**20, 2**14
"""Where Excel's grid ends; Google's is wider."""
ROWS_MEASURED, NARROWEST, WIDEST = 200, 6, 45
LETTER = 1.15


@dataclass(slots=True)
class Said:
    """What is said at a cell: by its worst severity, in sentences."""

    severity: Severity | None = None
    sentences: list[str] = field(default_factory=list)

    def add(self, severity: Severity, sentence: str) -> None:
        """One finding more; they come from the worst."""
        self.severity = self.severity or severity
        self.sentences.append(f"{marks.word(severity)}. {sentence}")


Remarks = dict[tuple[int, int], Said]


def no_remarks() -> Remarks:
    """Nothing said of a tab yet."""
    return defaultdict(Said)


def write(book: openpyxl.Workbook, title: str, tab: Tab, said: Remarks) -> None:
    """The tab behind those that are there."""
    made: Any = book.create_sheet(title)
    made.sheet_state = "hidden" if tab.is_hidden else "visible"
    merges = list(_merges(tab))
    _set_looks(made, tab, merges)
    at = _at_first_cells(said, merges)
    by_row: dict[int, dict[int, Said]] = defaultdict(dict)
    for place, (row, column) in enumerate(sorted(at)):
        each = at[row, column]
        by_row[row][column] = each if place < marks.MOST_COMMENTS else Said(each.severity)
    cells = Cells(made)
    for row in range(min(max(len(tab.rows), max(by_row, default=-1) + 1), LAST_ROW)):
        typed = tab.rows[row][:LAST_COLUMN] if row < len(tab.rows) else ()
        made.append(_row(cells, typed, by_row.get(row, {})))


def _row(cells: Cells, row: Row, said: Mapping[int, Said]) -> list[Any]:
    written = [cells.of(cell) for cell in row]
    for column in sorted(each for each in said if each < LAST_COLUMN):
        each = said[column]
        written += [None] * (column + 1 - len(written))
        comment = marks.comment(each.sentences) if each.sentences else None
        written[column] = cells.of(row[column] if column < len(row) else None, each.severity, comment)
    return written


def _at_first_cells(said: Remarks, merges: Iterable[tuple[int, int, int, int]]) -> Remarks:
    """What is said within a merged range stands at its first cell, the only one that is shown."""
    moved = no_remarks()
    ranges = list(merges)
    for (row, column), each in said.items():
        own = next((m for m in ranges if m[0] <= row <= m[2] and m[1] <= column <= m[3]), None)
        to = moved[(row, column) if own is None else own[:2]]
        worst = [each.severity, to.severity]
        to.severity = next((severity for severity in marks.SEVERITIES if severity in worst), None)
        to.sentences += each.sentences
    return moved


def _merges(tab: Tab) -> Iterator[tuple[int, int, int, int]]:
    """The merged ranges that Excel takes: of two cells and more, none over another, within the grid."""
    taken: list[CellRange] = []
    for top, left, bottom, right in tab.merges:
        if (top, left) == (bottom, right) or bottom >= LAST_ROW or right >= LAST_COLUMN:
            continue
        area = CellRange(min_col=left + 1, min_row=top + 1, max_col=right + 1, max_row=bottom + 1)
        if not any(area.issubset(each) or not area.isdisjoint(each) for each in taken):
            taken.append(area)
            yield top, left, bottom, right


def _set_looks(made: Any, tab: Tab, merges: Iterable[tuple[int, int, int, int]]) -> None:
    """Before the rows are written: widths, hidden rows, merged ranges, how it is printed."""
    for column, width in _widths(tab).items():
        made.column_dimensions[column_letters(column)].width = width
    for row in tab.hidden_rows:
        if row < LAST_ROW:
            made.row_dimensions[row + 1].hidden = True
    for top, left, bottom, right in merges:
        made.merged_cells.add(f"{column_letters(left)}{top + 1}:{column_letters(right)}{bottom + 1}")
    made.page_setup.orientation, made.page_setup.paperSize = "landscape", "9"
    made.page_setup.fitToWidth, made.page_setup.fitToHeight = 1, 0
    made.page_setup.fitToPage = True


def _widths(tab: Tab) -> dict[int, float]:
    """As wide as what stands in the first rows, within reason; what is merged over several columns widens none."""
    over_several = {(top, left) for top, left, _, right in tab.merges if right > left}
    longest: dict[int, int] = defaultdict(int)
    for number, row in enumerate(tab.rows[:ROWS_MEASURED]):
        if sum(cell is not None for cell in row) > 1:
            for column, cell in enumerate(row[:LAST_COLUMN]):
                if cell is not None and (number, column) not in over_several:
                    longest[column] = max(longest[column], len(cell) if isinstance(cell, str) else 10)
    return {column: min(max(most * LETTER, NARROWEST), WIDEST) for column, most in longest.items()}
