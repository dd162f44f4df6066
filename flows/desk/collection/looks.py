"""The looks of a collection, unit by unit and in rounds, whoever maps them over the units.

Arrives: an open run, or what is to be opened.
Leaves:  observations, folded returns, and how each unit's look ended.
Not here: Prefect (`flows.collect`), how a run opens and closes (`opening`, `closing`).
"""

from __future__ import annotations

import logging
import random
import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from flows.desk.collection import tabs
from flows.desk.collection.closing import close_collection
from flows.desk.collection.opening import open_collection
from flows.desk.collection.run import Collection, Order, collection_of
from flows.desk.collection.summary import RunSummary, UnitResult
from flows.desk.request import Clock, Request, now
from flows.errors import CredentialsRefused, LookFailed, PipelineError, untold
from flows.settings import Settings
from flows.steps import keep
from flows.steps.fold import fold, waiting
from flows.steps.load import lock
from flows.store.database import Connection
from schemas.observation import OUTCOME_VI, Observation, Outcome
from schemas.roster import Unit
from schemas.unit_return import CheckedReturn

logger = logging.getLogger("bluezone")

UNITS_AT_ONCE = 4
RETRY_DELAYS = (5.0, 30.0)
"""Seconds before looks that may heal are made again."""


def collect_here(settings: Settings, request: Request, clock: Clock = now) -> RunSummary:
    """A whole run in this process, for whoever has no Prefect server: the steps of `flows.collect`, tried once."""
    with open_collection(settings, request, clock) as collection:
        with ThreadPoolExecutor(UNITS_AT_ONCE) as pool:
            results = list(pool.map(partial(_collect, collection), collection.units))
        return close_collection(collection, results)


def in_rounds(
    units: Sequence[Unit],
    attempt: Callable[[Sequence[Unit]], Iterable[UnitResult]],
    delays: Sequence[float] = RETRY_DELAYS,
) -> list[UnitResult]:
    """Look at the units, and after each delay again at those whose look may heal. A unit's last result counts."""
    results: dict[str, UnitResult] = {}
    waiting = list(units)
    for delay in (0.0, *delays):
        if not waiting:
            break
        # runs that failed together should not ask again together
        time.sleep(delay * random.uniform(1.0, 1.5))  # noqa: S311 - no secret hangs on it
        results |= {result.unit_code: result for result in attempt(waiting)}
        waiting = [unit for unit in waiting if results[unit.code].may_heal]
    return [results[unit.code] for unit in units]


def collect_units(order: Order, units: Sequence[Unit]) -> list[UnitResult]:
    """Collect some units of an open run, one after another, in whichever process this is."""
    collection = collection_of(order)
    return [_collect(collection, unit) for unit in units]


def _collect(collection: Collection, unit: Unit) -> UnitResult:
    try:
        return collect_unit(collection, unit)
    except PipelineError as error:
        return unit_failed(unit, error)


@untold()
def collect_unit(collection: Collection, unit: Unit) -> UnitResult:
    """Look at one unit's sheet, keep what was seen, fold it.

    Raises LookFailed once the failed look is recorded, DatabaseUnavailable, or a Defect for anything else:
    an exception's own text may hold a cell's value, and must not travel into logs or run states.
    """
    code = collection.campaign.code
    seen, failure = look(collection, unit)

    def kept(connection: Connection) -> tuple[str | None, Outcome]:
        lock(connection, code)
        renamed = tabs.renamed(connection, code, seen)
        outcome = keep.keep(connection, collection.run_id, code, seen)
        # a look that could never be folded is refused whole: the transaction is taken back
        waiting(connection, code, unit.code)
        return renamed, outcome

    detail, outcome = collection.database.run(kept)
    if failure is not None:
        # without its cause: a reader that cannot make sense of a cell quotes it
        raise failure from None
    result = UnitResult.of(unit, outcome, detail, _fold(collection, unit))
    logger.info("%s %s: %s.", unit.code, unit.name, result.in_words)
    return result


def _fold(collection: Collection, unit: Unit) -> CheckedReturn | None:
    """Fold what was kept. Where a COMMIT was in doubt the second try may find nothing left to fold: the first told all."""
    returns: list[CheckedReturn | None] = []
    collection.database.run(
        lambda connection: returns.append(fold(connection, collection.campaign, unit.code))
    )
    return next((each for each in returns if each is not None), None)


def look(collection: Collection, unit: Unit) -> tuple[Observation, PipelineError | None]:
    """What was seen, or the failed look and why it failed; a failure of ours is a failed look too."""
    try:
        with untold():
            return collection.source.observe(unit), None
    except PipelineError as error:
        failure, outcome = error, _outcome(error)
    seen = Observation(
        unit.code,
        collection.declared_at or collection.clock(),
        outcome,
        OUTCOME_VI[outcome],
        declared_by=collection.declared_by,
        detail=str(failure),
    )
    return seen, failure


def unit_failed(unit: Unit, error: PipelineError) -> UnitResult:
    """The result of a unit whose collection raised."""
    outcome, may_heal = _outcome(error), isinstance(error, LookFailed) and error.may_heal
    logger.warning("%s %s: %s. %s", unit.code, unit.name, OUTCOME_VI[outcome], error)
    is_ours = isinstance(error, CredentialsRefused)
    return UnitResult(
        unit.code, unit.name, outcome, str(error), may_heal=may_heal, is_account_refused=is_ours
    )


def _outcome(error: PipelineError) -> Outcome:
    return Outcome(error.outcome) if isinstance(error, LookFailed) else Outcome.UNREADABLE
