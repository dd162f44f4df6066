"""When a unit is reminded: so many days before its own cutoff, and once after it. Said here alone."""

from __future__ import annotations

DAYS_BEFORE = {"t_minus_3": 3, "t_minus_1": 1}
"""The reminders before a cutoff, by their kind in `report.reminder`: how many days of the campaign's calendar."""

KIND_VI = {
    **{kind: f"nhắc trước hạn {days} ngày" for kind, days in DAYS_BEFORE.items()},
    "flag": "nhắc khi quá hạn",
    "question": "hỏi sau hạn",
}
