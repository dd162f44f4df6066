"""One collection from its opening to its close: what `collect` tells in order, whoever maps it over the units.

Arrives: settings, a request, a clock.
Leaves:  observations, folded returns, flags, and a `RunSummary`.
Not here: Prefect (`collect`), people (`steps.publishing`).
"""

from __future__ import annotations

import getpass
import logging
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from flows import tabs
from flows.errors import ConfigurationError, Defect, LookFailed, PipelineError
from flows.folding import fold
from flows.settings import Settings
from flows.sources import Source
from flows.steps import loading, snapshots, standings
from flows.steps.database import Database, open_database
from schemas.campaign import Campaign, CampaignError, load_campaign
from schemas.observation import OUTCOME_VI, Observation, Outcome
from schemas.roster import Unit

if TYPE_CHECKING:
    from flows.feedback import Feedbacks

logger = logging.getLogger("bluezone")

UNITS_AT_ONCE = 4

Clock = Callable[[], datetime]


def now() -> datetime:
    """The clock of every process; steps are told the time."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Request:
    """What to collect. `source` is "google", a folder of workbooks, or None for the campaign's own.

    `observed_at` declares when a folder's workbooks reached the desk; a live pull is never back-dated.
    """

    campaign: str
    source: str | None = None
    units: tuple[str, ...] = ()
    observed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class UnitResult:
    """How one unit's collection ended."""

    unit_code: str
    unit_name: str
    outcome: Outcome
    detail: str | None = None
    rows_accepted: int = 0
    rows_refused: int = 0
    errors: int = 0
    warnings: int = 0


@dataclass(frozen=True, slots=True)
class RunSummary:
    """How a run ended. `as_of` is the instant its standings and flags were asked for."""

    run_id: UUID
    campaign: str
    outcome: str
    as_of: datetime
    units: tuple[UnitResult, ...]
    flagged: tuple[str, ...]
    cleared: tuple[str, ...]
    strays: tuple[str, ...]
    notes: tuple[str, ...] = ()
    """Lines for the operator about what was written back to the units' sheets."""

    @property
    def unreadable(self) -> tuple[UnitResult, ...]:
        return tuple(unit for unit in self.units if not unit.outcome.is_successful)

    @property
    def message(self) -> str:
        """One Vietnamese line for a run's state: what could not be read and who must act, or that all was."""
        if not self.unreadable:
            return " ".join([f"Đã xem {len(self.units)} đơn vị.", *self.notes])
        by_detail: dict[str | None, list[str]] = {}
        for unit in self.unreadable:
            by_detail.setdefault(unit.detail, []).append(unit.unit_name)
        troubles = " ".join(f"{', '.join(names)}: {detail}" for detail, names in by_detail.items())
        told = f"{len(self.unreadable)}/{len(self.units)} đơn vị không đọc được. {troubles}"
        return " ".join([told, *self.notes])


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
    database = open_database(settings)
    source, name = _open_source(settings, database, campaign, request, declared_by, clock)
    feedbacks = None
    if name == "google" and campaign.source.feedback and settings.google_credentials is not None:
        from flows.feedback import open_feedbacks

        feedbacks = open_feedbacks(settings, settings.google_credentials)
    run_id = uuid4()
    with database.begin() as connection:
        loading.lock(connection, campaign.code)
        loading.put_campaign(connection, campaign)
        snapshots.start_run(connection, run_id, campaign.code, name, started_at, len(units))
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
    try:
        seen, failure = collection.source.observe(unit), None
    except LookFailed as error:
        at = collection.declared_at or collection.clock()
        seen, failure = _failed(unit, at, error, collection.declared_by), error
    with collection.database.begin() as connection:
        loading.lock(connection, code)
        detail = tabs.renamed(connection, code, seen)
        outcome = snapshots.keep(connection, collection.run_id, code, seen)
    if failure is not None:
        raise failure
    checked = fold(collection.database, code, unit.code, collection.campaign.starts_on)
    if outcome is Outcome.MISSING:
        detail = "Bảng đã có trước đây nay không còn; hãy tìm lại tệp hoặc liên kết."
    result = UnitResult(unit.code, unit.name, outcome, detail)
    if checked is not None:
        result = UnitResult(
            unit.code,
            unit.name,
            outcome,
            detail,
            checked.rows_accepted,
            checked.rows_refused,
            checked.errors,
            checked.warnings,
        )
    logger.info(
        "unit=%s outcome=%s accepted=%d refused=%d",
        unit.code,
        outcome.value,
        result.rows_accepted,
        result.rows_refused,
    )
    return result


def unit_failed(unit: Unit, error: BaseException) -> UnitResult:
    """The result of a unit whose collection raised."""
    outcome = Outcome(error.outcome) if isinstance(error, LookFailed) else Outcome.UNREADABLE
    logger.warning("unit=%s outcome=%s error=%s", unit.code, outcome.value, type(error).__name__)
    return UnitResult(unit.code, unit.name, outcome, str(error))


def close_collection(collection: Collection, results: Sequence[UnitResult]) -> RunSummary:
    """Ask the standings, raise and close flags, record how the run ended."""
    as_of = collection.declared_at or collection.clock()
    campaign = collection.campaign.code
    with collection.database.begin() as connection:
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
        snapshots.finish_run(
            connection, collection.run_id, collection.clock(), outcome, detail, _counts(summary)
        )
    return replace(summary, notes=_give_feedback(collection, summary))


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


def read_campaign(settings: Settings, name: str) -> Campaign:
    """The campaign of that name. Raises ConfigurationError with the file, the line and the reason."""
    try:
        return load_campaign(settings.campaign_folder(name))
    except CampaignError as error:
        raise ConfigurationError(f"Tệp của đợt báo cáo bị sai: {error}") from error


def asked_units(campaign: Campaign, codes: Sequence[str]) -> tuple[Unit, ...]:
    units = []
    for code in codes:
        unit = campaign.units.by_code(code)
        if unit is None:
            known = ", ".join(each.code for each in campaign.units.active)
            raise ConfigurationError(f"Không có đơn vị '{code}' trong đợt {campaign.code}. Các mã: {known}.")
        units.append(unit)
    return tuple(dict.fromkeys(units)) or campaign.units.active


def _open_source(
    settings: Settings,
    database: Database,
    campaign: Campaign,
    request: Request,
    declared_by: str | None,
    clock: Clock,
) -> tuple[Source, str]:
    """The source and what a run's record calls it."""
    is_google = request.source == "google" or (request.source is None and campaign.source.kind == "google")
    if is_google:
        return _open_google(settings, database, campaign, request, clock), "google"
    from flows.sources.workbooks import Workbooks

    folder = Path(request.source) if request.source else campaign.folder / campaign.source.folder
    source = Workbooks(
        folder.expanduser().resolve(),
        campaign.units,
        clock=clock,
        declared_at=request.observed_at,
        declared_by=declared_by,
    )
    return source, folder.name


def _open_google(
    settings: Settings, database: Database, campaign: Campaign, request: Request, clock: Clock
) -> Source:
    if request.observed_at is not None:
        raise ConfigurationError("--observed-at chỉ dùng cho thư mục tệp; Google Sheets luôn ghi giờ thật.")
    if settings.google_credentials is None:
        raise ConfigurationError(
            "Chưa có khóa tài khoản dịch vụ Google; hãy đặt GOOGLE_APPLICATION_CREDENTIALS, "
            "hoặc dùng --source THƯ_MỤC để đọc tệp .xlsx."
        )
    from flows.sources.google_sheets import GoogleSheets, Known
    from flows.sources.pacing import Pace

    with database.begin() as connection:
        last = snapshots.last_reads(connection, campaign.code, clock())
    known = {
        each.unit_code: Known(
            each.origin,
            each.version,
            each.read_at,
            rows=each.row_count,
            needs_proof=each.needs_proof,
        )
        for each in last
    }
    return GoogleSheets(
        units=campaign.units.units,
        folder=campaign.source.folder if campaign.source.kind == "google" else "",
        credentials_path=settings.google_credentials,
        known=known,
        clock=clock,
        pace=Pace(settings.home / "google.pace"),
    )


def _failed(unit: Unit, at: datetime, error: LookFailed, declared_by: str | None) -> Observation:
    outcome = Outcome(error.outcome)
    return Observation(
        unit.code, at, outcome, OUTCOME_VI[outcome], declared_by=declared_by, detail=str(error)
    )
