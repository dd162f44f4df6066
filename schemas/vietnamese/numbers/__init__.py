"""One whole number of people, phones or meetings, as a clerk typed it.

Arrives: one cell of a count column.
Leaves:  a `Reading` of the whole number, of "nothing entered" (None, not zero), or of the refusal.
Not here: percentages (`percents`), why a text is no count (`refusals`), whether a count is plausible for its unit, and sums.

Whole groups of three are thousands (12.000 is 12000); any other decimal part but zeros is refused. Words around
the number are read only where they name what is counted (người, đoàn viên, máy) or say that it is the total.
"""

from __future__ import annotations

import math
import re

from schemas.sheet import Cell, CellError, DateCell, FormattedNumber
from schemas.vietnamese.numbers.counted import UNITS, either_spelling
from schemas.vietnamese.numbers.numerals import ESTIMATE, LARGEST, NUMERAL, whole_number, without_noise
from schemas.vietnamese.numbers.refusals import mark_refusal, refused
from schemas.vietnamese.numbers.remarks import remark_refusal
from schemas.vietnamese.numbers.words import read_words
from schemas.vietnamese.reading import Reading
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


_TWO_LINES = re.compile("[0-9][ \xa0]*[\t\n\r\v\f\x85\u2028\u2029]\\s*[0-9]")


def _read_sentence(low: str) -> Reading[int] | None:
    """A number with a label, a unit word or a remark; None when the text has another shape."""
    match = _SENTENCE.fullmatch(low)
    if not match:
        return None
    count, code = whole_number(match["numeral"])
    remark = match["note"] or match["aside"] or match["beside"]
    if count is not None and remark is not None:
        code = remark_refusal(remark, count)
    if code is None:
        return Reading(count)
    return None if ESTIMATE.search(low) else Reading(refusal=code)


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
    if code := mark_refusal(text) or ("count_two_numbers" if _TWO_LINES.search(raw) else None):
        return Reading(refusal=code)
    low = text.casefold().replace("’", "'")
    if dotted := _DOTTED.fullmatch(low):
        low = dotted[1].strip()
    bare = _MARKS_AFTER.sub("", _MARKS_BEFORE.sub("", low))
    return _read_sentence(bare) or _read_misspelt(bare) or _read_in_words(low) or refused(text)


def _read_number(number: float) -> Reading[int]:
    """A typed number is that number: 1.234 is not 1234, the sheet's locale made it so."""
    if isinstance(number, float) and not math.isfinite(number):
        return Reading(refusal="count_formula_error")
    if number > LARGEST:
        return Reading(refusal="count_too_large")
    exact = without_noise(number)
    if exact < 0:
        return Reading(refusal="count_negative")
    if exact == int(exact):
        return Reading(int(exact))
    thousands = number * 1000
    is_likely = thousands == int(thousands) and number * 100 != int(number * 100)
    return Reading(refusal="count_decimal_typed", suggestion=str(int(thousands)) if is_likely else None)


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


_NO_COUNT = {bool: "count_tick", DateCell: "count_date", CellError: "count_formula_error"}


def read_count(cell: Cell) -> Reading[int]:
    """A whole number of at least 0; blank is missing and never zero, "không" is zero, a dash is asked about."""
    if type(cell) is str and cell.isascii() and cell.isdigit() and len(cell) < 9:
        cell = int(cell)
    if type(cell) is int and 0 <= cell <= LARGEST:
        return _COMMON[cell] if cell < len(_COMMON) else Reading(cell)
    if cell is None:
        return Reading()
    if isinstance(cell, str):
        return _read_string(cell)
    if isinstance(cell, bool | DateCell | CellError):
        return Reading(refusal=_NO_COUNT[type(cell)])
    return _read_formatted(cell) if isinstance(cell, FormattedNumber) else _read_number(cell)
