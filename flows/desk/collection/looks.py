"""The looks of a collection, unit by unit and in rounds, whoever maps them over the units.

Arrives: an open run, or what is to be opened.
Leaves:  how each unit's look ended, once what was seen is kept and folded (`keeping`).
Not here: Prefect (`flows.collect`), how a run opens and closes (`opening`, `closing`).
"""

from __future__ import annotations

import math
import random
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ThreadPoolExecutor, wait
from contextvars import copy_context
from itertools import islice

from flows.desk.collection.closing import close_collection
from flows.desk.collection.keeping import Look, failed_outcome, settle
from flows.desk.collection.opening import open_collection
from flows.desk.collection.run import Collection, Order, collection_of
from flows.desk.collection.summary import RunSummary, UnitResult
from flows.desk.request import Clock, Request, now
from flows.errors import PipelineError, untold
from flows.settings import Settings
from schemas.observation import OUTCOME_VI, Observation
from schemas.roster import Unit

UNITS_AT_ONCE = 4
MOST_ROWS = 10_000
"""Rows that were read and wait to be kept, so that memory does not hang on how many units there are."""
LONGEST_WAIT_SECONDS = 2.0
"""That a look waits for those after it: what was seen is soon on record, whatever happens to the run."""
RETRY_DELAYS = (5.0, 30.0)
"""Seconds before looks that may heal are made again."""


def collect_here(settings: Settings, request: Request, clock: Clock = now) -> RunSummary:
    """A whole run in this process, for whoever has no Prefect server: the steps of `flows.collect`, tried once."""
    with open_collection(settings, request, clock) as collection:
        return close_collection(collection, collect_some(collection, collection.units, UNITS_AT_ONCE))


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
    """Collect some units of an open run, in whichever process this is."""
    return collect_some(collection_of(order), units)


def collect_some(collection: Collection, units: Sequence[Unit], at_once: int = 1) -> list[UnitResult]:
    """Look at some units, so many at once; what was seen is kept and folded together. Their results in their order.

    A failed look is recorded, and why it failed is its unit's result. Nobody's exception gets out: an exception's own
    text may hold a cell's value, and must not travel into logs or run states.
    """
    results: dict[str, UnitResult] = {}
    with ThreadPoolExecutor(at_once) as pool:
        for looks in _looks(_begun(pool, collection, units), 2 * at_once):
            results |= settle(collection, looks)
    return [results[unit.code] for unit in units]


def _begun(pool: Executor, collection: Collection, units: Sequence[Unit]) -> Iterator[Future[Look]]:
    """Looks, each begun when it is asked for, by whoever is free; what they log is the run's."""
    return (pool.submit(copy_context().run, look, collection, unit) for unit in units)


def _looks(begun: Iterator[Future[Look]], ahead: int) -> Iterator[list[Look]]:
    """Looks as they end, handed on once they are many rows or a while has passed: none waits long to be kept.

    So many are begun and not handed on yet, beside those that make up the rows.
    """
    under_way = set(islice(begun, ahead))
    while under_way:
        looks: list[Look] = []
        rows, until = 0, math.inf
        while under_way and rows < MOST_ROWS and time.monotonic() < until:
            patience = LONGEST_WAIT_SECONDS if looks else None
            ended, under_way = wait(under_way, patience, FIRST_COMPLETED)
            came = [each.result() for each in ended]
            looks += came
            rows += sum(map(_rows, came))
            until = min(until, time.monotonic() + LONGEST_WAIT_SECONDS)
            under_way |= set(islice(begun, len(ended)))
        yield sorted(looks, key=lambda each: each.unit.position)


def _rows(each: Look) -> int:
    return sum(len(tab.rows) for tab in each.seen.sheet.tabs) if each.seen.sheet is not None else 0


def look(collection: Collection, unit: Unit) -> Look:
    """What was seen, or the failed look and why it failed; a failure of ours is a failed look too."""
    try:
        with untold():
            return Look(unit, collection.source.observe(unit), None)
    except PipelineError as error:
        failure = error
        # without its cause: a reader that cannot make sense of a cell quotes it
        failure.__cause__ = None
    outcome = failed_outcome(failure)
    seen = Observation(
        unit.code,
        collection.instant(),
        outcome,
        OUTCOME_VI[outcome],
        declared_by=collection.declared_by,
        detail=str(failure),
    )
    return Look(unit, seen, failure)
