"""A worker of Prefect's that also watches for runs which nobody works on any more, on record here and in Prefect.

Arrives: the arguments of `prefect worker`, the environment of `local_prefect.worker_environ`.
Leaves:  the worker, until it is told to end; lost runs marked, while it lives.
Not here: how a lost run is told from a living one (`lost_runs` in Prefect, `flows.store.turns` in our database).

The runs of a worker that was killed are found by the next one, by another machine's, or by Prefect's own rules.
"""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field

from prefect.cli import app
from prefect.logging import get_logger

from flows.errors import Defect, PipelineError
from flows.serving.lost_runs import Watch
from flows.serving.work_pool import unfinished_runs
from flows.settings import Settings, read_settings
from flows.store import turns
from flows.store.database import Database, open_database

EVERY = 15.0
"""Seconds between two looks."""

logger = get_logger("bluezone")


@dataclass
class Watcher:
    """Looks again and again. What keeps it from looking is told once, and is no reason to stop."""

    settings: Settings
    _watch: Watch = field(default_factory=Watch)
    _database: Database | None = None
    _trouble: str | None = None

    def look_for_ever(self) -> None:
        """As a thread beside the worker: it ends with the process."""
        while True:
            time.sleep(EVERY)
            self.look()

    def look(self) -> None:
        """Once at Prefect's record and once at ours."""
        try:
            for run in self._watch.mark_lost(unfinished_runs()):
                logger.warning("lost run=%s state=%s", run.name, run.state_name)
            for code in self._fail_lost_collections():
                logger.warning("lost collection campaign=%s", code)
            self._trouble = None
        except Exception as error:  # noqa: BLE001 - told, and looked again: a worker must outlive what it watches
            # silence must be seen without a gap; a server that was killed is started by who opens it anew
            self._watch, self._database = Watch(), None
            self._tell_once(str(error if isinstance(error, PipelineError) else Defect.of(error)))

    def _fail_lost_collections(self) -> list[str]:
        if self._database is None:
            if self.settings.database_url is None and not _is_embedded_running(self.settings):
                return []
            self._database = open_database(self.settings)
        return turns.fail_lost_runs(self._database)

    def _tell_once(self, trouble: str) -> None:
        if trouble != self._trouble:
            logger.warning("watch=interrupted %s", trouble)
        self._trouble = trouble


def _is_embedded_running(settings: Settings) -> bool:
    """One that was stopped on purpose is not started for a look; one that was killed has left this file, and is."""
    return (settings.home / "postgres" / "postmaster.pid").exists()


if __name__ == "__main__":
    threading.Thread(target=Watcher(read_settings()).look_for_ever, name="lost runs", daemon=True).start()
    app()
