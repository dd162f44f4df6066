"""After an outage Prefect starts every missed schedule: one look serves them all, and an operator's is made anyway.

A schedule's run is of the campaign whose schedule it is, and of nobody's once that is over.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from prefect.client.orchestration import get_client
from prefect.client.schemas.objects import FlowRun
from prefect.states import Scheduled

import flows.collect
from flows.collect import collect
from flows.demo.workbooks import FOLDER
from flows.serving.runs.task_runners import chunks
from flows.settings import Settings
from flows.store.database import Database
from tests.given import missed as owed
from tests.given import own_time
from tests.given.desk import Desk

UNITS = ("643", "646", "649", "650")
"""One whose branches have something to correct, one whose workbook is damaged, one that an operator names."""
SOUND, DAMAGED = str(FOLDER / "24-08-1700"), str(FOLDER / "28-08-2355")

pytestmark = pytest.mark.usefixtures("prefect_server")


@pytest.fixture(autouse=True)
def own(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """A campaign of a few units that still runs, in two task runs: which runs there are is the question, and not what is in one."""
    own = replace(settings, campaigns=own_time.still_running(tmp_path / "campaigns"))
    roster = own.campaigns / "bluezone-2020" / "roster.csv"
    heading, *units = roster.read_text("utf-8").splitlines()
    roster.write_text("\n".join([heading, *(each for each in units if each.startswith(UNITS))]), "utf-8")
    monkeypatch.setattr(flows.collect, "read_settings", lambda: own)
    monkeypatch.setattr(flows.collect, "chunks", partial(chunks, most=2))
    return own


@pytest.fixture
def desk(database: Database, own: Settings) -> Desk:
    """The desk of that campaign."""
    return Desk(database, own.campaigns / "bluezone-2020")


def missed(source: str, slug: str | None = None) -> list[FlowRun]:
    return owed.missed(collect, {"source": source}, slug)


def started(run: FlowRun) -> Any:
    return owed.started(collect, run)


def pulls(desk: Desk) -> list[dict[str, Any]]:
    return desk.query("SELECT outcome FROM raw.collection_run WHERE source <> 'test' ORDER BY started_at")


def test_three_missed_runs_started_at_once_make_one_pull(desk: Desk) -> None:
    with ThreadPoolExecutor(3) as pool:
        states = list(pool.map(started, missed(SOUND)))
    assert sorted(state.name for state in states) == [
        "CompletedCollapsed",
        "CompletedCollapsed",
        "CompletedWithFindings",
    ]
    told = [state.message for state in states if state.name == "CompletedCollapsed"]
    assert all(text.startswith("Đã gộp vào lần đọc lúc ") for text in told)
    assert all(": Đã xem 4 đơn vị. " in text for text in told)
    assert pulls(desk) == [{"outcome": "completed_with_findings"}]


def test_an_operator_always_pulls_also_by_trying_a_missed_run_again(desk: Desk) -> None:
    late = missed(SOUND)
    assert started(late[0]).name == "CompletedWithFindings"
    assert collect(source=SOUND, return_state=True).name == "CompletedWithFindings"
    assert started(late[1]).name == "CompletedCollapsed"
    assert len(pulls(desk)) == 2
    with get_client(sync_client=True) as client:
        client.set_flow_run_state(late[1].id, Scheduled(name="AwaitingRetry"), force=True)
        again = client.read_flow_run(late[1].id)
    assert started(again).name == "CompletedWithFindings"
    assert len(pulls(desk)) == 3


def test_what_is_served_by_a_run_that_could_not_read_every_unit_says_so(desk: Desk) -> None:
    states = [started(run) for run in missed(DAMAGED)]
    assert [state.name for state in states] == ["Failed", "CancelledCollapsed", "CancelledCollapsed"]
    assert states[0].message in states[2].message
    assert len(pulls(desk)) == 1


@pytest.mark.parametrize(
    "other",
    [
        {"source": DAMAGED},
        {"source": SOUND, "units": ["650"]},
        {"source": SOUND, "observed_at": "24/8/2020 17:00"},
    ],
    ids=["another source", "one unit", "declared"],
)
def test_a_run_that_looked_at_less_or_elsewhere_serves_nobody(desk: Desk, other: dict[str, Any]) -> None:
    late = missed(SOUND)
    collect(**other, return_state=True)
    assert not started(late[0]).name.endswith("Collapsed")
    assert len(pulls(desk)) == 2


def test_once_a_campaign_is_over_or_before_it_begins_a_schedule_looks_at_nothing(
    desk: Desk, own: Settings
) -> None:
    own_time.campaign(own.campaigns, "over", -90, -60)
    own_time.campaign(own.campaigns, "to-come", 5, 20)
    [state] = {started(run) for run in missed(SOUND, "over")[:1]}
    assert (state.name, state.is_completed()) == ("CompletedNothingDue", True)
    last = own_time.in_days(-30)
    until = f"{last.day}/{last.month}/{last.year}"
    assert state.message == f"Đợt over đã hết lịch chạy (đến ngày {until}), nên không chạy gì."
    early = started(missed(SOUND, "to-come@20310828T235500")[0])
    assert (early.name, "chưa bắt đầu" in str(early.message)) == ("CompletedNothingDue", True)
    assert pulls(desk) == []


def test_a_schedule_looks_for_its_own_campaign_though_another_runs_and_it_was_paused_meanwhile(
    desk: Desk, own: Settings
) -> None:
    """Whoever pauses one on Prefect's page has it forget what its runs are filled in with."""
    own_time.campaign(own.campaigns, "other", -5, 10)
    state = started(missed(SOUND, "other")[0])
    assert state.is_completed(), state.message
    looked = desk.query("SELECT DISTINCT campaign FROM raw.collection_run WHERE source <> 'test'")
    assert looked == [{"campaign": "other"}]
