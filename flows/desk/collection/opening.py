"""A run from its opening to its last word on record, whatever becomes of it in between.

Arrives: settings, a request, a clock.
Leaves:  a `Collection` while the run is open; its row in `raw.collection_run`, finished also when the run raised.
Not here: what is done with the units (`flows.desk.collection.looks`).

An open run holds its campaign's turn. So at most one run of a campaign is open, and a row that still says
`running` when the next one opens belongs to a run that was killed.
"""

from __future__ import annotations

import getpass
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from socket import gethostname
from threading import Lock
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from flows.desk.collection.place import require_claimed
from flows.desk.collection.source import last_reads, open_source, source_name
from flows.desk.request import Clock, Request, now, read_campaign
from flows.errors import ConfigurationError, DatabaseUnavailable, PipelineError, untold
from flows.settings import Settings, read_settings
from flows.steps.load import lock
from flows.steps.pull import Source
from flows.store import rosters, runs, turns
from flows.store.database import Connection, Database, open_database
from flows.store.pacing import READS, Pace
from schemas.campaign import Campaign
from schemas.roster import Unit

logger = logging.getLogger("bluezone")


_reached: dict[UUID, Collection] = {}
"""What this process works on: the runs it opened, or as somebody's worker those it was given last."""
_reaching = Lock()
MOST_REACHED = 4


@dataclass(frozen=True, slots=True)
class Order:
    """An open run in plain words, for any process that does a part of it: no connection, no roster, no secret."""

    run_id: UUID
    declared_by: str | None
    campaign_name: str
    source: str | None
    observed_at: datetime | None
    reads_again: bool

    def read(self, settings: Settings) -> Request:
        """The request as another process reads it, of all units: which ones are looked at is told there."""
        campaign = read_campaign(settings, self.campaign_name)
        return Request(
            campaign,
            self.campaign_name,
            campaign.units.active,
            self.source,
            self.observed_at,
            reads_again=self.reads_again,
        )


@dataclass(frozen=True)
class Collection:
    """A run as one process works on it: where it reads from, what it writes to."""

    settings: Settings = field(repr=False)
    request: Request
    run_id: UUID
    declared_by: str | None
    """Whoever declares an instant is named by the account that runs this."""
    database: Database
    source: Source
    clock: Clock = field(repr=False)

    @property
    def order(self) -> Order:
        request = self.request
        return Order(
            self.run_id,
            self.declared_by,
            request.campaign_name,
            request.source,
            request.observed_at,
            request.reads_again,
        )

    @property
    def campaign(self) -> Campaign:
        return self.request.campaign

    @property
    def units(self) -> tuple[Unit, ...]:
        return self.request.units

    @property
    def declared_at(self) -> datetime | None:
        return self.request.observed_at

    @property
    def source_name(self) -> str:
        return source_name(self.request)


class AlreadyCollected(PipelineError):
    """A scheduled run came too late to be needed: another one has looked at every unit since it was due."""

    def __init__(self, run: runs.ServingRun, zone: str) -> None:
        self.run = run
        at = run.started_at.astimezone(ZoneInfo(zone))
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
        database = _checked(settings, request, clock)
        _raise_if_served(database, request)
    with untold(), turns.take(database, request.campaign):
        # the run that had the turn may have served this one as well
        _raise_if_served(database, request)
        started_at = clock()
        collection = _reach(settings, request, uuid4(), _declared_by(request), database, clock)
        require_claimed(database, collection.source, request, request.observed_at or started_at)
        _record_start(collection, started_at)
        _reached[collection.run_id] = collection
        try:
            with untold():
                yield collection
        except PipelineError as error:
            _record_failure(collection, str(error))
            raise
        except BaseException:
            _record_failure(collection, runs.STOPPED)
            raise
        finally:
            _reached.pop(collection.run_id, None)


def reached(order: Order) -> Collection:
    """The open run of an order as this process works on it: opened here, or reached when first asked for.

    A worker on another machine knows its database and credentials by its own environment. Raises
    ConfigurationError when that names another database than the run's.
    """
    with _reaching:
        if order.run_id not in _reached:
            settings = read_settings()
            request = order.read(settings)
            database = _checked(settings, request, now)
            collection = _reach(settings, request, order.run_id, order.declared_by, database, now)
            _refuse_another_database(collection)
            # a worker lives for months and is not told when a run ends
            for oldest in list(_reached)[: 1 - MOST_REACHED]:
                del _reached[oldest]
            _reached[order.run_id] = collection
        return _reached[order.run_id]


def _refuse_another_database(collection: Collection) -> None:
    is_known = collection.database.run(lambda connection: runs.is_known(connection, collection.run_id))
    if not is_known:
        raise ConfigurationError(
            f"Máy {gethostname()} nối tới cơ sở dữ liệu khác ({collection.database.shown_url}); hãy đặt "
            "DATABASE_URL như ở nơi bắt đầu lần thu thập."
        )


def _raise_if_served(database: Database, request: Request) -> None:
    """Ask the database, which may have to come back first, whether another run served this request."""
    campaign = request.campaign

    def serving(connection: Connection) -> runs.ServingRun | None:
        if request.due_at is None or request.observed_at is not None:
            return None
        return runs.serving(connection, campaign.code, source_name(request), request.due_at)

    run = database.run(serving)
    if run is not None:
        raise AlreadyCollected(run, campaign.time_zone)


def reach(settings: Settings, request: Request, clock: Clock = now) -> Collection:
    """All that a run works with, for this process to look with; nothing is recorded. Raises ConfigurationError."""
    database = _checked(settings, request, clock)
    return _reach(settings, request, uuid4(), _declared_by(request), database, clock)


def _checked(settings: Settings, request: Request, clock: Clock) -> Database:
    """What is wrong with a request is said before anything waits for it."""
    if request.observed_at is not None and request.observed_at > clock():
        raise ConfigurationError("Thời điểm --observed-at ở tương lai; hãy ghi lúc tệp đã đến văn phòng.")
    return open_database(settings, settings.database_patience)


def _declared_by(request: Request) -> str | None:
    return getpass.getuser() if request.observed_at is not None else None


def _reach(
    settings: Settings,
    request: Request,
    run_id: UUID,
    declared_by: str | None,
    database: Database,
    clock: Clock,
) -> Collection:
    source = open_source(
        settings,
        request,
        clock,
        Pace(database, READS),
        lambda: last_reads(database, request, clock),
        declared_by,
    )
    return Collection(settings, request, run_id, declared_by, database, source, clock)


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
