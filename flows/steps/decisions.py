"""What people decide about a unit: an extension, an exemption, a ruling. Recorded, revoked, never deleted.

Arrives: a unit, the decision, who decided, why, the letter's number, and the instant it takes effect.
Leaves:  rows of `core` that `report.unit_standing_at` heeds from that instant on.
Not here: what a decision does to a standing, said once, in SQL; whether it makes sense (`flows.deciding`).
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from flows.steps.database import statement
from schemas.decision import Kind, Ruled

Record = dict[str, Any]


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


def rule(connection: Connection, decision: Decision, standing: Ruled) -> None:
    """An unverified unit is taken to be on time, or late."""
    connection.execute(statement("rule"), {**asdict(decision), "standing": standing})


def revoke(connection: Connection, kind: Kind, decision_id: int, at: datetime, by: str, reason: str) -> None:
    """The decision holds no longer from that instant on."""
    facts = {"revoked_at": at, "revoked_by": by, "revoked_reason": reason}
    connection.execute(statement("revoke"), {"kind": kind, "decision_id": decision_id, **facts})


def decisions(connection: Connection, campaign: str) -> list[Record]:
    """`report.decision` of a campaign in the order they took effect."""
    found = connection.execute(statement("decisions"), {"campaign": campaign})
    return [dict(row) for row in found.mappings()]


def in_force(connection: Connection, campaign: str, unit_code: str, kind: Kind) -> Record | None:
    """The decision of a kind that holds for a unit and was not ended, as a record of `report.decision`."""
    facts = {"campaign": campaign, "unit_code": unit_code, "kind": kind}
    row = connection.execute(statement("decision_in_force"), facts).mappings().one_or_none()
    return dict(row) if row is not None else None
