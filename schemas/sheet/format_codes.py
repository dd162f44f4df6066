"""A number format's code taken apart: its sections, and the tokens of each.

Arrives: a code, as Excel's files and Google's patterns write it.
Leaves:  `Section`s, and the one that a number is shown under.
Not here: what the tokens make of a number (`number_formats`).

A code has up to four sections: positive; negative; zero; text, or two conditions such as [>999] and the rest.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

LONGEST_CODE = 500
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


Kind = Literal[
    "literal", "digit", "point", "comma", "percent", "slash", "exponent", "clock", "elapsed", "general"
]
_SIGNS: dict[str, Kind] = {".": "point", ",": "comma", "%": "percent", "/": "slash", "@": "general"}
_KINDS: dict[str, Kind] = {
    **dict.fromkeys(("quoted", "escaped", "other"), "literal"),
    "general": "general",
    "digit": "digit",
    "exponent": "exponent",
}
"""What the other matches are, by their group."""


@dataclass(frozen=True, slots=True)
class Token:
    """A part of a section: a placeholder, a sign, a clock's letters, or a text that is shown as it is."""

    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class Section:
    """What a code says of some numbers."""

    tokens: tuple[Token, ...]
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


@lru_cache(maxsize=1024)
def sections_of(code: str) -> tuple[Section, ...]:
    """A code's sections; an empty code is General."""
    parts: list[list[re.Match[str]]] = [[]]
    for match in _TOKEN.finditer(code[:LONGEST_CODE] or "General"):
        if match["other"] == ";":
            parts.append([])
        else:
            parts[-1].append(match)
    return tuple(map(_section, parts))


def _section(matches: list[re.Match[str]]) -> Section:
    tokens: list[Token] = []
    condition, currency = None, False
    for match in matches:
        kind = match.lastgroup or ""
        text = match[kind]
        if kind == "bracket":
            if text.startswith("$"):
                symbol = text[1:].partition("-")[0]
                currency = currency or bool(symbol.strip())
                tokens.append(Token("literal", symbol))
            elif bound := _CONDITION.fullmatch(text):
                condition = (bound[1], float(bound[2]))
            elif _ELAPSED.fullmatch(text):
                tokens.append(Token("elapsed", text))
        elif token := _token(kind, text):
            tokens.append(token)
    return Section(tuple(tokens), condition, currency)


def _token(kind: str, text: str) -> Token | None:
    """The token a match stands for; a fill shows nothing, a gap a blank."""
    if kind == "fill":
        return None
    if kind == "gap":
        return Token("literal", " ")
    if kind == "half":
        return Token("clock", "h")
    if kind == "word":
        # Excel quotes words; other programs write them as they are
        return Token("clock" if _CLOCK.fullmatch(text) else "literal", text)
    return Token(_SIGNS[text] if kind == "sign" else _KINDS[kind], text)


def section_for(sections: tuple[Section, ...], number: float) -> tuple[Section | None, float]:
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


def whole_part(section: Section) -> list[Token]:
    """The placeholders before the decimal point."""
    found: list[Token] = []
    for token in section.tokens:
        if token.kind in ("point", "exponent"):
            break
        if token.kind == "digit":
            found.append(token)
    return found


def decimals_of(section: Section) -> int:
    """How many placeholders stand behind the decimal point."""
    texts = [token for token in section.tokens if token.kind in ("point", "digit", "exponent")]
    point = next((i for i, token in enumerate(texts) if token.kind == "point"), len(texts))
    end = next((i for i, token in enumerate(texts) if token.kind == "exponent"), len(texts))
    return max(0, end - point - 1)


def forced_decimals(section: Section) -> int:
    """How many decimals are shown even when they are zero."""
    after, count, forced = False, 0, 0
    for token in section.tokens:
        after = after or token.kind == "point"
        if after and token.kind == "digit":
            count += 1
            forced = count if token.text == "0" else forced
    return forced
