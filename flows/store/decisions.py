"""What people decide about a unit: an extension, an exemption, a ruling, an answer. Recorded, revoked, never deleted.

Arrives: a unit, the decision, who decided, why, the letter's number, and the instant it takes effect.
Leaves:  rows of `core` that `report.unit_standing_at` heeds from that instant on.
Not here: what a decision does to a standing, said once, in SQL; whether it makes sense (`flows.desk.decisions`).
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from flows.store.database import statement
from schemas.answer import Answer, GivenAnswer
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


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: by which rule, of which cell (None: of the whole sheet) and content, about a row of which words."""

    rule: str
    cell: str | None
    content_sha256: str
    words: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, what stands in its cell, and whether it waits for an answer now."""

    question: Question
    raw_value: str | None
    is_open: bool


@dataclass(frozen=True, slots=True)
class Recorded:
    """An answer as it was recorded."""

    given: GivenAnswer
    cell: str | None
    decided_by: str
    letter_number: str

    @property
    def answer_id(self) -> int:
        return self.given.given[1]


def exempt(connection: Connection, decision: Decision) -> None:
    """The unit owes no return in this campaign."""
    connection.execute(statement("exempt"), asdict(decision))


def extend(connection: Connection, decision: Decision, cutoff_at: datetime) -> None:
    """The unit's deadline is the exclusive instant `cutoff_at` instead of the campaign's."""
    connection.execute(statement("extend"), {**asdict(decision), "cutoff_at": cutoff_at})


def rule(connection: Connection, decision: Decision, standing: Ruled) -> None:
    """An unverified unit is taken to be on time, or late."""
    connection.execute(statement("rule"), {**asdict(decision), "standing": standing})


def answer(connection: Connection, decision: Decision, asked: Question, answered: Answer) -> None:
    """A question about the unit's sheet is answered, for every content in which the row stands unchanged."""
    connection.execute(statement("answer"), {**asdict(decision), **asdict(asked), "answer": answered})


def asked(connection: Connection, campaign_code: str, unit_code: str) -> list[Asked]:
    """Every question ever asked about the unit's sheet: those open now first, then the latest."""
    found = connection.execute(
        statement("asked_questions"), {"campaign": campaign_code, "unit_code": unit_code}
    )
    return [
        Asked(Question(row.rule, row.cell, row.content_sha256, row.asks_about), row.raw_value, row.is_open)
        for row in found
    ]


def given_answers(connection: Connection, campaign_code: str, unit_code: str) -> list[Recorded]:
    """Every answer ever given about the unit's sheet, in the order they took effect."""
    found = connection.execute(
        statement("given_answers"), {"campaign": campaign_code, "unit_code": unit_code}
    )
    return [
        Recorded(
            GivenAnswer(
                row.words,
                row.answer,
                (row.effective_at, row.answer_id),
                (row.revoked_at, row.revocation_id) if row.revoked_at is not None else None,
            ),
            row.cell,
            row.decided_by,
            row.letter_number,
        )
        for row in found
    ]


def revoke(connection: Connection, kind: Kind, decision_id: int, at: datetime, by: str, reason: str) -> None:
    """The decision holds no longer from that instant on."""
    facts = {"revoked_at": at, "revoked_by": by, "revoked_reason": reason}
    connection.execute(statement("revoke"), {"kind": kind, "decision_id": decision_id, **facts})


def decisions(connection: Connection, campaign_code: str) -> list[Record]:
    """`report.decision` of a campaign in the order they took effect."""
    found = connection.execute(statement("decisions"), {"campaign": campaign_code})
    return [dict(row) for row in found.mappings()]


def in_force(connection: Connection, campaign_code: str, unit_code: str, kind: Kind) -> Record | None:
    """The decision of a kind that holds for a unit and was not ended, as a record of `report.decision`."""
    facts = {"campaign": campaign_code, "unit_code": unit_code, "kind": kind}
    row = connection.execute(statement("decision_in_force"), facts).mappings().one_or_none()
    return dict(row) if row is not None else None
