"""A database as a collection opens it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import sqlalchemy as sa

from flows.store.database import Database
from tests.given.databases import url_of


@pytest.fixture
def patient(database: Database) -> Iterator[Database]:
    """The test's database as a collection opens it, with a small table to work on."""
    with database.begin(None) as connection:
        connection.execute(
            sa.text(
                "CREATE TABLE public.tally (place integer PRIMARY KEY, counted integer CHECK (counted < 9))"
            )
        )
        connection.execute(sa.text("INSERT INTO public.tally VALUES (1, 0), (2, 0)"))
    patient = Database(url_of(database), patience=60)
    yield patient
    patient.engine.dispose()
    with database.begin(None) as connection:
        connection.execute(sa.text("DROP TABLE public.tally"))
