"""The Prefect server of the tests that run flows in their own process, and the database that every such server starts from.

A server costs as much processor time as hundreds of tests, so there is one, and one worker of a parallel run has all
the tests that ask it.
"""

from __future__ import annotations

import fcntl
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import Any

from flows.serving.server.local_prefect import SERVE, server_environ
from flows.settings import read_settings
from tests.given.evidence import SECRETS
from tests.given.serving import ROOT, Served, end, environ_of, give_database, wait_for

SERVICES = ("FOREMAN", "LATE_RUNS", "REPOSSESSOR", "SCHEDULER", "TRIGGERS")
AT_REST = {f"PREFECT_SERVER_SERVICES_{name}_ENABLED": "false" for name in SERVICES}
"""What watches over schedules, workers and automations. Here are none; test_operating and test_automations have them."""
BARE = {
    "PREFECT_SERVER_UI_ENABLED": "false",
    "PREFECT_SERVER_DATABASE_MIGRATE_ON_START": "false",
    "PREFECT_API_BLOCKS_REGISTER_ON_START": "false",
}
"""Nobody looks at its pages, its database is the one of this release, and no block is kept there."""
PASSWORD = SECRETS["Prefect auth string"]
"""What it is closed with, and what no run may tell."""


@contextmanager
def server(home: Path, database: Path) -> Iterator[str]:
    """Where the API of a server answers that runs on a copy of the database while the block runs."""
    give_database(home, database)
    served = Served(environ_of(home, PREFECT_SERVER_API_AUTH_STRING=PASSWORD, **AT_REST, **BARE))
    environ = server_environ(read_settings(served.environ), served.environ)
    with (home / "server.log").open("wb") as log:
        process = subprocess.Popen(
            SERVE,
            env=environ, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True,
        )  # fmt: skip
    try:
        wait_for(served.is_up, 180)
        yield f"{served.url}/api"
    finally:
        end(process)


def client_settings(url: str) -> dict[Any, Any]:
    """How this process is its client. No heartbeats: a run that ends waits for its own, which looks round once a second."""
    from prefect.settings import PREFECT_API_AUTH_STRING, PREFECT_API_URL, PREFECT_FLOWS_HEARTBEAT_FREQUENCY

    return {
        PREFECT_API_URL: url,
        PREFECT_API_AUTH_STRING: PASSWORD,
        PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None,
    }


def made_database(folder: Path) -> Path:
    """The file of a Prefect database with nothing in it, to copy: a server takes longer to make one than to start.

    Made once for all workers and runs, for each release of Prefect, in a folder that pytest keeps.
    """
    made = folder / f"prefect-{version('prefect')}.db"
    with (folder / "turn").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            with tempfile.TemporaryDirectory(dir=folder) as home:
                prefect = Path(sys.executable).with_name("prefect")
                environ = environ_of(Path(home), PREFECT_HOME=home)
                upgrade = [prefect, "server", "database", "upgrade", "--yes"]
                subprocess.run(upgrade, env=environ, check=True, capture_output=True, timeout=300)
                (Path(home) / "prefect.db").rename(made)
    return made


def ask(method: str, path: str, **more: Any) -> Any:
    """The server's answer, as a client of ours gets it."""
    from prefect.client.orchestration import get_client

    with get_client(sync_client=True) as client:
        return client.request(method, path, **more).json()  # type: ignore[arg-type]
