"""One collection from its opening to its close: what `collect` tells in order, whoever maps it over the units.

Arrives: settings, a request, a clock.
Leaves:  observations, folded returns, flags, and a `RunSummary`.
Not here: Prefect (`collect`), people (`steps.publishing`).
"""

from __future__ import annotations

import getpass
import logging
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from sqlalchemy import Connection

from flows import tabs
from flows.asking import Clock, Request, asked_units, now, read_campaign
from flows.errors import ConfigurationError, Defect, LookFailed, PipelineError
from flows.folding import fold
from flows.run_summary import RunSummary, UnitResult
from flows.settings import Settings
from flows.sources import Source
from flows.sourcing import open_source
from flows.steps import loading, snapshots, standings
from flows.steps.database import Database, open_database
from schemas.campaign import Campaign
from schemas.observation import OUTCOME_VI, Observation, Outcome
from schemas.roster import Unit
from schemas.unit_return import CheckedReturn

if TYPE_CHECKING:
    from flows.feedback import Feedbacks

logger = logging.getLogger("bluezone")

UNITS_AT_ONCE = 4


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


def collect_here(settings: Settings, request: Request, clock: Clock = now) -> RunSummary:
    """A whole run in this process, for whoever has no Prefect server: the steps of `flows.collect`, tried once."""
    collection = open_collection(settings, request, clock)
    with ThreadPoolExecutor(UNITS_AT_ONCE) as pool:
        futures = [pool.submit(collect_unit, collection, unit) for unit in collection.units]
    results = [
        future.result() if (error := future.exception()) is None else unit_failed(unit, error)
        for unit, future in zip(collection.units, futures, strict=True)
    ]
    return close_collection(collection, results)


def open_collection(settings: Settings, request: Request, clock: Clock = now) -> Collection:
    """Check the request, open the source, record that the run began. Raises ConfigurationError, naming what is wrong."""
    campaign = read_campaign(settings, request.campaign)
    units = asked_units(campaign, request.units)
    started_at = clock()
    if request.observed_at is not None and request.observed_at > started_at:
        raise ConfigurationError("Thời điểm --observed-at ở tương lai; hãy ghi lúc tệp đã đến văn phòng.")
    declared_by = getpass.getuser() if request.observed_at is not None else None
    database = open_database(settings, settings.database_patience)
    source, name = open_source(settings, database, campaign, request, declared_by, clock)
    feedbacks = None
    if name == "google" and campaign.source.feedback and settings.google_credentials is not None:
        from flows.feedback import open_feedbacks

        feedbacks = open_feedbacks(settings, settings.google_credentials)
    run_id = uuid4()

    def begin(connection: Connection) -> None:
        loading.lock(connection, campaign.code)
        loading.put_campaign(connection, campaign)
        snapshots.start_run(connection, run_id, campaign.code, name, started_at, len(units))

    database.run(begin)
    return Collection(
        database, campaign, source, units, run_id, clock, request.observed_at, declared_by, feedbacks
    )


def collect_unit(collection: Collection, unit: Unit) -> UnitResult:
    """Look at one unit's sheet, keep what was seen, fold it.

    Raises LookFailed once the failed look is recorded, DatabaseUnavailable, or a Defect for anything else:
    an exception's own text may hold a cell's value, and must not travel into logs or run states.
    """
    try:
        return _collect_unit(collection, unit)
    except PipelineError:
        raise
    except Exception as error:  # noqa: BLE001 - nothing is swallowed: it goes on as a Defect, without its text
        raise Defect.of(error) from None


def _collect_unit(collection: Collection, unit: Unit) -> UnitResult:
    code = collection.campaign.code
    seen, failure = _look(collection, unit)

    def keep(connection: Connection) -> tuple[str | None, Outcome]:
        loading.lock(connection, code)
        renamed = tabs.renamed(connection, code, seen)
        return renamed, snapshots.keep(connection, collection.run_id, code, seen)

    detail, outcome = collection.database.run(keep)
    if failure is not None:
        raise failure
    checked = _fold(collection, unit)
    if outcome is Outcome.MISSING:
        detail = "Bảng đã có trước đây nay không còn; hãy tìm lại tệp hoặc liên kết."
    names = ("rows_accepted", "rows_refused", "errors", "warnings")
    counts = {name: getattr(checked, name) for name in names} if checked else dict.fromkeys(names, 0)
    accepted, refused = counts["rows_accepted"], counts["rows_refused"]
    logger.info("unit=%s outcome=%s accepted=%d refused=%d", unit.code, outcome.value, accepted, refused)
    return UnitResult(unit.code, unit.name, outcome, detail, **counts)


def _fold(collection: Collection, unit: Unit) -> CheckedReturn | None:
    """Fold what was kept. Where a COMMIT was in doubt the second try may find nothing left to fold: the first told all."""
    told: list[CheckedReturn | None] = []
    collection.database.run(lambda connection: told.append(fold(connection, collection.campaign, unit.code)))
    return next((each for each in told if each is not None), None)


def _look(collection: Collection, unit: Unit) -> tuple[Observation, PipelineError | None]:
    """What was seen, or the failed look and why it failed; a failure of ours is a failed look too."""
    failure: PipelineError
    try:
        return collection.source.observe(unit), None
    except LookFailed as error:
        failure, outcome = error, Outcome(error.outcome)
    except Exception as error:  # noqa: BLE001 - nothing is swallowed: it goes on as a Defect, without its text
        failure, outcome = Defect.of(error), Outcome.UNREADABLE
    seen = Observation(
        unit.code,
        collection.declared_at or collection.clock(),
        outcome,
        OUTCOME_VI[outcome],
        declared_by=collection.declared_by,
        detail=str(failure),
    )
    return seen, failure


def unit_failed(unit: Unit, error: BaseException) -> UnitResult:
    """The result of a unit whose collection raised."""
    outcome = Outcome(error.outcome) if isinstance(error, LookFailed) else Outcome.UNREADABLE
    logger.warning("unit=%s outcome=%s error=%s", unit.code, outcome.value, type(error).__name__)
    return UnitResult(unit.code, unit.name, outcome, str(error))


def close_collection(collection: Collection, results: Sequence[UnitResult]) -> RunSummary:
    """Ask the standings, raise and close flags, record how the run ended."""
    as_of = collection.declared_at or collection.clock()
    summary = collection.database.run(lambda connection: _closed(connection, collection, results, as_of))
    return replace(summary, notes=_give_feedback(collection, summary))


def _closed(
    connection: Connection, collection: Collection, results: Sequence[UnitResult], as_of: datetime
) -> RunSummary:
    campaign = collection.campaign.code
    loading.lock(connection, campaign)
    flagged, cleared = standings.flag(connection, campaign, collection.run_id, as_of)
    open_findings = standings.findings(connection, campaign)
    outcome = "completed_with_findings" if open_findings else "completed"
    if any(not each.outcome.is_successful for each in results):
        outcome = "failed"
    summary = RunSummary(
        run_id=collection.run_id,
        campaign=campaign,
        outcome=outcome,
        as_of=as_of,
        units=tuple(results),
        flagged=tuple(flagged),
        cleared=tuple(cleared),
        strays=collection.source.strays,
    )
    detail = " ".join([summary.message, *summary.strays])
    snapshots.finish_run(connection, collection.run_id, collection.clock(), outcome, detail, _counts(summary))
    return summary


def _give_feedback(collection: Collection, summary: RunSummary) -> tuple[str, ...]:
    """Write back to the sheets that were read, once all is kept: what fails here costs no data."""
    if collection.feedbacks is None:
        return ()
    from flows.feedback import give

    codes = [unit.unit_code for unit in summary.units if unit.outcome.is_successful]
    try:
        return give(
            collection.feedbacks,
            collection.database,
            collection.campaign,
            codes,
            summary.as_of,
            collection.clock,
        )
    except PipelineError as error:
        return (f"Không ghi được trang «Kiểm tra» vào bảng của các đơn vị: {error}",)


def _counts(summary: RunSummary) -> dict[str, int]:
    outcomes = Counter(unit.outcome for unit in summary.units)
    return {
        "units_read": outcomes[Outcome.READ],
        "units_unchanged": outcomes[Outcome.UNCHANGED],
        "units_absent": outcomes[Outcome.ABSENT],
        "units_unreadable": len(summary.unreadable),
        "rows_accepted": sum(unit.rows_accepted for unit in summary.units),
        "rows_refused": sum(unit.rows_refused for unit in summary.units),
    }
