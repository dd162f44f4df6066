"""The rows of a return column by column: what the rules are asked of, and what pandera is shown as a frame.

Arrives: for each field that is read an array of typed values, and one of refusals beside it.
Leaves:  `TypedRows`, and blocks, parts and single rows of them.
Not here: the rules (`schemas.rules`), the contract (`schemas.submission`), how a cell is read (`flows.steps.read`).

Most returns have fewer than a hundred rows: to make a frame of one takes longer than to read and check it, so that
pandera is shown the rows of a whole load at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from pandas.api.internals import create_dataframe_from_blocks  # type: ignore[import-not-found] # not in the stubs

Column = npt.NDArray[Any]
Objects = npt.NDArray[np.object_]
Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
Places = npt.NDArray[np.intp]
BLOCK = 16_384
"""Rows that are asked at once: what the rules compare then stays in the processor's own memory."""


class TypedRows:
    """Counts and percentages are floats, NaN where nothing was given; texts and refusals are objects, None for none.

    What several rules ask of a column is found out once.
    """

    __slots__ = ("_known", "columns")

    def __init__(self, columns: Mapping[str, Column]) -> None:
        self.columns = columns
        self._known: dict[str, Column] = {}

    @classmethod
    def of(cls, frame: pd.DataFrame) -> TypedRows:
        """The rows of a frame, as pandera passes them to a check."""
        return cls({str(name): frame[name].to_numpy() for name in frame.columns})

    @classmethod
    def together(cls, several: Sequence[TypedRows]) -> TypedRows:
        """The rows of several, one below another; those of one are these."""
        if len(several) == 1:
            return several[0]
        return cls({name: np.concatenate([rows[name] for rows in several]) for name in several[0].columns})

    def frame(self, names: Sequence[str] = ()) -> pd.DataFrame:
        """The same as a frame that shares these columns as they are; of them those that are named, if any are.

        Its usual constructor looks into every text, to make another type of it, and takes ten times as long.
        """
        names = names or tuple(self.columns)
        blocks = [(self.columns[name].reshape(1, -1), np.array([at])) for at, name in enumerate(names)]
        frame: pd.DataFrame = create_dataframe_from_blocks(blocks, pd.RangeIndex(len(self)), pd.Index(names))
        return frame

    def __len__(self) -> int:
        return len(next(iter(self.columns.values())))

    def __getitem__(self, name: str) -> Column:
        return self.columns[name]

    def is_given(self, name: str) -> Bools:
        """Where a column holds something."""
        if name not in self._known:
            self._known[name] = is_given(self.columns[name])
        return self._known[name]

    def is_refused(self, name: str) -> Bools:
        """Where a field's cell could not be read."""
        return self.is_given(f"{name}_refusal")

    def first_of(self, names: Sequence[str]) -> Floats:
        """Of several columns of each row the first that holds something: its workforce, or else its members."""
        first, *others = names
        if not others:
            return self[first]
        known = " ".join(names)
        if known not in self._known:
            self._known[known] = np.where(self.is_given(first), self[first], self.first_of(others))
        return self._known[known]

    def only(self, mask: Bools) -> TypedRows:
        """The rows of a mask; the same value where that is all of them."""
        places = np.flatnonzero(mask)
        if len(places) == len(mask):
            return self
        return TypedRows({name: taken(of, places) for name, of in self.columns.items()})

    def blocks(self) -> Iterator[tuple[int, TypedRows]]:
        """All rows in blocks, each with the place of its first row."""
        if len(self) <= BLOCK:
            yield 0, self
            return
        for start in range(0, len(self), BLOCK):
            here = slice(start, start + BLOCK)
            yield start, TypedRows({name: column[here] for name, column in self.columns.items()})

    def records(self, places: Places, names: Sequence[str]) -> Iterator[dict[str, Any]]:
        """Some rows, each by itself: of its columns those that are named."""
        columns = [self.columns[name][places].tolist() for name in names]
        return (dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True))


def is_given(column: Column) -> Bools:
    """Where a column holds something, neither None nor NaN."""
    if column.dtype != object:
        is_number: Bools = column == column
        return is_number
    if len(column) and _is_of_one_value(column):
        return one_value(column[0] is not None, len(column), bool)
    return pd.notna(column)


@lru_cache(maxsize=256)
def one_value(value: Any, length: int, kind: type = object) -> Column:
    """A column that says the same of every row, held once. It cannot be written to."""
    return np.broadcast_to(np.array(value, dtype=kind), length)


def taken(column: Column, places: Places) -> Column:
    """Some rows of a column, in order. Those that stand together are a part of it, and no copy."""
    if _is_of_one_value(column):
        return column[: len(places)]
    if len(places) and places[-1] - places[0] == len(places) - 1:
        return column[places[0] : places[-1] + 1]
    return column[places]


def _is_of_one_value(column: Column) -> bool:
    return column.strides == (0,)


def objects(values: Sequence[Any]) -> Objects:
    """A column of any values, None where there is none."""
    array = np.empty(len(values), dtype=object)
    array[:] = values
    return array
