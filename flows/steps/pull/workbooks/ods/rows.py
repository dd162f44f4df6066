"""The rows of an .ods as office programs spell them, read at once instead of element by element.

Arrives: a text that begins with rows of a table; the table, and the reader of the document's formats.
Leaves:  how much of it was read; the rows themselves go to the table.
Not here: what a cell's value means (`cells`), where rows begin and what reads all others (`runs`).

`_ROW` is the whole spelling: a row that it fits is well-formed and holds cells of plain paragraphs and nothing else, so
that the short `_CELL` may take them apart. Attributes are told by expat, once for each way in which they are written;
a formula and a value, which differ from cell to cell, are taken out of them.

Only single signs are repeated possessively here: of Python's own expressions before 3.11.5 a group repeated so may lose
what it holds (gh-106052).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import partial

from flows.steps.pull.workbooks.markup import (
    LAST_COLUMN,
    TEXT,
    Unclear,
    attributes,
    has_unknown_references,
    resolved,
)
from flows.steps.pull.workbooks.numbers import number_cell, number_of
from flows.steps.pull.workbooks.ods.cells import paragraph, typed
from flows.steps.pull.workbooks.ods.formats import Formats
from flows.steps.pull.workbooks.ods.table import Table
from flows.steps.pull.workbooks.remembered import Remembered
from schemas.sheet import Cell

_ATTRIBUTE = ' [a-z]++:[a-z-]++="[^"<>\\x00-\\x1f]*+"'
_BLANK = '<text:(?:s(?: text:c="[0-9]{1,4}+")?|tab|line-break)/>'
_PARAGRAPHS = f"(?:<text:p(?:/>|>{TEXT}(?:{_BLANK}{TEXT})*</text:p>))*"
_ONE_CELL = "|".join(
    f"<table:{name}(?:{_ATTRIBUTE})*(?:/>|>{_PARAGRAPHS}</table:{name}>)"
    for name in ("table-cell", "covered-table-cell")
)
_ROW = re.compile(f"<table:table-row((?:{_ATTRIBUTE})*)(?:/>|>((?:{_ONE_CELL})*)</table:table-row>)")
_FORMULA, _VALUE = ' table:formula="', ' office:(value|date-value)="'
_OTHERS = f'((?:(?!{_FORMULA}|{_VALUE.replace("(", "(?:")})(?: [^ ="]++="[^"]*+"))*)'
_CELL = re.compile(
    f'cell{_OTHERS}(?:{_FORMULA}([^"]++)")?{_OTHERS}(?:{_VALUE}([^"]++)")?((?: [^ ="]++="[^"]*+")*)'
    "(?:/>|>((?:[^<]++|</?text:[^>]*+>)*)</table:[a-z-]++>)"
)
_CELL_BEGINS, _COVERED_BEGINS = "<table:table-cell", "<table:covered-table-cell"
_PARAGRAPH = re.compile("<text:p(?:/|>(.*?)</text:p)>", re.DOTALL)
_OPEN, _START, _END = "<text:p", "<text:p>", "</text:p>"


class _Kind:
    """How cells are written, but for their formulas and values."""

    __slots__ = ("about", "is_number", "is_single", "is_text", "style", "times")

    def __init__(self, about: Mapping[str, str]) -> None:
        self.about, self.style = about, about.get("table:style-name")
        self.times = int(about.get("table:number-columns-repeated", "1"))
        self.is_single = not any("number-" in name for name in about)
        is_told = "table:formula" not in about and about.get("calcext:value-type") != "error"
        self.is_text = is_told and about.get("office:value-type") == "string"
        self.is_number = is_told and about.get("office:value-type") == "float"


class RowReader:
    """Reads the rows of one document's tables."""

    def __init__(self, formats: Formats) -> None:
        self.formats = formats
        self.kinds: Remembered[str, _Kind] = Remembered(
            lambda written: _Kind(attributes("table:table-cell", written))
        )
        self.rows = Remembered(partial(attributes, "table:table-row"))
        self.numbers = Remembered(_number)

    def next_row(self, table: Table, text: str, at: int) -> int:
        """Where the row ends that begins at a place and is now the table's; the same place where expat must tell it."""
        found = _ROW.match(text, at)
        if found is None:
            return at
        written, body = found[1], found[2] or ""
        try:
            if has_unknown_references(body):
                return at
            about = self.rows[written]
            table.begin_row(about)
            cells = self.cells(table, body)
        except Unclear:
            return at
        for kind, cell in cells:
            if kind.is_single and table.column < LAST_COLUMN:
                if cell is not None and cell != "":
                    table.row += [None] * (table.column - len(table.row))
                    table.row.append(cell)
                table.column += 1
            else:
                table.about = kind.about
                table.add_cell(cell)
        return found.end()

    def cells(self, table: Table, body: str) -> list[tuple[_Kind, Cell]]:
        """The cells of a row, each with how it is written. Raises Unclear where expat must tell."""
        told: list[tuple[_Kind, Cell]] = []
        column = 0
        found = _CELL.findall(body)
        if len(found) != body.count(_CELL_BEGINS) + body.count(_COVERED_BEGINS):
            raise Unclear(body)
        for before, formula, between, name, value, after, inner in found:
            kind = self.kinds[before + between + after]
            if kind.is_text and inner and not (formula or name):
                cell: Cell = _text(inner)
            else:
                style = table.default_style(column) if kind.style is None else kind.style
                code = self.formats.code(style)
                if kind.is_number and name == "value" and not formula and "office:value" not in kind.about:
                    cell = self.numbers[value, code]
                else:
                    cell = typed(_whole(kind, formula, name, value), _text(inner) if inner else None, code)
            told.append((kind, cell))
            column += kind.times
        return told


def _number(written: tuple[str, str | None]) -> Cell:
    """A number, by its digits and the code of its format."""
    digits, code = written
    return number_cell(number_of(resolved(digits)), code, starts_in_1904=False)


def _whole(kind: _Kind, formula: str, name: str, value: str) -> Mapping[str, str]:
    """The attributes of a cell with those that were taken out. Raises Unclear for one that is written twice."""
    about = dict(kind.about)
    for key, written in (("table:formula", formula), (f"office:{name}", value)):
        if written:
            if key in about:
                raise Unclear(key)
            about[key] = resolved(written)
    return about


def _text(inner: str) -> str:
    """The paragraphs of a cell, each on a line of its own."""
    if inner.startswith(_START) and not inner.rfind(_OPEN):
        return paragraph(inner[len(_START) : -len(_END)])
    return "\n".join(map(paragraph, _PARAGRAPH.findall(inner)))
