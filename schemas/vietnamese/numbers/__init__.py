"""One whole number of people, phones or meetings, as a clerk typed it.

Arrives: one cell of a count column.
Leaves:  a `Reading` of the whole number, of "nothing entered" (None, not zero), or of the refusal.
Not here: percentages (`percents`), whether a count is plausible for its unit, and sums.

Whole groups of three are thousands (12.000 is 12000); any other decimal part but zeros is refused. Words around
the number are read only where they name what is counted (người, đoàn viên, máy) or say that it is the total.
"""

from __future__ import annotations

import math
import re

from schemas.sheet import Cell, CellError, DateCell, FormattedNumber
from schemas.vietnamese.numbers.counted import UNITS, either_spelling
from schemas.vietnamese.numbers.numerals import (
    DATE,
    ESTIMATE,
    LARGEST,
    LIKE_DIGITS,
    LOOKALIKE,
    NUMERAL,
    RANGE,
    whole_number,
    without_noise,
)
from schemas.vietnamese.numbers.remarks import remark_refusal
from schemas.vietnamese.numbers.words import are_number_words, read_words
from schemas.vietnamese.reading import Reading, first_reason, reasons
from schemas.vietnamese.text import clean, fold, marks, unaccented, without_codes

LONGEST = 200
"""A longer text is no count."""

_COMMON = tuple(Reading(count) for count in range(4096))
"""The counts nearly every cell holds, made once: readings cannot change."""


_LABEL = either_spelling(
    "tổng|tổng số|tổng cộng|cộng|ts|tc|số lượng|sl|có|gồm|là|tất cả|tất cả là|đã cài|đã cài đặt|kết quả|"
    "được|đạt|hiện có|đã có"
)
_INSTALLED = (
    f"(?:{either_spelling('đã cài đặt|đã cài|cài đặt|cài')}(?: {either_spelling('xong|thành công|đủ')})?)"
)
_SENTENCE = re.compile(
    rf"(?:{_LABEL}(?: {UNITS})?(?: ?[:=] ?| )|{UNITS} ?[:=] ?)?\+?(?P<numeral>{NUMERAL}) ?(?:{UNITS})?(?: ?{_INSTALLED})?"
    r"(?: ?[(\[](?P<note>[^()\[\]]*)[)\]]|[,;]? ?\b(?P<aside>trong đó [^()]*)|[,;] ?(?P<beside>(?:[^\W\d_]|(?<= )[0-9])[^()\[\]]*))? ?\.?"
)
_MARKS_BEFORE = re.compile(r"\A(?:[*•●▪✓✔√:\"“”]|\(\*+\)| )+(?=[^ ])")
_MARKS_AFTER = re.compile(
    r"(?<=[^ ])(?: ?(?:[;,:/\\_*†‡✓✔√'`´\"“”]|\(\*+\)|\*+\)|\[(?:[1-9]|\*+)\]|\([a-e]\)))+ ?\.?\Z"
)
"""Footnotes, ticks and signs left by the keyboard beside a number: they count nothing. A dash may be a minus, "(1)" a count."""
_DOTTED = re.compile(r"(?:…|\.\.\.|__)[.…_ ]*([0-9][^.…_]*)(?:…|\.\.\.|__)[.…_ ]*")
_WORDS = re.compile(
    rf"(?P<words>[^\W\d_][^\W\d_ ,]*(?:[ ,]+[^\W\d_ ,]+)*?)(?: {UNITS})?(?: ?\((?P<numeral>{NUMERAL})(?: ?{UNITS})?\))? ?\.?"
)
_NOBODY = re.compile("(?:khong|ko)(?:co)?(?:ai|(?:nguoi|may|doanvien|dongchi|truonghop)(?:nao)?)")

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
_TWO_LINES = re.compile("[0-9][ \xa0]*[\t\n\r\v\f\x85\u2028\u2029]\\s*[0-9]")


def _read_sentence(low: str) -> Reading[int] | None:
    """A number with a label, a unit word or a remark; None when the text has another shape."""
    match = _SENTENCE.fullmatch(low)
    if not match:
        return None
    count, code = whole_number(match["numeral"])
    if count is None:
        return None if ESTIMATE.search(low) else Reading(refusal=code)
    remark = match["note"] or match["aside"] or match["beside"]
    if remark is not None and (code := remark_refusal(remark, count)):
        return None if ESTIMATE.search(low) else Reading(refusal=code)
    return Reading(count)


def _read_misspelt(low: str) -> Reading[int] | None:
    """As a sentence, whatever the marks over its letters: "905 ngưòi". Signs stay what they are: 20¹ is not 201."""
    is_plain = all(char.isascii() or char.isalpha() for char in low) and not ESTIMATE.search(low)
    return _read_sentence(unaccented(low)) if is_plain and not low.isascii() else None


def _read_in_words(low: str) -> Reading[int] | None:
    """Number words, with their numeral in brackets or without; "không" and "không có ai" are zero."""
    match = _WORDS.fullmatch(low)
    if not match:
        return None
    key = fold(match["words"])
    none = "?" not in low and (key in marks.NONE_WORDS or bool(_NOBODY.fullmatch(key)))
    value = 0 if none else read_words(match["words"])
    if value is None:
        return None
    if match["numeral"] and whole_number(match["numeral"])[0] != value:
        return Reading(refusal="count_words_disagree")
    return Reading(value)


def _refused(text: str) -> Reading[int]:
    """The first reason in the table; a letter that looks like a digit is told with the number it may mean."""
    low = text.casefold()
    if code := first_reason(_REFUSALS[:6], low):
        return Reading(refusal=code)
    if LOOKALIKE.search(text):
        count = whole_number(text.translate(LIKE_DIGITS))[0] if LOOKALIKE.fullmatch(text) else None
        return Reading(refusal="count_lookalike_letter", suggestion=None if count is None else str(count))
    other = "count_words_unclear" if are_number_words(low) else "count_not_a_number"
    return Reading(refusal=first_reason(_REFUSALS[6:], low) or other)


def _mark_refusal(text: str) -> str | None:
    """The refusal of a mark that stands where a number should: ditto, dash, tick, a telephone number."""
    if marks.is_ditto(text):
        return "count_ditto"
    if marks.DASHES.fullmatch(text) or text in "/\\":
        return "count_zero_or_missing"
    if text in marks.TICKS:
        return "count_tick"
    return "count_phone" if _PHONE.fullmatch(text) else None


def _read_string(raw: str) -> Reading[int]:
    if len(raw) > LONGEST and len(raw := raw.strip()) > LONGEST:
        return Reading(refusal="count_not_a_number")
    raw = without_codes(raw)
    text = marks.without_apostrophe(clean(raw))
    if text in ("", "'"):
        return Reading()
    if problem := marks.trouble(text):
        number = whole_number(text[1:])[0] if problem == "formula_text" and text[1:].isdecimal() else None
        return Reading(refusal=f"count_{problem}", suggestion=None if number is None else str(number))
    if marks.is_missing(text):
        return Reading()
    if code := _mark_refusal(text) or ("count_two_numbers" if _TWO_LINES.search(raw) else None):
        return Reading(refusal=code)
    low = text.casefold().replace("’", "'")
    if dotted := _DOTTED.fullmatch(low):
        low = dotted[1].strip()
    bare = _MARKS_AFTER.sub("", _MARKS_BEFORE.sub("", low))
    return _read_sentence(bare) or _read_misspelt(bare) or _read_in_words(low) or _refused(text)


def _read_number(number: float) -> Reading[int]:
    """A typed number is that number: 1.234 is not 1234, the sheet's locale made it so."""
    if isinstance(number, float) and not math.isfinite(number):
        return Reading(refusal="count_formula_error")
    if number > LARGEST:
        return Reading(refusal="count_too_large")
    exact = without_noise(number)
    if exact < 0:
        return Reading(refusal="count_negative")
    if exact != int(exact):
        thousands = number * 1000
        likely = (
            str(int(thousands)) if thousands == int(thousands) and number * 100 != int(number * 100) else None
        )
        return Reading(refusal="count_decimal_typed", suggestion=likely)
    return Reading(int(exact))


_SHOWN_AS = {
    "percent": "count_percent",
    "date": "count_date",
    "time": "count_time",
    "currency": "count_currency",
    "multiple": "count_multiple",
    "scientific": "count_rounded",
}
"""Why a number is no count when its cell shows it as another thing."""


def _read_formatted(cell: FormattedNumber) -> Reading[int]:
    """A number among words of its format's own is read as those words would be; what shows another number goes back."""
    display = cell.display
    if display.shows in _SHOWN_AS:
        return Reading(refusal=_SHOWN_AS[display.shows])
    if cell.value > LARGEST:
        return Reading(refusal="count_too_large")
    reading: Reading[int] = _read_string(display.text) if display.text.strip() else Reading()
    if reading.value == cell.value or (display.shows == "words" and reading.refusal):
        return reading
    return Reading(refusal="count_hidden")


def _read_other(cell: bool | float | str | DateCell | FormattedNumber | CellError) -> Reading[int]:
    if isinstance(cell, bool):
        return Reading(refusal="count_tick")
    if isinstance(cell, DateCell):
        return Reading(refusal="count_date")
    if isinstance(cell, FormattedNumber):
        return _read_formatted(cell)
    if isinstance(cell, CellError):
        return Reading(refusal="count_formula_error")
    return _read_string(cell) if isinstance(cell, str) else _read_number(cell)


def read_count(cell: Cell) -> Reading[int]:
    """A whole number of at least 0; blank is missing and never zero, "không" is zero, a dash is asked about."""
    if type(cell) is int:
        if 0 <= cell <= LARGEST:
            return _COMMON[cell] if cell < len(_COMMON) else Reading(cell)
    elif type(cell) is str:
        if cell.isascii() and cell.isdigit() and len(cell) < 9:
            count = int(cell)
            return _COMMON[count] if count < len(_COMMON) else Reading(count)
        return _read_string(cell)
    if cell is None:
        return Reading()
    return _read_other(cell)
