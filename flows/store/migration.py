"""Migrate: bring tables, functions, views and roles to this release, in one transaction; twice changes nothing.

Arrives: a database, connected as the tables' owner.
Leaves:  the same at this release, or as it was and DatabaseUnavailable with who must do what.
Not here: what a release consists of (`sql/`), which release is found (`releases`).
"""

from __future__ import annotations

from pathlib import Path

import psycopg
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from flows.errors import DatabaseUnavailable
from flows.store import exclusive, releases
from flows.store.database import SQL, Database, statement
from flows.store.patterns import show_by_todays_rule, with_patterns
from schemas.rules import CATALOGUE

OLDEST_SERVER = 150000


def migrate(database: Database, longest_wait: float = exclusive.LONGEST_WAIT_SECONDS) -> None:
    """Migrate, after waiting at most so many seconds for whoever has our tables open. Raises DatabaseUnavailable."""
    from alembic import command
    from alembic.config import Config
    from alembic.migration import MigrationContext

    with database.begin(role=None) as connection:
        _require_fit(connection.connection.dbapi_connection.info)  # type: ignore[union-attr]
        exclusive.wait_for_all(connection, database.shown_url, longest_wait)
        found = MigrationContext.configure(connection, opts={"version_table_schema": "core"})
        releases.refuse_later(found.get_current_revision(), database.shown_url)
        _refuse_taken_names(connection)
        config = Config()
        config.set_main_option("script_location", str(SQL / "migrations"))
        config.attributes["connection"] = connection
        try:
            command.upgrade(config, "head")
            _replay(connection)
            show_by_todays_rule(connection)
        except DBAPIError as error:
            _explain_dependents(error)
            raise
        # as every command begins: what is refused then is refused before anybody is told that all is ready
        connection.execute(sa.text("SET LOCAL ROLE bluezone_pipeline"))


def replayed() -> list[Path]:
    """The files of functions, views and roles, in the order of `sql/replayed.txt`."""
    lines = (SQL / "replayed.txt").read_text(encoding="utf-8").splitlines()
    return [SQL / line for line in lines if line and not line.startswith("#")]


def _replay(connection: sa.Connection) -> None:
    connection.execute(sa.text("CREATE SCHEMA IF NOT EXISTS report"))
    for path in replayed():
        # the driver's own cursor: a file holds several statements and literal percent signs
        connection.connection.cursor().execute(with_patterns(path.read_text(encoding="utf-8")))
    rules = CATALOGUE.values()
    connection.execute(
        statement("put_rules"),
        {
            "rules": [rule.code for rule in rules],
            "severities": [rule.severity for rule in rules],
            "sentences": [rule.sentence for rule in rules],
        },
    )


def _require_fit(server: psycopg.ConnectionInfo) -> None:
    """Raises DatabaseUnavailable for a server too old, and for a database that cannot hold every Vietnamese letter."""
    if server.server_version < OLDEST_SERVER:
        raise DatabaseUnavailable(
            f"PostgreSQL {server.server_version // 10000} quá cũ; cần {OLDEST_SERVER // 10000} trở lên."
        )
    encoding = server.parameter_status("server_encoding")
    if encoding != "UTF8":
        raise DatabaseUnavailable(
            f"Cơ sở dữ liệu {server.dbname} dùng bảng mã {encoding}, không giữ được tiếng Việt; người quản trị "
            "máy chủ hãy tạo một cơ sở dữ liệu khác: CREATE DATABASE … ENCODING 'UTF8' TEMPLATE template0"
        )


def _refuse_taken_names(connection: sa.Connection) -> None:
    """Raises DatabaseUnavailable where somebody else's object has the name of one that we are about to make."""
    names = [path.stem for path in replayed() if path.parent.name == "views"]
    taken = connection.execute(statement("taken_names"), {"names": names}).all()
    if taken:
        listed = ", ".join(f"{name} (của {owner})" for name, owner in taken)
        raise DatabaseUnavailable(
            f"Chưa đổi gì: tên của bản này đã có người khác dùng: {listed}. Chủ của chúng hãy đổi tên hoặc chuyển "
            "sang lược đồ khác, rồi chạy lại: bluezone migrate"
        )


def _explain_dependents(error: DBAPIError) -> None:
    """Raises DatabaseUnavailable when somebody built on a view or function that this release changes."""
    if isinstance(error.orig, psycopg.errors.DependentObjectsStillExist):
        # names of objects, and no row: the server says which depends on which
        raise DatabaseUnavailable(
            f"Chưa đổi gì: có đối tượng do người khác tạo dựa trên phần phải đổi ({error.orig.diag.message_detail}). "
            "Chủ của nó hãy giữ lại câu lệnh tạo, xóa nó, chạy: bluezone migrate, rồi tạo lại."
        ) from None
