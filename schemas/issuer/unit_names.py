"""A unit's name among the words that files, tabs and letterheads put around it.

Arrives: a title, such as "Báo cáo kết quả tặng quà Tết - LĐLĐ TX Buôn Hồ (lần 2)"; how the issuer names its units, and titles the
         letter's matter.
Leaves:  what may be a name in it, folded, the longest first, and the numbers beside it.
Not here: whose name it is (`schemas.roster`). Only a closed list goes, and only from the ends: what is left is compared
         letter by letter, so that a school in Ea Kar, "gửi LĐLĐ huyện Ea Kar" and two units together name nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache

from schemas.issuer.name_forms import NameForms, Types
from schemas.vietnamese.text import clean, unaccented

_OPENING = (
    "bao cao|bc|ket qua|kq|so lieu|sl|bang so lieu|bang tong hop|tong hop|bang|bieu|bieu mau|mau|mau bao cao|phu luc|danh sach"
    "|tinh hinh|tien do|thong ke|cai dat|cai|trien khai|thuc hien|tuyen truyen|van dong|ung dung|phan mem|app"
    "|phong chong|phong chong dich|phong chong dich covid|covid|dich|ve|viec|cua|don vi|ten don vi|don vi bao cao"
    "|file|sheet|trang|copy of|copy|ban sao cua|ban sao|ban chinh|ban cuoi|final|nop|de nghi|theo cong van|cong van|cv|so|ngay|thang|nam"
    "|tuan|tuan le|tuan le ra quan|ra quan|dot|lan|lan thu|version|ver|v|t|q|tu|den|den ngay|tinh den|tinh den ngay|den het ngay|luc|gio|h"
)
_CLOSING = (
    "cuoi|cuoi cung|lan cuoi|chot|hoan chinh|hoan thien|chinh thuc|moi|moi nhat|sua|da sua|sua lai|chinh sua|da chinh sua|dieu chinh"
    "|da dieu chinh|bo sung|cap nhat|da cap nhat|update|updated|edit|edited|new|ok|xong|ban goc|day du|bao cao lan|gui|da gui|da ky"
    "|vn|viet nam"
)
_NUMBER = re.compile(r"[0-9]+|[0-9]{1,2}[hg][0-9]{0,2}p?|[tqvl][0-9]{1,2}|lan[0-9]{1,2}")
_APOSTROPHE = re.compile("['’‘ʼ`´′ʹ]")
_WORD = re.compile("[a-z0-9]+")
MOST_WORDS = 130
"""More are no title: a file's name has 255 letters at most."""


@dataclass(frozen=True, slots=True)
class Naming:
    """How an issuer calls its units on a day; without any, a unit is called by its name and its aliases alone."""

    kinds: Mapping[str, NameForms] = field(default_factory=dict)
    types: Types = field(default_factory=dict)
    other_types: frozenset[str] = frozenset()
    """Words of types that do not hold on that day, folded: "H. Ea Kar" is no commune."""
    before: tuple[str, ...] = ()
    """What the issuer's letterheads put before a unit's name: "LĐLĐ tỉnh"."""
    after: tuple[str, ...] = ()

    def beside(self, matter: tuple[str, ...]) -> Naming:
        """The same where titles also say what the letter is about, before a name or after it."""
        return replace(self, before=(*self.before, *matter), after=(*self.after, *matter))


@dataclass(frozen=True, slots=True)
class Stretch:
    """What may be a name, folded, and the numbers beside it."""

    key: str
    numbers: frozenset[str]


def stretches(title: str, naming: Naming) -> Iterator[Stretch]:
    """The title without words at its ends that are no name: every way to leave some out, the longest that is left first."""
    words = _words(title)
    if len(words) > MOST_WORDS:
        return
    fronts = _reached(words, _phrases(_OPENING, naming.before))
    backs = _reached(words[::-1], _phrases(_OPENING + "|" + _CLOSING, naming.after, is_reversed=True))
    ends = [len(words) - back for back in backs]
    for start, end in sorted(
        ((start, end) for start in fronts for end in ends if start < end), key=lambda each: each[0] - each[1]
    ):
        if not _follows_other_type(words, start, naming):
            beside = (*words[:start], *words[end:])
            yield Stretch("".join(words[start:end]), frozenset(filter(_NUMBER.fullmatch, beside)))


def _words(text: str) -> list[str]:
    return _WORD.findall(unaccented(_APOSTROPHE.sub("", clean(text))))


_Phrases = Mapping[str, tuple[tuple[str, ...], ...]]


@lru_cache(maxsize=64)
def _phrases(listed: str, of_issuer: tuple[str, ...], *, is_reversed: bool = False) -> _Phrases:
    """The phrases by their first words; reversed, each is read from its last word."""
    phrases = {tuple(phrase.split()) for phrase in listed.split("|")}
    phrases |= {tuple(_words(phrase)) for phrase in of_issuer}
    by_first: dict[str, tuple[tuple[str, ...], ...]] = {}
    for phrase in sorted(phrases):
        read = phrase[::-1] if is_reversed else phrase
        by_first[read[0]] = (*by_first.get(read[0], ()), read)
    return by_first


def _reached(words: list[str], phrases: _Phrases) -> Iterable[int]:
    """How many words can be left out from the beginning on."""
    reached = {0}
    for place, word in enumerate(words):
        if place not in reached:
            continue
        if _NUMBER.fullmatch(word):
            reached.add(place + 1)
        for phrase in phrases.get(word, ()):
            if tuple(words[place : place + len(phrase)]) == phrase:
                reached.add(place + len(phrase))
    return sorted(reached)


def _follows_other_type(words: list[str], start: int, naming: Naming) -> bool:
    """Whether the word left out before a name is a type that the issuer's units do not have, or may be: "17 h Ea Kar"."""
    return start > 0 and words[start - 1] in naming.other_types
