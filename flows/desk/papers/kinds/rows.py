"""Rows of tables in groups: each group under its name or its sums, the rows numbered through.

Arrives: groups of cells.
Leaves:  rows of a table, the first column their number.
Not here: what stands in them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import count
from typing import TypeVar

from flows.desk.papers.figures.figure import Given, Text
from flows.desk.papers.paper import Column, Row

NUMBER = Column("STT", 0.5, is_amount=True)
Cells = tuple[Text, ...]
Asked = TypeVar("Asked")


def heading(name: Text, columns: int) -> Row:
    """A row that says of what the rows under it are."""
    return Row(((), name, *((),) * (columns - 2)), is_bold=True)


def numbered(groups: Iterable[tuple[Iterable[Row], Iterable[Cells]]]) -> Iterator[Row]:
    """Each group's own rows, then its cells under one numbering for all groups."""
    places = count(1)
    for above, rows in groups:
        yield from above
        for cells in rows:
            yield Row(((Given(str(next(places))),), *cells))


def under_kinds(
    kinds: Iterable[tuple[Given, Iterable[Asked]]], columns: int, cells: Callable[[Asked], Cells]
) -> Iterator[Row]:
    """Units numbered through, each kind's under its name."""
    return numbered(([heading((kind,), columns)], map(cells, units)) for kind, units in kinds)
