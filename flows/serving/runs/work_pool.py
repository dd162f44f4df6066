"""The work pool `bluezone`: where deployed runs wait for a worker, operators' runs ahead of the scheduled ones.

Arrives: a Prefect server.
Leaves:  the pool with its two queues, opened for work or drained of it.
Not here: workers (`flows.serving.operating`), deployments (`prefect.yaml`).
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from datetime import datetime

from prefect.client.orchestration import SyncPrefectClient
from prefect.client.schemas.actions import WorkPoolCreate, WorkPoolUpdate
from prefect.client.schemas.filters import WorkPoolFilter, WorkPoolFilterName
from prefect.client.schemas.objects import FlowRun, StateType, WorkerStatus
from prefect.exceptions import ObjectNotFound
from prefect.states import Crashed
from prefect.workers.process import ProcessWorker

from flows.errors import StillBusy
from flows.serving.runs.lost import Watch, runs_here
from flows.serving.runs.places import POOL, SCHEDULED_AT_ONCE
from flows.serving.server.prefect_server import in_states, prefect_client

UNFINISHED = [StateType.PENDING, StateType.RUNNING, StateType.CANCELLING]
POLL = 1.0
QUIET = 5.0
"""Seconds without an unfinished run until none can follow: a worker may just have taken one when the pool closed."""


def prepare_pool() -> None:
    """Make the pool and its queues, or bring them to this release; doing it twice changes nothing."""
    with prefect_client() as client:
        try:
            client.read_work_pool(POOL)
        except ObjectNotFound:
            template = ProcessWorker.get_default_base_job_template()
            client.create_work_pool(WorkPoolCreate(name=POOL, type="process", base_job_template=template))
        # the lower number goes first; another queue that has it is moved up
        _put_queue(client, "default", priority=2, concurrency_limit=SCHEDULED_AT_ONCE)
        _put_queue(client, "operators", priority=1, concurrency_limit=None)


def _put_queue(client: SyncPrefectClient, name: str, *, priority: int, concurrency_limit: int | None) -> None:
    try:
        queue = client.read_work_queue_by_name(name, work_pool_name=POOL)
    except ObjectNotFound:
        queue = client.create_work_queue(name, work_pool_name=POOL)
    client.update_work_queue(queue.id, priority=priority, concurrency_limit=concurrency_limit)


def open_pool(*, is_open: bool = True) -> None:
    """Let workers take runs, or let none be taken; those under way go on."""
    with prefect_client() as client:
        client.update_work_pool(POOL, WorkPoolUpdate(is_paused=not is_open))


def has_worker(name: str, since: datetime) -> bool:
    """Whether a worker of this name has been heard since an instant."""
    with prefect_client() as client:
        workers = client.read_workers_for_work_pool(POOL)
    return any(
        worker.name == name
        and worker.status == WorkerStatus.ONLINE
        and worker.last_heartbeat_time is not None
        and worker.last_heartbeat_time >= since
        for worker in workers
    )


def drain_pool(patience: float, tell: Callable[[str], None]) -> None:
    """Close the pool and wait until no run is under way; a run that was lost is marked, and not waited for.

    After `patience` seconds the pool is opened again and StillBusy says what still runs: a pool that stayed
    closed would miss the next schedule unseen.
    """
    open_pool(is_open=False)
    deadline = quiet_since = time.monotonic()
    deadline += patience
    last: list[str] = []
    watch = Watch()
    while time.monotonic() - quiet_since < QUIET:
        running = _under_way(watch, tell)
        if running:
            quiet_since = time.monotonic()
            if time.monotonic() > deadline:
                open_pool()
                raise StillBusy(running)
            if running != last:
                tell(f"Chờ {len(running)} lần chạy xong: {', '.join(running)}")
                last = running
        time.sleep(POLL)


def _under_way(watch: Watch, tell: Callable[[str], None]) -> list[str]:
    """The runs that somebody may still work on, as they are told; those that were lost are marked."""
    runs = unfinished_runs()
    lost, here = watch.mark_lost(runs), runs_here()
    for run in lost:
        tell(f"Không còn ai làm, đã đánh dấu Crashed: {run.name}")
    return [_shown(run, is_here=run.id in here) for run in runs if run not in lost]


def unfinished_runs() -> Sequence[FlowRun]:
    """The pool's runs that a worker has taken and that have not ended."""
    with prefect_client() as client:
        return client.read_flow_runs(
            work_pool_filter=WorkPoolFilter(name=WorkPoolFilterName(any_=[POOL])),
            flow_run_filter=in_states(*UNFINISHED),
        )


def give_up_runs() -> None:
    """Mark what a stopped worker left behind, so that it holds no place and nobody takes it for running."""
    message = "Bị dừng giữa chừng theo lệnh bluezone down --now; chạy lại là đủ."
    with prefect_client() as client:
        for run in unfinished_runs():
            client.set_flow_run_state(run.id, Crashed(message=message), force=True)


def _shown(run: FlowRun, *, is_here: bool) -> str:
    """A run by its name. One without a process here may be another machine's, or lost, which two minutes tell."""
    is_elsewhere = run.state_type == StateType.RUNNING and not is_here
    return f"{run.name} ({run.state_name}{', không thấy tiến trình trên máy này' if is_elsewhere else ''})"
