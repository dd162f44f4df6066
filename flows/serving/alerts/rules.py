"""When somebody is told, and when Prefect itself puts a run right: every automation, as values.

Arrives: the channels there are.
Leaves:  Prefect automations, each known by its name.
Not here: how they come to the server (`flows.serving.alerts.automations`).

| automation | what happened | what is done |
| --- | --- | --- |
| lần chạy hỏng | a run failed, crashed, or some unit could not be read (the state's message says which) | told |
| chưa bắt đầu | a run is two minutes past its time: no worker takes it | told |
| chạy quá lâu | an hour after its start a run has not ended | told |
| đơn vị quá hạn | `bluezone.unit.flagged`: a unit is past its deadline without a valid return | told, once per flag |
| mất tín hiệu | four minutes without a word after a run's start or last heartbeat: its machine or process is gone | the run is Crashed, so told |
| không khởi động | a run was taken four minutes ago and has not started | the run is Crashed, so told |

A worker that lives watches for the last two as well, and sooner (`flows.serving.runs.lost`): events that a killed server
has not yet seen to are lost on its rules.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from prefect.automations import Automation
from prefect.client.schemas.objects import StateType
from prefect.events.actions import ChangeFlowRunState, SendNotification
from prefect.events.schemas.automations import EventTrigger, Posture

PREFIX = "bluezone: "
"""Of the names of ours: what bears it and is no longer here is removed."""
RUN = "prefect.flow-run."
HEARTBEAT_LOST = timedelta(minutes=4)
"""Of heartbeats that `prefect.yaml` asks for every 30 s. The clock of a rule goes on while the server is away: with two
minutes a server that comes back after three crashes every living run before it has heard of it."""
NEVER_STARTED = timedelta(minutes=4)
"""Within five a lost run must be marked, whatever instant it died at."""
TOO_LONG = timedelta(hours=1)
ONE_ALERT = timedelta(minutes=1)
"""Prefect hands an event out again when its database was locked; a second one so soon is the same."""


def _states(*names: str) -> set[str]:
    return {f"{RUN}{name}" for name in names}


FAILED = _states("Failed", "Failed*", "TimedOut", "Crashed")
# to Prefect a star is at least one letter, so each name stands for itself too
ENDS = FAILED | _states("Completed", "Completed*", "Cancelled", "Cancelled*")
"""With the names of our own that begin so, such as CompletedWithFindings."""
RESTS = _states("Scheduled", "Late", "AwaitingConcurrencySlot", "AwaitingRetry", "Paused", "Suspended")
"""No process works on the run, and none should."""
TAKEN = _states("Pending", "Submitting")
STARTED = _states("Running")
HEARTBEAT = _states("heartbeat")
TERMINAL = "bluezone-terminal"
"""The tag of a run that a person watches in a terminal: its failures alert nobody, but it may be lost as any other."""
OF_DEPLOYMENTS: Any = [{"prefect.resource.role": "tag", "prefect.resource.id": "prefect.tag.bluezone"}]
"""Every deployment bears the tag."""
OF_OURS: Any = [
    {
        "prefect.resource.role": "tag",
        "prefect.resource.id": ["prefect.tag.bluezone", f"prefect.tag.{TERMINAL}"],
    }
]

LOST = "Mất tín hiệu: tiến trình hoặc máy chạy đã tắt giữa chừng. Chạy lại là đủ."
UNSTARTED = "Worker đã nhận nhưng không khởi động được lần chạy. Chạy lại là đủ."

RUN_TOLD = """Lần chạy {{ flow_run.name }} ({{ flow.name }}): {{ flow_run.state.name }}.
{{ flow_run.state.message or '' }}
{{ flow_run|ui_url }}"""
FLAG_TOLD = """{{ event.payload.unit_name }} ({{ event.payload.unit_code }}), đợt {{ event.payload.campaign }}: \
{{ {'missing': 'chưa báo cáo', 'needs_fix': 'có báo cáo nhưng còn lỗi'}\
.get(event.payload.standing, event.payload.standing) }}.
Hạn: {{ event.payload.cutoff_at }}."""


def rules(
    channels: Sequence[UUID],
    heartbeat_lost: timedelta = HEARTBEAT_LOST,
    never_started: timedelta = NEVER_STARTED,
) -> list[Automation]:
    """Every automation there should be; without a channel only those that put runs right."""
    righting = [
        _rule(
            "mất tín hiệu",
            _absence(heartbeat_lost, after=STARTED | HEARTBEAT, expect=HEARTBEAT | ENDS | RESTS),
            [_to_crashed(LOST)],
        ),
        _rule(
            "không khởi động",
            _absence(never_started, after=TAKEN, expect=TAKEN | STARTED | ENDS | RESTS),
            [_to_crashed(UNSTARTED)],
        ),
    ]
    return righting + _alerts(channels) if channels else righting


def _alerts(channels: Sequence[UUID]) -> list[Automation]:
    def notifications(subject: str, body: str = RUN_TOLD) -> list[SendNotification]:
        return [SendNotification(block_document_id=each, subject=subject, body=body) for each in channels]

    return [
        _rule(
            "lần chạy hỏng",
            _occurrence(FAILED, f"{RUN}*", OF_DEPLOYMENTS),
            notifications("Bluezone: lần chạy hỏng"),
        ),
        _rule(
            "chưa bắt đầu",
            _occurrence(_states("Late"), f"{RUN}*", OF_DEPLOYMENTS),
            notifications("Bluezone: đến giờ mà chưa chạy"),
        ),
        _rule(
            "chạy quá lâu",
            _absence(TOO_LONG, after=STARTED, expect=ENDS, related=OF_DEPLOYMENTS),
            notifications("Bluezone: chạy quá một giờ chưa xong"),
        ),
        _rule(
            "đơn vị quá hạn",
            _occurrence({"bluezone.unit.flagged"}, "bluezone.unit.*"),
            notifications("Bluezone: quá hạn: {{ event.payload.unit_name }}", FLAG_TOLD),
        ),
    ]


def _rule(name: str, trigger: EventTrigger, actions: Sequence[Any]) -> Automation:
    return Automation(name=f"{PREFIX}{name}", trigger=trigger, actions=list(actions))


def _occurrence(expect: set[str], resources: str, related: Any = ()) -> EventTrigger:
    """Something happened to one of these."""
    return EventTrigger(
        expect=expect,
        match={"prefect.resource.id": resources},
        match_related=list(related),
        for_each={"prefect.resource.id"},
        posture=Posture.Reactive,
        threshold=1,
        within=ONE_ALERT,
    )


def _absence(within: timedelta, *, after: set[str], expect: set[str], related: Any = OF_OURS) -> EventTrigger:
    """Something did not follow, for one run, within a time; Prefect takes no less than ten seconds.

    What is both `after` and `expect` begins the time anew.
    """
    return EventTrigger(
        after=after,
        expect=expect,
        match={"prefect.resource.id": f"{RUN}*"},
        match_related=related,
        for_each={"prefect.resource.id"},
        posture=Posture.Proactive,
        threshold=1,
        within=within,
    )


def _to_crashed(message: str) -> ChangeFlowRunState:
    return ChangeFlowRunState(name="Crashed", state=StateType.CRASHED, message=message, force=False)
