"""A password is never shown, wherever in a database's URL somebody put it."""

from __future__ import annotations

import traceback

import pytest

from flows.errors import PipelineError
from flows.store.database import Database

SECRET = "S3cretPw"


@pytest.mark.parametrize(
    "query",
    [
        f"password={SECRET}",
        f"sslpassword={SECRET}",
        f"oauth_client_secret={SECRET}",
        f"scram_client_key={SECRET}",
        f"options=-c%20password%3D{SECRET}",
        f"options=--password%3D{SECRET}",
        f"options=-c{SECRET}",
        f"options={SECRET}",
        f"options='{SECRET}",
        f"passwrod={SECRET}",
        f"{SECRET}=1",
    ],
)
def test_what_may_be_a_password_is_left_out_of_the_url_that_people_see(query: str) -> None:
    database = Database(f"postgresql://desk:{SECRET}@127.0.0.1:1/bluezone?sslmode=disable&{query}")
    assert database.shown_url == "postgresql://desk:***@127.0.0.1:1/bluezone?sslmode=disable"
    assert SECRET not in repr(database.engine)
    with pytest.raises(PipelineError) as refused, database.begin():
        pass
    assert SECRET not in "".join(traceback.format_exception(refused.value))


@pytest.mark.parametrize(
    "asked",
    [f"-c work_mem={SECRET}", f"-c {SECRET}=1", f"-c{SECRET}", f"--{SECRET}=1", SECRET, f"-X {SECRET}"],
)
def test_a_server_that_quotes_what_it_does_not_understand_tells_no_password(
    database: Database, asked: str
) -> None:
    url = database.url.update_query_dict({"options": asked})
    with pytest.raises(PipelineError) as refused, Database(url.render_as_string(hide_password=False)).begin():
        pass
    told = "".join(traceback.format_exception(refused.value))
    assert SECRET.casefold() not in told.casefold()


def test_where_the_database_is_stays_to_be_read(database: Database) -> None:
    url = "postgresql://desk@/bluezone?host=%2Frun%2Fpg&port=5433&application_name=desk"
    assert (
        Database(url).shown_url
        == "postgresql://desk@/bluezone?application_name=desk&host=%2Frun%2Fpg&port=5433"
    )
    with Database(
        f"{database.url.render_as_string(hide_password=False)}&options=-c%20work_mem%3D5MB"
    ).begin() as connection:
        assert connection.exec_driver_sql("SHOW work_mem").scalar_one() == "5MB", (
            "the server is asked all the same"
        )
