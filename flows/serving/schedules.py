"""The schedules of campaigns on a Prefect server: which there are, put to rest and woken; and changed without losing a run.

Arrives: a Prefect server that has the deployments of `prefect.yaml`.
Leaves:  each schedule with the campaign that it is of, active or at rest.
Not here: when they are (`flows.desk.timetable`), how they are laid down (`laying`), what begins and ends with them
         (`flows.begin`).

| what Prefect does with a schedule | so |
| --- | --- |
| one is changed or deleted: runs of its deployment that are due, other campaigns' too, go with it, and for a minute nobody plans them anew; late ones never | they are planned anew at once, from the first that waited |
| one is paused or resumed, on a page too: it forgets what its runs are filled in with | a run goes by the slug (`flows.serving.runs.due`), and the next who comes says it again |
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from prefect.client.orchestration import SyncPrefectClient
from prefect.client.schemas.filters import DeploymentFilter, DeploymentFilterId
from prefect.client.schemas.objects import DeploymentSchedule, StateType
from prefect.client.schemas.responses import DeploymentResponse
from prefect.client.schemas.sorting import FlowRunSort

from flows.serving.server.prefect_server import OURS, in_states, prefect_client

ONCE = "@"
"""Between a campaign's name and the instant of what is once; no name of a folder of ours has it."""


@dataclass(frozen=True, slots=True)
class Schedules:
    """A campaign's deployments that run by themselves, active or at rest."""

    active: tuple[str, ...]
    resting: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class There:
    """A schedule as the server has it."""

    deployment: DeploymentResponse
    schedule: DeploymentSchedule

    @property
    def campaign(self) -> str | None:
        """The campaign that it runs for; what was made by hand says it as it can."""
        if self.schedule.slug is not None:
            return campaign_of(self.schedule.slug)
        return self.schedule.parameters.get("campaign") or self.deployment.parameters.get("campaign")

    @property
    def is_active(self) -> bool:
        return self.schedule.active and not self.deployment.paused


def campaign_of(slug: str) -> str:
    """The campaign that a slug names."""
    return slug.partition(ONCE)[0]


def read_schedules(campaign_name: str) -> Schedules:
    """What runs by itself for a campaign. Raises PrefectUnavailable."""
    with prefect_client() as client:
        found = [each for each in there(client) if each.campaign == campaign_name]
    names = dict.fromkeys(each.deployment.name for each in found)
    active = {each.deployment.name for each in found if each.is_active}
    return Schedules(
        tuple(name for name in names if name in active), tuple(name for name in names if name not in active)
    )


def set_schedules(campaign_name: str, *, is_active: bool) -> tuple[str, ...]:
    """Wake a campaign's schedules or put them to rest; the deployments that changed. Raises PrefectUnavailable."""
    changed = []
    with prefect_client() as client:
        for each in there(client):
            if each.campaign == campaign_name and each.schedule.active != is_active:
                kept = each.schedule.parameters
                with planned_anew(client, each.deployment) as deployment_id:
                    client.update_deployment_schedule(
                        deployment_id, each.schedule.id, active=is_active, parameters=kept
                    )
                changed.append(each.deployment.name)
    return tuple(dict.fromkeys(changed))


@contextmanager
def planned_anew(client: SyncPrefectClient, deployment: DeploymentResponse) -> Iterator[UUID]:
    """After the block every run that the deployment's schedules want is there again; one that has run is not run again."""
    now = datetime.now(UTC)
    since = min([now, *_waiting(client, deployment)])
    yield deployment.id
    if not deployment.paused:
        began = {"start_time": since.isoformat()}
        client.request("POST", "/deployments/{id}/schedule", path_params={"id": deployment.id}, json=began)


def _waiting(client: SyncPrefectClient, deployment: DeploymentResponse) -> list[datetime]:
    """When the first run of a deployment that waits was to begin."""
    first = client.read_flow_runs(
        flow_run_filter=in_states(StateType.SCHEDULED),
        deployment_filter=DeploymentFilter(id=DeploymentFilterId(any_=[deployment.id])),
        sort=FlowRunSort.EXPECTED_START_TIME_ASC,
        limit=1,
    )
    return [run.expected_start_time for run in first if run.expected_start_time is not None]


def there(client: SyncPrefectClient) -> list[There]:
    """Every schedule of our deployments."""
    return list(schedules_of(our_deployments(client)))


def schedules_of(deployments: Iterable[DeploymentResponse]) -> Iterator[There]:
    """Those of some deployments."""
    return (There(each, schedule) for each in deployments for schedule in each.schedules)


def our_deployments(client: SyncPrefectClient) -> list[DeploymentResponse]:
    """Those of `prefect.yaml`, as the server has them."""
    return client.read_deployments(deployment_filter=OURS)
