"""A worker of Prefect's that also watches for runs which nobody works on any more, on record here and in Prefect, and
names those to come.

Arrives: the arguments of `prefect worker`, the environment of `local_prefect.worker_environ`.
Leaves:  the worker, until it is told to end; lost runs marked, while it lives.
Not here: how a lost run is told from a living one (`lost` in Prefect, `flows.store.turns` in our database).

The runs of a worker that was killed are found by the next one, by another machine's, or by Prefect's own rules.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from prefect.cli import app
from prefect.logging import get_logger

from flows.errors import PipelineError, untold
from flows.serving.runs.lost import Watch
from flows.serving.runs.names import name_due_runs
from flows.serving.runs.work_pool import unfinished_runs
from flows.settings import Settings, read_settings
from flows.store import turns
from flows.store.database import Database, open_database

EVERY = 15.0
"""Seconds between two looks."""

logger = get_logger("bluezone")


@dataclass
class Watcher:
    """Looks again and again at both records. What keeps it from one is told once, and is no reason to stop."""

    settings: Settings
    _watch: Watch = field(init=False)
    _database: Database | None = None
    _troubles: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._watch = Watch.continued(self._kept)

    @property
    def _kept(self) -> Path:
        return self.settings.home / "tmp" / "silences.json"

    def look_for_ever(self) -> None:
        """As a thread beside the worker: it ends with the process."""
        while True:
            time.sleep(EVERY)
            self.look()

    def look(self) -> None:
        """Once at Prefect's record and once at ours, then at what is due."""
        self._try("prefect", self._mark_lost_runs)
        self._try("names", name_due_runs)
        self._try("database", self._fail_lost_collections)

    def _mark_lost_runs(self) -> None:
        # kept by a look that succeeds alone, since silence must be seen without a gap
        watch, self._watch = self._watch, Watch(kept=self._kept)
        for run in watch.mark_lost(unfinished_runs()):
            logger.warning("lost run=%s state=%s", run.name, run.state_name)
        self._watch = watch

    def _fail_lost_collections(self) -> None:
        # likewise, since a server that was killed is started by who opens it anew
        database, self._database = self._database or self._opened(), None
        if database is not None:
            for code in turns.fail_lost_runs(database):
                logger.warning("lost collection campaign=%s", code)
        self._database = database

    def _opened(self) -> Database | None:
        is_there = self.settings.database_url is not None or _is_embedded_running(self.settings)
        return open_database(self.settings) if is_there else None

    def _try(self, name: str, look: Callable[[], object]) -> None:
        try:
            with untold():
                look()
        except PipelineError as error:
            # told, and looked again: a worker must outlive what it watches
            if str(error) != self._troubles.get(name):
                logger.warning("%s watch=interrupted %s", name, error)
            self._troubles[name] = str(error)
        else:
            self._troubles.pop(name, None)


def _is_embedded_running(settings: Settings) -> bool:
    """One that was stopped on purpose is not started for a look; one that was killed has left this file, and is."""
    return (settings.home / "postgres" / "postmaster.pid").exists()


if __name__ == "__main__":
    threading.Thread(target=Watcher(read_settings()).look_for_ever, name="lost runs", daemon=True).start()
    app()
