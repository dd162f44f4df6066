"""Turn a column's cells into typed values, each distinct cell read once.

Arrives: the cells of one field's column, branches' rows only.
Leaves:  values and the codes of refusals, row by row.
Not here: how a cell is read (`schemas.vietnamese`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from schemas.readers import reader_of
from schemas.sheet import Cell
from schemas.submission import FieldKind
from schemas.vietnamese.reading import Reading
from schemas.vietnamese.text import DITTO


@dataclass(frozen=True, slots=True)
class Values:
    """One field of the rows read: `values[i]` is None when nothing was given or `refusals[i]` says why not."""

    values: list[Any]
    refusals: list[str | None]


def read(cells: Sequence[Cell], kind: FieldKind, opens_on: date) -> Values:
    """Read a column. In text a ditto mark takes the row above; a name may not be one."""
    reader = reader_of(kind, opens_on)
    known: dict[Cell | tuple[bool], Reading[Any]] = {}
    readings = []
    for cell in cells:
        # True and 1 are one key of a dictionary and two readings
        key = (cell,) if cell is True or cell is False else cell
        reading = known.get(key)
        if reading is None:
            reading = known[key] = reader(cell)
        readings.append(reading)
    values = [reading.value for reading in readings]
    refusals = [reading.refusal for reading in readings]
    if any(reading.value == DITTO for reading in known.values()):
        _resolve_dittos(values, refusals, "name_is_ditto" if kind == "name" else "ditto_without_above", kind)
    return Values(values, refusals)


def _resolve_dittos(values: list[Any], refusals: list[str | None], refusal: str, kind: FieldKind) -> None:
    for place, value in enumerate(values):
        if value == DITTO:
            above = values[place - 1] if place else None
            values[place] = above if kind == "text" else None
            refusals[place] = None if values[place] is not None else refusal
