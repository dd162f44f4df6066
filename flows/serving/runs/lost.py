"""Runs that nobody works on any more: told from the living ones by their signs of life, and marked as crashed.

Arrives: the runs that have not ended, so far as a Prefect server knows.
Leaves:  the lost ones as Crashed, which frees their places and is told as any crash; the living ones as they are.
Not here: what Prefect itself puts right while no worker lives (`flows.serving.alerts.rules`), our own record of a
collection (`flows.store.turns`).

| sign of life | whose |
| --- | --- |
| a process of this machine that bears the run's id | a run here, from the start of its process on |
| another heartbeat | a run anywhere, every 30 s from the second of Running on |
| another state | a run anywhere |

A server that was killed has lost the events of its last moment, and the rules with them; it knows the state all the
same. Silence is watched for and never computed from two machines' clocks: whoever could not reach the server for a
while has watched for nothing and begins anew. A worker that is killed again and again leaves to the next how long each
run was silent so far, in seconds that somebody watched: they need not be its own, so that a run is found in the end.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

from prefect.client.orchestration import SyncPrefectClient
from prefect.client.schemas.objects import FlowRun, State, StateType
from prefect.events.filters import EventFilter, EventNameFilter, EventResourceFilter
from prefect.states import Cancelled, Crashed

from flows.serving.alerts.rules import HEARTBEAT, LOST, RUN, UNSTARTED
from flows.serving.server.prefect_server import prefect_client

SILENCE = 120.0
"""Seconds, four heartbeats: a server hands out what it got while it was busy, and clients what they kept while it was away."""
STARTING = 180.0
"""Seconds from Pending on, before there is a heartbeat; a busy machine needs sixty."""
MARK = "PREFECT__FLOW_RUN_ID="
"""In the environment of a run's process, and of what it starts: a database server may outlive the run that woke it."""
ENGINE = "prefect."
"""What a run's own process is called with, from its start on: `prefect.engine`, and what prepares its folder."""

Sign = tuple[str, str | None]
"""A run's state and its last heartbeat, each by its number."""
Silence = tuple[Sign, float]
"""The last sign of a run, and the seconds since that somebody watched and saw no other."""


def runs_here() -> frozenset[UUID]:
    """The runs that some process of this machine works on, so far as this account may see."""
    return frozenset(
        UUID(each.removeprefix(MARK))
        for process in Path("/proc").glob("[0-9]*")
        if any(argument.startswith(ENGINE) for argument in _words(process / "cmdline"))
        for each in _words(process / "environ")
        if each.startswith(MARK)
    )


def _words(file: Path) -> list[str]:
    try:
        return file.read_text(encoding="utf-8", errors="replace").split("\0")
    except OSError:
        # it has ended meanwhile, or is another account's
        return []


@dataclass
class Watch:
    """What a watcher has seen so far. Each run's silence is counted from the look that saw its last sign."""

    clock: Callable[[], float] = time.monotonic
    kept: Path | None = None
    """Where the next watcher finds it; a look that succeeds renews it."""
    _heard: Mapping[UUID, Silence] = field(default_factory=dict)
    _looked_at: float | None = None

    @classmethod
    def continued(cls, kept: Path, clock: Callable[[], float] = time.monotonic) -> Watch:
        """Where the last watcher left off; what passed since was watched by nobody and is not counted."""
        return cls(clock, kept, _heard=_read(kept))

    def mark_lost(self, runs: Sequence[FlowRun]) -> list[FlowRun]:
        """One look at the runs that have not ended; those that were lost. Raises PrefectUnavailable."""
        living = runs_here()
        silent = [run for run in runs if run.id not in living]
        with prefect_client() as client:
            self._hear({run.id: _sign(client, run) for run in silent})
            lost = [run for run in silent if self._heard[run.id][1] >= _longest_silence(run)]
            return [run for run in lost if _mark(client, run)]

    def _hear(self, signs: Mapping[UUID, Sign]) -> None:
        now = self.clock()
        watched = 0.0 if self._looked_at is None else now - self._looked_at
        self._looked_at = now
        self._heard = {
            run_id: (sign, self._heard[run_id][1] + watched if self._has_heard(run_id, sign) else 0.0)
            for run_id, sign in signs.items()
        }
        if self.kept is not None:
            _write(self.kept, self._heard)

    def _has_heard(self, run_id: UUID, sign: Sign) -> bool:
        return run_id in self._heard and self._heard[run_id][0] == sign


def _write(kept: Path, heard: Mapping[UUID, Silence]) -> None:
    lines = {str(run_id): [*sign, seconds] for run_id, (sign, seconds) in heard.items()}
    new = kept.with_suffix(f".{os.getpid()}")
    # a disk that is full costs what was watched so far, and must not cost the watch
    with suppress(OSError):
        kept.parent.mkdir(mode=0o700, exist_ok=True)
        new.write_text(json.dumps(lines), encoding="utf-8")
        new.replace(kept)


def _read(kept: Path) -> dict[UUID, Silence]:
    try:
        lines = json.loads(kept.read_text(encoding="utf-8"))
        return {
            UUID(run_id): ((state, heartbeat), seconds)
            for run_id, (state, heartbeat, seconds) in lines.items()
        }
    except (OSError, ValueError):
        # nobody has watched yet, or the machine went while it was written: watched from now on
        return {}


def _longest_silence(run: FlowRun) -> float:
    return STARTING if run.state_type == StateType.PENDING else SILENCE


def _sign(client: SyncPrefectClient, run: FlowRun) -> Sign:
    heartbeats = EventFilter(
        event=EventNameFilter(name=sorted(HEARTBEAT)), resource=EventResourceFilter(id=[f"{RUN}{run.id}"])
    )
    last = client.read_events(heartbeats, limit=1).events
    return str(run.state_id), str(last[0].id) if last else None


def _mark(client: SyncPrefectClient, run: FlowRun) -> bool:
    """Whether it was still in the state that it was seen in; one that ended meanwhile is left as it is."""
    if client.read_flow_run(run.id).state_id != run.state_id:
        return False
    client.set_flow_run_state(run.id, _end(run.state_type))
    return True


def _end(state: StateType | None) -> State[None]:
    if state == StateType.CANCELLING:
        return Cancelled(message=LOST)
    return Crashed(message=UNSTARTED if state == StateType.PENDING else LOST)
