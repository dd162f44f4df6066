"""The rows of a worksheet as office programs spell them, read at once instead of element by element.

Arrives: a text of whole rows, between two tags of a worksheet.
Leaves:  how much of it was read; the rows themselves go to the worksheet.
Not here: what a cell's value means (`cells`), where rows begin and what reads all others (`runs`, `tabs`).

`_ROW` is the whole spelling: a row that it fits is well-formed and holds cells and nothing else, so that the short
`_CELL` may take them apart. Attributes are told by expat itself, once for each way in which they are written.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import partial
from typing import Protocol

from flows.steps.pull.workbooks.markup import (
    LAST_COLUMN,
    TEXT,
    TooLarge,
    Unclear,
    attributes,
    has_unknown_references,
)
from flows.steps.pull.workbooks.remembered import MOST_REMEMBERED, Remembered
from flows.steps.pull.workbooks.xlsx.cells import CellReader
from flows.steps.pull.workbooks.xlsx.shapes import WORTHWHILE, Shapes
from flows.steps.pull.workbooks.xlsx.values import values_by_attributes
from schemas.sheet import Cell

_FORMULA = f"<f[^<>/]*+(?:/>|>{TEXT}</f>)"
_VALUE = f'<v>{TEXT}</v>|<v ?/>|<is><t(?: xml:space="preserve")?>{TEXT}</t></is>'
_ONE_CELL = f'<c r="[A-Z]{{1,3}}+[0-9]++"[^<>/]*+(?:/>|>(?:{_FORMULA})?(?:{_VALUE})?</c>)'
_ROW = re.compile(f'<row(?: r="([0-9]{{1,7}}+)")?([^<>/]*+)(?:/>|>((?:{_ONE_CELL})*)</row>)')
_CELL = re.compile(
    '<c r="([A-Z]++)[0-9]++"([^<>]*+)>(?:(<f[^<>/]*+)(?:/>|>([^<]*+)</f>))?(<[vi][^<>]*+>)?(?:<t[^<>]*+>)?([^<]*+)'
)


class Worksheet(Protocol):
    """Whoever keeps the rows and knows where they stand; raises TooLarge for more than a return has."""

    reader: CellReader
    columns: Mapping[str, int]

    def free_row(self, number: str | None, about: Mapping[str, str]) -> int | None: ...
    def add_row(self, at: int, about: Mapping[str, str], row: list[Cell]) -> None: ...


class RowReader:
    """Reads the rows of one worksheet."""

    def __init__(self, worksheet: Worksheet) -> None:
        self.worksheet, self.cells = worksheet, values_by_attributes(worksheet.reader)
        self.columns = worksheet.columns
        self.shapes = Shapes(self.cells, self.columns)
        self.rows = Remembered(partial(attributes, "row"))
        self.formulas: set[str] = set()

    def read(self, text: str) -> int:
        """How much of the text are rows that were read. Raises what reading a cell raises."""
        at = 0
        shapes = self.shapes if len(text) > WORTHWHILE and "_x" not in text else None
        try:
            while found := (shapes and shapes.match(text, at)) or _ROW.match(text, at):
                values = found.groups()
                number, written = values[:2]
                about = self.rows[written if number is None else f' r="1"{written}']
                place = self.worksheet.free_row(number, about)
                if place is None:
                    break
                if found.re is _ROW:
                    row = self.row_of(values[2] or "", shapes)
                else:
                    row = self.shapes.known[0].row_of(values[2:])
                self.worksheet.add_row(place, about, row)
                at = found.end()
        except Unclear:
            return at
        return at

    def row_of(self, written: str, shapes: Shapes | None) -> list[Cell]:
        """The cells of a row, whose shape is noted. Raises Unclear where expat must tell."""
        if has_unknown_references(written):
            raise Unclear(written)
        row: list[Cell] = []
        found = _CELL.findall(written)
        if len(found) != written.count("<c "):
            raise Unclear(written)
        cells, columns = self.cells, self.columns
        for letters, about, formula, formula_text, mark, value in found:
            values = cells[about]
            if formula and formula not in self.formulas:
                self.know(formula)
            if value and mark == "<v>":
                cell = values[value]
            else:
                cell = values.of(formula_text if formula else None, mark, value)
            if cell is None:
                continue
            column = columns[letters]
            missing = column - len(row)
            if missing == 1:
                row.append(cell)
            elif column > LAST_COLUMN:
                raise TooLarge
            else:
                row += [None] * missing
                row[column - 1] = cell
        if shapes:
            shapes.note(found)
        return row

    def know(self, formula: str) -> None:
        """Formulas are told by their attributes; shared ones have many."""
        attributes("f", formula.removeprefix("<f"))
        if len(self.formulas) < MOST_REMEMBERED:
            self.formulas.add(formula)
