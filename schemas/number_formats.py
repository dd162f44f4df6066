"""What a number format makes of a number: the text a cell shows, and the kind of thing that text is.

Arrives: a number and its format code, as Excel's files and Google's patterns write them.
Leaves:  `Shown`: the text, and whether it is that plain number, a percentage, a date, a time, money or another thing.
Not here: what a format id stands for (`flows.sources.xlsx_formats`), and what the shown text says (`schemas.vietnamese`).

A code has up to four sections: positive; negative; zero; text, or two conditions such as [>999] and the rest.
Numbers are shown ungrouped and with a decimal comma, so that a Vietnamese reader of texts can read them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import Literal

Shows = Literal["number", "words", "percent", "date", "time", "currency", "multiple", "scientific", "hidden"]
"""`words`: the number among words or signs of the format's own; `multiple`: only its thousands or millions;
`hidden`: nothing of it."""

LONGEST_CODE = 500
DASHES = ("-", "−", "–", "—")
"""How accountants' formats show a zero, and the sign of a negative number."""
CURRENCY = re.compile(
    r".*[₫$€£¥].*|[\W\d_]*(?:đ|vnđ|vnd|đồng|dong|usd|eur)[\W\d_]*", re.IGNORECASE | re.DOTALL
)
_TOKEN = re.compile(
    r"""
    "(?P<quoted>[^"]*)"?
    | \\(?P<escaped>.)
    | [_](?P<gap>.)
    | \*(?P<fill>.)
    | \[(?P<bracket>[^\]]*)\]
    | (?P<general>General|Standard)
    | (?P<half>AM/PM|A/P|SA/CH)
    | (?P<exponent>E[+-](?=[0#?]))
    | (?P<word>[^\W\d_]+)
    | (?P<digit>[0#?])
    | (?P<sign>[.,%/@])
    | (?P<other>.)
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_CLOCK = re.compile(r"(?:y+|m+|d+|h+|s+|e+|g+|b+)+", re.IGNORECASE)
_ELAPSED = re.compile(r"(?:h+|m+|s+)\+?", re.IGNORECASE)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?[0-9]+(?:\.[0-9]+)?)")
_HOLDS = {
    "<": lambda a, b: a < b,
    ">": lambda a, b: a > b,
    "<=": lambda a, b: a <= b,
    ">=": lambda a, b: a >= b,
    "=": lambda a, b: a == b,
    "<>": lambda a, b: a != b,
}


@dataclass(frozen=True, slots=True)
class Shown:
    """The text of a cell, and what kind of thing it is."""

    text: str
    shows: Shows


@dataclass(frozen=True, slots=True)
class _Token:
    kind: Literal[
        "literal", "digit", "point", "comma", "percent", "slash", "exponent", "clock", "elapsed", "general"
    ]
    text: str


@dataclass(frozen=True, slots=True)
class _Section:
    tokens: tuple[_Token, ...]
    condition: tuple[str, float] | None
    currency: bool

    def has(self, *kinds: str) -> bool:
        return any(token.kind in kinds for token in self.tokens)

    @property
    def literal(self) -> str:
        return "".join(token.text for token in self.tokens if token.kind == "literal")

    @property
    def is_date(self) -> bool:
        """Whether a day, month or year is shown; an m beside hours or seconds is minutes."""
        clock = "".join(token.text for token in self.tokens if token.kind == "clock").casefold()
        return bool(re.search("[ydegb]", clock)) or ("m" in clock and not re.search("[hs]", clock))

    @property
    def scale(self) -> int:
        """How many thousands the commas behind the last digit cut off."""
        count, behind = 0, True
        for token in reversed(self.tokens):
            if token.kind == "digit":
                behind = False
                break
            count += token.kind == "comma"
        return 0 if behind else count


def shown(number: float, code: str) -> Shown:
    """What a cell shows of a number. A code that cannot be told is taken as General."""
    sections = _sections(code[:LONGEST_CODE] or "General")
    section, magnitude = _section_of(sections, number)
    if section is None:
        return Shown("", "hidden")
    if section.has("elapsed"):
        return Shown(_hours(number), "time")
    if section.has("clock"):
        return Shown(_plain(number), "date") if section.is_date else Shown(_hours(number), "time")
    text = _text(section, magnitude)
    return Shown(text, _kind(section, text, number))


@lru_cache(maxsize=1024)
def is_plain(code: str) -> bool:
    """Whether every number under this code is shown as nothing but itself, so that the code says nothing."""
    sections = _sections(code[:LONGEST_CODE] or "General")
    return len(sections) == 1 and sections[0].condition is None and _is_bare(sections[0])


def _is_bare(section: _Section) -> bool:
    """Digits that always show at least a 0, and blanks."""
    if section.currency or section.literal.strip() or section.scale:
        return False
    if not {token.kind for token in section.tokens} <= {"literal", "digit", "point", "comma", "general"}:
        return False
    return section.has("general") or any(token.text == "0" for token in _whole_part(section))


def _kind(section: _Section, text: str, number: float) -> Shows:
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


@lru_cache(maxsize=1024)
def _sections(code: str) -> tuple[_Section, ...]:
    parts: list[list[re.Match[str]]] = [[]]
    for match in _TOKEN.finditer(code):
        if match["other"] == ";":
            parts.append([])
        else:
            parts[-1].append(match)
    return tuple(map(_section, parts))


def _section(matches: list[re.Match[str]]) -> _Section:
    tokens: list[_Token] = []
    condition, currency = None, False
    for match in matches:
        kind = match.lastgroup or ""
        text = match[kind]
        if kind == "bracket":
            if text.startswith("$"):
                symbol = text[1:].partition("-")[0]
                currency = currency or bool(symbol.strip())
                tokens.append(_Token("literal", symbol))
            elif told := _CONDITION.fullmatch(text):
                condition = (told[1], float(told[2]))
            elif _ELAPSED.fullmatch(text):
                tokens.append(_Token("elapsed", text))
        elif token := _token(kind, text):
            tokens.append(token)
    return _Section(tuple(tokens), condition, currency)


def _token(kind: str, text: str) -> _Token | None:
    """The token a match stands for; a fill shows nothing, a gap a blank."""
    if kind == "fill":
        return None
    if kind in ("quoted", "escaped", "other"):
        return _Token("literal", text)
    if kind == "gap":
        return _Token("literal", " ")
    if kind == "general":
        return _Token("general", text)
    if kind == "half":
        return _Token("clock", "h")
    if kind == "word":
        # Excel quotes words; other programs write them as they are
        return _Token("clock" if _CLOCK.fullmatch(text) else "literal", text)
    if kind == "sign":
        return {
            ".": _Token("point", text),
            ",": _Token("comma", text),
            "%": _Token("percent", text),
            "/": _Token("slash", text),
            "@": _Token("general", text),
        }[text]
    return _Token("digit", text) if kind == "digit" else _Token("exponent", text)


def _section_of(sections: tuple[_Section, ...], number: float) -> tuple[_Section | None, float]:
    """The section of a number, and the number as that section shows it: without a sign where it has its own."""
    if any(section.condition for section in sections[:2]):
        for section in sections[:2]:
            if section.condition and _HOLDS[section.condition[0]](number, section.condition[1]):
                return section, abs(number) if section.condition[0].startswith("<") else number
        rest = [section for section in sections[:3] if section.condition is None]
        return (rest[-1] if rest else None), number
    if number < 0 and len(sections) > 1:
        return sections[1], -number
    if number == 0 and len(sections) > 2:
        return sections[2], number
    return sections[0], number


def _whole_part(section: _Section) -> list[_Token]:
    """The placeholders before the decimal point."""
    found: list[_Token] = []
    for token in section.tokens:
        if token.kind in ("point", "exponent"):
            break
        if token.kind == "digit":
            found.append(token)
    return found


def _text(section: _Section, number: float) -> str:
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
        return f"{number:.{_decimals(section)}E}".replace(".", ",")
    factor = Decimal(100) ** sum(token.kind == "percent" for token in section.tokens)
    exact = Decimal(repr(float(number))) * factor / Decimal(1000) ** section.scale
    return _filled(section, exact)


def _decimals(section: _Section) -> int:
    texts = [token for token in section.tokens if token.kind in ("point", "digit", "exponent")]
    point = next((i for i, token in enumerate(texts) if token.kind == "point"), len(texts))
    end = next((i for i, token in enumerate(texts) if token.kind == "exponent"), len(texts))
    return max(0, end - point - 1)


def _filled(section: _Section, exact: Decimal) -> str:
    """The placeholders filled: whole digits from the right, what is left over at the leftmost one."""
    decimals = _decimals(section)
    rounded = (
        abs(exact).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP) if exact.is_finite() else Decimal(0)
    )
    whole, _, part = f"{rounded:f}".partition(".")
    whole = whole.lstrip("0")
    holders = len(_whole_part(section))
    marks = [
        whole[len(whole) - back : len(whole) - back + 1] if back <= len(whole) else ""
        for back in range(holders, 0, -1)
    ]
    if holders and len(whole) > holders:
        marks[0] = whole[: len(whole) - holders + 1]
    elif not holders:
        marks = []
    shown_text, at, after, forced = "", 0, False, _forced_decimals(section)
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


def _forced_decimals(section: _Section) -> int:
    """How many decimals are shown even when they are zero."""
    after, count, forced = False, 0, 0
    for token in section.tokens:
        after = after or token.kind == "point"
        if after and token.kind == "digit":
            count += 1
            forced = count if token.text == "0" else forced
    return forced


def _plain(number: float) -> str:
    is_whole = float(number).is_integer() and abs(number) < 10**15
    return str(int(number)) if is_whole else repr(float(number)).replace(".", ",")


def _hours(number: float) -> str:
    """A time of day, or hours beyond one."""
    minutes = round(number * 24 * 60) if abs(number) < 10**9 else 0
    return f"{minutes // 60}:{minutes % 60:02d}"
