"""How a run and each of its units ended, as a value that states, tables and machines are made from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from flows.errors import CredentialsRefused
from schemas.observation import OUTCOME_VI as OUTCOME_VI_OF_A_LOOK
from schemas.observation import Outcome
from schemas.roster import Unit
from schemas.vietnamese.writing import first_of

if TYPE_CHECKING:
    from schemas.unit_return import CheckedReturn

GONE = "Bảng đã có trước đây nay không còn; hãy tìm lại tệp hoặc liên kết."

QUESTIONS_SHOWN = 5

OUTCOME_VI = {
    "completed": "xong",
    "completed_with_findings": "xong, có chỗ cần sửa",
    "failed": "CHƯA ĐỦ",
}
"""How a run ended, for people."""


@dataclass(frozen=True, slots=True)
class UnitResult:
    """How one unit's collection ended."""

    unit_code: str
    unit_name: str
    outcome: Outcome
    detail: str | None = None
    rows_accepted: int = 0
    rows_refused: int = 0
    rows_waiting: int = 0
    errors: int = 0
    questions: int = 0
    warnings: int = 0
    may_heal: bool = False
    """Whether the same look may succeed soon, by itself."""
    is_account_refused: bool = False
    """Whether Google refused our key, so that the look says nothing of the unit."""

    @classmethod
    def of(
        cls, unit: Unit, outcome: Outcome, detail: str | None, checked: CheckedReturn | None
    ) -> UnitResult:
        """The result of a look; `checked` is what was folded of it, None when that was nothing new."""
        if outcome is Outcome.MISSING:
            detail = detail or GONE
        if checked is None:
            return cls(unit.code, unit.name, outcome, detail)
        rows = (checked.rows_accepted, checked.rows_refused, checked.rows_waiting)
        findings = (checked.errors, checked.questions, checked.warnings)
        emptied = next((each.message_vi for each in checked.findings if each.rule == "sheet_emptied"), None)
        return cls(unit.code, unit.name, outcome, detail or emptied, *rows, *findings)

    @property
    def in_words(self) -> str:
        """What was seen and what was taken of it, in few Vietnamese words: "đã đọc, nhận 4 dòng, trả lại 1 dòng"."""
        counts = {"nhận": self.rows_accepted, "trả lại": self.rows_refused, "chờ trả lời": self.rows_waiting}
        return ", ".join(
            [
                OUTCOME_VI_OF_A_LOOK[self.outcome],
                *(f"{what} {count} dòng" for what, count in counts.items() if count),
            ]
        )


@dataclass(frozen=True, slots=True)
class RunSummary:
    """How a run ended. `as_of` is the instant its standings and flags were asked for."""

    run_id: UUID
    campaign: str
    outcome: str
    as_of: datetime
    units: tuple[UnitResult, ...]
    flagged: tuple[str, ...]
    cleared: tuple[str, ...]
    strays: tuple[str, ...]
    account_refusal: str = ""
    """Why Google refused our key and who must act: one fault of ours, whatever the number of units it kept from us."""
    questions: tuple[str, ...] = ()
    """The open questions of all units, each by its unit and cell: "650 B14"."""
    notes: tuple[str, ...] = ()
    """Lines for the operator: a roster that was changed and not taken, what was told in the units' sheets and in Prefect."""

    @property
    def unreadable(self) -> tuple[UnitResult, ...]:
        return unreadable(self.units)

    @property
    def message(self) -> str:
        """One Vietnamese line for a run's state: what could not be read and who must act, or that all was."""
        first = unreadable_message(self.units, self.account_refusal) or f"Đã xem {len(self.units)} đơn vị."
        return " ".join(filter(None, [first, self.questions_message, *self.notes]))

    @property
    def questions_message(self) -> str:
        """How many questions wait for an answer, and where; "" when none does."""
        if not self.questions:
            return ""
        places = first_of(self.questions, QUESTIONS_SHOWN)
        return f"{len(self.questions)} câu hỏi chờ trả lời ({places}); xem trang lỗi và câu hỏi (bluezone findings)."

    @property
    def exit_code(self) -> int:
        return exit_code(self.units)


def unreadable(results: Sequence[UnitResult]) -> tuple[UnitResult, ...]:
    """Those whose sheet could not be looked at."""
    return tuple(result for result in results if not result.outcome.is_successful)


def exit_code(results: Sequence[UnitResult]) -> int:
    """Of a command that looked at the units: a key that is refused goes before what is some unit's."""
    if any(result.is_account_refused for result in results):
        return CredentialsRefused.exit_code
    return 1 if unreadable(results) else 0


def refusal_apart(results: Sequence[UnitResult]) -> tuple[tuple[UnitResult, ...], str]:
    """The results without our key's fault repeated in each, and that fault told once; "" when there is none."""
    reason = next((result.detail or "" for result in results if result.is_account_refused), "")
    apart = (replace(result, detail=None) if result.is_account_refused else result for result in results)
    return tuple(apart), reason


def unreadable_message(results: Sequence[UnitResult], account_refusal: str = "") -> str:
    """How many units could not be read, which ones and who must act; "" when all could.

    Units that our refused key keeps from us are not named: there is nothing that they could mend.
    """
    ours = [result for result in results if result.is_account_refused]
    their = [result for result in unreadable(results) if not result.is_account_refused]
    sentences = []
    if ours:
        why = account_refusal or ours[0].detail or ""
        sentences.append(
            f"{why} Vì vậy chưa xem được {len(ours)}/{len(results)} đơn vị; không phải lỗi của đơn vị nào."
        )
    if their:
        by_detail: dict[str | None, list[str]] = {}
        for result in their:
            by_detail.setdefault(result.detail, []).append(result.unit_name)
        troubles = " ".join(f"{', '.join(names)}: {detail}" for detail, names in by_detail.items())
        sentences.append(f"{len(their)}/{len(results)} đơn vị không đọc được. {troubles}")
    return " ".join(sentences)
