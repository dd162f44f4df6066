"""How much a workbook may hold, over all its tabs.

Arrives: each tab that was read.
Leaves:  how many cells the next may have; TooLarge for more than a return can have.
Not here: how much is unzipped (`zip_parts`), what stops a single tab while it is read (each kind of file).

One cell at the foot of the grid makes a million blank rows above it, which some programs leave behind. A file of a
thousand bytes can say so of a hundred tabs.
"""

from __future__ import annotations

from flows.steps.pull.workbooks.markup import LAST_ROW, TooLarge
from schemas.sheet import Tab

MOST_ROWS = 4 * LAST_ROW


class Room:
    """What is left for the tabs that follow."""

    def __init__(self, most_cells: int) -> None:
        self.cells, self.rows = most_cells, MOST_ROWS

    def take(self, tab: Tab) -> None:
        """Take what a tab fills. Raises TooLarge."""
        self.rows -= len(tab.rows)
        self.cells -= sum(len(row) for row in tab.rows)
        if self.cells < 0 or self.rows < 0:
            raise TooLarge
