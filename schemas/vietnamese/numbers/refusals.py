"""Why a text is no count: a mark where a number should stand, an estimate, a date, two numbers, a letter like a digit.

Arrives: the text of a cell, cleaned.
Leaves:  the code of a refusal, with the number that may have been meant.
Not here: what a text counts (`numbers`), a remark beside a number (`remarks`), what a clerk is told (`schemas.rules.cells`).
"""

from __future__ import annotations

import re

from schemas.vietnamese.numbers.numerals import (
    DATE,
    ESTIMATE,
    LIKE_DIGITS,
    LOOKALIKE,
    RANGE,
    whole_number,
)
from schemas.vietnamese.numbers.words import are_number_words
from schemas.vietnamese.reading import Reading, first_reason, reasons
from schemas.vietnamese.text import marks

_PHONE = re.compile("0[35789][0-9]{8}|02[0-9]{9}|01[0-9]{9}")
_REFUSALS = reasons(
    (r"\?|\b(?:không|chưa|ko) (?:rõ|biết)\b|\b(?:khong|chua) (?:ro|biet)\b", "count_unknown"),
    (r"\A(?:chưa|chua)\b[^0-9]*\Z", "count_zero_or_missing"),
    (r"\A(?:có|co|rồi|roi|đủ|du|hết|het|đầy đủ|tất cả|toàn bộ|tat ca|toan bo)[ .]*\Z", "count_yes"),
    (r"[%‰]|phần trăm|phan tram", "count_percent"),
    (ESTIMATE.pattern, "count_estimate"),
    (DATE.pattern, "count_date"),
    (r"\A[-–—−] ?[0-9][0-9.,' ]*\Z", "count_negative"),
    (RANGE.pattern, "count_range"),
    (r"[0-9] ?(?:k|tr|nghìn|nghin|ngàn|ngan|trăm|triệu|vạn|chục|tá)\b|[0-9]e[+]?[0-9]", "count_rounded"),
    (r"\b(?:rưỡi|chục|vạn|tá)\b", "count_rounded"),
    (r"\A[(\[] ?[0-9][0-9.,' ]* ?[)\]]\Z", "count_brackets"),
    (r"\A[.,][0-9]+\Z", "count_not_whole"),
    (r"[0-9].*[^0-9].*[0-9]", "count_two_numbers"),
    (r"[0-9]", "count_extra_words"),
)
"""Why a text is no count, in this order: the first pattern found in the text in small letters."""


def mark_refusal(text: str) -> str | None:
    """The refusal of a mark that stands where a number should: ditto, dash, tick, a telephone number."""
    if marks.is_ditto(text):
        return "count_ditto"
    if marks.DASHES.fullmatch(text) or text in "/\\":
        return "count_zero_or_missing"
    if text in marks.TICKS:
        return "count_tick"
    return "count_phone" if _PHONE.fullmatch(text) else None


def refused(text: str) -> Reading[int]:
    """The first reason in the table; a letter that looks like a digit is told with the number it may mean."""
    low = text.casefold()
    if code := first_reason(_REFUSALS[:6], low):
        return Reading(refusal=code)
    if LOOKALIKE.search(text):
        count = whole_number(text.translate(LIKE_DIGITS))[0] if LOOKALIKE.fullmatch(text) else None
        return Reading(refusal="count_lookalike_letter", suggestion=None if count is None else str(count))
    other = "count_words_unclear" if are_number_words(low) else "count_not_a_number"
    return Reading(refusal=first_reason(_REFUSALS[6:], low) or other)
