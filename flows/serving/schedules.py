"""The schedules of campaigns on a Prefect server: as their timetables say, at rest or awake, and gone when they say no more.

Arrives: timetables, a Prefect server that has the deployments of `prefect.yaml`.
Leaves:  a schedule for each appointment, on the deployment of its kind, which names its campaign and is known by its slug:
         `code`, for what is once `code@20310828T235500`. A campaign that rests goes on resting, whatever is laid down.
Not here: when they are (`flows.desk.timetable`), what begins and ends with them (`flows.begin`).

| what Prefect does with a schedule | so |
| --- | --- |
| one is changed or deleted: runs of its deployment that are due, other campaigns' too, go with it, and for a minute nobody plans them anew; late ones never | they are planned anew at once, from the first that waited |
| one is paused or resumed, on a page too: it forgets what its runs are filled in with | a run goes by the slug (`flows.serving.runs.due`), and the next who comes says it again |
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from prefect.client.orchestration import SyncPrefectClient
from prefect.client.schemas.actions import DeploymentScheduleCreate
from prefect.client.schemas.filters import (
    DeploymentFilter,
    DeploymentFilterId,
    DeploymentFilterTags,
    FlowRunFilter,
    FlowRunFilterState,
    FlowRunFilterStateType,
)
from prefect.client.schemas.objects import DeploymentSchedule, StateType
from prefect.client.schemas.responses import DeploymentResponse
from prefect.client.schemas.schedules import RRuleSchedule
from prefect.client.schemas.sorting import FlowRunSort

from flows.desk.timetable import REMIND, Appointment, Due, Timetable
from flows.serving.server.prefect_server import prefect_client

TAG = "bluezone"
STAMP = "%Y%m%dT%H%M%S"
ONCE = "@"
"""Between a campaign's name and the instant of what is once; no name of a folder of ours has it."""


@dataclass(frozen=True, slots=True)
class Laid:
    """What was changed: runs that are once, their instants in the campaign's clock; what is not there; whether it rests."""

    added: tuple[Due, ...]
    removed: tuple[Due, ...]
    lacking: tuple[str, ...]
    is_resting: bool


@dataclass(frozen=True, slots=True)
class Schedules:
    """A campaign's deployments that run by themselves, active or at rest."""

    active: tuple[str, ...]
    resting: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _There:
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
        found = [each for each in _there(client) if each.campaign == campaign_name]
    names = dict.fromkeys(each.deployment.name for each in found)
    active = {each.deployment.name for each in found if each.is_active}
    return Schedules(
        tuple(name for name in names if name in active), tuple(name for name in names if name not in active)
    )


def set_schedules(campaign_name: str, *, is_active: bool) -> tuple[str, ...]:
    """Wake a campaign's schedules or put them to rest; the deployments that changed. Raises PrefectUnavailable."""
    changed = []
    with prefect_client() as client:
        for each in _there(client):
            if each.campaign == campaign_name and each.schedule.active != is_active:
                kept = each.schedule.parameters
                with _planned_anew(client, each.deployment) as deployment_id:
                    client.update_deployment_schedule(
                        deployment_id, each.schedule.id, active=is_active, parameters=kept
                    )
                changed.append(each.deployment.name)
    return tuple(dict.fromkeys(changed))


def lay_down(campaign_name: str, timetable: Timetable) -> Laid:
    """Bring a campaign's schedules to its timetable: doing it twice changes nothing. Raises PrefectUnavailable."""
    with prefect_client() as client:
        deployments = {each.name: each for each in _deployments(client)}
        own = {
            (each.deployment.name, each.schedule.slug): each
            for each in _of(deployments.values())
            if each.campaign == campaign_name and each.schedule.slug is not None
        }
        wanted = {(each.kind, _slug(campaign_name, each)): each for each in timetable.appointments}
        kept = [own[key] for key in wanted if key in own]
        rests = bool(kept) and not any(each.schedule.active for each in kept)
        to_come = {key: each for key, each in wanted.items() if each.last_at > datetime.now(UTC)}
        new = {key: each for key, each in to_come.items() if key not in own and key[0] in deployments}
        for (kind, slug), each in new.items():
            asked = _asked(campaign_name, timetable, each)
            made = DeploymentScheduleCreate(slug=slug, active=not rests, **asked)
            client.create_deployment_schedules(deployments[kind].id, [made])
        for key in wanted.keys() & own.keys():
            _bring(client, own[key], _asked(campaign_name, timetable, wanted[key]))
        gone = [each for key, each in own.items() if key not in wanted]
        _take_away(client, gone)
    lacking = dict.fromkeys(kind for kind, _ in to_come if kind not in deployments)
    removed = _once((each.deployment.name, each.schedule.slug) for each in gone)
    return Laid(_once(new), removed, tuple(lacking), rests)


def clear_away(campaign_names: Collection[str]) -> None:
    """Take away the schedules of campaigns that are none of these, and those that bear no campaign's mark."""
    with prefect_client() as client:
        named = [each for each in _there(client) if each.schedule.slug is not None]
        _take_away(client, [each for each in named if each.campaign not in campaign_names])


def _asked(campaign_name: str, timetable: Timetable, each: Appointment) -> dict[str, Any]:
    """The schedule of an appointment, and what its runs are filled in with."""
    filled_in: dict[str, Any] = {"campaign": campaign_name}
    if each.kind == REMIND:
        filled_in["dry_run"] = not timetable.campaign.schedule.sends_reminders
    # Prefect reads the clock in the schedule's zone, and drops a zone that the rule names itself
    rule = f"DTSTART:{each.first_at:{STAMP}}\nRRULE:FREQ=DAILY;UNTIL={each.last_at:{STAMP}}"
    schedule = RRuleSchedule(rrule=rule, timezone=timetable.campaign.time_zone)
    return {"schedule": schedule, "parameters": filled_in}


def _slug(campaign_name: str, each: Appointment) -> str:
    return f"{campaign_name}{ONCE}{each.first_at:{STAMP}}" if each.is_once else campaign_name


def _once(known: Iterable[tuple[str, str | None]]) -> tuple[Due, ...]:
    """Those of some schedules, by deployment and slug, that are once; the earliest first."""
    stamps = ((kind, slug.partition(ONCE)[2]) for kind, slug in known if slug)
    found = (Due(datetime.strptime(stamp, STAMP), kind) for kind, stamp in stamps if stamp)  # noqa: DTZ007 - the campaign's clock
    return tuple(sorted(found, key=lambda due: (due.at, due.kind)))


def _bring(client: SyncPrefectClient, there: _There, asked: dict[str, Any]) -> None:
    """In place, and only what is different."""
    have = {"schedule": there.schedule.schedule, "parameters": there.schedule.parameters}
    if have != asked:
        with _planned_anew(client, there.deployment) as deployment_id:
            client.update_deployment_schedule(deployment_id, there.schedule.id, **asked)


def _take_away(client: SyncPrefectClient, gone: Iterable[_There]) -> None:
    for each in gone:
        with _planned_anew(client, each.deployment) as deployment_id:
            client.delete_deployment_schedule(deployment_id, each.schedule.id)


@contextmanager
def _planned_anew(client: SyncPrefectClient, deployment: DeploymentResponse) -> Iterator[UUID]:
    """After the block every run that the deployment's schedules want is there again; one that has run is not run again."""
    now = datetime.now(UTC)
    since = min([now, *_waiting(client, deployment)])
    yield deployment.id
    if not deployment.paused:
        began = {"start_time": since.isoformat()}
        client.request("POST", "/deployments/{id}/schedule", path_params={"id": deployment.id}, json=began)


def _waiting(client: SyncPrefectClient, deployment: DeploymentResponse) -> list[datetime]:
    """When the first run of a deployment that waits was to begin."""
    waiting = FlowRunFilter(state=FlowRunFilterState(type=FlowRunFilterStateType(any_=[StateType.SCHEDULED])))
    first = client.read_flow_runs(
        flow_run_filter=waiting,
        deployment_filter=DeploymentFilter(id=DeploymentFilterId(any_=[deployment.id])),
        sort=FlowRunSort.EXPECTED_START_TIME_ASC,
        limit=1,
    )
    return [run.expected_start_time for run in first if run.expected_start_time is not None]


def _there(client: SyncPrefectClient) -> list[_There]:
    return list(_of(_deployments(client)))


def _of(deployments: Iterable[DeploymentResponse]) -> Iterator[_There]:
    return (_There(each, schedule) for each in deployments for schedule in each.schedules)


def _deployments(client: SyncPrefectClient) -> list[DeploymentResponse]:
    ours = DeploymentFilter(tags=DeploymentFilterTags(all_=[TAG]))
    return client.read_deployments(deployment_filter=ours)
