"""A play as people read it: a table by instant, then where all ends and what to check.

Arrives: a `Play`.
Leaves:  Vietnamese words, a line for each moment; what is printed.
Not here: the play itself (`play`, `stage`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from flows.desk.playing.moments import Moment, Play, Reminded
from flows.desk.reminders.summary import OUTCOME_VI
from flows.steps.publish.words import dated
from schemas.reminder import kind_vi

if TYPE_CHECKING:
    from rich.console import RenderableType

COLUMNS = "Lúc|Việc gì…|Đơn vị nào đổi tình trạng…|Nhắc ai…"
Line = tuple[str, str, str, str]


def lines(play: Play, zone: str) -> list[Line]:
    """Each moment: when, what was done or ran, who stands elsewhere since, who would be reminded."""
    return [
        (
            dated(each.at, zone),
            each.what,
            "; ".join(_became(each, len(play.roles))),
            "; ".join(_reminded(each.reminders)),
        )
        for each in play.moments
    ]


def cast(play: Play) -> Iterator[str]:
    """Who plays what."""
    for role in dict.fromkeys(play.roles.values()):
        units = [code for code, played in play.roles.items() if played is role]
        yield f"{', '.join(units)}: {role}."


def sentences(play: Play) -> Iterator[str]:
    """What was left out, where all ends, what to check."""
    shown = sum(each.kind is not None for each in play.moments)
    yield f"Lịch của đợt chạy {play.runs} lần trong thời gian này; {play.runs - shown} lần không có gì mới, không kể ở trên."
    yield from play.summary
    yield "Trước khi gửi công văn, hãy xem lại:"
    yield from (f"- {each}" for each in play.checks)


def parts(play: Play, zone: str) -> tuple[RenderableType, ...]:
    """All of it, to be printed."""
    from flows.steps.publish.tables import table_of

    table = table_of(f"Diễn thử đợt {play.campaign}: {play.title}; chưa gửi gì, không ghi gì", COLUMNS)
    for line in lines(play, zone):
        table.add_row(*line)
    return (
        "Các vai, chọn trong danh sách đơn vị:",
        *(f"- {each}" for each in cast(play)),
        table,
        *sentences(play),
    )


def _became(moment: Moment, players: int) -> Iterator[str]:
    for each in moment.changes:
        words = f"{each.before_vi} → {each.after_vi}" if each.before_vi else each.after_vi
        all_of_them = len(each.unit_codes) == players > 1
        yield f"{words}: {f'cả {players} đơn vị' if all_of_them else ', '.join(each.unit_codes)}"
    for what, codes in (
        ("không đọc được", moment.unreadable),
        ("đánh dấu quá hạn", moment.flagged),
        ("bỏ đánh dấu", moment.cleared),
    ):
        if codes:
            yield f"{what}: {', '.join(codes)}"


def _reminded(letters: Sequence[Reminded]) -> Iterator[str]:
    """By occasion, those who could not be reached apart."""
    groups: dict[tuple[str, str], list[str]] = {}
    for each in letters:
        groups.setdefault((each.kind, each.outcome), []).append(each.unit_code)
    for (kind, outcome), codes in groups.items():
        why = "" if outcome == "would_send" else f" ({OUTCOME_VI[outcome]})"
        yield f"{kind_vi(kind)}: {', '.join(codes)}{why}"
