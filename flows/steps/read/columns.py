"""Turn a column's cells into typed values, each distinct cell read once.

Arrives: a tab's rows and the column of one field.
Leaves:  values and the codes of refusals, row by row.
Not here: how a cell is read (`schemas.unit_return.readers`), what a row is (`rows`).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, fields, replace
from operator import itemgetter
from types import NoneType
from typing import Any, Self

import numpy as np
import numpy.typing as npt

from schemas.form.form import Form
from schemas.form.quantity import Kind
from schemas.sheet import Cell, Row
from schemas.submission import NUMBERS
from schemas.typed_rows import Bools, Floats, Objects, is_given, objects, one_value, taken
from schemas.unit_return.readers import Reader, name_key, read_name, reader_of
from schemas.vietnamese.branch_names.plain import plain_keys
from schemas.vietnamese.numbers.numerals import LARGEST
from schemas.vietnamese.person_search import showing_persons
from schemas.vietnamese.persons import without_persons
from schemas.vietnamese.text.marks import DITTO

NONE: Any = None
"""What a key is that there is none of: compared so, a column of keys is told twice as fast as by `is_given`."""

WITH_DECIMALS = ("count_not_whole", "count_decimal_typed")
WHOLE = 100


@dataclass(frozen=True, slots=True)
class Values:
    """One field of some rows: a value is missing (None, NaN in numbers) when nothing was given or it was refused."""

    typed: Objects | Floats
    refusals: Objects

    @property
    def is_refused(self) -> Bools:
        """Where a cell could not be read."""
        return is_given(self.refusals)

    def take(self, places: npt.NDArray[np.intp]) -> Self:
        """The values of some rows, in order; all of them are taken as they are."""
        if len(places) == len(self.typed):
            return self
        return type(self)(*(taken(getattr(self, column.name), places) for column in fields(self)))

    def refuse(self, places: Sequence[int], refusal: str) -> Values:
        """The same but for numbers that are refused."""
        refusals = np.array(self.refusals)
        self.typed[places], refusals[places] = np.nan, refusal
        return Values(self.typed, refusals)


@dataclass(frozen=True, slots=True)
class Names(Values):
    """The names of branches, what each is known by, which are plain: those open as branches' names do; which show a person."""

    keys: Objects
    is_plain: Bools
    shows_person: Bools

    def refuse_merged(self, merged: list[range], counts: Collection[Values]) -> Names:
        """The same but where one name is merged over several rows with figures: none of these is the branch's."""
        refusals = np.array(self.refusals)
        for rows in merged:
            given = [
                place
                for place in rows
                if any(values.typed[place] == values.typed[place] for values in counts)
            ]
            if len(given) > 1:
                refusals[given] = "name_merged"
        return replace(self, refusals=refusals)


def even(rows: Sequence[Row], width: int) -> tuple[Row, ...]:
    """Rows of at least that many cells: the short ones end in blanks, so that a column is taken at one go."""
    blank: Row = (None,) * width
    return tuple([row if len(row) >= width else row + blank[len(row) :] for row in rows])


def cells_of(rows: Sequence[Row], index: int) -> list[Cell]:
    """One column of even rows."""
    return list(map(itemgetter(index), rows))


def read_names(cells: list[Cell]) -> Names:
    """Read a column of names: nearly all are distinct and nearly all plain, so that only the others are looked at."""
    keys = plain_keys(cells)
    is_plain = np.not_equal(keys, NONE)
    values, refusals = objects(cells), one_value(None, len(cells))
    others = np.flatnonzero(~is_plain)
    if len(others):
        read_others = _read_distinct(values[others].tolist(), "name", read_name)
        refusals = np.array(refusals)
        values[others], refusals[others] = read_others.typed, read_others.refusals
        keys[others] = objects(list(map(name_key, read_others.typed.tolist())))
    shows_person = np.zeros(len(cells), dtype=bool)
    for place in showing_persons(values.tolist()):
        shows_person[place] = True
        # a branch is the same whoever answers its telephone
        keys[place] = name_key(without_persons(values[place])) or keys[place]
    return Names(values, refusals, keys, is_plain, shows_person)


def read(cells: list[Cell], form: Form, name: str) -> Values:
    """Read a column of a quantity. In text a ditto mark takes the row above."""
    kind = form[name].kind
    if cells and cells[0] is None and cells.count(None) == len(cells):
        return nothing(len(cells), kind)
    if kind == "count" and (plain := _plain_counts(cells)) is not None:
        return Values(plain, one_value(None, len(cells)))
    values = _read_distinct(cells, kind, reader_of(form, name))
    return _without_shares(_without_ones_among_rates(cells, values)) if kind == "count" else values


def _plain_counts(cells: list[Cell]) -> Floats | None:
    """The column where all are numbers in range or blank, as in most: then they are what they say. Else None."""
    if not set(map(type, cells)) <= {int, NoneType}:
        return None
    try:
        counts = np.array(cells, dtype=float)
    except OverflowError:
        return None
    is_in_range = np.isnan(counts) | ((counts >= 0) & (counts <= LARGEST))
    return counts if is_in_range.all() else None


def _without_ones_among_rates(cells: list[Cell], values: Values) -> Values:
    """Where a column of counts holds rates, as 0.9 or "80%", the number 1 is as likely 100 %."""
    ones = [p for p in np.flatnonzero(values.typed == 1).tolist() if not isinstance(cells[p], str)]
    is_rate = (type(cell) is float and 0 < cell < 1 for cell in cells)
    if ones and ("count_percent" in values.refusals or any(is_rate)):
        return values.refuse(ones, "count_percent")
    return values


def _without_shares(values: Values) -> Values:
    """Where most figures have decimals, as 83,3, and none is above 100, the whole ones are as likely percentages."""
    whole = np.flatnonzero(values.typed > 0)
    if np.isnan(values.typed).sum() <= len(whole) or values.typed[whole].max(initial=0) > WHOLE:
        return values
    decimals = sum(refusal in WITH_DECIMALS for refusal in values.refusals.tolist())
    is_of_shares = decimals > max(len(whole), 1)
    return values.refuse(whole.tolist(), "count_percent") if is_of_shares else values


def without_merged(values: Values, merged: list[range], refusal: str) -> Values:
    """A figure merged over several rows is of none of them alone."""
    for rows in merged:
        places = [place for place in rows if place < len(values.typed)]
        if len(places) > 1 and not np.isnan(values.typed[places].astype(float)).all():
            values = values.refuse(places, refusal)
    return values


def _read_distinct(cells: list[Cell], kind: Kind, reader: Reader) -> Values:
    is_number = kind in NUMBERS
    missing = np.nan if is_number else None
    # True and 1 are one key of a dictionary and two readings
    keys: list[Any] = (
        [(c,) if c is True or c is False else c for c in cells] if bool in set(map(type, cells)) else cells
    )
    readings = {key: reader(key[0] if type(key) is tuple else key) for key in dict.fromkeys(keys)}
    known = {key: missing if reading.value is None else reading.value for key, reading in readings.items()}
    refused = {key: reading.refusal for key, reading in readings.items() if reading.refusal}
    values = np.fromiter(map(known.__getitem__, keys), float if is_number else object, len(keys))
    refusals = _refusals(keys, values, refused) if refused else one_value(None, len(keys))
    if not is_number and DITTO in known.values():
        refusals = np.array(refusals)
        _resolve_dittos(values, refusals, kind)
    return Values(values, refusals)


def _refusals(cells: list[Any], values: Objects | Floats, refused: dict[Any, str]) -> Objects:
    """Why cells are refused; of those that have a value none is."""
    refusals = np.full(len(cells), None, dtype=object)
    for place in np.flatnonzero(~is_given(values)).tolist():
        refusals[place] = refused.get(cells[place])
    return refusals


def nothing(length: int, kind: Kind) -> Values:
    """A field that the sheet has no column for."""
    none = one_value(None, length)
    return Values(one_value(np.nan, length, float) if kind in NUMBERS else none, none)


def no_names(length: int) -> Names:
    """The names where the sheet has no column for them."""
    none = one_value(None, length)
    nowhere = np.zeros(length, dtype=bool)
    return Names(none, none, none, nowhere, nowhere)


def _resolve_dittos(values: Objects, refusals: Objects, kind: Kind) -> None:
    for place in np.flatnonzero(values == DITTO):
        values[place] = values[place - 1] if place and kind == "text" else None
        if values[place] is None:
            refusals[place] = "name_is_ditto" if kind == "name" else "ditto_without_above"
