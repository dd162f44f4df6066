"""Turn a column's cells into typed values, each distinct cell read once.

Arrives: a tab's rows and the column of one field.
Leaves:  values and the codes of refusals, row by row.
Not here: how a cell is read (`schemas.readers`), what a row is (`rows`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from operator import itemgetter
from typing import Any

import numpy as np
import numpy.typing as npt

from schemas.readers import name_key, plain_key, reader_of
from schemas.sheet import Cell, Row
from schemas.submission import FieldKind
from schemas.vietnamese.text import DITTO

Objects = npt.NDArray[np.object_]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Values:
    """One field of some rows: a value is missing (None, NaN in numbers) when nothing was given or it was refused."""

    typed: Objects | Floats
    refusals: Objects
    keys: Objects | None = None
    """Of names, what a branch is known by."""

    def take(self, places: npt.NDArray[np.intp]) -> Values:
        return Values(self.typed[places], self.refusals[places])


def cells_of(rows: Sequence[Row], index: int) -> list[Cell]:
    """One column of some rows; a row that is too short is blank there."""
    try:
        return list(map(itemgetter(index), rows))
    except IndexError:
        return [row[index] if index < len(row) else None for row in rows]


def read(cells: list[Cell], kind: FieldKind, opens_on: date) -> Values:
    """Read a column. In text a ditto mark takes the row above; a name may not be one."""
    if kind == "name":
        return _read_names(cells, opens_on)
    return _read_distinct(cells, kind, opens_on)


def _read_names(cells: list[Cell], opens_on: date) -> Values:
    """Names are nearly all distinct and nearly all plain: only the others are read."""
    values, refusals = _array(cells, object), np.full(len(cells), None, dtype=object)
    keys = _array([plain_key(cell) if type(cell) is str else None for cell in cells], object)
    others = np.flatnonzero(keys == np.array(None))
    read_others = _read_distinct(values[others].tolist(), "name", opens_on)
    values[others], refusals[others] = read_others.typed, read_others.refusals
    keys[others] = _array([name_key(name) for name in read_others.typed.tolist()], object)
    return Values(values, refusals, keys)


def _read_distinct(cells: list[Cell], kind: FieldKind, opens_on: date) -> Values:
    reader = reader_of(kind, opens_on)
    # True and 1 are one key of a dictionary and two readings
    keys: list[Any] = (
        [(c,) if c is True or c is False else c for c in cells] if bool in set(map(type, cells)) else cells
    )
    is_number = kind in ("count", "percent")
    missing = np.nan if is_number else None
    known: dict[Any, Any] = {}
    refused: dict[Any, str] = {}
    for key in set(keys):
        reading = reader(key[0] if type(key) is tuple else key)
        known[key] = missing if reading.value is None else reading.value
        if reading.refusal:
            refused[key] = reading.refusal
    values = _array([known[key] for key in keys], float if is_number else object)
    refusals = (
        _array(list(map(refused.get, keys)), object) if refused else np.full(len(keys), None, dtype=object)
    )
    if not is_number and DITTO in known.values():
        _resolve_dittos(values, refusals, "name_is_ditto" if kind == "name" else "ditto_without_above", kind)
    return Values(values, refusals)


def nothing(length: int, kind: FieldKind) -> Values:
    """A field that the sheet has no column for."""
    is_number = kind in ("count", "percent")
    none = np.full(length, None, dtype=object)
    return Values(np.full(length, np.nan) if is_number else none, none, none)


def _array(values: list[Any], dtype: type) -> npt.NDArray[Any]:
    array: npt.NDArray[Any] = np.empty(len(values), dtype=dtype)
    array[:] = values
    return array


def _resolve_dittos(values: Objects, refusals: Objects, refusal: str, kind: FieldKind) -> None:
    for place in np.flatnonzero(values == DITTO):
        above = values[place - 1] if place else None
        values[place] = above if kind == "text" else None
        refusals[place] = None if values[place] is not None else refusal
