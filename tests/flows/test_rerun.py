"""The operators' rerun: what a form or a program sends, a dry run that keeps nothing, two pressed at once."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

import pytest

import flows.collect
import flows.rerun
from flows.demo.workbooks import FOLDER
from flows.desk.collection.looks import collect_here
from flows.desk.request import read_request
from flows.rerun import rerun
from flows.serving.runs.task_runners import chunks
from flows.settings import Settings
from tests.given import own_prefect
from tests.given.desk import Desk

EARLY, EVENING, MONDAY = (str(FOLDER / name) for name in ("24-08-1700", "28-08-2355", "31-08-0900"))

pytestmark = pytest.mark.usefixtures("prefect_server")


@pytest.fixture(autouse=True)
def _of_this_test(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """In two task runs: what a run keeps is the question, and not how its units are shared out."""
    monkeypatch.setattr(flows.collect, "chunks", partial(chunks, most=2))
    for module in (flows.collect, flows.rerun):
        monkeypatch.setattr(module, "read_settings", lambda: settings)


def everything(desk: Desk) -> dict[str, list[dict[str, Any]]]:
    """Every row of every table a run may write; a row of turns says nothing but that one was taken."""
    tables = [
        row["name"]
        for row in desk.query(
            "SELECT schemaname || '.' || tablename AS name FROM pg_tables"
            " WHERE schemaname IN ('raw', 'core') AND tablename NOT IN ('alembic_version', 'turn')"
        )
    ]
    return {name: desk.query(f"SELECT t::text AS row FROM {name} AS t ORDER BY row") for name in tables}


def page_of(state: Any) -> str:
    """The one page that a dry run leaves."""
    of_it = {"artifacts": {"flow_run_id": {"any_": [str(state.state_details.flow_run_id)]}}}
    [page] = own_prefect.ask("POST", "/artifacts/filter", json=of_it)
    assert page["key"] == "bluezone-2020-dry-run"
    return str(page["data"])


def test_a_form_sends_names_and_a_program_bare_codes(desk: Desk) -> None:
    state = rerun(units=["650 · LĐLĐ huyện Krông Năng", "643"], source=EVENING, return_state=True)
    assert (state.name, state.message) == (
        "Completed",
        "Đợt bluezone-2020, đơn vị 650, 643: Đã xem 2 đơn vị.",
    )
    named = own_prefect.ask("GET", f"/flow_runs/{state.state_details.flow_run_id}")["name"]
    assert re.fullmatch(r"đọc lại 650, 643 \d+/\d+ \d\d:\d\d: Đã xem 2 đơn vị\.", named), (
        "as the list shows it"
    )
    [run] = desk.query("SELECT units_read, covers_roster FROM raw.collection_run WHERE source <> 'test'")
    assert run == {"units_read": 2, "covers_roster": False}


def test_a_dry_run_says_what_would_change_and_keeps_nothing(settings: Settings, desk: Desk) -> None:
    collect_here(settings, read_request(settings, "bluezone-2020", EVENING))
    before = everything(desk)
    state = rerun(source=MONDAY, dry_run=True, return_state=True)
    assert everything(desk) == before
    assert state.name == "Completed"
    assert "9/21" in state.message
    assert "LĐLĐ huyện Krông Năng: 1 CĐCS đổi số liệu" in state.message
    page = page_of(state)
    assert "| 650 | LĐLĐ huyện Krông Năng |" in page
    assert "| 1 | Ô E7: '…' là số ước lượng;" in page
    changes = {change.unit_code: change for change in state.result().changes}
    promised = {code: change.standing[1] for code, change in changes.items()}
    rerun(source=MONDAY)
    stands = {row["unit_code"]: row["standing"] for row in desk.query("SELECT * FROM report.unit_standing")}
    assert {code: stands[code] for code in promised} == promised
    assert rerun(source=MONDAY, dry_run=True, return_state=True).result().changes == ()


def test_a_dry_run_that_cannot_read_some_units_is_no_success(desk: Desk) -> None:
    before = everything(desk)
    state = rerun(units=["649", "650"], source=EVENING, dry_run=True, return_state=True)
    assert state.is_failed()
    assert "649-krong-buk.xlsx" in state.message
    assert "| 649 | LĐLĐ huyện Krông Búk | tệp không đọc được | Tệp 649-krong-buk.xlsx" in page_of(state)
    assert everything(desk) == before


def test_two_reruns_pressed_at_once_end_well_one_after_the_other(desk: Desk) -> None:
    def pressed(_: int) -> Any:
        return rerun(units=["650", "643", "657"], source=EVENING, return_state=True)

    with ThreadPoolExecutor(2) as pool:
        states = list(pool.map(pressed, range(2)))
    assert {state.type.value for state in states} == {"COMPLETED"}
    runs = desk.query(
        "SELECT started_at, finished_at, units_read, units_unchanged FROM raw.collection_run"
        " WHERE source <> 'test' ORDER BY started_at"
    )
    assert [(run["units_read"], run["units_unchanged"]) for run in runs] == [(3, 0), (0, 3)]
    assert runs[0]["finished_at"] <= runs[1]["started_at"]
