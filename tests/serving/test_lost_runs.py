"""Runs that nobody works on are told from those that live by their process, their heartbeat and their state."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from prefect.client.schemas.objects import FlowRun, StateType
from prefect.states import Completed, Pending, Running, State

from flows.serving.runs.lost import SILENCE, STARTING, Watch, runs_here
from flows.serving.runs.places import POOL
from flows.serving.runs.watched_worker import Watcher
from flows.serving.runs.work_pool import prepare_pool
from flows.serving.server.prefect_server import prefect_client
from flows.settings import Settings
from tests.given.desk import GOOD, Desk
from tests.given.serving import wait_for


@dataclass
class Run:
    """A run on the server, as a watcher finds it."""

    run_id: UUID

    def found(self) -> FlowRun:
        with prefect_client() as client:
            return client.read_flow_run(self.run_id)

    def type(self) -> StateType | None:
        return self.found().state_type

    def set(self, state: State[None]) -> None:
        with prefect_client() as client:
            client.set_flow_run_state(self.run_id, state, force=True)

    def beats(self) -> None:
        """A heartbeat, as a run sends it, that the server has kept."""
        resource = {"prefect.resource.id": f"prefect.flow-run.{self.run_id}"}
        number = str(uuid4())
        event = {"id": number, "event": "prefect.flow-run.heartbeat", "resource": resource, "related": []}
        kept = {"filter": {"id": {"id": [number]}}}
        with prefect_client() as client:
            client.request("POST", "/events", json=[{**event, "occurred": datetime.now(UTC).isoformat()}])
            wait_for(lambda: client.request("POST", "/events/filter", json=kept).json()["events"], 60)


@pytest.fixture
def begun(prefect_server: None) -> Callable[..., Run]:
    def begin(state: State[None], **more: str) -> Run:
        with prefect_client() as client:
            flow = client.create_flow_from_name("collect")
            body = {"flow_id": str(flow), "state": {"type": "PENDING"}, **more}
            run = Run(UUID(client.request("POST", "/flow_runs/", json=body).json()["id"]))
        run.set(state)
        return run

    return begin


@dataclass
class Clock:
    """A watcher's own clock, which a test moves."""

    now: float = 1000.0

    def __call__(self) -> float:
        return self.now


@contextmanager
def process_of(run: Run, name: str = "prefect.engine") -> Iterator[None]:
    """A process that bears a run's id, called with a name."""
    command = [sys.executable, "-S", "-c", "import sys; print(flush=True); sys.stdin.read()", name]
    environ = {"PREFECT__FLOW_RUN_ID": str(run.run_id)}
    with subprocess.Popen(command, env=environ, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        # just begun it has neither arguments nor environment to be seen
        assert process.stdout is not None
        process.stdout.readline()
        yield
        process.kill()


def test_a_run_is_lost_when_it_has_no_process_and_gives_no_sign(begun: Callable[..., Run]) -> None:
    clock, running, pending = Clock(), begun(Running()), begun(Pending())
    watch = Watch(clock=clock)
    found = [running.found(), pending.found()]
    for seconds, marked in [(0, []), (SILENCE - 1, []), (SILENCE, [running]), (STARTING, [pending])]:
        clock.now = 1000.0 + seconds
        lost = watch.mark_lost([run for run in found if run.state_type != StateType.CRASHED])
        assert [run.id for run in lost] == [run.run_id for run in marked]
        found = [running.found(), pending.found()]
    assert "Mất tín hiệu" in str(found[0].state and found[0].state.message)
    assert "không khởi động được" in str(found[1].state and found[1].state.message)


def test_a_run_is_lost_however_often_its_watchers_are_killed(
    begun: Callable[..., Run], tmp_path: Path
) -> None:
    """A crash-looping worker never lives as long as a run must be silent; each goes on where the last one was killed."""
    clock, pending, kept = Clock(), begun(Pending()), tmp_path / "silences.json"
    kept.write_text('{"', encoding="utf-8")
    for _ in range(int(STARTING // 60)):
        watch = Watch.continued(kept, clock)
        assert watch.mark_lost([pending.found()]) == [], "what nobody watched is not counted"
        clock.now += 60
        lost = watch.mark_lost([pending.found()])
        clock.now += 1000
    assert [run.id for run in lost] == [pending.run_id]


@pytest.mark.parametrize("sign", ["heartbeat", "state", "process"])
def test_a_run_that_gives_a_sign_of_life_is_left_alone(begun: Callable[..., Run], sign: str) -> None:
    clock, run = Clock(), begun(Running())
    watch = Watch(clock=clock)
    watch.mark_lost([run.found()])
    clock.now += SILENCE
    if sign == "process":
        with process_of(run):
            assert run.run_id in runs_here()
            assert watch.mark_lost([run.found()]) == []
    else:
        run.beats() if sign == "heartbeat" else run.set(Running(message="lần thử thứ hai"))
        assert watch.mark_lost([run.found()]) == []
    clock.now += SILENCE - 1
    assert watch.mark_lost([run.found()]) == [], "silence is counted from the last sign"
    assert run.type() == StateType.RUNNING


def test_what_a_run_has_started_and_left_behind_is_no_sign_of_life(begun: Callable[..., Run]) -> None:
    """An embedded database server that a run woke goes on when the run is dead."""
    run = begun(Running())
    with process_of(run, "postgres"):
        assert run.run_id not in runs_here()


def test_a_run_that_ended_meanwhile_keeps_its_end(begun: Callable[..., Run]) -> None:
    clock, run = Clock(), begun(Running())
    watch, seen = Watch(clock=clock), run.found()
    watch.mark_lost([seen])
    clock.now += SILENCE
    run.set(Completed())
    assert watch.mark_lost([seen]) == []
    assert run.type() == StateType.COMPLETED


def test_a_cancelled_run_whose_worker_died_ends_cancelled(begun: Callable[..., Run]) -> None:
    clock, run = Clock(), begun(State(type=StateType.CANCELLING))
    watch = Watch(clock=clock)
    watch.mark_lost([run.found()])
    clock.now += SILENCE
    watch.mark_lost([run.found()])
    assert run.type() == StateType.CANCELLED


def test_a_worker_goes_on_where_the_last_one_was_killed(
    begun: Callable[..., Run], settings: Settings
) -> None:
    prepare_pool()
    pending, kept = begun(Pending(), work_pool_name=POOL), settings.home / "tmp" / "silences.json"
    settings.home.mkdir(parents=True)
    Watcher(settings).look()
    silences = json.loads(kept.read_text(encoding="utf-8"))
    silences[str(pending.run_id)][-1] = STARTING
    kept.write_text(json.dumps(silences), encoding="utf-8")
    Watcher(settings).look()
    assert pending.type() == StateType.CRASHED


@pytest.mark.usefixtures("prefect_server")
def test_a_worker_records_a_killed_collection_without_waiting_for_the_next(
    settings: Settings, desk: Desk
) -> None:
    desk.look("650", "28/8 18:00", GOOD)
    Watcher(settings).look()
    assert outcome(desk) == "running", "it kept a look a moment ago"
    desk.query("UPDATE raw.observation SET recorded_at = now() - interval '3 minutes' RETURNING 1", role=None)
    Watcher(settings).look()
    assert outcome(desk) == "failed"


@pytest.mark.usefixtures("prefect_server")
def test_what_keeps_a_worker_from_looking_is_told_once_and_ends_nothing(
    settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    watcher = Watcher(replace(settings, database_url="postgresql://nobody@127.0.0.1:9/none"))
    for _ in range(2):
        watcher.look()
    assert len([text for text in caplog.messages if "watch=interrupted" in text]) == 1


def outcome(desk: Desk) -> str:
    [row] = desk.query("SELECT outcome FROM raw.collection_run WHERE run_id = :run", run=desk.run_id)
    return str(row["outcome"])
