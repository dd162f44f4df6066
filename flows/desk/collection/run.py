"""A run as one process works on it: where it reads from, what it writes to, and which runs this process works on.

Arrives: settings and a request, or an open run's order from another process.
Leaves:  a `Collection`; nothing is recorded.
Not here: whose turn it is, a run's record (`opening`), what is done with the units (`looks`).
"""

from __future__ import annotations

import getpass
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from socket import gethostname
from threading import Lock
from uuid import UUID, uuid4

from flows.desk.collection.source import last_reads, open_source, source_name
from flows.desk.editions import as_taken
from flows.desk.request import Clock, Request, now, read_campaign
from flows.errors import ConfigurationError
from flows.settings import Settings, read_settings
from flows.steps.pull import Source
from flows.store.database import Database, open_database
from flows.store.pacing import READS, Pace
from flows.store.recorded import runs
from schemas.campaign import Campaign
from schemas.roster import Unit

_collections: dict[UUID, Collection] = {}
"""What this process works on: the runs it opened, or as somebody's worker those it was given last."""
_lock = Lock()
MOST_COLLECTIONS = 4


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
    """Who declares an instant: as the request says, else by the account that runs this."""
    database: Database
    source: Source
    clock: Clock = field(repr=False)
    roster_warning: str = ""
    """That the roster's file was changed and not taken, and what to do; "" where it was not."""

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

    def instant(self) -> datetime:
        """What is seen now counts as seen then: as was declared, else now."""
        return self.declared_at or self.clock()

    @property
    def source_name(self) -> str:
        return source_name(self.request)


def reach(
    settings: Settings,
    request: Request,
    clock: Clock = now,
    *,
    order: Order | None = None,
    database: Database | None = None,
) -> Collection:
    """All that a run works with, for this process to look with; nothing is recorded. Raises ConfigurationError."""
    database = database or open_checked(settings, request, clock)
    request, warning = _as_taken(database, request, clock)
    if order is not None:
        run_id, declared_by = order.run_id, order.declared_by
    else:
        run_id, declared_by = uuid4(), _declarer(request)
    pace = Pace(database, READS)
    source = open_source(
        settings, request, clock, pace, lambda: last_reads(database, request, clock), declared_by
    )
    return Collection(settings, request, run_id, declared_by, database, source, clock, warning)


def _as_taken(database: Database, request: Request, clock: Clock) -> tuple[Request, str]:
    """The request of the units that the last edition of the roster names. Raises ConfigurationError for another one.

    What came by mail may be of a unit that has left since, or had not joined yet.
    """
    instants = [each for each in (clock(), request.observed_at) if each is not None]
    taken = as_taken(database, request.campaign, *instants)
    roster = taken.campaign.units
    units = (
        roster.active
        if request.covers_roster
        else tuple(filter(None, (roster.by_code(each.code) for each in request.units)))
    )
    if not request.covers_roster and len(units) < len(request.units):
        codes = ", ".join(each.code for each in request.units if roster.by_code(each.code) is None)
        raise ConfigurationError(
            f"Theo bản danh sách đã nhận, {codes} không phải báo cáo lúc này. {taken.warning}".strip()
        )
    return replace(request, campaign=taken.campaign, units=units), taken.warning


def _declarer(request: Request) -> str | None:
    return None if request.observed_at is None else request.declared_by or getpass.getuser()


def open_checked(settings: Settings, request: Request, clock: Clock) -> Database:
    """The database. What is wrong with a request is said before anything waits for it."""
    if request.observed_at is not None and request.observed_at > clock():
        raise ConfigurationError(
            "«Lúc tệp đến văn phòng» (--observed-at) ở tương lai; hãy ghi lúc tệp thật sự đến."
        )
    return open_database(settings, settings.database_patience)


@contextmanager
def registered(collection: Collection) -> Iterator[None]:
    """While the block runs, `collection_of` gives this very collection."""
    _collections[collection.run_id] = collection
    try:
        yield
    finally:
        _collections.pop(collection.run_id, None)


def collection_of(order: Order) -> Collection:
    """The open run of an order as this process works on it: opened here, or reached when first asked for.

    A worker on another machine knows its database and credentials by its own environment. Raises
    ConfigurationError when that names another database than the run's.
    """
    with _lock:
        if order.run_id not in _collections:
            settings = read_settings()
            collection = reach(settings, order.read(settings), order=order)
            _refuse_another_database(collection)
            # a worker lives for months and is not told when a run ends
            for oldest in list(_collections)[: 1 - MOST_COLLECTIONS]:
                del _collections[oldest]
            _collections[order.run_id] = collection
        return _collections[order.run_id]


def _refuse_another_database(collection: Collection) -> None:
    is_known = collection.database.run(lambda connection: runs.is_known(connection, collection.run_id))
    if not is_known:
        raise ConfigurationError(
            f"Máy {gethostname()} nối tới cơ sở dữ liệu khác ({collection.database.shown_url}); hãy đặt "
            "DATABASE_URL như ở nơi bắt đầu lần thu thập."
        )
