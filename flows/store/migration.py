"""Migrate: bring tables, functions, views and roles to this release, in one transaction; twice changes nothing.

Arrives: a database, connected as the tables' owner; the forms of all campaigns.
Leaves:  the same at this release, or as it was and DatabaseUnavailable with who must do what.
Not here: what a release consists of (`sql/`), which release is found (`releases`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import psycopg
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from flows.errors import DatabaseUnavailable
from flows.store import dictionaries, exclusive, records, releases
from flows.store.database import SQL, Database, statement
from flows.store.patterns import show_by_todays_rule, with_patterns
from flows.store.rendering import Places, columns, render
from schemas.form.dictionary import Dictionary
from schemas.form.form import Form

OLDEST_SERVER = 150000
STOOD_ASIDE = "before_quantities_"
"""What `make_room` puts before the name of a function whose columns grow."""


def migrate(
    database: Database, forms: Mapping[str, Form], longest_wait: float = exclusive.LONGEST_WAIT_SECONDS
) -> None:
    """Migrate, after waiting at most so many seconds for whoever has our tables open; what the forms of the campaigns
    add, too. Raises DatabaseUnavailable, and ConfigurationError where one name would mean two things.
    """
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
            _place_new_objects(connection)
            dictionary = dictionaries.grow(connection, forms)
            _replay(connection, dictionary)
            _put_rules(connection, forms)
            show_by_todays_rule(connection, dictionary)
        except (DBAPIError, psycopg.Error) as error:
            # the driver's own, where a file of ours was replayed by its cursor
            _explain_dependents(error.orig if isinstance(error, DBAPIError) else error)
            raise
        # as every command begins: what is refused then is refused before anybody is told that all is ready
        connection.execute(sa.text("SET LOCAL ROLE bluezone_pipeline"))


def replayed() -> list[Path]:
    """The files of functions, views and roles, in the order of `sql/replayed.txt`."""
    lines = (SQL / "replayed.txt").read_text(encoding="utf-8").splitlines()
    return [SQL / line for line in lines if line and not line.startswith("#")]


def _replay(connection: sa.Connection, dictionary: Dictionary) -> None:
    connection.execute(sa.text("CREATE SCHEMA IF NOT EXISTS report"))
    files = [path.read_text(encoding="utf-8") for path in replayed()]
    places = dictionaries.places(connection)
    added = _added(files, dictionary, places)
    if added:
        records.write(connection, "make_room")
    for text in files:
        # the driver's own cursor: a file holds several statements and literal percent signs
        connection.connection.cursor().execute(render(with_patterns(text), dictionary, places))
    for of, name in added:
        records.write(connection, "put_place", object=of, name=name)


def _place_new_objects(connection: sa.Connection) -> None:
    """An object that is new has its columns in the order in which the campaigns came, however many come now."""
    known, places = dictionaries.read(connection), dictionaries.places(connection)
    files = [path.read_text(encoding="utf-8") for path in replayed()]
    for of, name in _added(files, known, places):
        if of not in places:
            records.write(connection, "put_place", object=of, name=name)


def _added(files: Sequence[str], dictionary: Dictionary, places: Places) -> list[tuple[str, str]]:
    """The columns that an object of `report` gets for the first time, each with the object."""
    written = {of: names for text in files for of, names in columns(text, dictionary).items()}
    return [(of, name) for of, names in written.items() for name in names if name not in places.get(of, {})]


def _put_rules(connection: sa.Connection, forms: Mapping[str, Form]) -> None:
    rules = dictionaries.rules(forms).values()
    records.write(
        connection,
        "put_rules",
        rules=[rule.code for rule in rules],
        severities=[rule.severity for rule in rules],
        sentences=[rule.sentence for rule in rules],
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


def _explain_dependents(error: BaseException | None) -> None:
    """Raises DatabaseUnavailable when somebody built on a view or function that this release changes."""
    if isinstance(error, psycopg.errors.DependentObjectsStillExist):
        # names of objects, and no row: the server says which depends on which; what stands aside has its own name again
        detail = str(error.diag.message_detail).replace(STOOD_ASIDE, "")
        raise DatabaseUnavailable(
            f"Chưa đổi gì: có đối tượng do người khác tạo dựa trên phần phải đổi ({detail}). "
            "Chủ của nó hãy giữ lại câu lệnh tạo, xóa nó, chạy: bluezone migrate, rồi tạo lại."
        ) from None
