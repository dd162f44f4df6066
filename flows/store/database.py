"""Postgres: the one place that opens connections and finds statements.

Arrives: settings.
Leaves:  a `Database` whose transactions run as the role `bluezone_pipeline`.
Not here: what is stored; each step that stores keeps its statements in `sql/statements/`. Migrations
(`migration`).
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import psycopg
import sqlalchemy as sa
from sqlalchemy import Connection as Connection  # noqa: PLC0414 - those above the store know it by this name
from sqlalchemy.exc import ArgumentError, DBAPIError
from tenacity import RetryCallState, Retrying, retry_if_exception_type, wait_random_exponential

from flows.errors import ConfigurationError, DatabaseInterrupted, DatabaseUnavailable
from flows.settings import Settings
from flows.store import missing_instants, releases
from flows.store.server_errors import explained

logger = logging.getLogger("bluezone")

Answer = TypeVar("Answer")

SQL = Path(__file__).parents[2] / "sql"
PIPELINE = "bluezone_pipeline"
LONGEST_WAIT_SECONDS = 5.0
SESSION = {
    "timezone": "UTC",
    "lock_timeout": "60s",
    "statement_timeout": "300s",
    "work_mem": "32MB",
    "tcp_keepalives_idle": "30",
    "tcp_keepalives_interval": "10",
    "tcp_keepalives_count": "3",
}
"""What the server is asked to keep to. The host of a client may vanish: its locks are free within a minute. A
nation's branches are compared in memory; PostgreSQL's own 4 MB would spill them to disk."""
CLIENT = {
    "application_name": "bluezone",
    "client_encoding": "utf8",
    "connect_timeout": 10,
    "keepalives": 1,
    "keepalives_idle": 30,
    "keepalives_interval": 10,
    "keepalives_count": 3,
}
"""The same from our side: a server whose host vanished is noticed within a minute. The encoding is asked for, since
texts of a database without one would arrive as bytes, before `migrate` can refuse it."""


class Database:
    """One server and database. Its URL is never shown with its password, nor a statement with its values."""

    def __init__(self, url: str, patience: float = 0.0) -> None:
        self.url = _with_driver(url)
        self.patience = patience
        """Seconds of trouble that `run` waits through before it gives up; 0: what fails, fails at once."""
        self._troubled_since: float | None = None
        self._is_of_this_release = False
        self.engine = sa.create_engine(
            self.url, pool_pre_ping=True, hide_parameters=True, connect_args=_connect_args(self.url)
        )
        sa.event.listen(self.engine, "connect", _refuse_missing_instants)

    @property
    def shown_url(self) -> str:
        """The URL for people: as libpq takes it, the password masked."""
        # libpq takes passwords as parameters too, and those are never masked
        secret = [name for name in self.url.query if "password" in name]
        url = self.url.set(drivername="postgresql").difference_update_query(secret)
        # the embedded server's URL has an empty password, which would be shown as a masked one
        return (url if url.password else url._replace(password=None)).render_as_string(hide_password=True)

    def run(self, work: Callable[[sa.Connection], Answer], role: str | None = PIPELINE) -> Answer:
        """Do one piece of work in a transaction of its own; again from its start when the server took it back or left.

        What was tried is rolled back whole, but a connection lost at COMMIT leaves in doubt whether it went
        through: so `work` must be safe to repeat. Raises DatabaseUnavailable when the trouble outlasts
        `patience`. Threads share that patience: what one has waited through, the next need not wait for again.
        """
        retrying = Retrying(
            retry=retry_if_exception_type(DatabaseInterrupted),
            wait=wait_random_exponential(multiplier=0.2, max=LONGEST_WAIT_SECONDS),
            stop=self._is_out_of_patience,
            reraise=True,
        )
        answer: Answer = retrying(self._attempt, work, role)
        return answer

    @contextmanager
    def begin(self, role: str | None = PIPELINE) -> Iterator[sa.Connection]:
        """One transaction as a role (None: as whoever connects). Raises DatabaseUnavailable, saying what to do."""
        with self._explaining(role), self.engine.begin() as connection:
            if role is not None:
                connection.execute(sa.text(f"SET LOCAL ROLE {role}"))
            if role == PIPELINE:
                # an analyst's account sees no more than `report`, where no release is written
                self._require_release(connection)
            yield connection

    @contextmanager
    def session(self) -> Iterator[sa.Connection]:
        """A connection of its own, outside transactions, closed at the end. Raises DatabaseUnavailable like `begin`."""
        with (
            self._explaining(None),
            self.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection,
        ):
            connection.detach()
            yield connection

    @contextmanager
    def _explaining(self, role: str | None) -> Iterator[None]:
        try:
            yield
        except (DBAPIError, psycopg.Error) as error:
            failure = explained(error, self.shown_url, role)
            if failure is None:
                raise
            # not as its cause: the driver's text may quote a row
            raise failure from None

    def _require_release(self, connection: sa.Connection) -> None:
        """Once a process: tables of another release might take what is written, and mean something else by it."""
        if self._is_of_this_release:
            return
        try:
            releases.require(connection, self.shown_url)
        except sa.exc.ProgrammingError as error:
            if not isinstance(error.orig, psycopg.errors.InsufficientPrivilege):
                raise
            # restored without privileges, which `migrate` grants again
            raise DatabaseUnavailable(releases.message(None, self.shown_url)) from None
        self._is_of_this_release = True

    def _attempt(self, work: Callable[[sa.Connection], Answer], role: str | None) -> Answer:
        try:
            with self.begin(role) as connection:
                answer = work(connection)
        except DatabaseInterrupted as error:
            if self._troubled_since is None:
                self._troubled_since = time.monotonic()
                if self.patience:
                    logger.warning("database=interrupted patience=%.0fs %s", self.patience, error)
            raise
        since, self._troubled_since = self._troubled_since, None
        if since is not None:
            logger.warning("database=back after=%.1fs", time.monotonic() - since)
        return answer

    def _is_out_of_patience(self, state: RetryCallState) -> bool:
        now = time.monotonic()
        waited = now - min(state.start_time, self._troubled_since or now)
        return waited + state.upcoming_sleep > self.patience


def _refuse_missing_instants(connection: psycopg.Connection[Any], _: object) -> None:
    missing_instants.refuse(connection)


@cache
def statement(name: str) -> sa.TextClause:
    """A statement of `sql/statements/` by its file's name."""
    return sa.text((SQL / "statements" / f"{name}.sql").read_text(encoding="utf-8"))


def open_database(settings: Settings, patience: float = 0.0) -> Database:
    """The server of DATABASE_URL, or the embedded one, started if need be. `patience`: see `Database.run`."""
    if settings.database_url:
        return Database(settings.database_url, patience)
    from flows.store import embedded_postgres

    return Database(embedded_postgres.start(settings.home), patience)


def _connect_args(url: sa.URL) -> dict[str, Any]:
    """Ours, unless the URL says otherwise: a desk may set its own `?connect_timeout=` or `?options=-c lock_timeout=`."""
    asked = url.normalized_query
    ours = {name: value for name, value in CLIENT.items() if name not in asked}
    session = [f"-c {name}={value}" for name, value in SESSION.items()]
    return {**ours, "options": " ".join([*session, *asked.get("options", ())])}


def _with_driver(url: str) -> sa.URL:
    """The URL with psycopg 3 as driver; plain `postgresql://` means psycopg2 to SQLAlchemy 2.0."""
    try:
        parsed = sa.make_url(url)
    except (ArgumentError, ValueError):
        # without its cause: what cannot be read may be the password
        raise ConfigurationError(
            "DATABASE_URL không phải một URL PostgreSQL (postgresql://người-dùng@máy-chủ/cơ-sở-dữ-liệu)."
        ) from None
    # what follows the first @ of a password is taken for the host, and told
    user = url.partition("://")[2].partition(":")[0]
    if url.count("@") > 1 + user.count("@"):
        raise ConfigurationError(
            "DATABASE_URL có nhiều hơn một ký tự @; hãy viết mỗi ký tự @ trong mật khẩu thành %40."
        )
    if parsed.get_backend_name() not in ("postgresql", "postgres"):
        raise ConfigurationError(f"DATABASE_URL phải là PostgreSQL, không phải {parsed.get_backend_name()}.")
    return parsed.set(drivername="postgresql+psycopg")
