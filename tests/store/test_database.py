"""Work in the database is done once, whole; what the server takes back, or loses, is done again; no secret is told."""

from __future__ import annotations

import logging
import socket
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

import pandas as pd
import pytest
import sqlalchemy as sa

from flows.errors import ConfigurationError, DatabaseInterrupted, DatabaseUnavailable, Defect
from flows.settings import read_settings
from flows.store.database import Database
from flows.store.migration import migrate
from tests.given.databases import Created
from tests.given.own_server import OwnServer

SECRET = "mật-khẩu-của-desk"
CELL = "0912345678"


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


def url_of(database: Database, **query: str) -> str:
    return database.url.update_query_dict(query).render_as_string(hide_password=False)


def add(connection: sa.Connection, place: int) -> None:
    connection.execute(
        sa.text("UPDATE public.tally SET counted = counted + 1 WHERE place = :place"), {"place": place}
    )


def tally(database: Database) -> list[int]:
    with database.begin(None) as connection:
        return list(connection.execute(sa.text("SELECT counted FROM public.tally ORDER BY place")).scalars())


def side_by_side(*works: Callable[[], Any]) -> None:
    """Run the works at the same time and raise what one raised."""
    errors: list[BaseException] = []

    def run(work: Callable[[], Any]) -> None:
        try:
            work()
        except BaseException as error:  # noqa: BLE001 - raised below
            errors.append(error)

    threads = [threading.Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    if errors:
        raise errors[0]


def test_of_two_works_in_a_deadlock_both_are_done_once(patient: Database) -> None:
    both_hold_one = threading.Barrier(2, timeout=60)
    tries = []

    def crossing(first: int, second: int) -> Callable[[sa.Connection], None]:
        is_first_try = iter([True])

        def work(connection: sa.Connection) -> None:
            tries.append(first)
            add(connection, first)
            if next(is_first_try, False):
                both_hold_one.wait()
            add(connection, second)

        return work

    side_by_side(lambda: patient.run(crossing(1, 2), None), lambda: patient.run(crossing(2, 1), None))
    assert tally(patient) == [2, 2]
    assert len(tries) == 3, "the server took one back"


def test_a_work_that_could_not_be_serialized_is_done_again(patient: Database, database: Database) -> None:
    tries = []

    def work(connection: sa.Connection) -> None:
        connection.execute(sa.text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ"))
        connection.execute(sa.text("SELECT counted FROM public.tally")).all()
        tries.append(1)
        if len(tries) == 1:
            database.run(lambda other: add(other, 1), None)
        add(connection, 1)

    patient.run(work, None)
    assert tally(patient) == [2, 0]
    assert len(tries) == 2


def test_a_work_whose_connection_is_terminated_is_done_again(patient: Database, database: Database) -> None:
    tries = []

    def work(connection: sa.Connection) -> None:
        add(connection, 1)
        tries.append(1)
        if len(tries) < 3:
            own = connection.execute(sa.text("SELECT pg_backend_pid()")).scalar_one()
            with database.begin(None) as other:
                other.execute(sa.text("SELECT pg_terminate_backend(:own, 60000)"), {"own": own})
        add(connection, 2)

    patient.run(work, None)
    assert tally(patient) == [1, 1]
    assert len(tries) == 3


def test_a_work_waits_for_a_server_that_is_stopped_for_some_seconds(
    own_server: OwnServer, own_database: Database
) -> None:
    patient = Database(url_of(own_database), patience=120)
    patient.run(lambda connection: connection.execute(sa.text("SELECT 1")), None)
    own_server.stop()
    back = threading.Timer(3, own_server.start)
    back.start()
    begun = time.monotonic()
    assert patient.run(lambda connection: connection.execute(sa.text("SELECT 7")).scalar_one(), None) == 7
    assert time.monotonic() - begun >= 2
    back.join()
    patient.engine.dispose()


def test_without_patience_a_dead_server_is_said_at_once(own_database: Database) -> None:
    nobody = Database("postgresql://desk@127.0.0.1:1/bluezone")
    begun = time.monotonic()
    for ask in (lambda: nobody.run(lambda connection: None), lambda: _begin(nobody)):
        with pytest.raises(DatabaseInterrupted, match="Không dùng được cơ sở dữ liệu"):
            ask()
    assert time.monotonic() - begun < 5


def test_patience_ends_and_what_one_work_waited_through_the_next_does_not_wait_for_again() -> None:
    nobody = Database("postgresql://desk@127.0.0.1:1/bluezone", patience=2)
    waited = []
    for _ in range(2):
        begun = time.monotonic()
        with pytest.raises(DatabaseInterrupted):
            nobody.run(lambda connection: None)
        waited.append(time.monotonic() - begun)
    assert waited[0] < 30
    assert waited[1] < max(1.5, waited[0])


def test_a_host_that_accepts_and_never_answers_is_given_up() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        mute = Database(f"postgresql://desk@127.0.0.1:{port}/bluezone?connect_timeout=2")
        with pytest.raises(DatabaseInterrupted, match="timeout"):
            _begin(mute)


@pytest.mark.parametrize(
    ("statement", "kind"),
    [
        ("SELECT * FROM core.no_such_table", DatabaseUnavailable),
        ("SET LOCAL statement_timeout = '20ms'; SELECT pg_sleep(60)", DatabaseUnavailable),
        (f"INSERT INTO public.tally VALUES (3, {CELL[1:]})", Defect),
        (f"SELECT cast('{CELL} cái' AS integer)", Defect),
    ],
)
def test_what_will_fail_again_is_tried_once_and_quotes_no_value(
    patient: Database, statement: str, kind: type[Exception]
) -> None:
    tries = []

    def work(connection: sa.Connection) -> None:
        tries.append(1)
        connection.connection.cursor().execute(statement)

    with pytest.raises(kind) as raised:
        patient.run(work, None)
    assert len(tries) == 1
    assert not isinstance(raised.value, DatabaseInterrupted)
    assert CELL[1:] not in shown(raised.value)


def test_a_login_that_is_refused_is_not_asked_for_again(database: Database) -> None:
    url = database.url.set(database="no_such_database").render_as_string(hide_password=False)
    begun = time.monotonic()
    with pytest.raises(DatabaseUnavailable, match="does not exist") as raised:
        Database(url, patience=60).run(lambda connection: None)
    assert not isinstance(raised.value, DatabaseInterrupted)
    assert time.monotonic() - begun < 30


def test_no_failure_and_no_log_tells_the_password(caplog: pytest.LogCaptureFixture) -> None:
    nobody = Database(f"postgresql://desk:{SECRET}@127.0.0.1:1/bluezone", patience=0.5)
    with caplog.at_level(logging.DEBUG), pytest.raises(DatabaseInterrupted) as raised:
        nobody.run(lambda connection: None)
    assert "database=interrupted" in caplog.text
    for text in (shown(raised.value), caplog.text, nobody.shown_url, repr(nobody.engine)):
        assert SECRET not in text


@pytest.mark.parametrize("user", ["desk", "desk%40server", "desk@server"])
@pytest.mark.parametrize("password", ["pa@S3cretPw", "pa@S3/cretPw", "pa@S3?cretPw", "p@@S3cretPw"])
def test_a_password_with_an_at_sign_is_refused_untold_and_how_to_write_it_is_said(
    user: str, password: str
) -> None:
    url = f"postgresql://{user}:{password}@127.0.0.1:1/bluezone"
    with pytest.raises(ConfigurationError, match="%40") as raised:
        Database(url)
    assert not any(part in shown(raised.value) for part in ("S3", "cretPw", "127.0.0.1"))
    well = Database("postgresql://desk@server:pa%40S3cretPw@127.0.0.1:1/bluezone")
    assert (well.url.username, well.url.password, well.url.host) == (
        "desk@server",
        "pa@S3cretPw",
        "127.0.0.1",
    )


@pytest.mark.parametrize("wrong", [f"passwort={SECRET}", "connect_timeout=soon"])
def test_a_parameter_that_the_driver_does_not_take_is_named_without_the_url(wrong: str) -> None:
    mistaken = Database(f"postgresql://desk@127.0.0.1:1/bluezone?{wrong}")
    name = wrong.split("=", maxsplit=1)[0]
    with pytest.raises(ConfigurationError, match=f"DATABASE_URL có tham số sai .*{name}") as raised:
        _begin(mistaken)
    assert "127.0.0.1" not in str(raised.value)
    assert SECRET not in shown(raised.value)


@pytest.mark.parametrize("encoding", ["SQL_ASCII", "LATIN1"])
def test_a_database_that_cannot_hold_vietnamese_is_not_migrated_and_another_is_asked_for(
    server: Database, encoding: str
) -> None:
    of_encoding = f"template0 ENCODING '{encoding}' LOCALE 'C'"
    with (
        Created(server, f"bluezone_{uuid4().hex[:8]}", of_encoding) as database,
        pytest.raises(DatabaseUnavailable, match=f"bảng mã {encoding}, .* ENCODING 'UTF8'"),
    ):
        migrate(database)


def test_the_parameters_of_a_statement_travel_in_no_exception(database: Database) -> None:
    with pytest.raises(sa.exc.ProgrammingError) as raised, database.begin() as connection:
        connection.execute(sa.text("DELETE FROM raw.snapshot WHERE content_sha256 = :cell"), {"cell": CELL})
    assert CELL not in shown(raised.value)


def test_a_connection_lost_in_mid_copy_quotes_no_row(database: Database) -> None:
    def work(connection: sa.Connection) -> None:
        cursor: Any = connection.connection.cursor()
        cursor.execute("CREATE TEMP TABLE staged (phone text)")
        own = connection.execute(sa.text("SELECT pg_backend_pid()")).scalar_one()
        with cursor.copy("COPY staged FROM STDIN") as copy:
            copy.write_row((CELL,))
            with database.begin(None) as other:
                other.execute(sa.text("SELECT pg_terminate_backend(:own, 60000)"), {"own": own})
            for _ in range(100_000):
                copy.write_row((CELL,))

    with pytest.raises(DatabaseInterrupted) as raised:
        Database(url_of(database)).run(work, None)
    assert CELL not in shown(raised.value)


def test_a_session_asks_the_server_to_notice_a_client_that_vanished(database: Database) -> None:
    with database.begin() as connection:
        parameters = connection.connection.dbapi_connection.info.get_parameters()  # type: ignore[union-attr]
        asked = {
            name: connection.execute(
                sa.text("SELECT reset_val FROM pg_settings WHERE name = :name"), {"name": name}
            ).scalar_one()
            for name in ("lock_timeout", "statement_timeout")
        }
        source = connection.execute(
            sa.text(
                "SELECT count(*) FROM pg_settings WHERE name LIKE 'tcp_keepalives_%' AND source = 'client'"
            )
        ).scalar_one()
    assert (parameters["keepalives_idle"], parameters["keepalives_interval"]) == ("30", "10")
    assert asked == {"lock_timeout": "60000", "statement_timeout": "300000"}
    assert source == 3


def test_what_the_url_asks_for_goes_before_what_we_ask_for(database: Database) -> None:
    own = Database(url_of(database, options="-c lock_timeout=7s", application_name="bluezone-desk"))
    with own.begin() as connection:
        assert connection.execute(sa.text("SHOW lock_timeout")).scalar_one() == "7s"
        assert connection.execute(sa.text("SHOW timezone")).scalar_one() == "UTC"
        assert connection.execute(sa.text("SHOW application_name")).scalar_one() == "bluezone-desk"
    own.engine.dispose()


def _begin(database: Database) -> None:
    with database.begin():
        pass


def shown(error: BaseException) -> str:
    """Everything that a traceback of this exception prints."""
    import traceback

    return "".join(traceback.format_exception(error))


def test_how_long_a_collection_waits_is_a_whole_number_of_seconds() -> None:
    assert read_settings({}).database_patience == 120
    assert read_settings({"BLUEZONE_DATABASE_PATIENCE": "0"}).database_patience == 0
    with pytest.raises(ConfigurationError, match="số giây"):
        read_settings({"BLUEZONE_DATABASE_PATIENCE": "hai phút"})


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
