"""A dry run: what a collection would change now, unit by unit, with nothing kept.

    look → keep → fold → compare → take it back      one transaction a unit

Arrives: settings, a request, a clock.
Leaves:  a `TriedOut`. No observation, no row, no flag, no run on record.
Not here: the steps, which are those of a collection.

It holds no turn: what it does for one unit is over before a run that collects goes on.
"""

from __future__ import annotations

import logging
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from dataclasses import dataclass
from datetime import datetime

from flows.desk.changes import Change, changes, remember
from flows.desk.collection.keeping import unit_failed
from flows.desk.collection.looks import UNITS_AT_ONCE, look
from flows.desk.collection.place import require_claimed
from flows.desk.collection.run import Collection, reach
from flows.desk.collection.summary import UnitResult, exit_code, refusal_apart, unreadable, unreadable_message
from flows.desk.request import Clock, Request, now
from flows.errors import DatabaseUnavailable, PipelineError, untold
from flows.settings import Settings
from flows.steps import keep
from flows.steps.fold import fold
from flows.steps.load import lock
from flows.store.recorded import rosters, runs
from schemas.roster import Unit

logger = logging.getLogger("bluezone")


@dataclass(frozen=True, slots=True)
class TriedOut:
    """What would change. `units` are all that were looked at; `changes` are those that would change."""

    campaign: str
    as_of: datetime
    units: tuple[UnitResult, ...]
    changes: tuple[Change, ...]
    account_refusal: str = ""
    """As in `RunSummary`."""
    roster_warning: str = ""
    """As in `Collection`."""

    @property
    def unreadable(self) -> tuple[UnitResult, ...]:
        return unreadable(self.units)

    @property
    def in_short(self) -> str:
        """How many units would change."""
        return f"Chạy thử, chưa ghi gì: {len(self.changes)}/{len(self.units)} đơn vị sẽ đổi."

    @property
    def message(self) -> str:
        """One Vietnamese line for a run's state: what would change, and what could not be read."""
        names = {unit.unit_code: unit.unit_name for unit in self.units}
        each = " ".join(f"{names[change.unit_code]}: {in_words(change)}." for change in self.changes)
        unread = unreadable_message(self.units, self.account_refusal)
        return " ".join(filter(None, (self.in_short, each, unread, self.roster_warning)))

    @property
    def exit_code(self) -> int:
        return exit_code(self.units)


def try_out(settings: Settings, request: Request, clock: Clock = now) -> TriedOut:
    """Look at the units and say what a collection would change. Raises what a collection raises."""
    collection = reach(settings, request, clock)
    as_of = collection.declared_at or clock()
    require_claimed(collection.database, collection.source, request, as_of)
    with ThreadPoolExecutor(UNITS_AT_ONCE) as pool:
        # each in a context of its own, a copy of ours: it says whose log the lines belong to
        contexts = [copy_context() for _ in collection.units]
        pairs = list(
            pool.map(
                lambda context, unit: context.run(_try_out_unit, collection, unit),
                contexts,
                collection.units,
            )
        )
    changed = tuple(change for _, change in pairs if change is not None and not change.is_empty)
    units, account_refusal = refusal_apart([result for result, _ in pairs])
    return TriedOut(
        collection.campaign.code, as_of, units, changed, account_refusal, collection.roster_warning
    )


def _try_out_unit(collection: Collection, unit: Unit) -> tuple[UnitResult, Change | None]:
    try:
        with untold():
            return _try(collection, unit)
    except DatabaseUnavailable:
        # nothing was kept that one unit more or less would save: it is nobody's sheet that fails
        raise
    except PipelineError as error:
        return unit_failed(unit, error), None


def _try(collection: Collection, unit: Unit) -> tuple[UnitResult, Change]:
    """What a look at the unit would do to what analysts see; a look that failed is kept as well, and may do much."""
    campaign, made = collection.campaign, look(collection, unit)
    as_of = collection.instant()
    with collection.database.begin() as connection:
        lock(connection, campaign.code)
        work = connection.begin_nested()
        rosters.put(connection, campaign)
        runs.start(
            connection, collection.run_id, campaign.code, collection.source_name, as_of, len(collection.units)
        )
        # from here on, so that a roster that is new to the database is no change of a unit
        remember(connection, campaign, [unit], as_of)
        outcome = keep.keep(connection, collection.run_id, campaign.code, made.seen)
        checked = fold(connection, campaign, unit.code)
        [change] = changes(connection, campaign, [unit], as_of)
        work.rollback()
    result = (
        unit_failed(unit, made.failure)
        if made.failure is not None
        else UnitResult.of(unit, outcome, None, checked)
    )
    would = "sẽ giữ nguyên" if change.is_empty else f"sẽ đổi: {in_words(change)}"
    logger.info("%s %s: %s; chạy thử, %s.", unit.code, unit.name, result.in_words, would)
    return result, change


def in_words(change: Change) -> str:
    """What would change for a unit, in few words."""
    before, after = change.standing
    parts = [
        f"tình trạng {change.standing_vi}" if before != after else "",
        f"{change.figures} CĐCS đổi số liệu" if change.figures else "",
        f"{len(change.findings_raised)} lỗi, cảnh báo mới" if change.findings_raised else "",
        f"hết {len(change.findings_gone)} lỗi, cảnh báo" if change.findings_gone else "",
    ]
    return ", ".join(filter(None, parts))
