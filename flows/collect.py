"""Collect: every unit's sheet becomes rows, and the units past their deadline are flagged.

    pull → keep → read → check → load      unit by unit, side by side; one bad unit never stops another
    stand → publish                        once, at one instant

A look that failed is recorded and tried again when it may heal. Whatever could be read is loaded; a run that
could not read some unit ends Failed, and its state names the units and who must act. Running it again with
nothing new changes nothing.

One run of a campaign at a time: the next waits. After an outage every missed schedule starts at once; a look is
about now, so the first looks and the others end Collapsed, naming it.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from prefect import flow, task
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State, TaskRun
from prefect.context import FlowRunContext
from prefect.futures import PrefectFuture
from prefect.states import Completed, Failed
from prefect.task_runners import ThreadPoolTaskRunner
from prefect.tasks import Task
from prefect.utilities.annotations import opaque

from flows.asking import Request
from flows.collecting import UNITS_AT_ONCE, close_collection, collect_unit, unit_failed
from flows.errors import LookFailed
from flows.opening import AlreadyCollected, Collection, open_collection
from flows.run_summary import RunSummary, UnitResult
from flows.settings import read_settings
from schemas.roster import Unit

RETRY_DELAYS = [5.0, 30.0]
"""Seconds before a look is tried again; what never heals (`LookFailed.may_heal`) is not."""


def _may_heal(_task: Task[..., Any], _run: TaskRun, state: State[Any]) -> bool:
    error = state.result(raise_on_failure=False)
    return isinstance(error, LookFailed) and error.may_heal


@task(
    task_run_name="{unit.code}",
    retries=len(RETRY_DELAYS),
    retry_delay_seconds=RETRY_DELAYS,
    retry_jitter_factor=0.5,
    retry_condition_fn=_may_heal,
    cache_policy=NO_CACHE,
)
def unit_task(collection: Collection, unit: Unit) -> UnitResult:
    """Pull, keep, read, check and load one unit's sheet."""
    return collect_unit(collection, unit)


@flow(name="collect", task_runner=ThreadPoolTaskRunner(max_workers=UNITS_AT_ONCE))  # type: ignore[arg-type]
def collect(
    campaign: str = "bluezone-2020",
    source: str | None = None,
    units: list[str] | None = None,
    observed_at: datetime | None = None,
) -> State[RunSummary]:
    """Pull the units' sheets, load what they say, flag who missed the deadline.

    Args:
        campaign: Đợt báo cáo, theo tên thư mục.
        source: "google" hoặc một thư mục tệp .xlsx; để trống: theo đợt báo cáo.
        units: Mã các đơn vị; để trống: tất cả.
        observed_at: Lúc các tệp đã đến văn phòng, có múi giờ; chỉ cho thư mục tệp.
    """
    request = Request(campaign, source, tuple(units or ()), observed_at, due_at=_due_at())
    try:
        with open_collection(read_settings(), request) as collection:
            # opaque: Prefect need not look into them for futures; it hands the task what is inside
            futures: list[PrefectFuture[Any]] = [
                unit_task.submit(opaque(collection), opaque(unit))  # type: ignore[call-overload]
                for unit in collection.units
            ]
            results = [
                outcome if isinstance(outcome, UnitResult) else unit_failed(unit, outcome)
                for unit, future in zip(collection.units, futures, strict=True)
                for outcome in [future.result(raise_on_failure=False)]
            ]
            summary = close_collection(collection, results)
    except AlreadyCollected as earlier:
        name = "CollapsedIntoFailed" if earlier.is_into_failed else "Collapsed"
        return Completed(name=name, message=str(earlier))
    return _state(summary)


def _due_at() -> datetime | None:
    """When the schedule wanted this run; None when a person started it, or starts it again."""
    context = FlowRunContext.get()
    if context is None or context.flow_run is None:
        return None
    run = context.flow_run
    return run.expected_start_time if run.auto_scheduled and run.run_count <= 1 else None


def _state(summary: RunSummary) -> State[RunSummary]:
    """The run's final state: never green with data missing."""
    if summary.unreadable:
        return Failed(data=summary, message=summary.message)
    name = "Completed" if summary.outcome == "completed" else "CompletedWithFindings"
    return Completed(data=summary, name=name, message=summary.message)
