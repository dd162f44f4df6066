"""One Prefect server for whoever runs flows in a test's own process: the workers of a parallel run share it.

Each server costs as much processor time as hundreds of tests. The first worker that needs it starts it, the last
one stops it; which one that is, file locks tell, and they go with a worker that dies.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from flows.serving.server.background import Background
from flows.serving.server.local_prefect import SERVE, server_environ
from flows.settings import read_settings
from tests.given.evidence import SECRETS
from tests.given.serving import ROOT, Served, environ_of, give_database, wait_for

SERVICES = ("FOREMAN", "LATE_RUNS", "REPOSSESSOR", "SCHEDULER", "TRIGGERS")
AT_REST = {f"PREFECT_SERVER_SERVICES_{name}_ENABLED": "false" for name in SERVICES}
"""What watches over schedules, workers and automations. Here are none; test_operating and test_automations have them."""

PASSWORD = SECRETS["Prefect auth string"]
"""What it is closed with, and what no run may tell."""


@contextmanager
def turn(folder: Path) -> Iterator[None]:
    """While the block runs, no other worker is in one for this folder."""
    with (folder / "turn").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def made_database(folder: Path) -> Path:
    """The file of a Prefect database with nothing in it, to copy: a server takes three quarters of its start to make one."""
    made, home = folder / "prefect.db", folder / "made"
    with turn(folder):
        if not made.exists():
            home.mkdir()
            prefect = Path(sys.executable).with_name("prefect")
            environ = environ_of(home, PREFECT_HOME=str(home))
            upgrade = [prefect, "server", "database", "upgrade", "--yes"]
            subprocess.run(upgrade, env=environ, check=True, capture_output=True, timeout=300)
            (home / "prefect.db").rename(made)
    return made


@contextmanager
def shared_server(folder: Path, database: Path) -> Iterator[str]:
    """Where the API of the server answers that all who share this folder share."""
    home = folder / "shared"
    server, address = Background("server", home), home / "address"
    with (folder / "users").open("w") as users:
        with turn(folder):
            fcntl.flock(users, fcntl.LOCK_SH)
            if not server.is_running():
                shutil.rmtree(home, ignore_errors=True)
                address.write_text(_start(server, database), encoding="ascii")
        try:
            yield address.read_text(encoding="ascii")
        finally:
            with turn(folder):
                if _is_last(users):
                    server.stop(30)


def _start(server: Background, database: Path) -> str:
    give_database(server.home, database)
    served = Served(environ_of(server.home, PREFECT_SERVER_API_AUTH_STRING=PASSWORD, **AT_REST))
    environ = server_environ(read_settings(served.environ), served.environ)
    server.start(SERVE, environ, ROOT)
    wait_for(served.is_up, 180)
    return f"{served.url}/api"


def _is_last(users: object) -> bool:
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)  # type: ignore[arg-type]
    except BlockingIOError:
        return False
    return True


def shared_folder(own: Path) -> Path:
    """The folder above a worker's own, or the only one's own."""
    folder = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "prefect"
    folder.mkdir(exist_ok=True)
    return folder


def ask(method: str, path: str, **more: Any) -> Any:
    """The shared server's answer, as a client of ours gets it."""
    from prefect.client.orchestration import get_client

    with get_client(sync_client=True) as client:
        return client.request(method, path, **more).json()  # type: ignore[arg-type]
