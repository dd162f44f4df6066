"""Statements by their names. Their rows are frozen values: a column misspelt in our code fails in mypy, one missing in SQL at once.

Arrives: a connection, a statement and its facts, the kind of value that its rows are.
Leaves:  values, in the statement's order; or what it changes.
Not here: the kinds; each stands where its rows are meant (`schemas.report`, and beside the statements that give them).
"""

from __future__ import annotations

from dataclasses import fields
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import Connection

from flows.store.database import statement
from schemas.form.dictionary import Dictionary

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Row = TypeVar("Row", bound="DataclassInstance")
QUANTITIES = "quantities"


def read(
    connection: Connection, kind: type[Row], name: str, of: Dictionary | None = None, /, **facts: Any
) -> list[Row]:
    """The rows that a statement of `sql/statements/` gives; its columns are the fields of `kind`, all of them.

    `of`: the dictionary of a statement that tells quantities. A kind with `quantities` takes the columns that are no fields of it as these, by their names.
    """
    result = connection.execute(statement(name, of), facts)
    columns = tuple(result.keys())
    named = {field.name for field in fields(kind)}
    if QUANTITIES in named:
        _require_fields(kind, name, (*(each for each in columns if each in named), QUANTITIES))
        return [_with_quantities(kind, named, dict(zip(columns, row, strict=True))) for row in result]
    _require_fields(kind, name, columns)
    return [kind(**dict(zip(columns, row, strict=True))) for row in result]


def _with_quantities(kind: type[Row], named: set[str], row: dict[str, Any]) -> Row:
    quantities = {name: value for name, value in row.items() if name not in named}
    return kind(**{name: value for name, value in row.items() if name in named}, **{QUANTITIES: quantities})


def read_one(
    connection: Connection, kind: type[Row], name: str, of: Dictionary | None = None, /, **facts: Any
) -> Row | None:
    """The only row, None when there is none."""
    found = read(connection, kind, name, of, **facts)
    if len(found) > 1:
        raise TypeError(f"{name}: {len(found)} rows where one was meant")
    return found[0] if found else None


def values(connection: Connection, name: str, of: Dictionary | None = None, /, **facts: Any) -> list[Any]:
    """What the only column of a statement gives, row by row."""
    return list(connection.execute(statement(name, of), facts).scalars())


def value(connection: Connection, name: str, of: Dictionary | None = None, /, **facts: Any) -> Any:
    """The only value of the only row, None when there is none."""
    return connection.execute(statement(name, of), facts).scalar_one_or_none()


def write(connection: Connection, name: str, of: Dictionary | None = None, /, **facts: Any) -> int:
    """Have a statement change what is recorded; how many rows it changed."""
    return connection.execute(statement(name, of), facts).rowcount


@cache
def _require_fields(kind: type[DataclassInstance], name: str, columns: tuple[str, ...]) -> None:
    """Once for each kind and statement. Raises TypeError naming what one has and the other has not."""
    differing = {field.name for field in fields(kind)} ^ set(columns)
    if differing:
        raise TypeError(f"{name}: {', '.join(sorted(differing))} not both in {kind.__name__} and the columns")
