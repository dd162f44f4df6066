"""A missing instant of pandas, NaT, is refused: the compiled driver would store it as the year 48113, without a word.

Arrives: a new connection.
Leaves:  the connection, on which NaT raises, as a parameter, in a list and in a COPY of any format.
Not here: other missing values; None is the one that is stored, and the driver refuses pandas' NA itself.
"""

from __future__ import annotations

from typing import Any

import psycopg
from psycopg.abc import Buffer
from psycopg.adapt import Dumper
from psycopg.pq import Format

NAT = "pandas.api.typing.NaTType"
"""By its name, so that pandas is not imported for it."""
INSTANTS_AND_DAYS = tuple(psycopg.adapters.types[name].oid for name in ("timestamptz", "timestamp", "date"))


def refuse(connection: psycopg.Connection[Any]) -> None:
    """Refuse NaT by its class, and by the column's type where a COPY was told the types of its columns."""
    connection.adapters.register_dumper(NAT, _Refusing)
    connection.adapters.register_dumper(NAT, _RefusingBinary)
    for dumper in _CHECKED:
        connection.adapters.register_dumper(None, dumper)


class _Refusing(Dumper):
    def dump(self, obj: Any) -> Buffer | None:
        raise psycopg.DataError(f"{obj} is no instant; a missing one is None")


class _RefusingBinary(_Refusing):
    format = Format.BINARY


class _Checked(Dumper):
    """The driver's own dumper of a type, whose compiled class cannot be inherited from."""

    format = Format.BINARY

    def __init__(self, cls: type, context: Any = None) -> None:
        super().__init__(cls, context)
        self._own = psycopg.adapters.get_dumper_by_oid(self.oid, self.format)(cls, context)

    def dump(self, obj: Any) -> Buffer | None:
        if obj != obj:
            raise psycopg.DataError(f"{obj} is no instant; a missing one is None")
        return self._own.dump(obj)


def _checked(oid: int) -> type[_Checked]:
    return type("_CheckedOfType", (_Checked,), {"oid": oid})


_CHECKED = tuple(_checked(oid) for oid in INSTANTS_AND_DAYS)
