"""What people decide about a unit: an extension, an exemption, a ruling. Recorded, revoked, never deleted.

Arrives: a unit, the decision, who decided, why, the letter's number, and the instant it takes effect.
Leaves:  rows of `core` that `report.unit_standing_at` heeds from that instant on.
Not here: what a decision does to a standing; that is said once, in SQL.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import Connection

from flows.steps.database import statement


@dataclass(frozen=True, slots=True)
class Decision:
    """Who decided what about which unit, and since when it holds. `letter_number` may be ""."""

    campaign: str
    unit_code: str
    effective_at: datetime
    reason: str
    decided_by: str
    letter_number: str


def exempt(connection: Connection, decision: Decision) -> None:
    """The unit owes no return in this campaign."""
    connection.execute(statement("exempt"), asdict(decision))


def extend(connection: Connection, decision: Decision, cutoff_at: datetime) -> None:
    """The unit's deadline is the exclusive instant `cutoff_at` instead of the campaign's."""
    connection.execute(statement("extend"), {**asdict(decision), "cutoff_at": cutoff_at})


def rule(connection: Connection, decision: Decision, standing: Literal["on_time", "late"]) -> None:
    """An unverified unit is taken to be on time, or late."""
    connection.execute(statement("rule"), {**asdict(decision), "standing": standing})
