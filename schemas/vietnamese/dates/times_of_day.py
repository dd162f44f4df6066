"""The time of day, the weekday and the part of the day that stand beside a date.

Arrives: the small letters of a date's text.
Leaves:  the text without them, and what they were.
Not here: the date itself (`forms`).
"""

# ruff: noqa: SIM905 - word lists are easier to read as words

from __future__ import annotations

import re

WEEKDAYS = {name: i for names in ("234567", ("hai", "ba", "tư", "năm", "sáu", "bảy"), ("hai", "ba", "tu", "nam", "sau", "bay"))
            for i, name in enumerate(names)} | {name: i for i, name in enumerate("mon tue wed thu fri sat sun".split())}  # fmt: skip

_WEEKDAY = re.compile(
    r"\(? ?\b(?:(?:thứ|thu) ?(hai|ba|tư|tu|năm|nam|sáu|sau|bảy|bay|[2-7])|t([2-7])|(?:cn|chủ nhật|chu nhat)"
    r"|(mon|tue|wed|thu|fri|sat|sun)(?:day|sday|nesday|rsday|urday)?)\b ?\)?,?"
)
_CLOCK = re.compile(
    r"(?:\b(?:vào )?(?:lúc|luc|hồi) )?(?<![0-9./-])([0-9]{1,2}) ?(?:(?:h|giờ|gio|g) ?([0-9]{1,2})?(?: ?(?:phút|phut|p|'))?"
    r"|:([0-9]{2})(?::([0-9]{2})(?:\.[0-9]{1,6})?)?)(?: ?(am|pm|sa|ch))?(?!\w)"
)
_PART_OF_DAY = re.compile(r"\b(?:(?:vào )?buổi )?(?:sáng|trưa|chiều|tối)\b|\(?\b(?:dương lịch|dl)\b\)?")


def take_clock(low: str) -> tuple[str, bool]:
    """The text without its time of day, and whether that time exists; 24:00 ends the day it is written with."""
    match = _CLOCK.search(low)
    if not match:
        return low, True
    hour, minute, second = int(match[1]), int(match[2] or match[3] or 0), int(match[4] or 0)
    real = (hour < 24 and minute < 60 and second < 60) or (hour, minute, second) == (24, 0, 0)
    return low[: match.start()] + " " + low[match.end() :], real and (
        not match[5] or hour <= 12 or match[5] in ("pm", "ch")
    )


def take_weekday(low: str) -> tuple[str, int | None]:
    """The text without a weekday, and which one it was, Monday being 0."""
    match = _WEEKDAY.search(low)
    if not match:
        return low, None
    name = match[1] or match[2] or match[3]
    return low[: match.start()] + " " + low[match.end() :], WEEKDAYS[name] if name else 6


def without_part_of_day(low: str) -> str:
    """The text without "buổi sáng", "dương lịch" and the signs around them."""
    return " ".join(_PART_OF_DAY.sub(" ", low).split()).strip(" .,;:-")
