"""How a run of reminders ended, unit by unit, as a value that states, tables and machines are made from."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime

FAILED = ("refused", "deferred", "unclear", "waiting")
OUTCOME_VI = {
    "would_send": "sẽ gửi",
    "sent": "đã gửi",
    "no_address": "chưa có địa chỉ",
    "refused": "bị từ chối",
    "deferred": "chưa gửi được",
    "unclear": "chưa rõ đã đi hay chưa",
    "waiting": "chờ lần sau",
}
WHAT_TO_DO_VI = {
    "no_address": "hãy ghi cột email trong roster.csv",
    "refused": "hãy xem lại địa chỉ trong roster.csv",
    "deferred": "lần sau tự gửi lại",
    "unclear": "hãy hỏi đơn vị, rồi trả lời ở «Thư chưa rõ» (--doubt đã-đến, --doubt gửi-lại)",
    "waiting": "lần sau tự gửi",
}


@dataclass(frozen=True, slots=True)
class Reminder:
    """One unit's reminder. `recipient` and `text` are for the operator's own screen: never for a log or a state."""

    unit_code: str
    unit_name: str
    kind: str
    due_at: datetime
    outcome: str
    recipient: str = field(repr=False)
    subject: str
    text: str = field(repr=False)
    message_id: str
    reply: str


@dataclass(frozen=True, slots=True)
class RemindingSummary:
    """How a run ended. `trouble` is why the mail server could not be used, when it could not."""

    campaign: str
    as_of: datetime
    is_dry_run: bool
    reminders: tuple[Reminder, ...]
    trouble: str | None = None

    @property
    def outcome(self) -> str:
        """One of "completed", "no_address" (the rest went), "failed"; a dry run fails at nothing."""
        outcomes = {each.outcome for each in self.reminders}
        if self.trouble or (not self.is_dry_run and outcomes.intersection(FAILED)):
            return "failed"
        return "no_address" if "no_address" in outcomes else "completed"

    @property
    def message(self) -> str:
        """One Vietnamese line for a run's state: how many letters left, and who must act about the others."""
        counts = Counter(each.outcome for each in self.reminders)
        first = (
            f"Sẽ gửi {counts['would_send']} thư nhắc (chưa gửi)."
            if self.is_dry_run
            else f"Đã gửi {counts['sent']} thư nhắc."
        )
        sentences = [first, *([self.trouble] if self.trouble else [])]
        for outcome, what_to_do in WHAT_TO_DO_VI.items():
            if counts[outcome]:
                sentences.append(
                    f"{counts[outcome]} đơn vị {OUTCOME_VI[outcome]} ({self._names(outcome)}): {what_to_do}."
                )
        return " ".join(sentences)

    def _names(self, outcome: str) -> str:
        """The units, each with the Message-ID by which mail in doubt is found on the server."""
        names = [
            f"{each.unit_name} {each.message_id}" if outcome == "unclear" else each.unit_name
            for each in self.reminders
            if each.outcome == outcome
        ]
        return ", ".join(names)
