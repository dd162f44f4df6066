"""A PostgreSQL server that a test may kill: an embedded one of its own, whatever DATABASE_URL says."""

from __future__ import annotations

import os
import signal
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil

from flows.errors import DatabaseUnavailable
from flows.store.database import Database
from flows.store.embedded import postgres
from flows.store.migration import migrate
from tests.given.databases import simulate_clock
from tests.given.forms import FORMS

LONGEST_RECOVERY = 90.0
"""Seconds within which a killed server is back, on the slowest machine we know, many times over."""


class OwnServer:
    """Running from its making; `kill`, `start` and `stop` as often as a test likes."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.start()

    @property
    def data(self) -> Path:
        """The folder of the server's files."""
        return self.home / "postgres"

    def start(self) -> None:
        """Start it and wait until it answers; after a crash the kernel may not have let go of everything at once."""
        until = time.monotonic() + LONGEST_RECOVERY
        while True:
            try:
                self.url = postgres.start(self.home)
                self.database = Database(self.url)
                with self.database.begin(None):
                    return
            except DatabaseUnavailable:
                if time.monotonic() > until:
                    raise
                time.sleep(0.2)

    def stop(self) -> None:
        """Shut it down in good order."""
        self.database.engine.dispose()
        postgres.stop(self.home)

    def kill(self) -> None:
        """SIGKILL to the postmaster, which leaves no time for anything; its children find out by themselves."""
        lock_file = self.data / "postmaster.pid"
        pid = int(lock_file.read_text().split()[0])
        postmaster = psutil.Process(pid)
        children = postmaster.children(recursive=True)
        os.kill(pid, signal.SIGKILL)
        psutil.wait_procs([postmaster, *children], timeout=LONGEST_RECOVERY)
        # where nobody reaps it, a dead postmaster's number still looks alive to the next one
        with suppress(psutil.NoSuchProcess):
            if postmaster.status() == psutil.STATUS_ZOMBIE:
                lock_file.unlink()


@contextmanager
def fresh_database() -> Iterator[Database]:
    """A migrated database on a server of its own, both gone when the block ends."""
    with tempfile.TemporaryDirectory() as folder:
        server = OwnServer(Path(folder))
        try:
            migrate(server.database, FORMS)
            simulate_clock(server.database)
            yield server.database
        finally:
            server.stop()
