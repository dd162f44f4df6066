"""All that a desk with two workers has, in processes that may be killed: each is back a second later, as systemd would have it."""

from __future__ import annotations

import os
import signal
import subprocess
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx

from flows.demo.workbooks import FOLDER
from flows.serving.runs.lost import ENGINE, MARK
from flows.store.migration import migrate
from tests.given.campaign_files import copied
from tests.given.forms import FORMS
from tests.given.own_server import OwnServer
from tests.given.serving import BIN, ROOT, Served, environ_of, wait_for

CAMPAIGNS = ("bluezone-2020", "bluezone-2021", "bluezone-2022")
WORKERS = ("worker-1", "worker-2")
LONGEST_RETURN = 300.0
"""Seconds within which a killed server answers again."""


class Estate:
    """A Prefect server, a Postgres, two workers on one pool, three campaigns; raised by its making."""

    def __init__(self, folder: Path) -> None:
        self.postgres = OwnServer(folder / "database")
        migrate(self.postgres.database, FORMS)
        campaigns = campaigns_in(folder / "campaigns")
        self.served = Served(
            environ_of(
                folder / "home",
                DATABASE_URL=self.postgres.database.url.render_as_string(hide_password=False),
                BLUEZONE_CAMPAIGNS=str(campaigns),
            )
        )
        self.served.home.mkdir(parents=True)
        self.killed_at: dict[str, list[datetime]] = defaultdict(list)
        self._processes: dict[str, subprocess.Popen[bytes]] = {}
        self._is_over = threading.Event()
        self._start("server")
        self.served.installed("deploy", "--wait", "180")
        for name in WORKERS:
            self._start(name)
        self._keeper = threading.Thread(target=self._keep, daemon=True)
        self._keeper.start()

    def kill(self, *names: str) -> None:
        """SIGKILL; the keeper starts them again."""
        for name in names:
            self._processes[name].kill()
            self.killed_at[name].append(datetime.now(UTC))

    def kill_run(self, run_id: str) -> bool:
        """SIGKILL to whatever works on a run; whether anything did."""
        pids = processes_of(run_id)
        for pid in pids:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        return bool(pids)

    def restart_postgres(self) -> None:
        """SIGKILL to the postmaster, and up again."""
        self.postgres.kill()
        self.postgres.start()

    def ask(self, question: Callable[[], Any]) -> Any:
        """The answer of a server that may be away for a moment."""
        until = time.monotonic() + LONGEST_RETURN
        while True:
            try:
                return question()
            except (httpx.TransportError, httpx.HTTPStatusError):
                if time.monotonic() > until:
                    raise
                time.sleep(1)

    def end(self) -> None:
        """Everything off."""
        self._is_over.set()
        self._keeper.join()
        for process in self._processes.values():
            process.kill()
            process.wait()
        for process in processes_of(None):
            if self._is_ours(process):
                os.kill(process, signal.SIGKILL)
        self.postgres.stop()

    def _is_ours(self, pid: int) -> bool:
        with suppress(OSError):
            return f"BLUEZONE_HOME={self.served.home}".encode() in Path(f"/proc/{pid}/environ").read_bytes()
        return False

    def _keep(self) -> None:
        while not self._is_over.wait(1):
            for name, process in list(self._processes.items()):
                if process.poll() is not None:
                    self._start(name)

    def _start(self, name: str) -> None:
        with (self.served.home / f"{name}.log").open("ab") as log:
            self._processes[name] = subprocess.Popen(
                [BIN / "bluezone", name.partition("-")[0]],
                env=self.served.environ,
                cwd=ROOT,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        if name == "server":
            wait_for(self.served.is_up, LONGEST_RETURN)


def campaigns_in(folder: Path) -> Path:
    """The letter of 2020 under three codes."""
    for code in CAMPAIGNS:
        copied(folder / code)
        file = folder / code / "campaign.toml"
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace(f'code = "{CAMPAIGNS[0]}"', f'code = "{code}"'), encoding="utf-8")
    return folder


def processes_of(run_id: str | None) -> list[int]:
    """The processes that work on a run, or on any."""
    return list(_processes_of(f"{MARK}{run_id or ''}".encode()))


def _processes_of(mark: bytes) -> Iterable[int]:
    for entry in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            words = (entry / "cmdline").read_bytes().split(b"\0")
            is_run = any(word.startswith(ENGINE.encode()) for word in words)
            if is_run and mark in (entry / "environ").read_bytes():
                yield int(entry.name)


def deploy_campaigns(estate: Estate) -> None:
    """A deployment for each campaign, as `daily` is one: one run at a time, the next waits."""
    served = estate.served
    [daily] = served.found("deployments", deployments={"name": {"any_": ["daily"]}})
    kept = ("flow_id", "entrypoint", "pull_steps", "tags", "job_variables", "work_pool_name", "path")
    for code in CAMPAIGNS:
        body = {key: daily[key] for key in kept}
        limit = {"collision_strategy": "ENQUEUE"}
        served.asked(
            "POST",
            "deployments/",
            {
                **body,
                "name": code,
                "work_queue_name": "operators",
                "concurrency_limit": 1,
                "concurrency_options": limit,
            },
        )


def pressed(estate: Estate, campaign: str, folder: str, instant: str) -> str:
    """A run over one of the demonstration's folders, declared for its instant; its id."""
    given = {"campaign": campaign, "source": str(FOLDER / folder), "observed_at": instant}
    return str(estate.ask(lambda: estate.served.pressed(campaign, None, **given)))
