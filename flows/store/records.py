"""Rows of a statement as frozen values: a column misspelt in our code fails in mypy, one missing in SQL fails at once.

Arrives: a connection, the kind of value, a statement and its facts.
Leaves:  values, in the statement's order.
Not here: the kinds; each stands where its rows are meant (`schemas.report`, and beside the statements that give them).
"""

from __future__ import annotations

from dataclasses import fields
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import Connection

from flows.store.database import statement

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Row = TypeVar("Row", bound="DataclassInstance")


def read(connection: Connection, kind: type[Row], name: str, /, **facts: Any) -> list[Row]:
    """The rows that a statement of `sql/statements/` gives; its columns are the fields of `kind`, all of them."""
    result = connection.execute(statement(name), facts)
    columns = tuple(result.keys())
    _require_fields(kind, name, columns)
    return [kind(**dict(zip(columns, row, strict=True))) for row in result]


def read_one(connection: Connection, kind: type[Row], name: str, /, **facts: Any) -> Row | None:
    """The only row, None when there is none."""
    found = read(connection, kind, name, **facts)
    if len(found) > 1:
        raise TypeError(f"{name}: {len(found)} rows where one was meant")
    return found[0] if found else None


@cache
def _require_fields(kind: type[DataclassInstance], name: str, columns: tuple[str, ...]) -> None:
    """Once for each kind and statement. Raises TypeError naming what one has and the other has not."""
    differing = {field.name for field in fields(kind)} ^ set(columns)
    if differing:
        raise TypeError(f"{name}: {', '.join(sorted(differing))} not both in {kind.__name__} and the columns")
