"""What a unit may be told in its own sheet: where it stands and what to correct, with the values it typed.

Arrives: an instant, supplied once by a process, and the units that were looked at.
Leaves:  records. They hold cells as typed, so they go into the unit's own sheet and nowhere else.
Not here: how they are written (`flows.steps.pull.google_feedback`), what was written already (`flows.desk.feedback`).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from flows.store.database import statement

Record = dict[str, Any]


def units(connection: Connection, campaign: str, unit_codes: Sequence[str], as_of: datetime) -> list[Record]:
    """Those of the units whose sheet ever held content: standing, last content, every cutoff."""
    facts = {"campaign": campaign, "unit_codes": list(unit_codes), "as_of": as_of}
    return [dict(row) for row in connection.execute(statement("feedback_units"), facts).mappings()]


def findings(connection: Connection, campaign: str, unit_code: str) -> list[Record]:
    """A unit's open findings, errors first."""
    facts = {"campaign": campaign, "unit_code": unit_code}
    return [dict(row) for row in connection.execute(statement("feedback_findings"), facts).mappings()]
