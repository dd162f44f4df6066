"""The schedules of campaigns on a Prefect server: as their timetables say, at rest or awake, and gone when they say no more.

Arrives: timetables, a Prefect server that has the deployments of `prefect.yaml`.
Leaves:  a schedule for each appointment, on the deployment of its kind, which names its campaign and is known by its slug:
         `code`, for what is once `code@20310828T235500`. A campaign that rests goes on resting, whatever is laid down.
Not here: when they are (`flows.desk.timetable`), what begins and ends with them (`flows.begin`).

| what Prefect does with a schedule | so |
| --- | --- |
| one is deleted: late runs of its deployment, other campaigns' too, go unseen | where somebody is late, it is put to rest, and deleted by the next who comes |
| one is paused or resumed, on a page too: it forgets what its runs are filled in with | a run goes by the slug (`flows.serving.runs.due`), and the next who comes says it again |
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

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

from flows.desk.timetable import REMIND, Appointment, Timetable
from flows.serving.server.prefect_server import prefect_client

TAG = "bluezone"
STAMP = "%Y%m%dT%H%M%S"
ONCE = "@"
"""Between a campaign's name and the instant of what is once; no name of a folder of ours has it."""


@dataclass(frozen=True, slots=True)
class Laid:
    """What was changed: instants of looks that are once, in the campaign's clock, and which deployments know no schedule."""

    added: tuple[datetime, ...] = ()
    removed: tuple[datetime, ...] = ()
    lacking: tuple[str, ...] = ()


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
                _set(client, each, is_active=is_active)
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
        new = {key: each for key, each in wanted.items() if key not in own and key[0] in deployments}
        for (kind, slug), each in new.items():
            asked = _asked(campaign_name, timetable, each)
            made = DeploymentScheduleCreate(slug=slug, active=not rests, **asked)
            client.create_deployment_schedules(deployments[kind].id, [made])
        for key in wanted.keys() & own.keys():
            _bring(client, own[key], _asked(campaign_name, timetable, wanted[key]))
        gone = [each for key, each in own.items() if key not in wanted]
        _take_away(client, gone)
    lacking = dict.fromkeys(kind for kind, _ in wanted if kind not in deployments)
    return Laid(
        _instants(slug for _, slug in new), _instants(each.schedule.slug for each in gone), tuple(lacking)
    )


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


def _instants(slugs: Iterable[str | None]) -> tuple[datetime, ...]:
    stamps = (slug.partition(ONCE)[2] for slug in slugs if slug)
    return tuple(sorted(datetime.strptime(stamp, STAMP) for stamp in stamps if stamp))  # noqa: DTZ007 - the campaign's clock


def _bring(client: SyncPrefectClient, there: _There, asked: dict[str, Any]) -> None:
    """In place, and only what is different: a change takes the runs to come with it, which are then made anew."""
    have = {"schedule": there.schedule.schedule, "parameters": there.schedule.parameters}
    if have != asked:
        client.update_deployment_schedule(there.deployment.id, there.schedule.id, **asked)


def _take_away(client: SyncPrefectClient, gone: Iterable[_There]) -> None:
    for each in gone:
        if _is_late(client, each.deployment):
            _set(client, each, is_active=False)
        else:
            client.delete_deployment_schedule(each.deployment.id, each.schedule.id)


def _set(client: SyncPrefectClient, each: _There, *, is_active: bool) -> None:
    kept = each.schedule.parameters
    client.update_deployment_schedule(each.deployment.id, each.schedule.id, active=is_active, parameters=kept)


def _is_late(client: SyncPrefectClient, deployment: DeploymentResponse) -> bool:
    """Whether a run of a deployment should have begun by now and has not."""
    waiting = FlowRunFilter(state=FlowRunFilterState(type=FlowRunFilterStateType(any_=[StateType.SCHEDULED])))
    first = client.read_flow_runs(
        flow_run_filter=waiting,
        deployment_filter=DeploymentFilter(id=DeploymentFilterId(any_=[deployment.id])),
        sort=FlowRunSort.EXPECTED_START_TIME_ASC,
        limit=1,
    )
    return any(run.expected_start_time and run.expected_start_time < datetime.now(UTC) for run in first)


def _there(client: SyncPrefectClient) -> list[_There]:
    return list(_of(_deployments(client)))


def _of(deployments: Iterable[DeploymentResponse]) -> Iterator[_There]:
    return (_There(each, schedule) for each in deployments for schedule in each.schedules)


def _deployments(client: SyncPrefectClient) -> list[DeploymentResponse]:
    ours = DeploymentFilter(tags=DeploymentFilterTags(all_=[TAG]))
    return client.read_deployments(deployment_filter=ours)
