"""Postgres: the one place that opens connections and finds statements.

Arrives: settings.
Leaves:  a `Database` whose transactions run as the role `bluezone_pipeline`.
Not here: what a connection asks for (`address`), migrations (`migration`), what is stored; each step that stores keeps
its statements in `sql/statements/`.
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
from sqlalchemy.exc import DBAPIError
from tenacity import RetryCallState, Retrying, retry_if_exception_type, wait_random_exponential

from flows.errors import DatabaseInterrupted, DatabaseUnavailable
from flows.settings import Settings
from flows.store import releases
from flows.store.connecting import address, missing_instants, url_secrets
from flows.store.connecting.server_errors import explanation
from flows.store.rendering import render
from schemas.form.dictionary import Dictionary

logger = logging.getLogger("bluezone")

Answer = TypeVar("Answer")

SQL = Path(__file__).parents[2] / "sql"
PIPELINE = "bluezone_pipeline"
LONGEST_WAIT_SECONDS = 5.0


class Database:
    """One server and database. Its URL is never shown with its password, nor a statement with its values."""

    def __init__(self, url: str, patience: float = 0.0) -> None:
        self.url = address.with_driver(url)
        self.shown_url = address.for_people(self.url)
        self.patience = patience
        """Seconds of trouble that `run` waits through before it gives up; 0: what fails, fails at once."""
        self._troubled_since: float | None = None
        self._is_of_this_release = False
        # an engine is shown with its URL
        known = self.url.difference_update_query(list(url_secrets.hidden_parameters(self.url)))
        self.engine = sa.create_engine(
            known, pool_pre_ping=True, hide_parameters=True, connect_args=address.connect_args(self.url)
        )
        sa.event.listen(self.engine, "connect", _refuse_missing_instants)

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
            failure = explanation(error, self.shown_url, role)
            if failure is None:
                raise
            failure.args = tuple(url_secrets.without_secrets(str(each), self.url) for each in failure.args)
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
                    logger.warning("Mất cơ sở dữ liệu, đợi nhiều nhất %.0f giây: %s", self.patience, error)
            raise
        since, self._troubled_since = self._troubled_since, None
        if since is not None:
            logger.warning("Cơ sở dữ liệu đã trở lại sau %.1f giây.", time.monotonic() - since)
        return answer

    def _is_out_of_patience(self, state: RetryCallState) -> bool:
        now = time.monotonic()
        waited = now - min(state.start_time, self._troubled_since or now)
        return waited + state.upcoming_sleep > self.patience


def _refuse_missing_instants(connection: psycopg.Connection[Any], _: object) -> None:
    missing_instants.refuse(connection)


@cache
def statement(name: str, dictionary: Dictionary | None = None) -> sa.TextClause:
    """A statement of `sql/statements/` by its file's name; one that tells quantities is of a dictionary."""
    text = (SQL / "statements" / f"{name}.sql").read_text(encoding="utf-8")
    return sa.text(render(text, dictionary) if dictionary is not None else text)


def open_database(settings: Settings, patience: float = 0.0) -> Database:
    """The server of DATABASE_URL, or the embedded one, started if need be. `patience`: see `Database.run`."""
    if settings.database_url:
        return Database(settings.database_url, patience)
    from flows.store.embedded import postgres

    return Database(postgres.start(settings.home), patience)
