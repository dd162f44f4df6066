"""A run from its opening to its last word on record, whatever becomes of it in between.

Arrives: settings, a request, a clock.
Leaves:  a `Collection` while the run is open; its row in `raw.collection_run`, finished also when the run raised.
Not here: what a run is in a process (`run`), what is done with the units (`looks`).

An open run holds its campaign's turn. So at most one run of a campaign is open, and a row that still says
`running` when the next one opens belongs to a run that was killed.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from flows.desk.collection.place import require_claimed
from flows.desk.collection.run import Collection, open_checked, reach, registered
from flows.desk.collection.source import source_name
from flows.desk.request import Clock, Request, now
from flows.errors import DatabaseUnavailable, PipelineError, untold
from flows.settings import Settings
from flows.steps.load import lock
from flows.store import turns
from flows.store.database import Connection, Database
from flows.store.recorded import rosters, runs
from schemas.campaign import Campaign

logger = logging.getLogger("bluezone")


class AlreadyCollected(PipelineError):
    """A scheduled run came too late to be needed: another one has looked at every unit since it was due."""

    def __init__(self, run: runs.ServingRun, campaign: Campaign) -> None:
        self.run = run
        at = campaign.in_its_zone(run.started_at)
        state = ", lần đó CHƯA ĐỦ" if self.is_into_failed else ""
        super().__init__(f"Đã gộp vào lần đọc lúc {at:%H:%M} ngày {at:%d/%m}{state}: {run.detail}")

    @property
    def is_into_failed(self) -> bool:
        """Whether that other run could not read some unit."""
        return self.run.outcome == "failed"


@contextmanager
def open_collection(settings: Settings, request: Request, clock: Clock = now) -> Iterator[Collection]:
    """Check the request, wait for the campaign's turn, open the source, record that the run began.

    Raises ConfigurationError naming what is wrong, TurnTaken when another run does not end, AlreadyCollected when
    the request was due before another run served it. What the block raises ends the run's record as failed.
    """
    with untold():
        database = open_checked(settings, request, clock)
        _raise_if_served(database, request)
    with untold(), turns.take(database, request.campaign):
        # the run that had the turn may have served this one as well
        _raise_if_served(database, request)
        started_at = clock()
        collection = reach(settings, request, clock, database=database)
        require_claimed(database, collection.source, request, request.observed_at or started_at)
        _record_start(collection, started_at)
        try:
            with untold(), registered(collection):
                yield collection
        except PipelineError as error:
            _record_failure(collection, str(error))
            raise
        except BaseException:
            _record_failure(collection, runs.STOPPED)
            raise


def _raise_if_served(database: Database, request: Request) -> None:
    """Ask the database, which may have to come back first, whether another run served this request."""
    campaign = request.campaign

    def serving(connection: Connection) -> runs.ServingRun | None:
        if request.due_at is None or request.observed_at is not None:
            return None
        return runs.serving(connection, campaign.code, source_name(request), request.due_at)

    run = database.run(serving)
    if run is not None:
        raise AlreadyCollected(run, campaign)


def _record_start(collection: Collection, started_at: datetime) -> None:
    """Only once the source is open: what is not configured leaves no run behind."""
    campaign = collection.campaign

    def begin(connection: Connection) -> None:
        lock(connection, campaign.code)
        rosters.put(connection, campaign)
        runs.fail_stopped(connection, campaign.code)
        runs.start(
            connection,
            collection.run_id,
            campaign.code,
            collection.source_name,
            started_at,
            len(collection.units),
            covers_roster=collection.request.covers_roster,
            is_declared=collection.declared_at is not None,
        )

    collection.database.run(begin)


def _record_failure(collection: Collection, detail: str) -> None:
    """The last word of a run that raised: who must act, a defect without its text, or that it was stopped."""
    try:
        at = collection.clock()
        collection.database.run(lambda connection: runs.fail(connection, collection.run_id, at, detail))
    except DatabaseUnavailable:
        # the next run of the campaign finds the row and says so
        logger.warning("Không ghi được rằng lần thu thập %s đã hỏng.", collection.run_id)
