"""Whether a sheet says that its figures are thousands: "Đơn vị tính: nghìn người" over a table, "(x1.000)" in a heading.

Arrives: a table that was read, and what the rows of its tab are.
Leaves:  findings.
Not here: a cell that says so itself, in words or by its format (`schemas.vietnamese.numbers`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

import numpy as np

from schemas.finding import Finding, finding
from schemas.sheet import Row
from schemas.unit_return.row_kind import Kinds, RowKind
from schemas.unit_return.table import PlacedTable
from schemas.vietnamese.numbers.counted import UNITS, either_spelling
from schemas.vietnamese.text import clean

LONGEST = 200
ROWS_SEARCHED = 500
BELOW_THE_HEADING = 2
"""A line of units may stand between the heading and the first row."""
_MULTIPLE = f"(?:{either_spelling('một nghìn|nghìn|một ngàn|ngàn|trăm|chục|triệu|vạn|tá')}|1[., ]?000|100|10)"
_OF = rf"{_MULTIPLE}(?: ?{UNITS})?(?: ?/ ?[^\W\d_]+)?"
_UNIT = either_spelling("đơn vị tính|đơn vị|đv tính|đvt|đ.v.t|tính bằng|tính theo|tính theo đơn vị")
_CAPTION = re.compile(rf"{_UNIT} ?[:.]? ?(?:{either_spelling('là')} )?\(?{_OF} ?(?:[).,;]|\Z)")
_ALONE = re.compile(rf"\(? ?{_MULTIPLE} {UNITS} ?\)?")
_LEADS = re.compile(rf"\(?{_UNIT} ?:?")
_TIMES = re.compile(r"\( ?[x×*] ?(?:1[., ]?000|100|10) ?\)")


def about_multiples(of: PlacedTable, kinds: Kinds) -> Iterator[Finding]:
    """The first cell that says so, in the rows that are no branch's."""
    tab, table = of.tab, of.table
    others = np.flatnonzero(kinds[: len(tab.rows)] != RowKind.DATA)[:ROWS_SEARCHED].tolist()
    near = range(table.first_row, min(table.last_row + 1 + BELOW_THE_HEADING, len(tab.rows)))
    counts = [table.columns[name].index for name in table.form.amounts if name in table.columns]
    for row in sorted({*others, *near}):
        cells, is_heading = tab.rows[row], table.first_row <= row <= table.last_row
        for column, cell in enumerate(cells):
            if type(cell) is not str or len(cell) > LONGEST:
                continue
            may_be_figure = row > table.last_row and column in counts and cell.lstrip()[:1].isdigit()
            if may_be_figure and _is_named(cells[: min(counts)]):
                continue
            if _is_said_in(cell, is_heading=is_heading):
                yield finding("figures_in_multiples", cell=of.at(row + of.before, column), raw=cell)
                return


def _is_named(cells: Row) -> bool:
    """Whether a row says whose figures it holds, so that "100 máy" is one of them: a branch's, a total's, not "ĐVT"."""
    texts = [clean(cell).casefold() for cell in cells if type(cell) is str and cell.strip()]
    return bool(texts) and not any(map(_LEADS.fullmatch, texts))


@lru_cache(maxsize=4096)
def _is_said_in(text: str, *, is_heading: bool) -> bool:
    low = clean(text).casefold()
    if _CAPTION.search(low) or _ALONE.fullmatch(low):
        return True
    return is_heading and _TIMES.search(low) is not None
