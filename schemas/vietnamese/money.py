"""An amount of money, as a clerk typed it, in đồng.

Arrives: one cell of a column of money; what a bare number of it counts: đồng, thousands or millions of đồng.
Leaves:  a `Reading` of whole đồng, of "nothing entered" (None, not zero), or of the refusal.
Not here: counts of people and things (`numbers`), whether an amount is plausible.

"1.500.000đ" and "1,5 triệu" are 1500000. "1.500 triệu" may be 1,5 or 1500 millions: refused. Other moneys are refused.
"""

# ruff: noqa: SIM905 - word lists are easier to read as words

from __future__ import annotations

import re
from fractions import Fraction

from schemas.sheet import Cell, FormattedNumber
from schemas.vietnamese.numbers import read_count
from schemas.vietnamese.numbers.counted import either_spelling
from schemas.vietnamese.numbers.numerals import NUMERAL, without_noise
from schemas.vietnamese.reading import Reading
from schemas.vietnamese.text import clean

LARGEST = 10**15
"""More than the whole country's accounts hold is no amount that a branch has."""
MULTIPLES = {"nghìn": 10**3, "ngàn": 10**3, "k": 10**3, "triệu": 10**6, "tr": 10**6, "tỷ": 10**9, "tỉ": 10**9}
UNITS = {"đồng": 1, "nghìn đồng": 10**3, "triệu đồng": 10**6}
"""What a bare number of a column may count, and how many đồng that is."""
_DONG = rf"(?:{either_spelling('đồng|đ|vnđ|vnd|vn đồng|việt nam đồng')}|₫)"
_MULTIPLE = either_spelling("|".join(MULTIPLES))
_AMOUNT = re.compile(rf"(?P<numeral>{NUMERAL}) ?(?P<multiple>{_MULTIPLE})? ?{_DONG}?\.?")
_WHOLE = re.compile(r"[0-9]+|[0-9]{1,3}(?:\.[0-9]{3})+|[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,3}(?: [0-9]{3})+")
_DECIMAL = re.compile(r"(?P<whole>[0-9]+)[.,](?P<part>[0-9]{1,2})")
_FOREIGN = re.compile(r"[$€£¥]|\b(?:usd|eur|đô|đô la)\b")
_WITHOUT_MARKS = {"nghin": 10**3, "ngan": 10**3, "trieu": 10**6, "ty": 10**9, "ti": 10**9}
_BY_SPELLING = MULTIPLES | _WITHOUT_MARKS
_SHOWN_OTHERWISE = ("percent", "date", "time", "multiple", "scientific")


def read_money(cell: Cell, unit: str) -> Reading[int]:
    """Whole đồng; a bare number counts `unit`, one of `UNITS`. Blank is missing and never zero."""
    if isinstance(cell, FormattedNumber):
        return _read_formatted(cell, unit)
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return _read_number(cell, unit)
    if isinstance(cell, str) and (reading := _read_text(clean(cell).casefold(), unit)) is not None:
        return reading
    return _as_money(read_count(cell))


def _read_number(number: float, unit: str) -> Reading[int]:
    if not -LARGEST < number < LARGEST:
        return Reading(refusal="money_too_large")
    return _whole(Fraction(str(without_noise(float(number) * UNITS[unit]))))


def _read_text(text: str, unit: str) -> Reading[int] | None:
    """An amount with its unit, or bare; None where the text has another shape."""
    if _FOREIGN.search(text):
        return Reading(refusal="money_foreign")
    match = _AMOUNT.fullmatch(text)
    if not match:
        return None
    numeral, multiple = match["numeral"], match["multiple"]
    is_bare = multiple is None and match.end("numeral") == len(text)
    by = _BY_SPELLING[multiple] if multiple else UNITS[unit] if is_bare else 1
    if _WHOLE.fullmatch(numeral):
        if by > 1 and re.fullmatch(r"[0-9]{1,3}[.,][0-9]{3}", numeral):
            return Reading(refusal="money_grouping")
        return _whole(Fraction(int(re.sub("[., ]", "", numeral))) * by)
    if by > 1 and (decimal := _DECIMAL.fullmatch(numeral)):
        return _whole(Fraction(f"{decimal['whole']}.{decimal['part']}") * by)
    return None


def _whole(amount: Fraction) -> Reading[int]:
    if amount < 0:
        return Reading(refusal="money_negative")
    if amount >= LARGEST:
        return Reading(refusal="money_too_large")
    return Reading(int(amount)) if amount.denominator == 1 else Reading(refusal="money_not_whole")


def _read_formatted(cell: FormattedNumber, unit: str) -> Reading[int]:
    """A number that its cell shows as money, or with words of its own; what is shown as another thing goes back."""
    display = cell.display
    if _FOREIGN.search(display.text.casefold()):
        return Reading(refusal="money_foreign")
    if display.shows in _SHOWN_OTHERWISE:
        return _as_money(read_count(cell))
    if display.shows == "hidden":
        return Reading(refusal="money_hidden")
    shown = _read_text(clean(display.text).casefold(), unit)
    typed = _read_number(cell.value, "đồng" if display.shows == "currency" else unit)
    is_shown = shown is None or shown.refusal or shown.value == typed.value
    return typed if is_shown else Reading(refusal="money_hidden")


AS_OF_COUNTS = frozenset(
    "formula_error formula_text column_too_narrow percent estimate range merged two_numbers date time tick ditto"
    " zero_or_missing unknown negative not_whole grouping".split()
)
"""Reasons for which a cell is no amount of money, as it is no count."""


def _as_money(reading: Reading[int]) -> Reading[int]:
    """What the reader of counts says of a text that is no amount: "không" is zero, a dash is asked about."""
    if reading.refusal is None:
        return reading
    reason = reading.refusal.removeprefix("count_")
    return Reading(refusal=f"money_{reason if reason in AS_OF_COUNTS else 'not_money'}")
