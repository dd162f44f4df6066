"""Whether a name says that its figures are not those of one whole branch: two names in a cell, or a remark "(nữ)".

Arrives: the names of a table's rows as typed, and the form.
Leaves:  the places of those that say so, with the question that is asked.
Not here: rows named as a part of the people and nothing else ("Nữ": `comparisons`), what is asked (`schemas.rules.questions`).

Two names are told by the union's own words before each, or, on two lines or beside a semicolon, by opening alike. A remark
stands in brackets or after a dash at the end; that of a correction changes nothing of whose the figures are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from flows.steps.read.words import branch_kinds, comparisons, labels
from schemas.form.form import Form
from schemas.phrases import fold_words
from schemas.sheet import Cell
from schemas.unit_return.readers import name_key
from schemas.vietnamese.text import clean

LONGEST = 300
FEWEST = 2
BETWEEN = "\x1f"
UNION = r"(?:cđcs|cdcs|công\s+đoàn\s+cơ\s+sở|cong\s+doan\s+co\s+so)\b"
_FURTHER = re.compile(rf"(?:[,+&/–—-]|\b(?:và|va))\s*{UNION}", re.IGNORECASE)
_PREFIX = re.compile(rf"(?:{UNION}|(?:cđ|cd|công\s+đoàn|cong\s+doan)\b)[\s:.]*", re.IGNORECASE)
_LINES = re.compile(r"\s*[;\r\n]\s*")
_ASIDE = re.compile(r"[(\[][^()\[\]]*[)\]]")
_REMARK = re.compile(r"(?:[(\[](?P<within>[^()\[\]]+)[)\]]|\s[-–—]\s*(?P<after>[^-–—]+))[\s.,;]*\Z")
_UNCOUNTED = re.compile(
    r"(?:da )?giai the(?: .*)?|khong tinh(?: .*)?|(?:so |so lieu )?(?:uoc|tam tinh)(?: .*)?"
)
SIGNS = (";", "\n", "\r", ")", "]", ",", "+", "&", "/", "-", "–", "—", " và C")
"""A name without any of these is one name and no more: nearly all are, so that all are asked at once."""


def together(names: Sequence[Cell]) -> str:
    """All names as one text, to be asked at once."""
    return BETWEEN.join([name for name in names if type(name) is str])


def doubts(names: Sequence[Cell], as_one: str, form: Form) -> dict[int, str]:
    """Where one cell holds the names of several branches, or ends in a remark that only some is counted; with the question."""
    signs = [sign for sign in SIGNS if sign in as_one]
    found = {}
    for place, name in enumerate(names) if signs else ():
        if type(name) is not str or len(name) > LONGEST or not any(sign in name for sign in signs):
            continue
        if _holds_several(name):
            found[place] = "row_may_be_several"
        elif _is_of_some(name, form):
            found[place] = "row_may_be_some"
    return found


def _holds_several(name: str) -> bool:
    plain = _ASIDE.sub(" ", name)
    if _PREFIX.match(plain.strip()) and _FURTHER.search(plain):
        return True
    parts = [labels.label(part) for part in _LINES.split(plain.strip())]
    openings = [_opening(part) for part in parts if part]
    if len(openings) < FEWEST or None in openings:
        return False
    return all(map(_PREFIX.match, filter(None, parts))) or len(set(openings)) == 1


def _opening(part: str) -> str | None:
    """The first word of a branch's name behind the union's own; None for what is none by itself: "Công ty TNHH"."""
    bare = _PREFIX.sub("", part, count=1)
    words = fold_words(bare).split()
    is_group = branch_kinds.is_kind(bare) or labels.is_scope(part)
    is_whole = labels.is_branch(part) and not is_group and len(words) >= (1 if bare != part else FEWEST)
    return words[0] if is_whole else None


def _is_of_some(name: str, form: Form) -> bool:
    found = _REMARK.search(clean(name))
    if found is None or not found.start():
        return False
    remark, is_after = labels.label(found["within"] or found["after"]), found["within"] is None
    words = fold_words(remark)
    # "Công ty Việt - Nam" is one
    if is_after and words != "nu" and len(words.split()) < 2:
        return False
    is_told = comparisons.is_comparison(remark, form) or _UNCOUNTED.fullmatch(words) is not None
    return is_told and name_key(name) != name_key(clean(name)[: found.start()])
