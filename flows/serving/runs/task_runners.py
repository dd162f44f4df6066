"""Who looks at the units under Prefect: threads of the run's own process, or the workers of a Dask scheduler.

Arrives: settings (TASK_RUNNER, DASK_ADDRESS), units, what a task run gave back.
Leaves:  a task runner for the flows that collect; the units in chunks, one task run each.
Not here: what is done with a unit.

Prefect's server drops events when a run has thousands of task runs, and on Dask each costs 0.3 s. So the units
of a large campaign go in chunks; those of a small one each have a task run of their own, named by their code.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from prefect.task_runners import TaskRunner, ThreadPoolTaskRunner

from flows.desk.collection.keeping import unit_failed
from flows.desk.collection.looks import UNITS_AT_ONCE
from flows.desk.collection.summary import UnitResult
from flows.errors import ConfigurationError, Defect, PipelineError
from flows.settings import Settings, read_settings
from schemas.roster import Unit

if TYPE_CHECKING:
    from prefect.futures import PrefectFuture

MOST_CHUNKS = 200


def task_runner(settings: Settings) -> TaskRunner[Any]:
    """The runner that is configured. Raises ConfigurationError for an unknown one, or Dask without address or package."""
    if settings.task_runner == "threads":
        return ThreadPoolTaskRunner(max_workers=UNITS_AT_ONCE)
    if settings.task_runner != "dask":
        raise ConfigurationError(
            f"TASK_RUNNER phải là threads hoặc dask, không phải '{settings.task_runner}'."
        )
    if settings.dask_address is None:
        raise ConfigurationError("TASK_RUNNER=dask cần DASK_ADDRESS, ví dụ tcp://10.0.0.5:8786.")
    try:
        # a second of imports that threads need not wait for
        from prefect_dask.task_runners import DaskTaskRunner
    except ImportError as error:
        raise ConfigurationError(
            "TASK_RUNNER=dask cần gói prefect-dask; hãy cài: pip install 'bluezone[dask]'."
        ) from error
    return DaskTaskRunner(address=settings.dask_address)


class _AsConfigured(ThreadPoolTaskRunner[Any]):
    """The runner that is configured where a run begins: Prefect takes a copy of a flow's runner for each run."""

    def duplicate(self) -> TaskRunner[Any]:  # type: ignore[override]  # a copy need not be of our own kind
        """The runner of one run."""
        return task_runner(read_settings())


AS_CONFIGURED: TaskRunner[Any] = _AsConfigured()
"""For a flow to be declared with: nothing is read of the environment until it runs."""


def chunks(units: Sequence[Unit], most: int = MOST_CHUNKS) -> list[Sequence[Unit]]:
    """The units in their order, in at most so many chunks of one size; of a few, each is a chunk."""
    size = -(-len(units) // most)
    return [units[start : start + size] for start in range(0, len(units), size or 1)]


def named(parameters: dict[str, Any]) -> str:
    """A task run's name: the unit's code, or the first and last of a chunk and how many they are."""
    units = parameters["units"]
    first, last = units[0].code, units[-1].code
    return first if len(units) == 1 else f"{first} … {last} ({len(units)})"


def results_of(chunk: Sequence[Unit], future: PrefectFuture[Any]) -> list[UnitResult]:
    """What became of a chunk's units, also when their task run broke: a worker died or is set up wrongly."""
    outcome = future.result(raise_on_failure=False)
    if not isinstance(outcome, Exception):
        return list(outcome)
    error = outcome if isinstance(outcome, PipelineError) else Defect.of(outcome)
    return [unit_failed(unit, error) for unit in chunk]
