"""Where units stand, on a page of Prefect's: who is late on top, then who must act, then whoever is done.

Arrives: the units' standings as of an instant.
Leaves:  them in that order, one line of a table each; who must do what about one, in words.
Not here: the pages that hold the lines (`of_run` of a run, `asked` of an instant).

A page of 1,280 pixels leaves a table 580: few columns, texts that go on below, and no table of Prefect's own, which shows
ten lines at a time and breaks none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

from flows.steps.publish import markdown
from flows.steps.publish.words import local, number
from schemas.report import UnitStanding

FIRST = ("missing", "late", "needs_fix", "unverified", "not_due", "on_time", "exempt")
"""Who has not reported, who did too late, who must act; then the rest."""
HEADINGS = ("Mã", "Đơn vị", "Tình trạng", "Đạt lần đầu", "CĐCS", "Ai phải làm gì")


def by_urgency(standings: Iterable[UnitStanding]) -> list[UnitStanding]:
    """Who is past the deadline first, also with a sheet that has errors; within a standing the roster's order."""
    return sorted(standings, key=lambda unit: (not is_overdue(unit), FIRST.index(unit.standing)))


def is_overdue(unit: UnitStanding) -> bool:
    """Whether a unit has no valid return from before its deadline, and the deadline is over."""
    return bool(unit.days_late) or unit.standing in {"missing", "late"}


def lines(
    standings: Iterable[UnitStanding],
    common_cutoff: datetime,
    zone: str,
    named: Callable[[UnitStanding], str],
) -> str:
    """The table. `named`: a unit's name in Markdown; `common_cutoff`: whoever has another is told with it."""
    rows = [
        (
            markdown.escaped(unit.unit_code),
            named(unit),
            f"**{in_words(unit)}**" if is_overdue(unit) else in_words(unit),
            local(unit.accepted_at, zone),
            number(unit.branches_accepted or None),
            markdown.escaped("; ".join(_duties(unit, common_cutoff, zone))),
        )
        for unit in by_urgency(standings)
    ]
    return markdown.table_of_markdown(HEADINGS, rows)


def in_words(unit: UnitStanding) -> str:
    """Where a unit stands, and by how much it is late: "chưa báo cáo, quá hạn 1 ngày", "trễ hạn 3 ngày"."""
    if not unit.days_late:
        return unit.standing_vi
    past = " " if unit.standing == "late" else ", quá hạn "
    return f"{unit.standing_vi}{past}{unit.days_late} ngày"


def _duties(unit: UnitStanding, common_cutoff: datetime, zone: str) -> Iterable[str]:
    """Who must do what about a unit, and by when where that is its own."""
    if unit.standing == "exempt":
        return
    if unit.unreadable_since is not None:
        yield f"không đọc được từ {local(unit.unreadable_since, zone)}: xem trang tóm tắt"
    elif unit.standing == "missing":
        yield "đơn vị gửi báo cáo; văn phòng gọi"
    if unit.open_errors:
        yield f"đơn vị sửa {unit.open_errors} lỗi"
    if unit.open_questions:
        yield f"văn phòng hỏi đơn vị {unit.open_questions} câu"
    elif unit.standing == "unverified" and unit.accepted_at is not None:
        yield "văn phòng tìm thư, ảnh chụp rồi kết luận"
    if unit.cutoff_at != common_cutoff:
        yield f"hạn riêng: trước {local(unit.cutoff_at, zone)}"
