"""Work in the database is done once, whole; what the server takes back, or loses, is done again."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
import sqlalchemy as sa

from flows.errors import ConfigurationError, DatabaseInterrupted, DatabaseUnavailable
from flows.settings import read_settings
from flows.store.database import Database
from flows.store.migration import migrate
from tests.given.databases import Created, url_of
from tests.given.forms import FORMS
from tests.given.own_server import OwnServer


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
    for ask in (lambda: nobody.run(lambda connection: None), lambda: begin(nobody)):
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
            begin(mute)


def test_a_login_that_is_refused_is_not_asked_for_again(database: Database) -> None:
    url = database.url.set(database="no_such_database").render_as_string(hide_password=False)
    begun = time.monotonic()
    with pytest.raises(DatabaseUnavailable, match="does not exist") as raised:
        Database(url, patience=60).run(lambda connection: None)
    assert not isinstance(raised.value, DatabaseInterrupted)
    assert time.monotonic() - begun < 30


@pytest.mark.parametrize("encoding", ["SQL_ASCII", "LATIN1"])
def test_a_database_that_cannot_hold_vietnamese_is_not_migrated_and_another_is_asked_for(
    server: Database, encoding: str
) -> None:
    of_encoding = f"template0 ENCODING '{encoding}' LOCALE 'C'"
    with (
        Created(server, f"bluezone_{uuid4().hex[:8]}", of_encoding) as database,
        pytest.raises(DatabaseUnavailable, match=f"bảng mã {encoding}, .* ENCODING 'UTF8'"),
    ):
        migrate(database, FORMS)


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


def test_how_long_a_collection_waits_is_a_whole_number_of_seconds() -> None:
    assert read_settings({}).database_patience == 120
    assert read_settings({"BLUEZONE_DATABASE_PATIENCE": "0"}).database_patience == 0
    with pytest.raises(ConfigurationError, match="số giây"):
        read_settings({"BLUEZONE_DATABASE_PATIENCE": "hai phút"})


def begin(database: Database) -> None:
    with database.begin():
        pass
