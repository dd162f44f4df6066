"""A sheet read and checked, with each of its rows accounted for and every sentence whole."""

from __future__ import annotations

from datetime import date

from flows.steps.check import check_return
from flows.steps.read import read_sheet
from schemas.answer import NO_ANSWERS, Answers
from schemas.finding import PLACEHOLDER
from schemas.sheet import Sheet
from schemas.unit_return import CheckedReturn
from tests.given.forms import FORM

OPENS = date(2020, 8, 18)
WIDE = [
    "STT", "Tên CĐCS", "Tổng số CNVCLĐ", "Số đoàn viên", "Số ĐTTM", "Đã cài", "Chưa cài", "Số người được tuyên truyền",
]  # fmt: skip


def checked(of: Sheet, answers: Answers = NO_ANSWERS) -> CheckedReturn:
    read = read_sheet(of, FORM, answers)
    result = check_return(read)
    # the rows of a table at the side of another one are numbered, and counted, once more
    places = {(id(table.tab), table.before) for table in read.tables}
    is_beside = len(places) > len({tab for tab, _ in places})
    assert is_beside or result.rows_in_sheet == sum(len(tab.rows) for tab in of.tabs)
    counted = result.rows_accepted + result.rows_refused + result.rows_waiting + result.rows_not_data
    assert counted == result.rows_in_sheet
    assert result.rows_not_data >= 0
    facts = {fact for each in result.findings for fact in PLACEHOLDER.findall(each.message_vi)}
    assert not facts or all(f"{{{fact}}}" in str(of) for fact in facts)
    return result


def installed(of: Sheet) -> dict[str, int]:
    """What each accepted branch is said to have installed."""
    rows = checked(of).accepted
    return dict(zip(rows["branch_name"], rows["installed"].astype(int), strict=True))


def rules(of: Sheet) -> list[tuple[str, str | None]]:
    """The rule and the cell of each finding."""
    return [(each.rule, each.cell) for each in checked(of).findings]
