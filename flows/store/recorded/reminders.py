"""Reminders: which are due, and what became of each; one row for each occasion, written before the mail leaves.

Arrives: an instant, supplied once by a process; what the mail server said.
Leaves:  what is due, and rows of `core.reminder`.
Not here: what a reminder says (`flows.desk.reminders.letter`), how it leaves (`flows.desk.reminders.posting`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from sqlalchemy import Connection

from flows.store import records
from schemas.campaign import Campaign
from schemas.reminder import kinds_before

State = Literal["sending", "sent", "refused", "deferred", "unclear"]


@dataclass(frozen=True, slots=True)
class DueReminder:
    """One occasion that is due for a unit: why, where the unit stands, and how an earlier try ended, if there was one."""

    unit_code: str
    unit_name: str
    kind: str
    cutoff_at: datetime
    flagged_at: datetime | None
    due_at: datetime
    standing: str
    standing_vi: str
    days_late: int | None
    open_errors: int
    waiting_since: datetime | None
    unreadable_since: datetime | None
    looked_at: datetime | None
    """When its sheet was last read; None when it never was."""
    origin: str | None
    reminder_id: int | None
    state: State | None
    recipient: str | None
    message_id: str | None
    reply: str | None


@dataclass(frozen=True, slots=True)
class Attempt:
    """One handing-over: to which address, under which Message-ID, by which run, when."""

    recipient: str
    message_id: str
    run_id: UUID
    at: datetime


def due(
    connection: Connection,
    campaign: Campaign,
    as_of: datetime,
    unit_codes: Sequence[str] | None = None,
) -> list[DueReminder]:
    """What is due and not sent, at most one per unit, in the roster's order, with how an earlier try ended."""
    codes = list(unit_codes) if unit_codes is not None else None
    kinds = kinds_before(campaign.schedule.remind_days_before)
    before = {"kinds_before": list(kinds), "days_before": list(kinds.values())}
    facts = {"campaign": campaign.code, "as_of": as_of, "unit_codes": codes, **before}
    return records.read(connection, DueReminder, "due_reminders", **facts)


def claim(connection: Connection, campaign_code: str, reminder: DueReminder, attempt: Attempt) -> int:
    """Record the intent to send, as "sending". Returns the row that `settle` completes."""
    name = "claim_reminder" if reminder.reminder_id is None else "claim_reminder_again"
    facts = {**asdict(reminder), **asdict(attempt), "campaign": campaign_code}
    return int(records.value(connection, name, **facts))


def settle(connection: Connection, reminder_id: int, state: State, reply: str, at: datetime) -> None:
    """Record what became of it; a row left "sending" tells that a run died in between."""
    records.write(connection, "settle_reminder", reminder_id=reminder_id, state=state, reply=reply, at=at)
