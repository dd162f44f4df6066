"""A campaign's schedules are laid down as its timetable says, and taken away when it says no more.

Arrives: timetables, a Prefect server that has the deployments of `prefect.yaml`.
Leaves:  a schedule for each appointment, on the deployment of its kind, which names its campaign and is known by its slug:
         `code`, for what is once `code@20310828T235500`. A campaign that rests goes on resting, whatever is laid down.
Not here: when appointments are (`flows.desk.timetable`), what Prefect does with a schedule that is changed (`schedules`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from prefect.client.orchestration import SyncPrefectClient
from prefect.client.schemas.actions import DeploymentScheduleCreate
from prefect.client.schemas.schedules import RRuleSchedule

from flows.desk.timetable import REMIND, Appointment, Due, Timetable
from flows.serving.schedules import ONCE, There, our_deployments, planned_anew, schedules_of, there
from flows.serving.server.prefect_server import prefect_client

STAMP = "%Y%m%dT%H%M%S"


@dataclass(frozen=True, slots=True)
class Laid:
    """What was changed: runs that are once, their instants in the campaign's clock; what is not there; whether it rests."""

    added: tuple[Due, ...]
    removed: tuple[Due, ...]
    lacking: tuple[str, ...]
    is_resting: bool


def lay_down(campaign_name: str, timetable: Timetable) -> Laid:
    """Bring a campaign's schedules to its timetable: doing it twice changes nothing. Raises PrefectUnavailable."""
    with prefect_client() as client:
        deployments = {each.name: each for each in our_deployments(client)}
        own = {
            (each.deployment.name, each.schedule.slug): each
            for each in schedules_of(deployments.values())
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
        named = [each for each in there(client) if each.schedule.slug is not None]
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


def _bring(client: SyncPrefectClient, there: There, asked: dict[str, Any]) -> None:
    """In place, and only what is different."""
    have = {"schedule": there.schedule.schedule, "parameters": there.schedule.parameters}
    if have != asked:
        with planned_anew(client, there.deployment) as deployment_id:
            client.update_deployment_schedule(deployment_id, there.schedule.id, **asked)


def _take_away(client: SyncPrefectClient, gone: Iterable[There]) -> None:
    for each in gone:
        with planned_anew(client, each.deployment) as deployment_id:
            client.delete_deployment_schedule(deployment_id, each.schedule.id)
