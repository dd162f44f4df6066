"""The function that reads one cell of each kind of field."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import lru_cache
from typing import Any

from schemas.fields import FieldKind
from schemas.sheet import Cell, FormattedNumber
from schemas.vietnamese.branch_names import branch_key
from schemas.vietnamese.dates import read_date
from schemas.vietnamese.numbers import read_count
from schemas.vietnamese.percents import read_percent
from schemas.vietnamese.reading import Reading
from schemas.vietnamese.text import clean
from schemas.vietnamese.text.notes import read_text
from schemas.vietnamese.yes_no import read_yes_no

Reader = Callable[[Cell], Reading[Any]]

_BULLET = re.compile(r"(?:\(?[0-9]{1,4}\s*[.)]\s*|[-+*•]\s+)(?=[^\W\d_])")


def read_name(cell: Cell) -> Reading[str]:
    """A branch's name: as any text, without the number or bullet of a list before it."""
    if isinstance(cell, FormattedNumber):
        cell = cell.display.text
    if not isinstance(cell, str):
        return read_text(cell)
    return read_text(_BULLET.sub("", clean(cell), count=1) if _BULLET.match(cell.lstrip()) else cell)


def name_key(name: str | None) -> str | None:
    """What a branch is known by (`branch_names`). A name without a letter is none."""
    key = branch_key(name) if name else ""
    return key if key[:1].isalpha() or any(map(str.isalpha, key)) else None


LONGEST_KNOWN, MOST_KNOWN = 24, 20_000
"""Letters of the texts that are remembered, and how many of them for each kind."""


@lru_cache(maxsize=64)
def reader_of(kind: FieldKind, opens_on: date) -> Reader:
    """The function that reads one cell of a kind; dates are read as of the campaign that opens on that day.

    Sheet after sheet says "83,3%", "x" or "Zalo, Facebook": a short text is read when it is first met.
    """
    readers: dict[FieldKind, Reader] = {
        "name": read_name,
        "count": read_count,
        "percent": read_percent,
        "text": read_text,
        "yes_no": read_yes_no,
        "date": lambda cell: read_date(cell, opens_on.year, opens_on),
    }
    read = readers[kind]
    known = lru_cache(maxsize=MOST_KNOWN)(read)
    return lambda cell: known(cell) if type(cell) is str and len(cell) <= LONGEST_KNOWN else read(cell)
