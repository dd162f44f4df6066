"""What a unit may be told in its own sheet: where it stands and what to correct, with the values it typed.

Arrives: an instant, supplied once by a process, and the units that were looked at.
Leaves:  values. They hold cells as typed, so they go into the unit's own sheet and nowhere else.
Not here: how they are written (`flows.steps.pull.google.feedback`), what was written already (`flows.desk.feedback`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from flows.store import records
from schemas.report import AdvisedFinding


@dataclass(frozen=True, slots=True)
class AdvisedUnit:
    """Where a unit stands, its last content, and every instant that is or was a cutoff of it."""

    unit_code: str
    unit_name: str
    standing: str
    standing_vi: str
    cutoff_at: datetime
    branches_accepted: int
    open_errors: int
    open_questions: int
    open_warnings: int
    origin: str
    content_sha256: str
    looked_at: datetime
    cutoffs: Sequence[datetime]


def units(
    connection: Connection, campaign_code: str, unit_codes: Sequence[str], as_of: datetime
) -> list[AdvisedUnit]:
    """Those of the units whose sheet ever held content."""
    facts = {"campaign": campaign_code, "unit_codes": list(unit_codes), "as_of": as_of}
    return records.read(connection, AdvisedUnit, "feedback_units", **facts)


def findings(connection: Connection, campaign_code: str, unit_code: str) -> list[AdvisedFinding]:
    """A unit's open findings, errors first."""
    facts = {"campaign": campaign_code, "unit_code": unit_code}
    return records.read(connection, AdvisedFinding, "feedback_findings", **facts)
