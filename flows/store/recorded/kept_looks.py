"""What would be lost with the embedded database of a home: looks at real sheets, which nobody can make again.

Arrives: a home; the sources whose looks are fiction.
Leaves:  how many looks it keeps, at how many units, the last one's instant; the server running or not, as it was.
Not here: who is asked about them (`flows.cli.leaving`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from flows.errors import DatabaseUnavailable
from flows.store import records
from flows.store.database import Database
from flows.store.embedded import postgres, process
from flows.store.files.folders import refusing


@dataclass(frozen=True, slots=True)
class KeptLooks:
    """`last_at` is None where there are none."""

    looks: int
    units: int
    last_at: datetime | None


NONE = KeptLooks(0, 0, None)


def in_home(home: Path, fiction: Sequence[str]) -> KeptLooks:
    """Raises DatabaseUnavailable or ConfigurationError where nobody can tell what it keeps."""
    data = home / "postgres"
    with refusing(home):
        if not data.exists():
            return NONE
        is_running = process.pid(data.resolve()) is not None
    try:
        database = Database(postgres.start(home))
        try:
            return of(database, fiction)
        finally:
            database.engine.dispose()
    finally:
        if not is_running:
            postgres.stop(home)


def of(database: Database, fiction: Sequence[str]) -> KeptLooks:
    """Of a database of any release of ours; of one without our tables, none."""
    try:
        with database.begin(role=None) as connection:
            if connection.exec_driver_sql("SELECT to_regclass('raw.observation')").scalar_one() is None:
                return NONE
            [found] = records.read(connection, KeptLooks, "kept_looks", fiction=list(fiction))
    except DBAPIError as error:
        # a damaged page, say: its text may quote a row
        raise DatabaseUnavailable(
            f"không đọc được {database.shown_url} ({type(error.orig).__name__})"
        ) from None
    return found
