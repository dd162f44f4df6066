"""Answer a question about a unit's sheet, or take an answer back; both are decisions: recorded, and never deleted.

Arrives: a database, a campaign, a unit and a cell as typed, yes or no, who says so and why.
Leaves:  the answer recorded once, the unit folded again, and where it stands before and after.
Not here: Prefect (`decide`), the command's words (`commands.decisions`), what an answer changes (`settling`).

Everything raises ConfigurationError, saying what is wrong with what was asked.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from flows.desk.decisions import Decided, Grounds, checked_decision, stands
from flows.desk.request import read_unit
from flows.errors import ConfigurationError
from flows.steps import keep, stand
from flows.steps.fold import refold
from flows.steps.load import lock
from flows.steps.publish.tables import dated
from flows.store import decisions, rosters
from flows.store.database import Connection, Database
from flows.store.decisions import AskedQuestion, NewDecision, RecordedAnswer
from schemas.answer import ANSWER_VI, Answer
from schemas.campaign import Campaign

WHOLE_SHEET_VI = "cả bảng"
CELLS_NAMED = 10


def answer(
    database: Database,
    campaign: Campaign,
    unit: str,
    cell: str | None,
    answered: Answer,
    grounds: Grounds,
    now: datetime,
) -> Decided:
    """Say yes or no to what is asked at a cell; without one, to the only question there is."""

    def record(connection: Connection, new: NewDecision) -> tuple[bool, str]:
        asked = decisions.asked(connection, campaign.code, new.unit_code)
        given = _in_force(connection, campaign, new.unit_code)
        question = _question(asked, given, cell).question
        told = f"{question.cell or WHOLE_SHEET_VI}: {ANSWER_VI[answered]}"
        held = next((each for each in given if each.given.words == question.words), None)
        if held is not None and held.given.answer == answered:
            return False, told
        if held is not None and new.effective_at < held.given.given[0]:
            raise ConfigurationError(
                f"Câu hỏi này đã được {held.decided_by} trả lời là {ANSWER_VI[held.given.answer]}, hiệu lực từ "
                f"{dated(held.given.given[0], campaign.time_zone)}; câu trả lời có hiệu lực sớm hơn sẽ không thay "
                "được. Hãy thu hồi câu trả lời đó trước, hoặc bỏ --since."
            )
        decisions.answer(connection, new, question, answered)
        return True, told

    return _settled(database, campaign, unit, grounds, now, record)


def revoke_answer(
    database: Database, campaign: Campaign, unit: str, cell: str | None, grounds: Grounds, now: datetime
) -> Decided:
    """Take an answer back: what it was about waits again. Without a cell, the only answer in force."""

    def record(connection: Connection, new: NewDecision) -> tuple[bool, str]:
        held = _given(_in_force(connection, campaign, new.unit_code), cell)
        at, by, reason = new.effective_at, new.decided_by, new.reason
        decisions.revoke(connection, "answer", held.answer_id, at, by, reason)
        return True, f"{held.cell or WHOLE_SHEET_VI}: thu hồi"

    return _settled(database, campaign, unit, grounds, now, record)


def _settled(
    database: Database,
    campaign: Campaign,
    typed: str,
    grounds: Grounds,
    now: datetime,
    record: Callable[[Connection, NewDecision], tuple[bool, str]],
) -> Decided:
    """Record in the campaign's turn, fold the unit again, and say where it stood and stands."""
    unit = read_unit(campaign, typed)
    new = checked_decision(campaign, unit, grounds, now)
    with database.begin() as connection:
        lock(connection, campaign.code)
        rosters.put(connection, campaign)
        if keep.pruned_units(connection, campaign.code, [unit.code]):
            raise ConfigurationError(
                f"Bản chụp cũ của {unit.name} đã xóa theo thời hạn lưu nên không tính lại được theo câu trả lời; "
                "đơn vị hãy sửa ngay trong bảng."
            )
        before = stands(connection, campaign, unit, now)
        is_new, told = record(connection, new)
        if is_new:
            refold(connection, campaign, unit.code)
            stand.close_flags(connection, campaign.code, now)
        after = stands(connection, campaign, unit, now)
    return Decided(
        unit.code,
        unit.name,
        "answer",
        before.standing_vi,
        after.standing_vi,
        after.cutoff_at,
        is_new,
        told,
    )


def _in_force(connection: Connection, campaign: Campaign, unit_code: str) -> list[RecordedAnswer]:
    """The answers that were not taken back, the last one first: of several about one row, the last one holds."""
    given = decisions.given_answers(connection, campaign.code, unit_code)
    return [each for each in given if each.given.revoked is None][::-1]


def _question(
    asked: Sequence[AskedQuestion], given: Sequence[RecordedAnswer], cell: str | None
) -> AskedQuestion:
    """The question meant: at the cell, open before closed and the latest first; without a cell, the only open one."""
    if cell is not None:
        at = _cell(cell)
        found = [each for each in asked if (each.question.cell or "") == at]
        if not found:
            raise ConfigurationError(f"Không có câu hỏi nào ở ô {at}. {_open_ones(asked)}")
        return found[0]
    waiting = [each for each in asked if each.is_open]
    answered = {each.given.words for each in given}
    meant = waiting or [each for each in asked if each.question.words in answered][:1]
    if len(meant) != 1:
        raise ConfigurationError(_open_ones(asked))
    return meant[0]


def _given(given: Sequence[RecordedAnswer], cell: str | None) -> RecordedAnswer:
    found = [each for each in given if cell is None or (each.cell or "") == _cell(cell)]
    if not found:
        raise ConfigurationError("Đơn vị này không có câu trả lời nào như vậy đang có hiệu lực.")
    if cell is None and len(found) > 1:
        cells = ", ".join(each.cell or WHOLE_SHEET_VI for each in found[:CELLS_NAMED])
        raise ConfigurationError(
            f"Có {len(found)} câu trả lời đang có hiệu lực; hãy chọn ô (--cell): {cells}."
        )
    return found[0]


def _open_ones(asked: Sequence[AskedQuestion]) -> str:
    cells = [each.question.cell or WHOLE_SHEET_VI for each in asked if each.is_open]
    if not cells:
        return "Đơn vị này không có câu hỏi nào đang chờ trả lời."
    return f"Các câu hỏi đang chờ trả lời (--cell): {', '.join(cells[:CELLS_NAMED])}."


def _cell(typed: str) -> str:
    """A cell as typed: "$b$14" is B14; "" and the words for it are the whole sheet."""
    cell = typed.strip()
    return "" if cell.casefold() == WHOLE_SHEET_VI else cell.replace("$", "").upper()
