"""The function that reads one cell of each kind of field."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from schemas.sheet import Cell
from schemas.submission import FieldKind
from schemas.vietnamese.dates import read_date
from schemas.vietnamese.numbers import read_count
from schemas.vietnamese.percents import read_percent
from schemas.vietnamese.phones import read_phone
from schemas.vietnamese.reading import Reading
from schemas.vietnamese.text import read_text
from schemas.vietnamese.yes_no import read_yes_no

Reader = Callable[[Cell], Reading[Any]]


def reader_of(kind: FieldKind, opens_on: date) -> Reader:
    """The function that reads one cell of a kind; dates are read as of the campaign that opens on that day."""
    readers: dict[FieldKind, Reader] = {
        "name": read_text,
        "count": read_count,
        "percent": read_percent,
        "text": read_text,
        "yes_no": read_yes_no,
        "date": lambda cell: read_date(cell, opens_on.year, opens_on),
        "phone": read_phone,
    }
    return readers[kind]
