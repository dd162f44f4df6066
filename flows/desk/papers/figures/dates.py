"""Days and moments as letters write them: 0 before days under ten and before January and February (NĐ 30/2020/NĐ-CP, annex I, II.4).

Arrives: days, and moments by the campaign's own clock.
Leaves:  day/month/year, "17 giờ 00 ngày …", "hết ngày …".
Not here: how screens write them (`flows.steps.publish.words`).
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

MONTHS_WITH_A_ZERO = 2


def day_in_letter(day: date) -> str:
    """A day as a sentence names it."""
    month = f"{day.month:02}" if day.month <= MONTHS_WITH_A_ZERO else f"{day.month}"
    return f"{day.day:02}/{month}/{day.year}"


def moment_in_letter(moment: datetime) -> str:
    """A moment as a sentence names it."""
    return f"{moment.hour} giờ {moment:%M} ngày {day_in_letter(moment.date())}"


def deadline_in_letter(moment: datetime) -> str:
    """An exclusive deadline: where it is midnight by the last day on time, "hết ngày …"."""
    if moment.time() != time(0):
        return f"trước {moment_in_letter(moment)}"
    return f"hết ngày {day_in_letter((moment - timedelta(days=1)).date())}"
