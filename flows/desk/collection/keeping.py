"""What was seen of some units is kept together and folded together; one that cannot be stops none of the others.

Arrives: looks that were made, at most one of a unit.
Leaves:  observations, folded returns, and how each unit's look ended.
Not here: the looks themselves (`looks`).

Two transactions: a look is on record before anything is made of it. What cannot be done for all at once is done for
each by itself, so that the unit it fails for is the only one. All of it is safe to repeat.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from flows.desk.collection import tabs
from flows.desk.collection.run import Collection
from flows.desk.collection.summary import UnitResult
from flows.errors import CredentialsRefused, DatabaseInterrupted, LookFailed, PipelineError, untold
from flows.steps import keep
from flows.steps.fold import fold_units, waiting
from flows.steps.load import lock
from flows.store.database import Connection
from schemas.observation import OUTCOME_VI, Observation, Outcome
from schemas.roster import Unit
from schemas.unit_return import CheckedReturn

logger = logging.getLogger("bluezone")

Done = TypeVar("Done")


@dataclass(frozen=True, slots=True)
class Look:
    """A look at one unit's sheet. `failure` is why it failed, which `seen` records as well; None where it did not."""

    unit: Unit
    seen: Observation
    failure: PipelineError | None


@dataclass(frozen=True, slots=True)
class _Kept:
    """A look as it was recorded; whether something is to be folded now."""

    outcome: Outcome
    renamed: str | None
    waits: bool


def settle(collection: Collection, looks: Sequence[Look]) -> dict[str, UnitResult]:
    """Keep what was seen, fold it, and say by unit how its look ended."""
    kept, failures = _apart(lambda some: _keep(collection, some), looks)
    due = [each for each in looks if each.unit.code in kept and kept[each.unit.code].waits]
    folded, unfolded = _apart(lambda some: _fold(collection, some), due)
    failures |= unfolded
    failures |= {each.unit.code: each.failure for each in looks if each.failure and each.unit.code in kept}
    return {
        each.unit.code: unit_failed(each.unit, failures[each.unit.code])
        if each.unit.code in failures
        else _ended(each.unit, kept[each.unit.code], folded.get(each.unit.code))
        for each in looks
    }


def unit_failed(unit: Unit, error: PipelineError) -> UnitResult:
    """The result of a unit whose collection failed."""
    outcome, may_heal = failed_outcome(error), isinstance(error, LookFailed) and error.may_heal
    logger.warning("%s %s: %s. %s", unit.code, unit.name, OUTCOME_VI[outcome], error)
    is_ours = isinstance(error, CredentialsRefused)
    return UnitResult(
        unit.code, unit.name, outcome, str(error), may_heal=may_heal, is_account_refused=is_ours
    )


def failed_outcome(error: PipelineError) -> Outcome:
    """What is recorded of a look that failed so."""
    return Outcome(error.outcome) if isinstance(error, LookFailed) else Outcome.UNREADABLE


def _ended(unit: Unit, kept: _Kept, checked: CheckedReturn | None) -> UnitResult:
    result = UnitResult.of(unit, kept.outcome, kept.renamed, checked)
    logger.info("%s %s: %s.", unit.code, unit.name, result.in_words)
    return result


def _apart(
    work: Callable[[Sequence[Look]], dict[str, Done]], looks: Sequence[Look]
) -> tuple[dict[str, Done], dict[str, PipelineError]]:
    """By unit, what became of work done for all at once, or for each by itself; and why it failed for some."""
    if not looks:
        return {}, {}
    try:
        with untold():
            return work(looks), {}
    except DatabaseInterrupted as error:
        # it was waited for already, and is no unit's fault
        return {}, {each.unit.code: error for each in looks}
    except PipelineError as error:
        if len(looks) == 1:
            return {}, {looks[0].unit.code: error}
    parts = [_apart(work, [each]) for each in looks]
    done = {code: each for some, _ in parts for code, each in some.items()}
    return done, {code: error for _, failed in parts for code, error in failed.items()}


def _keep(collection: Collection, looks: Sequence[Look]) -> dict[str, _Kept]:
    campaign_code = collection.campaign.code
    codes = [each.unit.code for each in looks]

    def kept(connection: Connection) -> dict[str, _Kept]:
        lock(connection, campaign_code)
        renamed = {each.unit.code: tabs.renamed(connection, campaign_code, each.seen) for each in looks}
        seen = [each.seen for each in looks]
        outcomes = keep.keep_all(connection, collection.run_id, campaign_code, seen)
        # a look that could never be folded is refused whole: the transaction is taken back
        due = waiting(connection, campaign_code, codes)
        return {code: _Kept(outcomes[code], renamed[code], code in due) for code in codes}

    return collection.database.run(kept)


def _fold(collection: Collection, looks: Sequence[Look]) -> dict[str, CheckedReturn]:
    """Fold what was kept. Where a COMMIT was in doubt the second try may find nothing left to fold: the first told all."""
    codes = [each.unit.code for each in looks]
    returns: dict[str, CheckedReturn] = {}

    def folded(connection: Connection) -> None:
        for code, checked in fold_units(connection, collection.campaign, codes).items():
            returns.setdefault(code, checked)

    collection.database.run(folded)
    return returns
