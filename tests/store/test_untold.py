"""What the database's failures never tell: a password, the URL it stands in, what somebody typed."""

from __future__ import annotations

import logging
from typing import Any

import pytest
import sqlalchemy as sa

from flows.errors import ConfigurationError, DatabaseInterrupted, DatabaseUnavailable, Defect
from flows.store.database import Database
from tests.given.databases import url_of

SECRET = "mật-khẩu-của-desk"
CELL = "0912345678"


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


def test_no_failure_and_no_log_tells_the_password(caplog: pytest.LogCaptureFixture) -> None:
    nobody = Database(f"postgresql://desk:{SECRET}@127.0.0.1:1/bluezone", patience=0.5)
    with caplog.at_level(logging.DEBUG), pytest.raises(DatabaseInterrupted) as raised:
        nobody.run(lambda connection: None)
    assert "Mất cơ sở dữ liệu" in caplog.text
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
    with (
        pytest.raises(ConfigurationError, match=f"DATABASE_URL có tham số sai .*{name}") as raised,
        mistaken.begin(),
    ):
        pass
    assert "127.0.0.1" not in str(raised.value)
    assert SECRET not in shown(raised.value)


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


def shown(error: BaseException) -> str:
    """Everything that a traceback of this exception prints."""
    import traceback

    return "".join(traceback.format_exception(error))
