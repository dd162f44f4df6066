"""Postgres: the one place that opens connections, runs migrations and finds statements.

Arrives: settings.
Leaves:  a `Database` whose transactions run as the role `bluezone_pipeline`.
Not here: what is stored; each step that stores keeps its statements in `sql/statements/`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.exc import ArgumentError, DBAPIError, OperationalError, ProgrammingError

from flows.errors import ConfigurationError, DatabaseUnavailable
from flows.settings import Settings
from schemas.finding import CATALOGUE

SQL = Path(__file__).parents[2] / "sql"
OLDEST_SERVER = 150000
LOCK_TIMEOUT = "60s"
STATEMENT_TIMEOUT = "300s"
MISSING_OBJECT = ("3F000", "42P01", "42883", "42703")
"""SQLSTATE of an unknown schema, table, function or column: the migrations did not run."""
UNUSABLE = ("08", "28", "3D", "53", "57P")
"""SQLSTATE classes of a server that cannot be used: connection, login, database name, resources, shutdown."""
NO_ROLE = ("22023", "42501", "42704")


class Database:
    """One server and database. Its URL is never shown with its password."""

    def __init__(self, url: str) -> None:
        self.url = _with_driver(url)
        self.engine = sa.create_engine(
            self.url,
            pool_pre_ping=True,
            hide_parameters=True,
            connect_args={
                "application_name": "bluezone",
                "options": f"-c timezone=UTC -c lock_timeout={LOCK_TIMEOUT} "
                f"-c statement_timeout={STATEMENT_TIMEOUT}",
            },
        )

    @property
    def shown_url(self) -> str:
        """The URL for people: as libpq takes it, the password masked."""
        # libpq takes passwords as parameters too, and those are never masked
        secret = [name for name in self.url.query if "password" in name]
        url = self.url.set(drivername="postgresql").difference_update_query(secret)
        # the embedded server's URL has an empty password, which would be shown as a masked one
        return (url if url.password else url._replace(password=None)).render_as_string(hide_password=True)

    @contextmanager
    def begin(self, role: str | None = "bluezone_pipeline") -> Iterator[sa.Connection]:
        """One transaction as a role (None: as whoever connects). Raises DatabaseUnavailable, saying what to do."""
        try:
            with self.engine.begin() as connection:
                if role is not None:
                    connection.execute(sa.text(f"SET LOCAL ROLE {role}"))
                yield connection
        except (OperationalError, ProgrammingError) as error:
            # without its cause: what the driver says of a row quotes it
            raise self._unavailable(error) from None

    @contextmanager
    def session(self) -> Iterator[sa.Connection]:
        """A connection of its own, outside transactions, closed at the end. Raises DatabaseUnavailable like `begin`."""
        try:
            with self.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                connection.detach()
                yield connection
        except (OperationalError, ProgrammingError) as error:
            raise self._unavailable(error) from error

    def _unavailable(self, error: DBAPIError) -> DatabaseUnavailable:
        state = getattr(error.orig, "sqlstate", None) or ""
        if state in MISSING_OBJECT or (state in NO_ROLE and "role" in str(error.orig)):
            return DatabaseUnavailable(
                f"Cơ sở dữ liệu {self.shown_url} chưa có bảng của bản này; hãy chạy: bluezone migrate"
            )
        if not state or state.startswith(UNUSABLE):
            reason = str(error.orig).strip().splitlines()[0] if error.orig else "không rõ"
            return DatabaseUnavailable(f"Không dùng được cơ sở dữ liệu {self.shown_url}: {reason}")
        raise error

    def migrate(self) -> None:
        """Bring tables, functions, views and roles to this release; doing it twice changes nothing."""
        from alembic import command
        from alembic.config import Config

        with self.begin(role=None) as connection:
            version = connection.connection.dbapi_connection.info.server_version  # type: ignore[union-attr]
            if version < OLDEST_SERVER:
                raise DatabaseUnavailable(
                    f"PostgreSQL {version // 10000} quá cũ; cần {OLDEST_SERVER // 10000} trở lên."
                )
            connection.execute(sa.text("SELECT pg_advisory_xact_lock(hashtext('bluezone.migrate'))"))
            config = Config()
            config.set_main_option("script_location", str(SQL / "migrations"))
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
            connection.execute(sa.text("CREATE SCHEMA IF NOT EXISTS report"))
            for path in replayed():
                # the driver's own cursor: a file holds several statements and literal percent signs
                connection.connection.cursor().execute(path.read_text(encoding="utf-8"))
            rules = CATALOGUE.values()
            connection.execute(
                statement("put_rules"),
                {
                    "rules": [rule.code for rule in rules],
                    "severities": [rule.severity for rule in rules],
                    "sentences": [rule.sentence for rule in rules],
                },
            )


def replayed() -> list[Path]:
    """The files of functions, views and roles, in the order of `sql/replayed.txt`."""
    lines = (SQL / "replayed.txt").read_text(encoding="utf-8").splitlines()
    return [SQL / line for line in lines if line and not line.startswith("#")]


@cache
def statement(name: str) -> sa.TextClause:
    """A statement of `sql/statements/` by its file's name."""
    return sa.text((SQL / "statements" / f"{name}.sql").read_text(encoding="utf-8"))


def open_database(settings: Settings) -> Database:
    """The server of DATABASE_URL, or the embedded one, started if need be."""
    if settings.database_url:
        return Database(settings.database_url)
    from flows.steps import embedded_postgres

    return Database(embedded_postgres.start(settings.home))


def _with_driver(url: str) -> sa.URL:
    """The URL with psycopg 3 as driver; plain `postgresql://` means psycopg2 to SQLAlchemy 2.0."""
    try:
        parsed = sa.make_url(url)
    except (ArgumentError, ValueError):
        # without its cause: what cannot be read may be the password
        raise ConfigurationError(
            "DATABASE_URL không phải một URL PostgreSQL (postgresql://người-dùng@máy-chủ/cơ-sở-dữ-liệu)."
        ) from None
    if parsed.get_backend_name() not in ("postgresql", "postgres"):
        raise ConfigurationError(f"DATABASE_URL phải là PostgreSQL, không phải {parsed.get_backend_name()}.")
    return parsed.set(drivername="postgresql+psycopg")
