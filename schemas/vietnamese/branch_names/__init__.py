"""What a branch is known by, however its name is typed: one key for "CĐCS Trường PTTH X" and "THPT X (điều chỉnh)".

Arrives: a branch's name as it was read.
Leaves:  its key: the name folded, without the union's own prefix, a correction's remark and footnotes, and with each
         usual abbreviation in one form.
Not here: likeness. What is left is compared letter by letter, so that THPT X and THCS X, Xã X and UBND xã X are two.
         Whether two rows of one branch agree is `flows.steps.check`'s; whole columns at once are `plain`'s.
"""

from __future__ import annotations

import re
from itertools import pairwise

from schemas.vietnamese.branch_names.abbreviations import GLUED_PREFIXES, PHRASES, PREFIXES, SCHOOLS
from schemas.vietnamese.branch_names.corrections import may_have_remark, without_remarks
from schemas.vietnamese.text import fold

_BY_WORDS: dict[tuple[str, str], list[int]] = {}
_BY_WORD: dict[str, list[int]] = {}
for _place, _phrase in enumerate(PHRASES):
    _first, *_others = _phrase.typed.split()
    if _others:
        _BY_WORDS.setdefault((_first, _others[0]), []).append(_place)
    else:
        _BY_WORD.setdefault(_first, []).append(_place)

_APOSTROPHES = frozenset("'’‘ʼ`´′ʹ\"“”")
_KEPT = frozenset("()[].,:;/&*")
_FOOTNOTES = frozenset("¹²³⁰⁴⁵⁶⁷⁸⁹†‡※★☆")
_DASHES = frozenset("-‐‑‒–—―−_~")


class _Signed(dict[int, str]):
    """What each character leaves of itself while remarks are looked for: letters folded, signs in one form."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        if char in _FOOTNOTES:
            sign = "*"
        elif char in _DASHES:
            sign = "-"
        else:
            sign = char if char in _KEPT else fold(char) or ("" if char in _APOSTROPHES else " ")
        self[code] = sign
        return sign


_SIGNED = _Signed()
_TO_SPACES = str.maketrans(dict.fromkeys("()[].,:;/&*-", " "))

_OFFICE = (
    "noi vu|giao duc|gd|tai chinh|tckh|lao dong|ld|y te|tai nguyen|tnmt|nong nghiep|kinh te|van hoa|vh|tu phap|thanh tra"
    "|dan toc|hanh chinh|ke toan|to chuc|ke hoach|ky thuat|kinh doanh|cong chung|quan ly|ql"
)
_SHORT_PLACES = (
    (re.compile(rf"\bp\. ?(?=(?:{_OFFICE})\b)"), "phong "),
    (re.compile(r"\bp\. ?(?=[a-z])"), "phuong "),
    (re.compile(r"\bx\. ?(?=[a-z])"), "xa "),
    (re.compile(r"(?<!ea )\bh\. ?(?=[a-z])(?!leo)"), "huyen "),
)
"""A letter and a full stop before a name: P. Tân Lập, but P. Nội vụ."""
_LEADING_ZERO = re.compile(r"(?<= )0+(?=[0-9])")
_BETWEEN_DIGITS = re.compile(r"(?<=[0-9]) (?=[0-9])")


def branch_key(name: str) -> str:
    """What a branch's name leaves: small letters and digits, and a full stop where two numbers meet."""
    signed = name.translate(_SIGNED)
    if not signed.replace(" ", "").isalnum():
        signed = without_remarks(signed)
        if "." in signed:
            for pattern, word in _SHORT_PLACES:
                signed = pattern.sub(word, signed)
        signed = signed.translate(_TO_SPACES)
    elif may_have_remark(signed):
        signed = without_remarks(signed)
    words = _written(signed.split())
    key = _without_prefix(words)
    if (plain := key.replace(" ", "")).isalpha():
        return plain
    return _BETWEEN_DIGITS.sub(".", _LEADING_ZERO.sub("", key).strip()).replace(" ", "")


def _written(words: list[str]) -> str:
    """The words, between spaces, with every phrase in its one form."""
    text = f" {' '.join(words)} "
    places = [place for pair in pairwise(words) for place in _BY_WORDS.get(pair, ())]
    places += [place for word in words for place in _BY_WORD.get(word, ())]
    for place in sorted(set(places)):
        text = text.replace(PHRASES[place].typed, PHRASES[place].written)
    return text.lower()


def _without_prefix(words: str) -> str:
    """The words without the union's own; those that name nothing else keep it, so that "CĐCS 719" stays a name."""
    while prefix := next((prefix for prefix in PREFIXES if words.startswith(f" {prefix} ")), None):
        rest = words[len(prefix) + 1 :]
        if not _has_letter(rest):
            return f" cdcs{rest}"
        words = rest
    # typed without a space: no word begins with these letters
    glued = next((prefix for prefix in GLUED_PREFIXES if words.startswith(f" {prefix}")), "")
    if glued and _has_letter(rest := words[len(glued) + 1 :].lstrip()):
        words = f" {rest}"
    first = words[1:].partition(" ")[0]
    return f" truong{words}" if first in SCHOOLS else words


def _has_letter(text: str) -> bool:
    return any(map(str.isalpha, text))
