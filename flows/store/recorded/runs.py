"""The record of runs: that one began, how it ended, and which one already saw what another was to see.

Arrives: what a process knows of its run.
Leaves:  rows of `raw.collection_run`.
Not here: what a run saw (`keep`), whose turn it is (`turns`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection

from flows.store import records

STOPPED = "Bị dừng giữa chừng."


@dataclass(frozen=True, slots=True)
class ServingRun:
    """A finished run that looked at every unit as it was then; `outcome` and `detail` are its own."""

    started_at: datetime
    outcome: str
    detail: str


@dataclass(frozen=True, slots=True)
class RunningRun:
    """A run that has not ended, so far as is recorded."""

    run_id: UUID
    started_at: datetime


def start(
    connection: Connection,
    run_id: UUID,
    campaign_code: str,
    source: str,
    started_at: datetime,
    units_asked: int,
    *,
    covers_roster: bool = False,
    is_declared: bool = False,
) -> None:
    """Record that a run began. It stays `running` when it is killed, until the next one finds it."""
    records.write(
        connection,
        "start_run",
        run_id=run_id,
        campaign=campaign_code,
        source=source,
        started_at=started_at,
        units_asked=units_asked,
        covers_roster=covers_roster,
        is_declared=is_declared,
    )


def finish(
    connection: Connection,
    run_id: UUID,
    finished_at: datetime,
    outcome: str,
    detail: str,
    counts: Mapping[str, int],
) -> None:
    """Record how a run ended. `counts` are the columns of `raw.collection_run` by name."""
    records.write(
        connection,
        "finish_run",
        run_id=run_id,
        finished_at=finished_at,
        outcome=outcome,
        detail=detail,
        **counts,
    )


def fail(connection: Connection, run_id: UUID, finished_at: datetime, detail: str) -> None:
    """Record that a run raised; one that was finished before it raised stays as it was."""
    records.write(connection, "fail_run", run_id=run_id, finished_at=finished_at, detail=detail)


def fail_stopped(connection: Connection, campaign_code: str) -> None:
    """Record that the runs still `running` were killed. Only who has the campaign's turn can know that."""
    records.write(connection, "fail_stopped_runs", campaign=campaign_code, detail=STOPPED)


def unfinished_campaigns(connection: Connection) -> list[str]:
    """The campaigns with a run that has not ended, so far as is recorded."""
    return records.values(connection, "unfinished_campaigns")


def fail_lost(connection: Connection, campaign_code: str) -> int:
    """Record that the silent ones of a campaign's `running` runs were killed; how many. Asked by who has the turn."""
    return records.write(connection, "fail_lost_runs", campaign=campaign_code, detail=STOPPED)


def is_known(connection: Connection, run_id: UUID) -> bool:
    """Whether a run is on record here; if not, this is another database than its own."""
    return bool(records.value(connection, "run_is_known", run_id=run_id))


def serving(connection: Connection, campaign_code: str, source: str, since: datetime) -> ServingRun | None:
    """The last live run that began since an instant and looked at the whole roster to its end."""
    facts = {"campaign": campaign_code, "source": source, "since": since}
    return records.read_one(connection, ServingRun, "serving_run", **facts)


def running(connection: Connection, campaign_code: str) -> RunningRun | None:
    """The run of a campaign that began last and has not ended."""
    return records.read_one(connection, RunningRun, "running_run", campaign=campaign_code)
