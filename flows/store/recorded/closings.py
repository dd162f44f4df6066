"""A person's word that the figures of an instant are the ones to be sent: recorded, revoked, never deleted.

Arrives: a campaign, the instant, who closes its figures and why.
Leaves:  rows of `core.closing`; what was closed, as values, with what was provisional then.
Not here: what was provisional, which the server counts itself (`sql/functions/check_closing.sql`); whether it makes sense
         (`flows.desk.closings`).
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import Connection

from flows.store import records


@dataclass(frozen=True, slots=True)
class NewClosing:
    """Who closes the figures of which instant, and why. `letter_number` may be ""."""

    campaign_code: str
    as_of: datetime
    reason: str
    closed_by: str
    letter_number: str


@dataclass(frozen=True, slots=True)
class Revocation:
    """When somebody took back what was recorded, who and why."""

    revoked_at: datetime
    revoked_by: str
    reason: str


@dataclass(frozen=True, slots=True)
class Closing:
    """A row of `report.closing`, column by column."""

    campaign: str
    closing_id: int
    as_of: datetime
    reason: str
    closed_by: str
    letter_number: str
    missing: int
    needs_fix: int
    unverified: int
    not_due: int
    unreadable: int
    stale_branches: int
    stale_people: int | None
    recorded_at: datetime
    revoked_at: datetime | None
    revoked_by: str | None
    revoked_reason: str | None
    is_in_force: bool
    as_of_local: datetime
    recorded_local: datetime
    revoked_local: datetime | None


def close(connection: Connection, new: NewClosing) -> None:
    """The figures of an instant are closed. Raises RecordRefused for what cannot be."""
    records.write(connection, "close_figures", **asdict(new))


def revoke(connection: Connection, closing: Closing, end: Revocation) -> None:
    """A closing holds no longer."""
    facts = {**asdict(end), "campaign": closing.campaign, "closing_id": closing.closing_id}
    records.write(connection, "revoke_closing", **facts)


def closings(connection: Connection, campaign_code: str) -> list[Closing]:
    """Every closing of a campaign, the first one first."""
    return records.read(connection, Closing, "closings", campaign=campaign_code)


def closing_in_force(connection: Connection, campaign_code: str, as_of: datetime) -> Closing | None:
    """The closing that figures as of an instant go by; they are the closed ones where its own `as_of` is that instant.

    Of those of that instant or an earlier one, the last that was recorded and is not revoked.
    """
    return records.read_one(connection, Closing, "closing_in_force", campaign=campaign_code, as_of=as_of)
