"""Where each unit stands, and the flags of those past their deadline.

Arrives: an instant, supplied once by a process.
Leaves:  rows of the analysts' contract, and flags recorded.
Not here: the rule. It lives once, in SQL (`core.standing_of`), so that flows, analysts and tests ask the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection

from flows.store.database import statement

Record = dict[str, Any]


def units(connection: Connection, campaign: str, as_of: datetime) -> list[Record]:
    """`report.unit_standing_at`, one record per active unit, in the roster's order."""
    return _records(connection, "unit_standings", campaign=campaign, as_of=as_of)


def summary(connection: Connection, campaign: str, as_of: datetime) -> Record | None:
    """`report.campaign_summary_at`; None when the campaign was never collected."""
    return next(iter(_records(connection, "campaign_summary", campaign=campaign, as_of=as_of)), None)


def findings(connection: Connection, campaign: str, unit_codes: Sequence[str] | None = None) -> list[Record]:
    """`core.open_finding`: what is open now, of all units or of some, as each of them is told."""
    codes = list(unit_codes) if unit_codes is not None else None
    return _records(connection, "open_findings_of", campaign=campaign, unit_codes=codes)


def submissions(connection: Connection, campaign: str, unit_codes: Sequence[str]) -> list[Record]:
    """`report.submission`: the current figures of some units' branches."""
    return _records(connection, "current_submissions", campaign=campaign, unit_codes=list(unit_codes))


def changes(connection: Connection, campaign: str, since: datetime, as_of: datetime) -> list[Record]:
    """Each unit at two instants: standing, branches, installed, and how many findings came and went between."""
    return _records(connection, "unit_changes", campaign=campaign, since=since, as_of=as_of)


def flag(connection: Connection, campaign: str, run_id: UUID, as_of: datetime) -> tuple[list[str], list[str]]:
    """Close the flags that ended and raise those that began. Returns the units' codes: raised, closed."""
    facts = {"campaign": campaign, "run_id": run_id, "as_of": as_of}
    closed = close_flags(connection, campaign, as_of, run_id)
    raised = [row.unit_code for row in connection.execute(statement("raise_flags"), facts)]
    return raised, closed


def close_flags(
    connection: Connection, campaign: str, as_of: datetime, run_id: UUID | None = None
) -> list[str]:
    """Close the flags that ended, by a run or, without one, by a decision. Returns the units' codes."""
    facts = {"campaign": campaign, "run_id": run_id, "as_of": as_of}
    return [row.unit_code for row in connection.execute(statement("close_flags"), facts)]


def _records(connection: Connection, name: str, **facts: Any) -> list[Record]:
    return [dict(row) for row in connection.execute(statement(name), facts).mappings()]
