"""Rows that are alike but for what stands in their cells: most rows of a table are.

Arrives: the cells of a row that has been read, as they are written.
Leaves:  a `Shape`, by which the next row of its kind is read as a whole.
Not here: rows of other kinds (`rows`).

The pattern of a shape is the row's own spelling with its values left open, and without references in them: what it
fits, `rows` reads as well, to the same cells, in three times the time.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from flows.steps.pull.workbooks.markup import OPEN_TEXT
from flows.steps.pull.workbooks.xlsx.values import Values
from schemas.sheet import Cell

MOST_SHAPES, MOST_CELLS = 8, 64
SEEN_BEFORE = 3
WORTHWHILE = 2**15
"""Characters that must be left to read, for a pattern to be worth its making."""
Found = tuple[str, str, str, str, str, str]
"""Of a cell: letters, attributes, formula with its attributes, its text, the tag before its value, the value."""
Reader = Values | None
"""What gives the cell that a value is; None where the value is a text, and itself the cell."""


@dataclass(frozen=True, slots=True)
class Shape:
    """How rows of a kind are written, what reads each of their values, and in which column it stands."""

    pattern: re.Pattern[str]
    readers: tuple[Reader, ...]
    columns: tuple[int, ...]

    def row_of(self, values: Iterable[str]) -> list[Cell]:
        """The cells of a row by its values."""
        row: list[Cell] = [
            value if reader is None else reader[value]
            for reader, value in zip(self.readers, values)  # noqa: B905 - the pattern has as many
        ]
        if self.columns:
            cells, row = row, [None] * self.columns[-1]
            for column, cell in zip(self.columns, cells, strict=True):
                row[column - 1] = cell
        while row and row[-1] is None:
            row.pop()
        return row


class Shapes:
    """The shapes of one worksheet's rows, the last one that fitted in front.

    `cells` gives the reader of values by the attributes of their cells.
    """

    def __init__(
        self,
        cells: Mapping[str, Values],
        column_numbers: Mapping[str, int],
    ) -> None:
        self.cells, self.column_numbers = cells, column_numbers
        self.known: list[Shape] = []
        self.seen: dict[tuple[Found, ...], int] = {}

    def match(self, text: str, at: int) -> re.Match[str] | None:
        """The row at a place, if its shape is known: then it stands in front."""
        for place, shape in enumerate(self.known):
            if found := shape.pattern.match(text, at):
                if place:
                    self.known.insert(0, self.known.pop(place))
                return found
        return None

    def note(self, cells: list[Found]) -> None:
        """Another row of a kind that is not known; one that comes often is learnt."""
        if (
            len(self.known) >= MOST_SHAPES
            or len(self.seen) > MOST_SHAPES**2
            or not 0 < len(cells) <= MOST_CELLS
        ):
            return
        kind = tuple(
            (letters, about, formula, "", tag, "1" if value else "")
            for letters, about, formula, _, tag, value in cells
        )
        self.seen[kind] = seen = self.seen.get(kind, 0) + 1
        if seen == SEEN_BEFORE and (shape := self._shape(kind)):
            self.known.append(shape)

    def _shape(self, cells: tuple[Found, ...]) -> Shape | None:
        columns = [self.column_numbers[letters] for letters, *_ in cells]
        patterns = [_pattern(cell) for cell in cells]
        texts = [self.cells[about].is_inline for _, about, *_, tag, _ in cells if tag == "<is>"]
        if columns != sorted(set(columns)) or None in patterns or not all(texts):
            return None
        filled = [
            (column, None if cell[4] == "<is>" else self.cells[cell[1]])
            for column, cell in zip(columns, cells, strict=True)
            if cell[5]
        ]
        places = tuple(column for column, _ in filled)
        is_dense = places == tuple(range(1, len(places) + 1))
        whole = f'<row(?: r="([0-9]{{1,7}}+)")?([^<>/]*+)>{"".join(map(str, patterns))}</row>'
        return Shape(re.compile(whole), tuple(reader for _, reader in filled), () if is_dense else places)


def _pattern(cell: Found) -> str | None:
    """How a cell is written, its value left open; None for what only single cells are read by."""
    letters, about, formula, _, tag, value = cell
    begin = f'<c r="{letters}[0-9]++"{re.escape(about)}>'
    if formula:
        begin += f"{re.escape(formula)}(?:/>|>[^<>&\x00-\x08\x0b-\x1f]*+</f>)"
    if value and tag == "<v>":
        return f"{begin}<v>{OPEN_TEXT}</v></c>"
    if value and tag == "<is>" and not formula:
        return f'{begin}<is><t(?: xml:space="preserve")?>{OPEN_TEXT}</t></is></c>'
    if formula or tag or value:
        return None
    return begin if about.endswith("/") else f"{begin}</c>"
