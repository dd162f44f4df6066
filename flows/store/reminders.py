"""Reminders: which are due, and what became of each; one row for each occasion, written before the mail leaves.

Arrives: an instant, supplied once by a process; what the mail server said.
Leaves:  records of what is due, and rows of `core.reminder`.
Not here: what a reminder says (`flows.desk.reminders.letter`), how it leaves (`flows.desk.reminders.posting`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import Connection

from flows.store.database import statement
from schemas.reminder import DAYS_BEFORE

Record = dict[str, Any]

State = Literal["sending", "sent", "refused", "deferred", "unclear"]


@dataclass(frozen=True, slots=True)
class Attempt:
    """One handing-over: to which address, under which Message-ID, by which run, when."""

    recipient: str
    message_id: str
    run_id: UUID
    at: datetime


def take_turn(connection: Connection, campaign: str) -> bool:
    """Be the one run that sends this campaign's reminders until the transaction ends; False when another one is."""
    return bool(connection.execute(statement("reminding_turn"), {"campaign": campaign}).scalar_one())


def due(
    connection: Connection, campaign: str, as_of: datetime, unit_codes: Sequence[str] | None = None
) -> list[Record]:
    """What is due and not sent, at most one per unit, in the roster's order, with how an earlier try ended."""
    codes = list(unit_codes) if unit_codes is not None else None
    before = {"kinds_before": list(DAYS_BEFORE), "days_before": list(DAYS_BEFORE.values())}
    facts = {"campaign": campaign, "as_of": as_of, "unit_codes": codes, **before}
    return [dict(row) for row in connection.execute(statement("due_reminders"), facts).mappings()]


def claim(connection: Connection, campaign: str, reminder: Record, attempt: Attempt) -> int:
    """Record the intent to send, as "sending". Returns the row that `settle` completes."""
    name = "claim_reminder" if reminder["reminder_id"] is None else "claim_reminder_again"
    facts = {**reminder, **asdict(attempt), "campaign": campaign}
    return int(connection.execute(statement(name), facts).scalar_one())


def settle(connection: Connection, reminder_id: int, state: State, reply: str, at: datetime) -> None:
    """Record what became of it; a row left "sending" tells that a run died in between."""
    facts = {"reminder_id": reminder_id, "state": state, "reply": reply, "at": at}
    connection.execute(statement("settle_reminder"), facts)
