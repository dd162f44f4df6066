"""The schedules of a campaign: which deployments look at it by themselves, when next; put to rest and woken again.

Arrives: a campaign's code, a Prefect server.
Leaves:  what is due, or the schedules active or at rest. A release deployed anew leaves one that rests at rest.
Not here: when they are (`prefect.yaml`), what begins and ends with them (`flows.begin`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from prefect.client.schemas.filters import (
    DeploymentFilter,
    DeploymentFilterId,
    DeploymentFilterTags,
    FlowRunFilter,
    FlowRunFilterState,
    FlowRunFilterStateType,
)
from prefect.client.schemas.objects import StateType
from prefect.client.schemas.responses import DeploymentResponse
from prefect.client.schemas.sorting import FlowRunSort

from flows.serving.server.prefect_server import prefect_client

TAG = "bluezone"
NEXT_SHOWN = 6


@dataclass(frozen=True, slots=True)
class Due:
    """A run that a schedule will start."""

    deployment: str
    due_at: datetime


@dataclass(frozen=True, slots=True)
class Schedules:
    """A campaign's deployments that run by themselves, active or at rest, and what is due next."""

    active: tuple[str, ...]
    resting: tuple[str, ...]
    due: tuple[Due, ...]


def read_schedules(campaign_code: str) -> Schedules:
    """What runs by itself for a campaign. Raises PrefectUnavailable."""
    with prefect_client() as client:
        found = {each.id: each for each in _scheduled(campaign_code)}
        waiting = FlowRunFilter(
            state=FlowRunFilterState(type=FlowRunFilterStateType(any_=[StateType.SCHEDULED]))
        )
        runs = client.read_flow_runs(
            flow_run_filter=waiting,
            deployment_filter=DeploymentFilter(id=DeploymentFilterId(any_=list(found))),
            sort=FlowRunSort.EXPECTED_START_TIME_ASC,
            limit=NEXT_SHOWN,
        )
    due = (
        Due(found[run.deployment_id].name, run.expected_start_time)
        for run in runs
        if run.deployment_id and run.expected_start_time
    )
    resting = [each.name for each in found.values() if not _is_active(each)]
    active = [each.name for each in found.values() if _is_active(each)]
    return Schedules(tuple(active), tuple(resting), tuple(due) if found else ())


def set_schedules(campaign_code: str, *, is_active: bool) -> tuple[str, ...]:
    """Wake a campaign's schedules or put them to rest; the names of those that changed. Raises PrefectUnavailable."""
    changed = []
    with prefect_client() as client:
        for deployment in _scheduled(campaign_code):
            for schedule in deployment.schedules:
                if schedule.active != is_active:
                    client.update_deployment_schedule(deployment.id, schedule.id, active=is_active)
                    changed.append(deployment.name)
    return tuple(dict.fromkeys(changed))


def _scheduled(campaign_code: str) -> list[DeploymentResponse]:
    with prefect_client() as client:
        ours = DeploymentFilter(tags=DeploymentFilterTags(all_=[TAG]))
        found = client.read_deployments(deployment_filter=ours)
    return [each for each in found if each.schedules and each.parameters.get("campaign") == campaign_code]


def _is_active(deployment: DeploymentResponse) -> bool:
    return not deployment.paused and any(schedule.active for schedule in deployment.schedules)
