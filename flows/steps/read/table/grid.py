"""The texts of a heading's rows, and which text stands over which column.

Arrives: some rows of a tab and its merged ranges.
Leaves:  for each column its lowest text and those over it, nearest first.
Not here: what a text means (`schemas.headings`, `groups`), which rows are a heading (`place`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import product, takewhile

from schemas.headings.heading import is_column_number
from schemas.phrases import fold_words
from schemas.sheet import SHEETS_EPOCH_ORDINAL, Cell, DateCell, FormattedNumber, Row, Tab
from schemas.unit_return.table import Column

LONGEST_HEADING = 200
WIDEST_TABLE = 200
FIGURE = re.compile(r"[0-9][0-9.,\s]*%?")
LAST_SERIAL = 2_958_466

Spans = dict[tuple[int, int], int]
"""The last column of each merged range, by its first cell."""


def spans_of(tab: Tab) -> Spans:
    return {(first, left): right for first, left, _, right in tab.merges}


@dataclass(frozen=True, slots=True)
class Stack:
    """One column's texts: the lowest, which heads it, and those over it; and the cell of the nearest of these."""

    column: Column
    above: tuple[str, ...]
    group: tuple[int, int] | None


@dataclass(frozen=True)
class Grid:
    """The texts of the rows of one heading, and which text is merged over which column.

    Of two sheets made from one form the grids are equal, so that what a heading means is found out once.
    """

    first: int
    texts: tuple[tuple[str, ...], ...]
    merged: tuple[tuple[tuple[int, int], int], ...]
    """Of the tab's spans those of these rows."""

    @classmethod
    def of(cls, rows: tuple[Row, ...], first: int, spans: Spans) -> Grid:
        width = min(max((len(row) for row in rows), default=0), WIDEST_TABLE)
        texts = [
            [text_of(cell, is_below=depth > 0) for cell in row[:width]] + [""] * (width - len(row))
            for depth, row in enumerate(rows)
        ]
        cells = product(range(first, first + len(rows)), range(width)) if spans else ()
        merged = [(at, spans[at]) for at in cells if at in spans]
        return cls(first, tuple(map(tuple, texts)), tuple(merged))

    @cached_property
    def spans(self) -> Spans:
        return dict(self.merged)

    @property
    def width(self) -> int:
        return max(map(len, self.texts), default=0)

    @property
    def has_title(self) -> bool:
        """Whether a row above all headings is a single text at the left: a title, which heads no column."""
        *upper, lowest = self.texts
        left = next((index for index, text in enumerate(lowest) if text), self.width)
        filled = [[index for index, text in enumerate(row) if text] for row in upper]
        above = takewhile(lambda indexes: len(indexes) < 2, filled)
        return any(len(indexes) == 1 and indexes[0] <= left for indexes in above)

    def stacks(self) -> Iterator[Stack]:
        """Each column that has a text, with the texts over it."""
        for index in range(self.width):
            own = [depth for depth, row in enumerate(self.texts) if row[index]]
            if own:
                lowest = own[-1]
                text = self.texts[lowest][index]
                over = [(depth, self.over(depth, index)) for depth in range(lowest - 1, -1, -1)]
                above = tuple(found[1] for _, found in over if found)
                near = ((d, at[0]) for d, at in over if at and fold_words(at[1]) != fold_words(text))
                yield Stack(Column(index, self.first + lowest, text), above, next(near, None))

    def over(self, depth: int, index: int) -> tuple[int, str] | None:
        """The text above a column at one depth and where it stands: its own, or the one merged over it from the left.

        Where a source does not tell its merges, a text reaches over the blanks to its right if it has headings below.
        """
        for column in range(index, -1, -1):
            if text := self.texts[depth][column]:
                end = self.spans.get((self.first + depth, column))
                reaches = any(row[column] for row in self.texts[depth + 1 :]) if end is None else index <= end
                return (column, text) if column == index or reaches else None
        return None


def text_of(cell: Cell, *, is_below: bool = False) -> str:
    """A heading cell's text; column numbers and long texts are none. A day below another heading is one: "20/8"."""
    if is_below and isinstance(cell, DateCell) and 1 <= cell.serial < LAST_SERIAL:
        return f"{date.fromordinal(SHEETS_EPOCH_ORDINAL + int(cell.serial)):%d/%m/%Y}"
    if not isinstance(cell, str) or len(cell) > LONGEST_HEADING:
        return ""
    text = cell.strip()
    return "" if is_column_number(text) else text


def is_figure(cell: Cell) -> bool:
    """Whether a cell is a number, typed or as text."""
    if isinstance(cell, str):
        return len(cell) < LONGEST_HEADING and FIGURE.fullmatch(cell.strip()) is not None
    return isinstance(cell, int | float | FormattedNumber) and not isinstance(cell, bool)
