"""Put the pipeline on schedule on this machine, and take it off again without losing a run.

    up:    database → server → pool, deployments, automations → worker
    down:  drain the pool → worker → server → embedded database

Arrives: settings and the environment.
Leaves:  a Prefect server and a worker in the background, their files under BLUEZONE_HOME.
Not here: what a deployment does (`prefect.yaml`), the commands' words (`flows.commands.operations`).

With PREFECT_API_URL set to a server elsewhere, no server is started here; the rest is the same.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from flows import local_prefect
from flows.background import Background
from flows.errors import ConfigurationError, PrefectUnavailable
from flows.settings import Settings

ROOT = Path(__file__).parents[1]
"""Where `prefect.yaml` is, and where flows are imported from."""
PREFECT = (sys.executable, "-m", "prefect")
START_PATIENCE = 180.0
"""Seconds; a server's first start takes 10 to 25, on a busy machine several times that."""
STOP_PATIENCE = 30.0
DRAIN_PATIENCE = 900.0
Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Process:
    """How a process is started, in the background by `up` or in its place by systemd and containers."""

    command: tuple[str, ...]
    environ: dict[str, str]

    def become(self) -> None:
        """Go on as this process; never returns."""
        _make_home(self.environ)
        os.chdir(ROOT)
        os.execve(self.command[0], self.command, self.environ)  # noqa: S606 - our own command, no shell


def server(settings: Settings) -> Process:
    """The Prefect server of this machine."""
    return Process((*PREFECT, "server", "start"), local_prefect.server_environ(settings, os.environ))


def worker(settings: Settings) -> Process:
    """A worker that runs the deployed flows, operators' first."""
    from flows.work_pool import POOL, RUNS_AT_ONCE

    options = ("--pool", POOL, "--type", "process", "--name", worker_name(), "--limit", str(RUNS_AT_ONCE))
    environ = local_prefect.worker_environ(settings, os.environ)
    return Process((*PREFECT, "worker", "start", *options), environ)


def worker_name() -> str:
    """The name of this machine's worker in the Prefect UI."""
    return f"bluezone@{socket.gethostname()}"


def up(settings: Settings, tell: Tell) -> None:
    """Bring everything to this release and running; what runs is left running, so doing it twice is safe."""
    from flows.steps.database import open_database

    database = open_database(settings)
    database.migrate()
    tell(f"Cơ sở dữ liệu: {database.shown_url}")
    enter(settings)
    if _is_local(settings):
        _start_server(settings, tell)
    deploy(settings, tell)
    _start_worker(settings, tell)


def down(settings: Settings, tell: Tell, patience: float = DRAIN_PATIENCE, *, is_now: bool = False) -> None:
    """Wait until no run is under way, then stop everything; doing it twice is safe.

    Raises StillBusy, with everything left running, when runs go on for more than `patience` seconds; `is_now`
    waits for none and marks what it interrupts.
    """
    from flows.steps import embedded_postgres

    enter(settings)
    server_here, worker_here = _server_here(settings), _worker_here(settings)
    is_reachable = (worker_here.is_running() or server_here.is_running()) and _answers(settings)
    if is_reachable and not is_now:
        from flows.work_pool import drain_pool

        drain_pool(patience, tell)
    worker_here.stop(STOP_PATIENCE)
    if is_reachable and is_now:
        from flows.work_pool import give_up_runs

        give_up_runs()
    server_here.stop(STOP_PATIENCE)
    embedded_postgres.stop(settings.home)
    tell("Đã dừng.")


def deploy(settings: Settings, tell: Tell, patience: float = 0) -> None:
    """Pool, deployments and automations as this release has them, in place.

    Raises PrefectUnavailable when the server does not answer within `patience` seconds, or refuses.
    """
    enter(settings)
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline and not _answers(settings):
        time.sleep(1)
    from flows.automations import apply
    from flows.work_pool import open_pool, prepare_pool

    prepare_pool()
    done = subprocess.run(  # noqa: S603 - our own command, no shell
        [*PREFECT, "--no-prompt", "deploy", "--all"],
        cwd=ROOT,
        env=local_prefect.client_environ(settings, os.environ),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        told = (done.stdout + done.stderr).strip().splitlines()
        raise PrefectUnavailable(f"prefect deploy không xong: {' '.join(told[-3:])}")
    applied = apply({"webhook": settings.alert_webhook, "email": settings.alert_email})
    open_pool()
    tell(f"Lịch chạy và {len(applied.automations)} tự động hóa đã theo bản này.")
    if not applied.channels:
        tell("Chưa có kênh cảnh báo: hãy đặt BLUEZONE_ALERT_WEBHOOK hoặc BLUEZONE_ALERT_EMAIL.")


def drain(settings: Settings, tell: Tell, patience: float = DRAIN_PATIENCE) -> None:
    """Close the pool and wait until no run is under way; for systemd, before it stops the worker."""
    enter(settings)
    from flows.work_pool import drain_pool

    drain_pool(patience, tell)


def enter(settings: Settings) -> None:
    """Make this process a client of the server. Prefect reads the environment when it is first imported."""
    os.environ.update(local_prefect.client_environ(settings, os.environ))
    _make_home(os.environ)


def _make_home(environ: Mapping[str, str]) -> None:
    """Prefect makes the last folder only, and complains where it cannot."""
    Path(environ["PREFECT_HOME"]).mkdir(parents=True, exist_ok=True)


def _start_server(settings: Settings, tell: Tell) -> None:
    here, url = _server_here(settings), local_prefect.local_url(os.environ)
    if not here.is_running():
        _refuse_a_taken_port(url)
        tell("Khởi động máy chủ Prefect (lần đầu có thể mất nửa phút) …")
    process = server(settings)
    here.start(process.command, process.environ, ROOT)
    _wait(here, lambda: _answers(settings))
    tell(f"Giao diện Prefect: {url}    nhật ký: {here.log}")


def _start_worker(settings: Settings, tell: Tell) -> None:
    from flows.work_pool import has_worker

    here, process, began = _worker_here(settings), worker(settings), datetime.now(UTC)
    is_new = here.start(process.command, process.environ, ROOT)
    since = began if is_new else datetime.min.replace(tzinfo=UTC)
    _wait(here, lambda: has_worker(worker_name(), since))
    tell(f"Worker đang nhận việc    nhật ký: {here.log}")


def _wait(here: Background, is_ready: Callable[[], bool]) -> None:
    deadline = time.monotonic() + START_PATIENCE
    while not is_ready():
        if not here.is_running() or time.monotonic() > deadline:
            raise PrefectUnavailable(f"Không khởi động được {here.name} của Prefect; xem {here.log}")
        time.sleep(1)


def _answers(settings: Settings) -> bool:
    """Whether the server is there; it tells so without a password."""
    import requests

    try:
        answer = requests.get(f"{local_prefect.api_url(settings, os.environ)}/health", timeout=5)
    except requests.RequestException:
        return False
    return answer.ok


def _refuse_a_taken_port(url: str) -> None:
    port = int(url.rpartition(":")[2])
    with socket.socket() as probe:
        if probe.connect_ex(("127.0.0.1", port)) == 0:
            raise ConfigurationError(
                f"Cổng {port} đang có chương trình khác dùng; hãy đặt PREFECT_SERVER_API_PORT sang số khác."
            )


def _is_local(settings: Settings) -> bool:
    return settings.prefect_api_url in (None, f"{local_prefect.local_url(os.environ)}/api")


def _server_here(settings: Settings) -> Background:
    return Background("server", settings.home)


def _worker_here(settings: Settings) -> Background:
    return Background("worker", settings.home)
