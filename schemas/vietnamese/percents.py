"""One percentage, in points from 0 to 100 with at most two decimals.

Arrives: one cell of a rate column, which repeats what the counts already say.
Leaves:  a `Reading` of the points, of "nothing entered" (recomputed from the counts), or of the refusal.
Not here: which of the two denominators the clerk divided by; the typed rate is only a check.

A percent sign makes points of any number. Without it a number above 1 is points, one below 1 is the fraction a
percent-formatted cell holds, and a typed "1" may be either: asked about. A *number* 1 is such a fraction.
"""

from __future__ import annotations

import math
import re
from decimal import ROUND_HALF_UP, Decimal

from schemas.sheet import Cell, CellError, DateCell, FormattedNumber
from schemas.vietnamese.numbers import LONGEST
from schemas.vietnamese.numbers.counted import either_spelling
from schemas.vietnamese.numbers.numerals import DATE, ESTIMATE, LIKE_DIGITS, LOOKALIKE
from schemas.vietnamese.numbers.words import read_words
from schemas.vietnamese.reading import Reading, first_reason, reasons
from schemas.vietnamese.text import clean, fold, marks

CENT = Decimal("0.01")
NOISE = 1e-9
"""A computed 100 % may come as 1.0000000000000002."""

_NO_RATE = marks.NONE_WORDS | {"chua", "chuaco"}
_LABEL = either_spelling(
    "đạt|đạt tỷ lệ|đạt tỉ lệ|tỷ lệ|tỉ lệ|tỷ lệ đạt|tỉ lệ đạt|tl|chiếm|chiếm tỷ lệ|là|bằng"
)
_NUMBER = "[0-9]{1,40}(?:[.,][0-9]{1,40})?"
_SIGN = "(?:%%?|phần trăm|phan tram)"
_RATIO = "(?P<part>[0-9]{1,9}) ?/ ?(?P<whole>[0-9]{1,9})"
_SENTENCE = re.compile(
    rf"(?P<label>{_LABEL}(?: ?[:=] ?| ))?(?P<first>% ?)?(?P<number>{_NUMBER}) ?(?P<sign>{_SIGN})?"
    rf"(?: ?(?:\(|=|-) ?{_RATIO} ?\)?| ?\((?P<words>[^()0-9]+)\))? ?\.?"
)
_RATIO_FIRST = re.compile(rf"{_RATIO} ?(?:\(|=|-) ?(?P<number>{_NUMBER}) ?% ?\)? ?\.?")
_IN_BRACKETS = re.compile(r"\( ?([^()]*%) ?\)")
_IN_WORDS = re.compile(rf"(?:{_LABEL} )?(?P<words>[^0-9()]+?) {_SIGN} ?\.?")
_REFUSALS = reasons(
    (r"\?|\b(?:không|chưa) (?:rõ|biết)\b", "percent_unknown"),
    (r"‰", "percent_not_a_number"),
    (ESTIMATE.pattern, "percent_estimate"),
    (r"[0-9] ?%? ?(?:[-–—−]|\.\.+|…|đến|den|tới|toi) ?[0-9]", "percent_range"),
    (r"\A[-–—−+] ?[0-9]", "percent_signed"),
    (DATE.pattern, "percent_date"),
    (r"%.*[0-9] ?/ ?[0-9]|[0-9] ?/ ?[0-9].*%", "percent_ratio_disagrees"),
    (r"[0-9] ?/ ?[0-9]", "percent_ratio"),
    (r"[0-9][.,][0-9]+[.,][0-9]", "percent_two_marks"),
    (r"[0-9].*[^0-9.,].*[0-9]", "percent_two_numbers"),
    (r"[0-9]", "percent_extra_words"),
)
"""Why a text is no percentage, in this order: the first pattern found in the text in small letters."""


def _points(number: Decimal) -> Reading[float]:
    if number > 100:
        return Reading(refusal="percent_above_100")
    return Reading(float(number.quantize(CENT, ROUND_HALF_UP)))


def _agrees(points: Decimal, decimals: int, part: int, whole: int) -> bool:
    """Whether a ratio gives the typed points, within half a unit of the last digit; truncation is accepted."""
    if whole == 0 or part > whole:
        return False
    exact, unit = Decimal(100 * part) / whole, Decimal(1).scaleb(-decimals)
    return abs(exact - points) <= unit / 2 or points <= exact < points + unit


def _from_match(match: re.Match[str], signed: bool) -> Reading[float]:
    """The points of a matched numeral; its ratio or its words, where it has them, must agree."""
    numeral = match["number"].replace(",", ".")
    number, decimals = Decimal(numeral), len(numeral.partition(".")[2])
    parts = match.groupdict()
    if parts["part"] and not _agrees(number, decimals, int(parts["part"]), int(parts["whole"])):
        return Reading(refusal="percent_ratio_disagrees")
    if parts.get("words"):
        words = re.sub(f" {_SIGN}\\Z", "", match["words"].strip())
        if read_words(words) != number:
            return Reading(refusal="percent_words_disagree")
    if signed or number > 1 or number == 0:
        return _points(number)
    return Reading(refusal="percent_one") if number == 1 else _points(number * 100)


def _read_sentence(low: str) -> Reading[float] | None:
    """A numeral with a sign, a label, the ratio it comes from or its words; None when the text is otherwise."""
    if bracketed := _IN_BRACKETS.fullmatch(low):
        low = bracketed[1]
    if match := _RATIO_FIRST.fullmatch(low):
        return _from_match(match, True)
    if match := _SENTENCE.fullmatch(low):
        signed = bool(match["sign"]) or bool(match["first"])
        if signed or not match["part"]:
            return _from_match(match, signed)
    if match := _IN_WORDS.fullmatch(low):
        value = read_words(match["words"])
        return None if value is None else _points(Decimal(value))
    return None


def _refused(text: str) -> Reading[float]:
    low = text.casefold()
    if code := first_reason(_REFUSALS[:5], low):
        return Reading(refusal=code)
    if LOOKALIKE.search(text):
        likely = text.translate(LIKE_DIGITS)
        plain = bool(re.fullmatch(f"{_NUMBER} ?%?", likely))
        return Reading(refusal="percent_lookalike_letter", suggestion=likely if plain else None)
    return Reading(refusal=first_reason(_REFUSALS[5:], low) or "percent_not_a_number")


def _read_string(raw: str) -> Reading[float]:
    if len(raw) > LONGEST and len(raw := raw.strip()) > LONGEST:
        return Reading(refusal="percent_not_a_number")
    text = marks.without_apostrophe(clean(raw))
    if text in ("", "'"):
        return Reading()
    if problem := marks.trouble(text):
        return Reading(refusal=f"percent_{problem}")
    if marks.is_ditto(text):
        return Reading(refusal="percent_ditto")
    if marks.is_missing(text) or marks.DASHES.fullmatch(text) or fold(text) in _NO_RATE:
        # The rate is derived: whatever a dash or "không" means, it is recomputed from the counts.
        return Reading() if "?" not in text else Reading(refusal="percent_unknown")
    if text in marks.TICKS:
        return Reading(refusal="percent_tick")
    return _read_sentence(text.casefold()) or _refused(text)


def _read_number(number: float) -> Reading[float]:
    """A typed number from 0 to 1 is a fraction, above 1 it is points."""
    if isinstance(number, float) and not math.isfinite(number):
        return Reading(refusal="percent_formula_error")
    if number < 0:
        return Reading(refusal="percent_signed")
    if number > 100 * (1 + NOISE):
        return Reading(refusal="percent_above_100")
    exact = Decimal(repr(number))
    if number <= 1 + NOISE:
        return _points(min(exact * 100, Decimal(100)))
    return _points(min(exact, Decimal(100)))


def _read_formatted(cell: FormattedNumber) -> Reading[float]:
    """A percent cell holds a hundredth of what it shows, so that 1 is 100% there; words are read as words."""
    display = cell.display
    if display.shows == "percent":
        if cell.value < 0:
            return Reading(refusal="percent_signed")
        points = Decimal(repr(cell.value)) * 100
        return _points(Decimal(100) if 100 < points <= 100 + Decimal(100 * NOISE) else points)
    if display.shows in ("date", "time"):
        return Reading(refusal="percent_date")
    if display.shows in ("multiple", "currency"):
        return Reading(refusal="percent_not_a_number")
    return _read_string(display.text)


def read_percent(cell: Cell) -> Reading[float]:
    """Percent points; a blank or a dash is no figure, since the rate is recomputed from the counts."""
    if cell is None:
        return Reading()
    if isinstance(cell, str):
        return _read_string(cell)
    if isinstance(cell, bool):
        return Reading(refusal="percent_tick")
    if isinstance(cell, DateCell):
        return Reading(refusal="percent_date")
    if isinstance(cell, FormattedNumber):
        return _read_formatted(cell)
    return Reading(refusal="percent_formula_error") if isinstance(cell, CellError) else _read_number(cell)
