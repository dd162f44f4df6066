"""Vietnamese number words: "bốn mươi lăm" is 45.

Arrives: a cleaned text.
Leaves:  the whole number the words spell out in full, or None.
Not here: rounded amounts (vài trăm, hai trăm rưỡi, năm chục), which `numbers` refuses, and numerals.

Only wordings with one value are read. "một trăm hai" may be 102 or 120; "hai mươi năm" may be 25 or 20 years;
a lone "nam" or "sau" without diacritics is as likely another word: all give None.
"""

from __future__ import annotations

import re

DIGITS = {
    "một": 1, "mot": 1, "hai": 2, "ba": 3, "bốn": 4, "bon": 4, "năm": 5, "nam": 5, "sáu": 6, "sau": 6,
    "bảy": 7, "bẩy": 7, "bay": 7, "tám": 8, "tam": 8, "chín": 9, "chin": 9,
}  # fmt: skip
AFTER_TENS = {
    **{word: digit for word, digit in DIGITS.items() if digit != 5},
    "mốt": 1, "tư": 4, "tu": 4, "lăm": 5, "lam": 5, "nhăm": 5, "nham": 5,
}  # fmt: skip
"""The unit after mươi or mười: five is lăm or nhăm, because "năm" there also means years."""
ONLY_AFTER_TENS = {"mốt": 1, "lăm": 5, "lam": 5, "nhăm": 5, "nham": 5}
"""Units that show an elided mươi: "ba lăm" is 35."""
ZERO = frozenset({"không", "khong"})
ODD = frozenset({"linh", "lẻ", "le"})
HUNDRED = frozenset({"trăm", "tram"})
SCALES = ((1_000_000, frozenset({"triệu", "trieu"})), (1_000, frozenset({"nghìn", "ngàn", "nghin", "ngan"})))
ALONE_UNCLEAR = frozenset({"nam", "sau", "tam", "bay"})
LONGEST = 20
_WORDS = re.compile(r"[^\W\d_]+(?:[ ,]+[^\W\d_]+)*")


def _below_hundred(words: list[str]) -> int | None:
    """Read "mười", "mười lăm", "bốn mươi", "bốn mươi lăm", "bốn lăm" or one digit."""
    match words:
        case [digit] if digit in DIGITS:
            return DIGITS[digit]
        case ["mười" | "muoi"]:
            return 10
        case ["mười" | "muoi", unit] if unit in AFTER_TENS:
            return 10 + AFTER_TENS[unit]
        case [tens, "mươi" | "muoi"] if DIGITS.get(tens, 0) > 1:
            return DIGITS[tens] * 10
        case [tens, "mươi" | "muoi", unit] if DIGITS.get(tens, 0) > 1 and unit in AFTER_TENS:
            return DIGITS[tens] * 10 + AFTER_TENS[unit]
        case [tens, unit] if DIGITS.get(tens, 0) > 1 and unit in ONLY_AFTER_TENS:
            return DIGITS[tens] * 10 + ONLY_AFTER_TENS[unit]
    return None


def _tail(words: list[str]) -> int | None:
    """What may follow a hundred or a thousand: nothing, "linh" and a digit, or at least ten."""
    if not words:
        return 0
    if words[0] in ODD:
        return ({**DIGITS, "tư": 4, "tu": 4}).get(words[1]) if len(words) == 2 else None
    below = _below_hundred(words)
    return below if below is not None and below >= 10 else None


def _below_thousand(words: list[str], led: bool) -> int | None:
    """A group of three digits; one led by a larger group may begin with "không trăm"."""
    if len(words) > 1 and words[1] in HUNDRED:
        hundreds = 0 if led and words[0] in ZERO else DIGITS.get(words[0])
        tail = _tail(words[2:])
        return None if hundreds is None or tail is None else hundreds * 100 + tail
    return _tail(words) if led else _below_hundred(words)


def _value(words: list[str], led: bool = False) -> int | None:
    for scale, names in SCALES:
        places = [i for i, word in enumerate(words) if word in names]
        if places:
            head = _below_thousand(words[: places[0]], led) if places[0] else None
            rest = _value(words[places[0] + 1 :], led=True)
            lower = scale > 1_000 or len(places) == 1
            return head * scale + rest if lower and head is not None and rest is not None else None
    return _below_thousand(words, led)


VOCABULARY = (
    ZERO
    | ODD
    | HUNDRED
    | DIGITS.keys()
    | AFTER_TENS.keys()
    | {"mười", "mươi", "muoi"}.union(*(names for _, names in SCALES))
)


def are_number_words(text: str) -> bool:
    """Whether a text is nothing but two or more number words, read or not."""
    words = text.casefold().split()
    return len(words) > 1 and all(word in VOCABULARY for word in words)


def read_words(text: str) -> int | None:
    """The number a text spells out in full; words without diacritics are read where they leave no doubt."""
    if len(text) > 150 or not _WORDS.fullmatch(text):
        return None
    words = text.casefold().replace(",", " ").split()
    if len(words) > LONGEST:
        return None
    if len(words) == 1 and (words[0] in ALONE_UNCLEAR or words[0] in ZERO):
        return 0 if words[0] in ZERO else None
    return _value(words)
