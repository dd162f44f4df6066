"""Databases for tests: made from a template and dropped, or one that is emptied between one test and the next.

To make and drop a database takes ten times as long as to empty it, and hundreds of tests want an empty one. One that a
test changed otherwise than by rows of ours is dropped, and the next test gets a new one. What a new connection must
first learn of our tables, views and functions costs as much as most of what a test asks, so one is kept as well.
"""

from __future__ import annotations

import time
from uuid import uuid4

import sqlalchemy as sa

from flows.store.database import Database

AS_MIGRATED = """
WITH
lasting AS (SELECT * FROM pg_class WHERE oid >= 16384 AND relpersistence != 't'),
space AS (SELECT oid, xmin, nspacl FROM pg_namespace WHERE nspname !~ '^pg_(toast_)?temp_'),
mark AS (
    SELECT concat('n', oid, ' ', xmin, nspacl) AS of_it FROM space
    UNION ALL SELECT concat('p', oid, ' ', xmin) FROM pg_proc WHERE oid >= 16384
    UNION ALL SELECT concat('c', oid, ' ', xmin) FROM pg_constraint WHERE oid >= 16384 AND connamespace IN (SELECT oid FROM space)
    UNION ALL SELECT concat('t', oid, ' ', xmin) FROM pg_trigger WHERE oid >= 16384
    UNION ALL SELECT concat('y', oid, ' ', xmin) FROM pg_type WHERE oid >= 16384 AND typnamespace IN (SELECT oid FROM space)
    UNION ALL SELECT concat('r', oid, ' ', xmin) FROM pg_rewrite WHERE oid >= 16384
    UNION ALL SELECT concat('a', attrelid, ' ', attnum, ' ', xmin) FROM pg_attribute WHERE attrelid IN (SELECT oid FROM lasting)
    UNION ALL SELECT concat('d', objoid, ' ', objsubid, ' ', xmin) FROM pg_description WHERE objoid >= 16384
    UNION ALL SELECT concat('v', oid, ' ', xmin) FROM pg_default_acl
    UNION ALL SELECT concat('e', oid, ' ', xmin) FROM pg_extension
)
SELECT
    (SELECT md5(string_agg(r::text, '' ORDER BY r.rule)) FROM core.rule AS r),
    (SELECT string_agg(v.version_num, '') FROM core.alembic_version AS v),
    (SELECT count(*) FROM core.simulated_clock),
    (SELECT d.datacl::text FROM pg_database AS d WHERE d.datname = current_database()),
    (SELECT count(*) FROM pg_db_role_setting),
    (SELECT count(*) FROM pg_statistic WHERE starelid >= 16384),
    (
        SELECT md5(string_agg(c::text, '' ORDER BY c.oid))
        FROM (
            SELECT oid, relname, relnamespace, relowner, relacl, relkind, relpersistence, reloptions, relchecks FROM lasting
        ) AS c
    ),
    (SELECT md5(string_agg(m.of_it, ' ' ORDER BY m.of_it)) FROM mark AS m)
"""
"""All that a test could change but the rows of a campaign: definitions, privileges, settings, statistics."""

ALONE = """
SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
WHERE datname = current_database() AND pid != pg_backend_pid() AND pid != :kept
"""
"""Answers how many were there. The server could wait for them itself, and looks round every tenth of a second."""

AS_NEW = (
    "CLOSE ALL",
    "SET SESSION AUTHORIZATION DEFAULT",
    "RESET ALL",
    "UNLISTEN *",
    "SELECT pg_advisory_unlock_all()",
    "DISCARD SEQUENCES",
)
"""DISCARD ALL without what a connection is kept for: the plans it has made, and the tables in which loads arrive."""

EMPTY = """
DO $$
DECLARE
    filled regclass;
    numbered regclass;
BEGIN
    SET LOCAL session_replication_role = replica;
    SET LOCAL lock_timeout = '5s';
    FOR filled IN
        SELECT oid FROM pg_class
        WHERE
            relkind = 'r' AND relnamespace IN ('raw'::regnamespace, 'core'::regnamespace)
            AND relname NOT IN (
                'alembic_version', 'quantity', 'rate', 'report_column', 'rule', 'simulated_clock'
            ) AND pg_relation_size(oid) > 0
    LOOP
        EXECUTE format('DELETE FROM %s', filled);
    END LOOP;
    FOR numbered IN
        SELECT oid FROM pg_class WHERE relkind = 'S' AND relnamespace IN ('raw'::regnamespace, 'core'::regnamespace)
    LOOP
        PERFORM setval(numbered, 1, FALSE);
    END LOOP;
    DELETE FROM pg_statistic WHERE starelid >= 16384;
    UPDATE pg_class SET relpages = 0, reltuples = -1, relallvisible = 0
    WHERE oid >= 16384 AND relkind IN ('r', 'i', 't') AND reltuples > 0;
END
$$
"""
"""Deleted and not truncated: a TRUNCATE makes new files for every table, index and TOAST table there is. What a planner was
told of the rows goes with them.
"""


def url_of(database: Database, **query: str) -> str:
    """How to get there, with this asked for besides."""
    return database.url.update_query_dict(query).render_as_string(hide_password=False)


def simulate_clock(database: Database) -> None:
    """A story of August 2020: no instant of it is held against the server's clock. Only an owner may say so."""
    with database.begin(None) as connection:
        connection.execute(sa.text("INSERT INTO core.simulated_clock (reason) VALUES ('a test')"))


def write_anew(database: Database) -> None:
    """As pruning does: a table once written anew says nothing more of the columns that were added to it."""
    with database.session() as connection:
        connection.execute(sa.text("VACUUM FULL"))


def use_real_clock(database: Database) -> None:
    """As a desk's own database is: its instants are held against the server's clock."""
    with database.begin(None) as connection:
        connection.execute(sa.text("DELETE FROM core.simulated_clock"))


class Created:
    """A database that exists while the block runs."""

    def __init__(self, server: Database, name: str, template: str = "template0") -> None:
        self.server, self.name, self.template = server, name, template

    def __enter__(self) -> Database:
        # file by file, since a template of tests is small: through the log costs two to five times as much
        self._run(f"CREATE DATABASE {self.name} TEMPLATE {self.template} STRATEGY file_copy")
        self.database = Database(
            self.server.url.set(database=self.name).render_as_string(hide_password=False)
        )
        return self.database

    def __exit__(self, *_: object) -> None:
        self.database.engine.dispose()
        self._run(f"DROP DATABASE {self.name} WITH (FORCE)")

    def _run(self, command: str) -> None:
        with self.server.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(sa.text(command))


class Emptied:
    """Migrated, empty databases for one test after another: the same one while tests write nothing but rows.

    One connection looks at it and empties it for as long as it lasts, since a new one first reads the whole catalogue;
    another is handed from test to test, as new but for its plans.
    """

    MOST_TESTS = 40
    """What is deleted stays in the files; a new database now and then keeps them small."""

    def __init__(self, server: Database, template: str) -> None:
        self.server, self.template = server, template
        self.made: Created | None = None
        self.tests = 0

    def take(self) -> Database:
        """An empty one, for one test."""
        if self.made is None:
            self.made = Created(self.server, f"bluezone_test_{uuid4().hex[:8]}", self.template)
            self.kept = self.made.__enter__().engine.connect()
            self.as_migrated, self.tests = self._looked_at(), 0
            self.kept.commit()
            self.engine = self._known().engine
        self.tests += 1
        taken = self._known()
        taken.engine = self.engine
        return taken

    def give_back(self) -> None:
        """Empty it, or drop it where a test left more than rows."""
        try:
            is_as_before = self._is_emptied() if self.tests < self.MOST_TESTS else False
        except sa.exc.DBAPIError:
            # dropped by its test, held by a lock that ends with nobody, or an account that may not empty it so
            is_as_before = False
        if not is_as_before:
            self.drop()

    def _known(self) -> Database:
        assert self.made is not None
        return Database(self.made.database.url.render_as_string(hide_password=False))

    def _as_new(self) -> int:
        """The process of the connection that tests hand on; 0 where they left none, or more than one."""
        if self.engine.pool.checkedout() or self.engine.pool.checkedin() != 1:  # type: ignore[attr-defined]
            self.engine.dispose()
            return 0
        with self.engine.begin() as connection:
            for each in AS_NEW:
                connection.execute(sa.text(each))
            return int(connection.execute(sa.text("SELECT pg_backend_pid()")).scalar_one())

    def _is_emptied(self) -> bool:
        kept, patience = self._as_new(), time.monotonic() + 10
        while self._others(kept) and time.monotonic() < patience:
            time.sleep(0.003)
        with self.kept.begin():
            self.kept.execute(sa.text(EMPTY))
            return self._looked_at() == self.as_migrated

    def _others(self, kept: int) -> int:
        with self.kept.begin():
            return int(self.kept.execute(sa.text(ALONE), {"kept": kept}).scalar_one())

    def _looked_at(self) -> tuple[object, ...]:
        return tuple(self.kept.execute(sa.text(AS_MIGRATED)).one())

    def drop(self) -> None:
        """At the end too, where there is one."""
        if self.made is not None:
            self.engine.dispose()
            self.kept.close()
            self.made.__exit__()
            self.made = None
