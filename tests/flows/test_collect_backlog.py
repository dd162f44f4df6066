"""After an outage Prefect starts every missed schedule: one look serves them all, and an operator's is made anyway."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from prefect.client.orchestration import get_client
from prefect.client.schemas.actions import DeploymentScheduleCreate
from prefect.client.schemas.filters import FlowRunFilter, FlowRunFilterDeploymentId
from prefect.client.schemas.objects import FlowRun
from prefect.client.schemas.schedules import IntervalSchedule
from prefect.client.schemas.sorting import FlowRunSort
from prefect.flow_engine import run_flow
from prefect.states import Scheduled

import flows.collect
from flows.collect import collect
from flows.demo.workbooks import FOLDER
from flows.serving.runs.task_runners import chunks
from flows.settings import Settings
from tests.given.desk import Desk

SOUND, DAMAGED = str(FOLDER / "24-08-1700"), str(FOLDER / "28-08-2355")

pytestmark = pytest.mark.usefixtures("prefect_server")
Missed = Callable[[str], list[FlowRun]]


@pytest.fixture(autouse=True)
def _of_this_test(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """In two task runs, since which runs there are is the question, and not what is in one."""
    monkeypatch.setattr(flows.collect, "read_settings", lambda: settings)
    monkeypatch.setattr(flows.collect, "chunks", partial(chunks, most=2))


@pytest.fixture
def missed(tmp_path: Path) -> Missed:
    """The three runs that a daily schedule owes since yesterday evening, as Prefect's scheduler inserts them."""

    def missed(source: str) -> list[FlowRun]:
        start = datetime.now(UTC) - timedelta(days=2, hours=12)
        daily = DeploymentScheduleCreate(
            schedule=IntervalSchedule(interval=timedelta(days=1), anchor_date=start), active=True
        )
        with get_client(sync_client=True) as client:
            flow_id = client.create_flow(collect)
            deployment = client.create_deployment(
                flow_id, f"backlog-{tmp_path.name}", parameters={"source": source}, schedules=[daily]
            )
            asked = {"start_time": (start - timedelta(minutes=1)).isoformat(), "min_runs": 3, "max_runs": 3}
            asked["end_time"] = datetime.now(UTC).isoformat()
            client.request("POST", f"/deployments/{deployment}/schedule", json=asked)
            runs = _runs(client, deployment)
        assert [run.auto_scheduled for run in runs] == [True] * 3
        assert all(run.expected_start_time < datetime.now(UTC) for run in runs)
        return runs

    return missed


def _runs(client: Any, deployment: UUID) -> list[FlowRun]:
    of_it = FlowRunFilter(deployment_id=FlowRunFilterDeploymentId(any_=[deployment]))
    return client.read_flow_runs(flow_run_filter=of_it, sort=FlowRunSort.EXPECTED_START_TIME_ASC)


def started(run: FlowRun) -> Any:
    """The run as a worker's process performs it."""
    return run_flow(collect, flow_run=run, parameters=run.parameters, return_type="state")


def pulls(desk: Desk) -> list[dict[str, Any]]:
    return desk.query("SELECT outcome FROM raw.collection_run WHERE source <> 'test' ORDER BY started_at")


def test_three_missed_runs_started_at_once_make_one_pull(desk: Desk, missed: Missed) -> None:
    with ThreadPoolExecutor(3) as pool:
        states = list(pool.map(started, missed(SOUND)))
    assert sorted(state.name for state in states) == [
        "CompletedCollapsed",
        "CompletedCollapsed",
        "CompletedWithFindings",
    ]
    told = [state.message for state in states if state.name == "CompletedCollapsed"]
    assert all(text.startswith("Đã gộp vào lần đọc lúc ") for text in told)
    assert all(text.endswith(": Đã xem 21 đơn vị.") for text in told)
    assert pulls(desk) == [{"outcome": "completed_with_findings"}]


def test_an_operator_always_pulls_also_by_trying_a_missed_run_again(desk: Desk, missed: Missed) -> None:
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


def test_what_is_served_by_a_run_that_could_not_read_every_unit_says_so(desk: Desk, missed: Missed) -> None:
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
def test_a_run_that_looked_at_less_or_elsewhere_serves_nobody(
    desk: Desk, missed: Missed, other: dict[str, Any]
) -> None:
    late = missed(SOUND)
    collect(**other, return_state=True)
    assert not started(late[0]).name.endswith("Collapsed")
    assert len(pulls(desk)) == 2
