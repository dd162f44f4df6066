"""An instant that is missing in a table of pandas is refused on every way into the database, and none is made up."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pandas as pd
import pytest
import sqlalchemy as sa

from flows.errors import Defect
from flows.store.database import Database


@pytest.mark.parametrize("kind", ["timestamptz", "timestamp", "date", "text"])
def test_a_missing_instant_of_pandas_is_refused_and_never_the_year_48113(
    database: Database, kind: str
) -> None:
    with database.begin(None) as connection:
        connection.execute(sa.text(f"CREATE TABLE public.seen (at {kind})"))
    for send in (by_parameter, by_list, by_typed_copy, by_copy):
        with pytest.raises((Defect, TypeError)), database.begin(None) as connection:
            send(connection, pd.NaT, kind)
        with database.begin(None) as connection:
            assert connection.execute(sa.text("SELECT count(*) FROM public.seen")).scalar() == 0


@pytest.mark.parametrize("kind", ["timestamptz", "timestamp", "date"])
def test_instants_days_and_none_are_stored_as_they_are(database: Database, kind: str) -> None:
    seen: Any = date(2020, 8, 28) if kind == "date" else datetime(2020, 8, 28, 16, 55)
    seen = seen.replace(tzinfo=UTC) if kind == "timestamptz" else seen
    with database.begin(None) as connection:
        connection.execute(sa.text(f"CREATE TABLE public.seen (at {kind})"))
        for send in (by_parameter, by_list, by_typed_copy):
            send(connection, seen, kind)
            send(connection, None, kind)
        stored = connection.execute(sa.text("SELECT at FROM public.seen")).scalars().all()
    assert stored == [seen, None] * 3


def by_parameter(connection: sa.Connection, value: Any, kind: str) -> None:
    connection.execute(sa.text("INSERT INTO public.seen VALUES (:value)"), {"value": value})


def by_list(connection: sa.Connection, value: Any, kind: str) -> None:
    taken = f"INSERT INTO public.seen SELECT unnest(CAST(:values AS {kind}[]))"
    connection.execute(sa.text(taken), {"values": [value]})


def by_typed_copy(connection: sa.Connection, value: Any, kind: str) -> None:
    _copied(connection, value, [kind])


def by_copy(connection: sa.Connection, value: Any, kind: str) -> None:
    _copied(connection, value, [])


def _copied(connection: sa.Connection, value: Any, kinds: list[str]) -> None:
    cursor: Any = connection.connection.cursor()
    with cursor, cursor.copy("COPY public.seen FROM STDIN (FORMAT BINARY)") as copy:
        if kinds:
            copy.set_types(kinds)
        copy.write_row([value])
