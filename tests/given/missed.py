"""Runs that a daily schedule owes, as Prefect's scheduler inserts them and a worker's process performs them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

from prefect.client.orchestration import get_client
from prefect.client.schemas.actions import DeploymentScheduleCreate
from prefect.client.schemas.filters import FlowRunFilter, FlowRunFilterDeploymentId
from prefect.client.schemas.objects import FlowRun
from prefect.client.schemas.schedules import IntervalSchedule
from prefect.client.schemas.sorting import FlowRunSort
from prefect.flow_engine import run_flow


def missed(flow: Any, parameters: dict[str, Any], slug: str | None = None) -> list[FlowRun]:
    """The three since the day before yesterday, of a deployment of their own."""
    start = datetime.now(UTC) - timedelta(days=2, hours=12)
    every_day = IntervalSchedule(interval=timedelta(days=1), anchor_date=start)
    daily = DeploymentScheduleCreate(schedule=every_day, active=True, slug=slug)
    with get_client(sync_client=True) as client:
        flow_id = client.create_flow(flow)
        name = f"backlog-{uuid4()}"
        deployment = client.create_deployment(flow_id, name, parameters=parameters, schedules=[daily])
        asked = {"start_time": (start - timedelta(minutes=1)).isoformat(), "min_runs": 3, "max_runs": 3}
        asked["end_time"] = datetime.now(UTC).isoformat()
        client.request("POST", f"/deployments/{deployment}/schedule", json=asked)
        of_it = FlowRunFilter(deployment_id=FlowRunFilterDeploymentId(any_=[deployment]))
        runs = client.read_flow_runs(flow_run_filter=of_it, sort=FlowRunSort.EXPECTED_START_TIME_ASC)
    assert [run.auto_scheduled for run in runs] == [True] * 3
    assert all(run.expected_start_time < datetime.now(UTC) for run in runs)
    return list(runs)


def started(flow: Any, run: FlowRun) -> Any:
    """The run as a worker's process performs it."""
    return run_flow(flow, flow_run=run, parameters=run.parameters, return_type="state")
