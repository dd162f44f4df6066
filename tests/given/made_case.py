"""A sheet in the making: its rows, which branch each is of, and the figures that are true of it."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from schemas.sheet import Cell, Sheet, Tab, trim

COUNTS = ("workforce", "members", "smartphone_users", "reached", "launch_sessions", "installed")


@dataclass
class Line:
    """One row on its way: its cells, and which branch it is of."""

    cells: list[Cell]
    branch: int | None = None
    is_of_table: bool = True


@dataclass
class Case:
    """A sheet in the making, with the figures that are true of it."""

    pick: random.Random
    truth: list[dict[str, Cell]]
    fields: list[str] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    heading: tuple[int, int] = (0, 0)
    groups: list[tuple[int, int]] = field(default_factory=list)
    more_tabs: list[Tab] = field(default_factory=list)
    hidden: tuple[int, ...] = ()
    is_harmless: bool = True
    done: list[str] = field(default_factory=list)

    def body(self) -> range:
        return range(self.heading[1] + 1, len(self.lines))

    def column(self, name: str) -> int:
        return self.fields.index(name)

    def sheet(self) -> Sheet:
        tab = Tab("Báo cáo", trim([line.cells for line in self.lines]), hidden_rows=self.hidden)
        tabs = [*self.more_tabs, tab]
        self.pick.shuffle(tabs)
        return Sheet(tuple(tabs))
