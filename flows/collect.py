"""Collect: every unit's sheet becomes rows, and the units past their deadline are flagged.

    pull → keep → read → check → load      unit by unit, side by side; one bad unit never stops another
    stand → publish                        once, at one instant

A look that failed is recorded and tried again when it may heal. Whatever could be read is loaded; a run that
could not read some unit ends Failed, and its state names the units and who must act. Running it again with
nothing new changes nothing.

A run that a schedule started outside the campaign's days ends at once and says so; another, once it has looked, brings
the schedules to what the file and the decisions say now.

One run of a campaign at a time: the next waits. After an outage every missed schedule starts at once; a look is
about now, so the first looks and the others end collapsed into it: completed, or cancelled where it failed.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from functools import partial

from prefect import task
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State
from prefect.states import Cancelled, Completed, Failed

from flows.desk.campaigns import RUNNING
from flows.desk.collection.closing import close_collection
from flows.desk.collection.looks import collect_units, in_rounds
from flows.desk.collection.opening import AlreadyCollected, open_collection
from flows.desk.collection.run import Collection, Order
from flows.desk.collection.summary import RunSummary, UnitResult, unreadable_message
from flows.desk.request import Request, now, read_request
from flows.desk.timetable import nothing_due
from flows.serving.fields import ArrivalIfAny, CampaignIfAny, NothingSent, Place, ReadsAgain, UnitChoices
from flows.serving.forms import form
from flows.serving.pages.artifacts import show_progress, show_run
from flows.serving.runs.due import NOTHING_DUE, wanted
from flows.serving.runs.task_runners import AS_CONFIGURED, chunks, named, results_of
from flows.serving.timetables import followed
from flows.settings import Settings, read_settings
from schemas.roster import Unit

logger = logging.getLogger("bluezone")


@task(task_run_name=named, cache_policy=NO_CACHE)  # type: ignore[arg-type]  # Prefect types a function as a class
def look_at(order: Order, units: Sequence[Unit]) -> State[list[UnitResult]]:
    """Pull, keep, read, check and load some units' sheets: one unit, or a chunk when they are many."""
    results = collect_units(order, units)
    message = unreadable_message(results)
    return Failed(data=results, message=message) if message else Completed(data=results)


def look_at_all(collection: Collection, units: Sequence[Unit]) -> list[UnitResult]:
    """One round: the chunks side by side, wherever the task runner has them done."""
    parts = chunks(units)
    futures = [look_at.submit(collection.order, part) for part in parts]
    show_progress(collection.campaign, futures)
    return [
        result for part, future in zip(parts, futures, strict=True) for result in results_of(part, future)
    ]


@form(name="collect", task_runner=AS_CONFIGURED)
def collect(
    campaign: CampaignIfAny = RUNNING,
    source: Place = "",
    units: UnitChoices = (),
    observed_at: ArrivalIfAny = "",
    reads_again: ReadsAgain = False,
    nothing_was_sent: NothingSent = False,
) -> State[RunSummary] | State[None]:
    """Pull the units' sheets, load what they say, flag who missed the deadline."""
    settings = read_settings()
    schedule = wanted(settings)
    request = read_request(
        settings,
        (schedule and schedule.campaign) or campaign,
        source.strip() or None,
        units,
        observed_at.strip() or None,
        due_at=schedule.at if schedule else None,
        reads_again=reads_again,
        nothing_was_sent=nothing_was_sent,
    )
    return _on_schedule(settings, request) if schedule else run_collection(settings, request)


def _on_schedule(settings: Settings, request: Request) -> State[RunSummary] | State[None]:
    """Nothing outside the campaign's days; and what was decided while Prefect was away is scheduled by then."""
    reason = nothing_due(settings, request.campaign, now())
    if reason is not None:
        return Completed(name=NOTHING_DUE, message=reason)
    state = run_collection(settings, request)
    if told := followed(settings, request.campaign):
        logger.info(told)
    return state


def run_collection(settings: Settings, request: Request) -> State[RunSummary]:
    """The run itself, inside a flow. Returns the flow's final state: never green with data missing."""
    try:
        with open_collection(settings, request) as collection:
            results = in_rounds(collection.units, partial(look_at_all, collection))
            summary = close_collection(collection, results)
            summary = show_run(collection.database, collection.campaign, summary)
    except AlreadyCollected as earlier:
        if earlier.is_into_failed:
            return Cancelled(name="CancelledCollapsed", message=str(earlier))
        return Completed(name="CompletedCollapsed", message=str(earlier))
    if summary.unreadable:
        return Failed(data=summary, message=summary.message)
    name = "Completed" if summary.outcome == "completed" else "CompletedWithFindings"
    return Completed(data=summary, name=name, message=summary.message)
