"""Alerts arrive, and runs that nobody works on are put right: the automations on a real Prefect server."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email import message_from_string
from email.header import decode_header, make_header
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
import yaml
from prefect.events.schemas.automations import EventTrigger
from prefect.settings import PREFECT_API_AUTH_STRING, PREFECT_API_URL, temporary_settings

from flows.serving.alerts.automations import apply
from flows.serving.alerts.rules import TERMINAL, rules
from tests.given.serving import LONGEST_ANSWER, ROOT, Served, receiving, receiving_mail, serving, wait_for

LOST = "bluezone: mất tín hiệu"
RIGHTING = {LOST, "bluezone: không khởi động"}
SECRET = "hush-hush"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, prefect_database: Path) -> Iterator[Served]:
    """A server of this module's own, heard of once: what happens in the first moments of one is lost on its rules."""
    with (
        serving(tmp_path_factory.mktemp("automations"), prefect_database) as served,
        temporary_settings({PREFECT_API_URL: f"{served.url}/api", PREFECT_API_AUTH_STRING: served.password}),
        receiving() as (address, received),
    ):
        apply({"webhook": address})

        def is_heard() -> bool:
            set_state(served, run_of(served), "FAILED", "thử")
            return bool(received)

        wait_for(is_heard, 2 * LONGEST_ANSWER)
        apply({}, removed=["webhook"])
        yield served


def run_of(server: Served, state: str = "RUNNING", tags: tuple[str, ...] = ("bluezone",)) -> str:
    """A run as a deployment's would be, in a state; its id."""
    flow = server.asked("POST", "flows/", {"name": "collect"})
    body = {"flow_id": flow["id"], "tags": tags, "state": {"type": "PENDING"}}
    run_id: str = server.asked("POST", "flow_runs/", body)["id"]
    if state != "PENDING":
        set_state(server, run_id, state)
    return run_id


def set_state(server: Served, run_id: str, state: str, message: str = "") -> None:
    server.asked("POST", f"flow_runs/{run_id}/set_state", {"state": {"type": state, "message": message}})


def emit(
    server: Served, event: str, resource: str, name: str = "", tag: str = "bluezone", **payload: str
) -> None:
    """An event as a flow sends it."""
    related = [{"prefect.resource.id": f"prefect.tag.{tag}", "prefect.resource.role": "tag"}]
    server.asked(
        "POST",
        "events",
        [
            {
                "id": str(uuid4()),
                "occurred": datetime.now(UTC).isoformat(),
                "event": event,
                "resource": {"prefect.resource.id": resource, "prefect.resource.name": name},
                "related": related,
                "payload": payload,
            }
        ],
    )


def flag(server: Served, code: str) -> None:
    emit(
        server,
        "bluezone.unit.flagged",
        f"bluezone.unit.bluezone-2020.{code}",
        "LĐLĐ huyện Ea Súp",
        campaign="bluezone-2020",
        unit_code=code,
        unit_name="LĐLĐ huyện Ea Súp",
        standing="needs_fix",
        cutoff_at="2020-08-29T00:00:00+07:00",
    )


def names(server: Served) -> set[str]:
    return {each["name"] for each in server.found("automations")}


def alerted(server: Served, found: Callable[[], Any], code: str) -> Any:
    """What is found once the server has told it, while a unit is flagged again and again, which is told once a minute.

    A server acts on a rule a moment after it has taken it, and what comes before is lost on it. An event that met a
    locked database is handed out again when the next one comes (Prefect 3.8.8 without Redis).
    """
    looks = itertools.count()

    def looked() -> Any:
        if next(looks) % 4 == 0:
            flag(server, code)
        return found()

    return wait_for(looked, 2 * LONGEST_ANSWER)


def told(received: list[dict[str, Any]], part: str) -> list[dict[str, Any]]:
    return [each for each in received if part in each["title"] + each["message"]]


def test_without_a_channel_only_the_rules_that_put_runs_right_stand(server: Served) -> None:
    assert apply({}).channels == ()
    assert names(server) == RIGHTING


def test_a_failed_run_and_a_flagged_unit_are_told_once_each(server: Served) -> None:
    with receiving() as (address, received):
        apply({"webhook": f"{address}/hook?key={SECRET}"})
        alerted(server, lambda: told(received, "(646)"), "646")
        failed: list[str] = []

        def told_of_failure() -> list[dict[str, Any]]:
            # as with `deaths`: a failure from before the server acts on this very rule is lost on it
            if not failed or next(looks) % 40 == 0:
                failed.append(run_of(server))
                set_state(
                    server,
                    failed[-1],
                    "FAILED",
                    "1/21 đơn vị không đọc được. LĐLĐ huyện Krông Búk: tệp bị hỏng",
                )
            return told(received, "không đọc được")

        looks = itertools.count(1)
        failure = alerted(server, told_of_failure, "646")[0]
        for code in ("646", "646", "647"):
            flag(server, code)
        assert failure["path"] == f"/hook?key={SECRET}"
        assert "LĐLĐ huyện Krông Búk: tệp bị hỏng" in failure["message"]
        [run_id] = [each for each in failed if f"{server.url}/runs/flow-run/{each}" in failure["message"]]
        alerted(server, lambda: told(received, "(647)"), "646")
        assert len(told(received, "(646)")) == 1
        assert all(len(told(received, each)) <= 1 for each in failed)
        assert "có báo cáo nhưng còn lỗi" in told(received, "(646)")[0]["message"]
        emit(server, "prefect.flow-run.Late", f"prefect.flow-run.{run_id}")
        alerted(server, lambda: told(received, "đến giờ mà chưa chạy"), "646")
        set_state(server, run_of(server, tags=()), "FAILED", "chạy tay")
        alerted(server, lambda: told(received, "(648)"), "648")
        assert not told(received, "chạy tay"), "a run that a person watches alerts nobody"


def test_a_channel_stays_until_it_is_removed(server: Served) -> None:
    with receiving() as (address, _):
        server.bluezone("automations", "apply", BLUEZONE_ALERT_WEBHOOK=address)
        with_alerts = names(server)
        assert len(with_alerts) == 6
        assert apply({}).channels == ("webhook",)
        assert names(server) == with_alerts
        server.bluezone("automations", "apply", "--remove", "webhook")
        assert names(server) == RIGHTING


def test_applying_again_leaves_one_of_each_and_takes_away_what_is_no_longer_ours(server: Served) -> None:
    apply({})
    [ours] = [each for each in server.found("automations") if each["name"] == LOST]
    kept = {key: ours[key] for key in ("name", "trigger", "actions", "description", "enabled")}
    for name in (ours["name"], "bluezone: của bản trước", "của người khác"):
        server.asked("POST", "automations/", {**kept, "name": name})
    apply({})
    assert sorted(each["name"] for each in server.found("automations")) == sorted(
        [*RIGHTING, "của người khác"]
    )


def test_an_alert_comes_by_mail(server: Served) -> None:
    with receiving_mail() as (port, letters):
        address = f"mailto://127.0.0.1:{port}?from=desk@example.vn&to=board@example.vn"
        apply({"email": address})
        [letter] = alerted(server, lambda: letters, "650")
        read = message_from_string(letter)
        assert str(make_header(decode_header(read["Subject"]))) == "Bluezone: quá hạn: LĐLĐ huyện Ea Súp"
        assert "board@example.vn" in read["To"]
        [text] = [part for part in read.walk() if part.get_content_type() == "text/plain"]
        assert "(650)" in text.get_payload(decode=True).decode()  # type: ignore[union-attr]
    apply({}, removed=["email"])


def test_an_address_is_never_printed_or_logged_even_when_nobody_takes_the_alert(server: Served) -> None:
    with receiving(status=500) as (address, received):
        printed = server.bluezone("automations", "apply", "--webhook", f"{address}/{SECRET}")
        alerted(server, lambda: received, "651")
        log = server.home / "server.out"
        wait_for(lambda: "Notification failed" in log.read_text(), 60)
        assert SECRET not in printed + log.read_text()
        shown = server.found("block_documents")
        assert SECRET not in str(shown)
    refused = server.run("automations", "apply", "--webhook", f"ftp://{SECRET}")
    assert refused.returncode == 2
    assert "BLUEZONE_ALERT_WEBHOOK" in refused.stderr
    assert SECRET not in refused.stdout + refused.stderr
    apply({}, removed=["webhook"])


@pytest.mark.parametrize(
    "state", ["Completed", "CompletedWithFindings", "Failed", "TimedOut", "Cancelled", "Crashed"]
)
def test_whichever_way_a_run_ends_nobody_waits_for_it_any_more(state: str) -> None:
    """Read as the server reads it: to it a star is at least one letter."""
    # here, for the server's packages take three seconds to import and every worker imports every test
    from prefect.server.events.schemas.automations import EventTrigger as ServerTrigger
    from prefect.server.events.schemas.automations import Posture

    for rule in rules([uuid4()]):
        trigger = ServerTrigger.model_validate(rule.trigger.model_dump(mode="json"))
        if trigger.posture == Posture.Proactive:
            event = f"prefect.flow-run.{state}"
            assert trigger.expects(event)
            assert trigger.event_pattern.match(event)


def test_a_run_is_lost_only_after_four_heartbeats(server: Served) -> None:
    apply({})
    [lost] = [each for each in server.found("automations") if each["name"] == LOST]
    deployments = yaml.safe_load((ROOT / "prefect.yaml").read_text())["deployments"]
    for deployment in deployments:
        every = int(deployment["work_pool"]["job_variables"]["env"]["PREFECT_FLOWS_HEARTBEAT_FREQUENCY"])
        assert lost["trigger"]["within"] >= 4 * every


@dataclass(frozen=True)
class Deaths:
    """Runs as they are when their worker and process are killed, by the moment of it, and one that ended."""

    before_start: str
    before_heartbeat: str
    later: str
    ended: str

    @property
    def lost(self) -> tuple[str, str, str]:
        return self.before_start, self.before_heartbeat, self.later


def deaths(server: Served, tag: str) -> Deaths:
    before_heartbeat, later, ended = (run_of(server, tags=(tag,)) for _ in range(3))
    found = Deaths(run_of(server, "PENDING", (tag,)), before_heartbeat, later, ended)
    for run_id in (later, ended):
        emit(server, "prefect.flow-run.heartbeat", f"prefect.flow-run.{run_id}", tag=tag)
    set_state(server, ended, "COMPLETED")
    return found


def test_a_run_is_crashed_whatever_moment_it_died_at_and_one_that_ended_is_left_alone(server: Served) -> None:
    """A deployment's, and one that a person began in a terminal."""
    soon = timedelta(seconds=10)
    apply({}, heartbeat_lost=soon, never_started=soon)
    tries: list[list[Deaths]] = []
    looks = itertools.count()

    def all_marked() -> list[Deaths] | None:
        # as in `alerted`: what comes before the server acts on the rule is lost on it
        if next(looks) % 40 == 0:
            tries.append([deaths(server, tag) for tag in ("bluezone", TERMINAL)])
        return next((each for each in tries if _are_crashed(server, each)), None)

    for found in wait_for(all_marked, 2 * LONGEST_ANSWER):
        assert "không khởi động" in server.state(found.before_start)["message"]
        for run_id in (found.before_heartbeat, found.later):
            assert "Mất tín hiệu" in server.state(run_id)["message"]
        assert server.state(found.ended)["type"] == "COMPLETED"


def _are_crashed(server: Served, tried: list[Deaths]) -> bool:
    return all(server.state(run_id)["type"] == "CRASHED" for each in tried for run_id in each.lost)


def test_within_five_minutes_a_run_is_known_to_be_lost_and_no_healthy_one_is_taken_for_it() -> None:
    """A healthy run is heard of every thirty seconds; the server looks after its rules every few seconds."""
    waits = [rule.trigger.within for rule in rules([]) if isinstance(rule.trigger, EventTrigger)]
    assert len(waits) == len(RIGHTING)
    assert all(timedelta(minutes=2) <= wait <= timedelta(minutes=4) for wait in waits)
