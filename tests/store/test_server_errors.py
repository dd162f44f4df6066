"""Whatever PostgreSQL answers, the desk hears who must act; each state is known by the driver's own name for it."""

from __future__ import annotations

import psycopg
import pytest
from psycopg import errors

from flows.errors import DatabaseInterrupted, DatabaseUnavailable, Defect, PipelineError
from flows.store.connecting.server_errors import explanation

NAMED = {
    kind.sqlstate: kind
    for kind in vars(errors).values()
    if isinstance(kind, type) and issubclass(kind, psycopg.Error) and kind.sqlstate
}


def failure(state: str) -> PipelineError | None:
    return explanation(NAMED[state]("no such luck"), "postgresql://desk@server/bluezone", "bluezone_pipeline")


@pytest.mark.parametrize(
    "state", [state for state in NAMED if state.startswith(("08", "57P", "40001", "40P01"))]
)
def test_a_server_that_went_away_or_took_the_work_back_may_be_asked_again(state: str) -> None:
    assert isinstance(failure(state), DatabaseInterrupted)


@pytest.mark.parametrize(
    "state", [state for state in NAMED if state.startswith(("25006", "28", "3D", "53", "58", "XX"))]
)
def test_a_server_that_does_not_serve_us_is_the_operators_to_mend(state: str) -> None:
    told = failure(state)
    assert type(told) is DatabaseUnavailable
    assert f"({state}" in str(told)


@pytest.mark.parametrize("state", ["3F000", "42P01", "42883", "42703"])
def test_what_the_migrations_make_is_asked_of_them(state: str) -> None:
    assert "bluezone migrate" in str(failure(state))


@pytest.mark.parametrize("state", [state for state in NAMED if state.startswith(("22", "23"))])
def test_data_that_the_server_refuses_is_our_defect_and_is_not_quoted(state: str) -> None:
    told = failure(state)
    assert isinstance(told, Defect)
    assert "no such luck" not in str(told)


@pytest.mark.parametrize("state", ["25001", "25P02", "42501", "42601", "54000", "55000", "57000"])
def test_what_the_caller_may_have_provoked_is_left_to_it(state: str) -> None:
    assert failure(state) is None
