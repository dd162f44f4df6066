"""The occasions on which a unit is reminded: so many days before its own cutoff, and once after it.

Arrives: the days that a campaign says (`schemas.campaign.schedule`).
Leaves:  the kinds of `report.reminder`, and how each is called.
Not here: when one is due (`sql/statements/due_reminders.sql`).
"""

from __future__ import annotations

from collections.abc import Iterable

BEFORE = "t_minus_"
AFTER_VI = {"flag": "nhắc khi quá hạn", "question": "hỏi sau hạn"}


def kinds_before(days: Iterable[int]) -> dict[str, int]:
    """The reminders before a cutoff, by their kind: how many days of the campaign's calendar."""
    return {f"{BEFORE}{each}": each for each in days}


def kind_vi(kind: str) -> str:
    """How an occasion is called, also one of a day that the campaign's file names no longer."""
    return AFTER_VI.get(kind) or f"nhắc trước hạn {kind.removeprefix(BEFORE)} ngày"
