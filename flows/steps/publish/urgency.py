"""Who comes first and who must do what: the late first, then who must act, then whoever is done.

Arrives: the units' standings as of an instant.
Leaves:  them in that order; where each stands and its duties, in Vietnamese, without markup.
Not here: the pages and tables that hold them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from flows.steps.publish.words import local
from schemas.report import UnitStanding

FIRST = ("missing", "late", "needs_fix", "unverified", "not_due", "on_time", "exempt")
"""Who has not reported, who did too late, who must act; then the rest."""


def by_urgency(standings: Iterable[UnitStanding]) -> list[UnitStanding]:
    """Who is past the deadline first, also with a sheet that has errors; within a standing the roster's order."""
    return sorted(standings, key=lambda unit: (not is_overdue(unit), FIRST.index(unit.standing)))


def is_overdue(unit: UnitStanding) -> bool:
    """Whether a unit has no valid return from before its deadline, and the deadline is over."""
    return bool(unit.days_late) or unit.standing in {"missing", "late"}


def in_words(unit: UnitStanding) -> str:
    """Where a unit stands, and by how much it is late: "chưa báo cáo, quá hạn 1 ngày", "trễ hạn 3 ngày"."""
    if not unit.days_late:
        return unit.standing_vi
    past = " " if unit.standing == "late" else ", quá hạn "
    return f"{unit.standing_vi}{past}{unit.days_late} ngày"


def duties(unit: UnitStanding, common_cutoff: datetime, zone: str) -> Iterator[str]:
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
