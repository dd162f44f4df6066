"""What a number format makes of a number: the text a cell shows, and the kind of thing that text is.

Arrives: a number and its format's code.
Leaves:  `Display`: the text, and whether it is that plain number, a percentage, a date, a time, money or another thing.
Not here: how a code is taken apart (`format_codes`), and what the shown text says (`schemas.vietnamese`).

Numbers are shown ungrouped and with a decimal comma, so that a Vietnamese reader of texts can read them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache
from typing import Literal

from schemas.sheet.format_codes import (
    Section,
    decimals_of,
    forced_decimals,
    section_for,
    sections_of,
    whole_part,
)

Shows = Literal["number", "words", "percent", "date", "time", "currency", "multiple", "scientific", "hidden"]
"""`words`: the number among words or signs of the format's own; `multiple`: only its thousands or millions;
`hidden`: nothing of it."""

DASHES = ("-", "−", "–", "—")
"""How accountants' formats show a zero, and the sign of a negative number."""
ANY_LENGTH = Context(prec=2_000)
"""The digits that the largest number has under the longest code of a workbook, of 255 signs, all of them percent signs."""
CURRENCY = re.compile(
    r".*[₫$€£¥].*|[\W\d_]*(?:đ|vnđ|vnd|đồng|dong|usd|eur)[\W\d_]*", re.IGNORECASE | re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Display:
    """The text of a cell, and what kind of thing it is."""

    text: str
    shows: Shows


def display_of(number: float, code: str) -> Display:
    """What a cell shows of a number. A code that cannot be told is taken as General."""
    sections = sections_of(code)
    section, magnitude = section_for(sections, number)
    if section is None:
        return Display("", "hidden")
    if section.has("elapsed"):
        return Display(_hours(number), "time")
    if section.has("clock"):
        return Display(_plain(number), "date") if section.is_date else Display(_hours(number), "time")
    text = _text(section, magnitude)
    return Display(text, _kind(section, text, number))


@lru_cache(maxsize=1024)
def is_plain(code: str) -> bool:
    """Whether every number under this code is shown as nothing but itself, so that the code says nothing."""
    sections = sections_of(code)
    return len(sections) == 1 and sections[0].condition is None and _is_bare(sections[0])


def _is_bare(section: Section) -> bool:
    """Digits that always show at least a 0, and blanks."""
    if section.currency or section.literal.strip() or section.scale:
        return False
    if not {token.kind for token in section.tokens} <= {"literal", "digit", "point", "comma", "general"}:
        return False
    return section.has("general") or any(token.text == "0" for token in whole_part(section))


def _kind(section: Section, text: str, number: float) -> Shows:
    bare = text.strip()
    if section.has("percent"):
        return "percent"
    if section.currency or CURRENCY.fullmatch(section.literal):
        return "currency"
    if section.scale:
        return "multiple"
    if section.has("exponent"):
        return "scientific"
    if number == 0 and bare in DASHES:
        return "number"
    if number < 0 and section.literal.strip() in (*DASHES, "()"):
        return "number"
    if not any(char.isalnum() for char in bare) or not section.has("digit", "general"):
        return "hidden"
    return "words" if section.literal.strip() else "number"


def _text(section: Section, number: float) -> str:
    """The digits among the literals. A fraction is shown as a decimal: the kind does not hang on it."""
    if section.has("general", "slash") or not section.has("digit"):
        has_number = section.has("general", "slash")
        pieces = [
            token.text if token.kind == "literal" else "%" if token.kind == "percent" else None
            for token in section.tokens
        ]
        numeral = _plain(number) if has_number else ""
        first = next((i for i, token in enumerate(section.tokens) if token.kind in ("general", "digit")), 0)
        return "".join(
            numeral if i == first and has_number else piece or "" for i, piece in enumerate(pieces)
        )
    if section.has("exponent"):
        return f"{number:.{decimals_of(section)}E}".replace(".", ",")
    factor = Decimal(100) ** sum(token.kind == "percent" for token in section.tokens)
    exact = Decimal(repr(float(number))) * factor / Decimal(1000) ** section.scale
    return _filled(section, exact)


def _filled(section: Section, exact: Decimal) -> str:
    """The placeholders filled: whole digits from the right, what is left over at the leftmost one."""
    decimals = decimals_of(section)
    rounded = Decimal(0)
    if exact.is_finite():
        rounded = abs(exact).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP, ANY_LENGTH)
    whole, _, part = f"{rounded:f}".partition(".")
    whole = whole.lstrip("0")
    holders = len(whole_part(section))
    over = max(len(whole) - holders, 0)
    marks = [*[""] * (holders - len(whole)), *whole[over:]]
    if holders:
        marks[0] = whole[:over] + marks[0]
    shown_text, at, after, forced = "", 0, False, forced_decimals(section)
    for token in section.tokens:
        if token.kind == "literal":
            shown_text += token.text
        elif token.kind == "percent":
            shown_text += "%"
        elif token.kind == "point":
            after, at = True, 0
            shown_text += "" if holders else whole
            shown_text += "," if part.rstrip("0") or forced else ""
        elif token.kind == "digit":
            digits = part[at : at + 1] if after else marks[at] if at < len(marks) else ""
            is_end = after and at >= forced and not part[at:].strip("0")
            shown_text += "" if is_end else digits or ("0" if token.text == "0" else "")
            at += 1
    return ("-" if exact < 0 else "") + shown_text


def _plain(number: float) -> str:
    is_whole = float(number).is_integer() and abs(number) < 10**15
    return str(int(number)) if is_whole else repr(float(number)).replace(".", ",")


def _hours(number: float) -> str:
    """A time of day, or hours beyond one."""
    minutes = round(number * 24 * 60) if abs(number) < 10**9 else 0
    return f"{minutes // 60}:{minutes % 60:02d}"
