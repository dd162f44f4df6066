"""What stands many times in a workbook, told once for each way in which it is written.

Arrives: something as it is written, and what tells it.
Leaves:  what it is. Beyond so many all is forgotten, so that no file fills the memory with what never comes again.
Not here: what is told of it (`xlsx`, `ods`).
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import TypeVar

Written = TypeVar("Written", bound=Hashable)
Told = TypeVar("Told")

MOST_REMEMBERED = 2**14


class Remembered(dict[Written, Told]):
    """What `tell` says of each. Raises what it raises."""

    def __init__(self, tell: Callable[[Written], Told]) -> None:
        super().__init__()
        self.tell = tell

    def __missing__(self, written: Written) -> Told:
        if len(self) >= MOST_REMEMBERED:
            self.clear()
        self[written] = told = self.tell(written)
        return told
