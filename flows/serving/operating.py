"""Put the pipeline on schedule on this machine, and take it off again without losing a run.

    up:    database → server → pool, deployments, automations → worker
    down:  drain the pool → worker → server → embedded database

Arrives: settings and the environment.
Leaves:  a Prefect server and a worker in the background, their files under BLUEZONE_HOME.
Not here: what a deployment does (`prefect.yaml`), the commands' words (`flows.cli.operations`).

With PREFECT_API_URL set to a server elsewhere, no server is started here; the rest is the same.
"""

from __future__ import annotations

import os
import socket
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from flows.errors import ConfigurationError, PrefectUnavailable
from flows.serving.deploying import DRAIN_PATIENCE, ROOT, Tell, answers, deploy, enter, make_home
from flows.serving.runs.places import POOL, RUNS_AT_ONCE
from flows.serving.server import local_prefect, own_address, password
from flows.serving.server.background import Background, heed_interrupts
from flows.settings import Settings
from flows.store.files import home

START_PATIENCE = 180.0
"""Seconds; a server's first start takes 10 to 25, on a busy machine several times that."""
STOP_PATIENCE = 30.0
WATCHED = (sys.executable, "-m", "flows.serving.runs.watched_worker")


@dataclass(frozen=True, slots=True)
class Process:
    """How a process is started, in the background by `up` or in its place by systemd and containers."""

    command: tuple[str, ...]
    environ: dict[str, str]

    def become(self) -> None:
        """Go on as this process; never returns."""
        make_home(self.environ)
        heed_interrupts()
        os.chdir(ROOT)
        os.execve(self.command[0], self.command, self.environ)  # noqa: S606 - our own command, no shell


def server(settings: Settings) -> Process:
    """The Prefect server of this machine."""
    return Process(local_prefect.SERVE, local_prefect.server_environ(settings, os.environ))


def worker(settings: Settings) -> Process:
    """A worker that runs the deployed flows, operators' first, and watches for runs that were lost."""
    if not local_prefect.has_server(settings):
        raise PrefectUnavailable("Máy chủ Prefect chưa chạy; hãy chạy bluezone up, hoặc đặt PREFECT_API_URL.")
    enter(settings)
    options = ("--pool", POOL, "--type", "process", "--name", worker_name(), "--limit", str(RUNS_AT_ONCE))
    environ = local_prefect.worker_environ(settings, os.environ)
    return Process((*WATCHED, "worker", "start", *options), environ)


def worker_name() -> str:
    """The name of this machine's worker in the Prefect UI."""
    return f"bluezone@{socket.gethostname()}"


def up(settings: Settings, tell: Tell) -> None:
    """Bring everything to this release and running; what runs is left running, so doing it twice is safe."""
    from flows.desk.request import read_forms
    from flows.store.database import open_database
    from flows.store.migration import migrate

    local_prefect.stay_where_it_was(settings, os.environ)
    local_prefect.require_usable(settings, os.environ)
    own_server = _own_server(settings, tell) if local_prefect.is_local(settings, os.environ) else None
    database = open_database(settings)
    migrate(database, read_forms(settings))
    tell(f"Cơ sở dữ liệu: {database.shown_url}")
    enter(settings)
    if own_server is not None:
        _start_server(own_server, settings, tell)
    deploy(settings, tell)
    _start_worker(settings, tell)


def down(settings: Settings, tell: Tell, patience: float = DRAIN_PATIENCE, *, is_now: bool = False) -> None:
    """Wait until no run is under way, then stop everything; doing it twice is safe.

    Raises StillBusy, with everything left running, when runs go on for more than `patience` seconds; `is_now`
    waits for none and marks what it interrupts.
    """
    from flows.store.embedded import postgres

    if not settings.home.exists():
        tell("Chưa có gì để dừng.")
        return
    enter(settings)
    server_here, worker_here = _server_here(settings), _worker_here(settings)
    is_reachable = (worker_here.is_running() or server_here.is_running()) and answers(settings)
    if is_reachable and not is_now:
        from flows.serving.runs.work_pool import drain_pool

        drain_pool(patience, tell)
    worker_here.stop(STOP_PATIENCE)
    if is_reachable and is_now:
        from flows.serving.runs.work_pool import give_up_runs

        give_up_runs()
    _stop_server(settings)
    postgres.stop(settings.home)
    home.tidy(settings.home)
    tell("Đã dừng.")


def show(settings: Settings, tell: Tell) -> None:
    """The Prefect server alone, anew: what is on record can be seen, and nothing runs by itself."""
    hide(settings)
    own_server = _own_server(settings, tell)
    enter(settings)
    _start_server(own_server, settings, tell)


def hide(settings: Settings) -> None:
    """End that server, which has no runs to wait for."""
    _stop_server(settings)
    home.tidy(settings.home)


def _own_server(settings: Settings, tell: Tell) -> Process:
    """As it is to be started, with its password; whoever made that is told it once, and where it is kept."""
    file, given = password.file_of(settings.home), os.environ.get("PREFECT_SERVER_API_AUTH_STRING")
    is_new = not given and password.read(settings.home) is None
    if is_new and _server_here(settings).is_running():
        raise ConfigurationError(
            "Máy chủ Prefect đang chạy là của bản trước, chưa có mật khẩu; hãy chạy bluezone down rồi bluezone up."
        )
    process = server(settings)
    if is_new and sys.stdout.isatty():
        # what is printed into a file would stay there
        tell(f"Mật khẩu của giao diện (chỉ nói lần này): {password.read(settings.home)}")
    if not given:
        tell(f"Giao diện hỏi mật khẩu: cả dòng trong tệp {file}")
    return process


def _start_server(process: Process, settings: Settings, tell: Tell) -> None:
    here = _server_here(settings)
    if not here.is_running():
        _refuse_a_taken_port(local_prefect.local_url(os.environ))
        tell("Khởi động máy chủ Prefect (lần đầu có thể mất nửa phút) …")
    here.start(process.command, process.environ, ROOT)
    _wait(here, lambda: own_address.living(settings.home) is not None and answers(settings))
    url = own_address.living(settings.home)
    tell(f"Giao diện Prefect: {url}    nhật ký: {here.log}")
    tell(
        f"Trang của đợt: {url}{own_address.PAGES}/ĐỢT    (tên và mật khẩu: trước và sau dấu hai chấm của mật khẩu ấy)"
    )


def _stop_server(settings: Settings) -> None:
    _server_here(settings).stop(STOP_PATIENCE)
    own_address.forget(settings.home)


def _start_worker(settings: Settings, tell: Tell) -> None:
    from flows.serving.runs.work_pool import has_worker

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


def _refuse_a_taken_port(url: str) -> None:
    port = int(url.rpartition(":")[2])
    with socket.socket() as probe:
        if probe.connect_ex(("127.0.0.1", port)) == 0:
            raise ConfigurationError(
                f"Cổng {port} đang có chương trình khác dùng; hãy đặt PREFECT_SERVER_API_PORT sang số khác."
            )


def _server_here(settings: Settings) -> Background:
    return Background("server", settings.home)


def _worker_here(settings: Settings) -> Background:
    return Background("worker", settings.home)
