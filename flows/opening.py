"""A run from its opening to its last word on record, whatever becomes of it in between.

Arrives: settings, a request, a clock.
Leaves:  a `Collection` while the run is open; its row in `raw.collection_run`, finished also when the run raised.
Not here: what is done with the units (`flows.collecting`).

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
from typing import TYPE_CHECKING
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from flows.asking import Clock, Request, asked_units, now, read_campaign
from flows.errors import ConfigurationError, DatabaseUnavailable, Defect, PipelineError
from flows.settings import Settings
from flows.sources import Source
from flows.sourcing import open_source, source_name
from flows.steps import loading, runs, turns
from flows.steps.database import Database, open_database
from schemas.campaign import Campaign
from schemas.roster import Unit

if TYPE_CHECKING:
    from flows.feedback import Feedbacks

logger = logging.getLogger("bluezone")


@dataclass(frozen=True)
class Collection:
    """An open run: where it reads from, what it writes to."""

    database: Database
    campaign: Campaign
    source: Source
    units: tuple[Unit, ...]
    run_id: UUID
    clock: Clock = field(repr=False)
    declared_at: datetime | None = None
    declared_by: str | None = None
    feedbacks: Feedbacks | None = None
    """None unless the campaign asks for write-back and the source is Google."""


class AlreadyCollected(Exception):
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
    campaign = read_campaign(settings, request.campaign)
    units = asked_units(campaign, request.units)
    if request.observed_at is not None and request.observed_at > clock():
        raise ConfigurationError("Thời điểm --observed-at ở tương lai; hãy ghi lúc tệp đã đến văn phòng.")
    database = open_database(settings)
    _raise_if_served(database, campaign, request)
    with turns.take(database, campaign):
        # the run that had the turn may have served this one as well
        _raise_if_served(database, campaign, request)
        collection = _begin(settings, database, campaign, units, request, clock)
        try:
            yield collection
        except PipelineError as error:
            _record_failure(collection, str(error))
            raise
        except Exception as error:  # noqa: BLE001 - nothing is swallowed: it goes on as a Defect, without its text
            defect = Defect.of(error)
            _record_failure(collection, str(defect))
            raise defect from None
        except BaseException:
            _record_failure(collection, runs.STOPPED)
            raise


def _raise_if_served(database: Database, campaign: Campaign, request: Request) -> None:
    if request.due_at is None or request.observed_at is not None:
        return
    with database.begin() as connection:
        run = runs.serving(connection, campaign.code, source_name(campaign, request), request.due_at)
    if run is not None:
        raise AlreadyCollected(run, campaign.time_zone)


def _begin(
    settings: Settings,
    database: Database,
    campaign: Campaign,
    units: tuple[Unit, ...],
    request: Request,
    clock: Clock,
) -> Collection:
    """Open the source, then put the run on record: what is not configured leaves no run behind."""
    started_at, run_id = clock(), uuid4()
    declared_by = getpass.getuser() if request.observed_at is not None else None
    source = open_source(settings, database, campaign, request, declared_by, clock)
    name = source_name(campaign, request)
    feedbacks = _feedbacks(settings, campaign, name)
    with database.begin() as connection:
        loading.lock(connection, campaign.code)
        loading.put_campaign(connection, campaign)
        runs.fail_stopped(connection, campaign.code)
        runs.start(
            connection,
            run_id,
            campaign.code,
            name,
            started_at,
            len(units),
            covers_roster=set(campaign.units.active) <= set(units),
            is_declared=request.observed_at is not None,
        )
    return Collection(
        database, campaign, source, units, run_id, clock, request.observed_at, declared_by, feedbacks
    )


def _feedbacks(settings: Settings, campaign: Campaign, source: str) -> Feedbacks | None:
    if source != "google" or not campaign.source.feedback or settings.google_credentials is None:
        return None
    from flows.feedback import open_feedbacks

    return open_feedbacks(settings, settings.google_credentials)


def _record_failure(collection: Collection, detail: str) -> None:
    """The last word of a run that raised: who must act, a defect without its text, or that it was stopped."""
    try:
        with collection.database.begin() as connection:
            runs.fail(connection, collection.run_id, collection.clock(), detail)
    except DatabaseUnavailable:
        # the next run of the campaign finds the row and says so
        logger.warning("Không ghi được rằng lần thu thập %s đã hỏng.", collection.run_id)
