"""Which of many texts show a person: all are looked at together for where one may, which is nearly nowhere.

Arrives: a column of texts.
Leaves:  the places of those that name somebody or hold a person's number.
Not here: who is a person (`persons`), and what a person's number (`telephones`). This only saves time: what it passes over
         has nothing that either of them would find.

The signs of thousands of texts are looked up in tables in one operation. A text is asked about by itself where two signs
stand together that begin a form of address or are in a word for a person's part, where digits stand near each other, or
where there is an @ or a mark apart from its letter.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import reduce
from itertools import product
from typing import Any

import numpy as np
import numpy.typing as npt

from schemas.vietnamese.persons import COMRADES, INITIALS, KIN_OF_ALL, shows_person
from schemas.vietnamese.telephones import (
    APART,
    DIGITS,
    FEWEST,
    LETTERS,
    LIKE_DIGITS,
    OTHER_DIGITS,
)

AT_ONCE = 20_000
"""Texts in one operation: more would only take memory."""
INSIDE = (
    *("hụ", "hệ", "LH", "Lh", "lH", "lh", "gư", "ầu"),
    *("h:", "T:", "n:", "g:", "ó:", "c:", "ư:", "Đ:", "S:", " :"),
)
"""Two signs of each of `persons.ROLES`: phụ trách, liên hệ, LH, người báo cáo, đầu mối, and the colon behind a post."""
AFTER = ".:- _\u00a0"
"""What may stand behind a form of address."""
_CODES = 2**16
_ODD = 40_503
"""Makes one number of some signs. Others may share it, which costs a look in vain."""

_Codes = npt.NDArray[np.uint16]
_Places = npt.NDArray[np.intp]


def _openings(forms: str) -> Iterator[str]:
    """The first two signs of each form of address."""
    for form in forms.split("|"):
        one, other = re.findall(r"\[[^]]*\]|.", form)[:2]
        yield from map("".join, product(one.strip("[]"), other.strip("[]")))


def _of(groups: Iterable[str]) -> npt.NDArray[np.bool_]:
    """Which numbers stand for one of these groups of signs."""
    table = np.zeros(_CODES, dtype=np.bool_)
    table[
        [reduce(lambda number, sign: (number * _ODD + ord(sign)) % _CODES, group, 0) for group in groups]
    ] = True
    return table


def _all_of(ranges: str) -> Iterator[str]:
    """Every sign of ranges as a regular expression has them: A-Za-z."""
    for first, last in re.findall("(.)-(.)", ranges):
        yield from map(chr, range(ord(first), ord(last) + 1))


_KIN = {(form + sign)[:3] for form in KIN_OF_ALL.split("|") for sign in AFTER}
_IS_KIN, _IS_OTHER, _IS_INSIDE = _of(_KIN), _of(_openings(f"{COMRADES}|{INITIALS}")), _of(INSIDE)
_IS_PAIR = _of(each[:2] for each in _KIN) | _IS_OTHER | _IS_INSIDE
_IS_LETTER = _of(_all_of(LETTERS))
_IS_ALONE = _of(["@", *map(chr, range(0x300, 0x370))])
_IS_SIGN = _IS_ALONE | _of(DIGITS + OTHER_DIGITS + LIKE_DIGITS)


def showing_persons(texts: Sequence[Any]) -> list[int]:
    """Which texts of a column show a person."""
    places = [place for place, text in enumerate(texts) if type(text) is str]
    typed = [texts[place] for place in places]
    return [
        places[start + each]
        for start in range(0, len(typed), AT_ONCE)
        for each in _suspects(typed[start : start + AT_ONCE])
        if shows_person(typed[start + each])
    ]


def _suspects(texts: Sequence[str]) -> Sequence[int]:
    """Which texts are worth a look by themselves."""
    together = "\n".join(("", *texts, ""))
    codes = np.frombuffer(together.encode("utf-16-le", "surrogatepass"), dtype="<u2")
    if len(codes) > len(together):
        # a sign that takes two places, as of a small picture, is in no table
        return range(len(texts))
    found = np.concatenate([_where_addressed(codes), _where_numbered(codes)])
    if not len(found):
        return []
    ends = np.cumsum([len(text) + 1 for text in texts]) + 1
    of: list[int] = np.unique(np.searchsorted(ends, found, side="right")).tolist()
    return of


def _where_addressed(codes: _Codes) -> _Places:
    """Where a form of address or a word for a person's part may stand."""
    pairs = codes[:-2] * np.uint16(_ODD) + codes[1:-1]
    places = np.flatnonzero(_IS_PAIR.take(pairs))
    pairs, before, behind = pairs[places], codes[places - 1], codes[places + 2]
    is_form = _IS_OTHER[pairs] | _IS_KIN[pairs * np.uint16(_ODD) + behind]
    found: _Places = places[_IS_INSIDE[pairs] | (is_form & ~_IS_LETTER[before])]
    return found


def _where_numbered(codes: _Codes) -> _Places:
    """Where digits, and letters that look like some, stand near each other; an @ and a mark by itself."""
    places = np.flatnonzero(_IS_SIGN.take(codes))
    is_alone = _IS_ALONE[codes[places]]
    like = places[~is_alone]
    runs = np.concatenate([[0], np.cumsum(like[1:] - like[:-1] > APART + 1)])
    is_long = runs[FEWEST - 1 :] == runs[: 1 - FEWEST]
    return np.concatenate([places[is_alone], like[: 1 - FEWEST][is_long]])
