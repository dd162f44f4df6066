"""What people decide about a unit: an extension, an exemption, a ruling, an answer. Recorded, revoked, never deleted.

Arrives: a unit, the decision, who decided, why, the letter's number, and the instant it takes effect.
Leaves:  rows of `core` that `report.unit_standing_at` heeds from that instant on, and what was recorded, as values.
Not here: what a decision does to a standing, said once, in SQL; whether it makes sense (`flows.desk.decisions`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import Connection

from flows.store import records
from schemas.answer import Answer, GivenAnswer
from schemas.decision import Kind, Ruled


@dataclass(frozen=True, slots=True)
class NewDecision:
    """Who decided about which unit and why, and since when it holds. `letter_number` may be ""."""

    campaign_code: str
    unit_code: str
    effective_at: datetime
    reason: str
    decided_by: str
    letter_number: str


@dataclass(frozen=True, slots=True)
class Decision:
    """A row of `report.decision`, column by column."""

    campaign: str
    unit_code: str
    unit_name: str
    kind: Kind
    decision_id: int
    cutoff_at: datetime | None
    standing: Ruled | None
    effective_at: datetime
    reason: str
    decided_by: str
    letter_number: str
    recorded_at: datetime
    revoked_at: datetime | None
    revoked_by: str | None
    revoked_reason: str | None
    cell: str | None
    answer: Answer | None
    cutoff_local: datetime | None
    effective_local: datetime
    recorded_local: datetime
    revoked_local: datetime | None
    unit_sort: str


@dataclass(frozen=True, slots=True)
class Question:
    """What was asked: by which rule, of which cell (None: of the whole sheet) and content, about a row of which words."""

    rule: str
    cell: str | None
    content_sha256: str
    words: str
    is_open: bool
    """Whether it waits for an answer now."""


@dataclass(frozen=True, slots=True)
class RecordedAnswer:
    """An answer as it was recorded."""

    unit_code: str
    words: str
    answer: Answer
    effective_at: datetime
    answer_id: int
    revoked_at: datetime | None
    revocation_id: int | None
    cell: str | None
    decided_by: str

    @property
    def given(self) -> GivenAnswer:
        """What it does: to the row of which words, from when to when."""
        revoked = None
        if self.revoked_at is not None and self.revocation_id is not None:
            revoked = (self.revoked_at, self.revocation_id)
        return GivenAnswer(self.words, self.answer, (self.effective_at, self.answer_id), revoked)


def decide(
    connection: Connection,
    kind: Kind,
    new: NewDecision,
    *,
    cutoff_at: datetime | None = None,
    standing: Ruled | None = None,
) -> None:
    """An extension, until the exclusive instant `cutoff_at`; an exemption; or a ruling, to be on time or late."""
    records.write(connection, "decide", **asdict(new), kind=kind, cutoff_at=cutoff_at, standing=standing)


def answer(connection: Connection, new: NewDecision, question: Question, answered: Answer) -> None:
    """A question about the unit's sheet is answered, for every content in which the row stands unchanged."""
    records.write(connection, "answer", **asdict(new), **asdict(question), answer=answered)


def questions(connection: Connection, campaign_code: str, unit_code: str) -> list[Question]:
    """Every question ever asked about the unit's sheet: those open now first, then the latest."""
    return records.read(connection, Question, "questions", campaign=campaign_code, unit_code=unit_code)


def answers(connection: Connection, campaign_code: str, unit_codes: Sequence[str]) -> list[RecordedAnswer]:
    """Every answer ever given about these units' sheets, in the order they took effect."""
    facts = {"campaign": campaign_code, "unit_codes": list(unit_codes)}
    return records.read(connection, RecordedAnswer, "answers", **facts)


def revoke(connection: Connection, end: NewDecision, kind: Kind, decision_id: int) -> None:
    """The decision holds no longer; `end` says since when, by whose word and why."""
    records.write(connection, "revoke", **asdict(end), kind=kind, decision_id=decision_id)


def decisions(connection: Connection, campaign_code: str) -> list[Decision]:
    """What was decided in a campaign, in the order it took effect."""
    return records.read(connection, Decision, "decisions", campaign=campaign_code)


def in_force(connection: Connection, campaign_code: str, unit_code: str, kind: Kind) -> Decision | None:
    """The decision of a kind that holds for a unit and was not ended."""
    facts = {"campaign": campaign_code, "unit_code": unit_code, "kind": kind}
    return records.read_one(connection, Decision, "decision_in_force", **facts)


def extended_cutoffs(connection: Connection, campaign_code: str) -> list[datetime]:
    """The later cutoffs that hold for some unit of a campaign, in their order."""
    return records.values(connection, "extended_cutoffs", campaign=campaign_code)
