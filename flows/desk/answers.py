"""Answer a question about a unit's sheet, or take an answer back; both are decisions: recorded, and never deleted.

Arrives: a case, a cell as typed, yes or no.
Leaves:  the answer recorded once, the unit folded again, and where it stands before and after.
Not here: Prefect (`decide`), the command's words (`flows.cli.decisions`), what an answer changes (`flows.steps.fold`).

Everything raises ConfigurationError, saying what is wrong with what was asked.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from flows.desk.decisions import Case, Effect, recorded
from flows.errors import ConfigurationError
from flows.steps import keep
from flows.steps.fold import refold
from flows.steps.publish.words import dated
from flows.store.database import Connection
from flows.store.recorded import decisions
from flows.store.recorded.decisions import NewDecision, Question, RecordedAnswer
from schemas.answer import ANSWER_VI, Answer
from schemas.campaign import Campaign
from schemas.report import UnitStanding

WHOLE_SHEET_VI = "cả bảng"
CELLS_NAMED = 10


def answer(case: Case, cell: str | None, answered: Answer) -> Effect:
    """Say yes or no to what is asked at a cell; without one, to the only question there is."""
    campaign = case.campaign

    def record(connection: Connection, new: NewDecision) -> tuple[bool, str]:
        questions = decisions.questions(connection, campaign.code, new.unit_code)
        answers = _in_force(connection, campaign, new.unit_code)
        question = _question(questions, answers, cell)
        detail = f"{question.cell or WHOLE_SHEET_VI}: {ANSWER_VI[answered]}"
        held = next((each for each in answers if each.words == question.words), None)
        if held is not None and held.answer == answered:
            return False, detail
        if held is not None and new.effective_at < held.effective_at:
            raise ConfigurationError(
                f"Câu hỏi này đã được {held.decided_by} trả lời là {ANSWER_VI[held.answer]}, hiệu lực từ "
                f"{dated(held.effective_at, campaign.time_zone)}; câu trả lời có hiệu lực sớm hơn sẽ không thay "
                "được. Hãy thu hồi câu trả lời đó trước, hoặc để câu trả lời có hiệu lực từ bây giờ (bỏ --since)."
            )
        decisions.answer(connection, new, question, answered)
        return True, detail

    return _settle(case, record)


def revoke_answer(case: Case, cell: str | None) -> Effect:
    """Take an answer back: what it was about waits again. Without a cell, the only answer in force."""

    def record(connection: Connection, new: NewDecision) -> tuple[bool, str]:
        held = _answer(_in_force(connection, case.campaign, new.unit_code), cell)
        decisions.revoke(connection, new, "answer", held.answer_id)
        return True, f"{held.cell or WHOLE_SHEET_VI}: thu hồi"

    return _settle(case, record)


def _settle(case: Case, record: Callable[[Connection, NewDecision], tuple[bool, str]]) -> Effect:
    """Record, and fold the unit again."""
    campaign, unit = case.campaign, case.unit

    def fold(connection: Connection, new: NewDecision, _stands: UnitStanding) -> tuple[bool, str]:
        if keep.pruned_units(connection, campaign.code, [unit.code]):
            raise ConfigurationError(
                f"Bản chụp cũ của {unit.name} đã xóa theo thời hạn lưu nên không tính lại được theo câu trả lời; "
                "đơn vị hãy sửa ngay trong bảng."
            )
        is_new, detail = record(connection, new)
        if is_new:
            refold(connection, campaign, [unit.code])
        return is_new, detail

    return recorded(case, "answer", fold)


def _in_force(connection: Connection, campaign: Campaign, unit_code: str) -> list[RecordedAnswer]:
    """The answers that were not taken back, the last one first: of several about one row, the last one holds."""
    answers = decisions.answers(connection, campaign.code, [unit_code])
    return [each for each in answers if each.revoked_at is None][::-1]


def _question(questions: Sequence[Question], answers: Sequence[RecordedAnswer], cell: str | None) -> Question:
    """The question meant: at the cell, open before closed and the latest first; without a cell, the only open one."""
    if cell is not None:
        at = _cell(cell)
        found = [each for each in questions if (each.cell or "") == at]
        if not found:
            raise ConfigurationError(f"Không có câu hỏi nào ở ô {at}. {_open_ones(questions)}")
        return found[0]
    waiting = [each for each in questions if each.is_open]
    settled = {each.words for each in answers}
    meant = waiting or [each for each in questions if each.words in settled][:1]
    if len(meant) != 1:
        raise ConfigurationError(_open_ones(questions))
    return meant[0]


def _answer(answers: Sequence[RecordedAnswer], cell: str | None) -> RecordedAnswer:
    found = [each for each in answers if cell is None or (each.cell or "") == _cell(cell)]
    if not found:
        raise ConfigurationError("Đơn vị này không có câu trả lời nào như vậy đang có hiệu lực.")
    if cell is None and len(found) > 1:
        cells = ", ".join(each.cell or WHOLE_SHEET_VI for each in found[:CELLS_NAMED])
        raise ConfigurationError(
            f"Có {len(found)} câu trả lời đang có hiệu lực; hãy ghi «Ô của câu hỏi» (--cell): {cells}."
        )
    return found[0]


def _open_ones(questions: Sequence[Question]) -> str:
    cells = [each.cell or WHOLE_SHEET_VI for each in questions if each.is_open]
    if not cells:
        return "Đơn vị này không có câu hỏi nào đang chờ trả lời."
    return f"Các câu hỏi đang chờ trả lời, theo «Ô của câu hỏi» (--cell): {', '.join(cells[:CELLS_NAMED])}."


def _cell(typed: str) -> str:
    """A cell as typed: "$b$14" is B14; "" and the words for it are the whole sheet."""
    cell = typed.strip()
    return "" if cell.casefold() == WHOLE_SHEET_VI else cell.replace("$", "").upper()
