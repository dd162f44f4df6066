"""Words for what is counted: người, đoàn viên, máy, and how they are spelled.

Arrives: nothing.
Leaves:  patterns, of text in small letters.
Not here: the number beside them (`numerals`), the words of numbers (`words`).
"""

from __future__ import annotations

import re

from schemas.vietnamese.text import unaccented


def either_spelling(words: str) -> str:
    """A pattern of the listed words, each with its diacritics or wholly without; longest first."""
    spellings = {spelling for word in words.split("|") for spelling in (word, unaccented(word))}
    return "(?:" + "|".join(re.escape(word) for word in sorted(spellings, key=len, reverse=True)) + ")"


_UNIT = either_spelling(
    "người|người lao động|đoàn viên|công đoàn viên|lao động|công nhân|công nhân viên|công chức|viên chức|cán bộ|"
    "giáo viên|nhân viên|thành viên|hội viên|đồng chí|anh em|chị em|em|máy|cái|chiếc|điện thoại|máy điện thoại|"
    "điện thoại thông minh|smartphone|thiết bị|lượt|lượt người|buổi|cuộc|lần|đợt|trường hợp|tài khoản|đ/c|đc|đ.c|"
    "ng|đv|đ/v|cđv|đvcđ|hv|đttm|đt"
)
_WORKERS = "(?:cb|cc|cn|gv|nv|vc|nlđ|nld|lđ|ld)(?:cb|cc|cn|gv|nv|vc|nlđ|nld|lđ|ld|v)*"
"""Acronyms of workers are built from parts: CBCNV, CNVCLĐ, NV."""
UNITS = rf"(?:{_UNIT}|{_WORKERS})(?:(?: ?[,/&-] ?| và | va | có | co | ?\. ?| )(?:{_UNIT}|{_WORKERS})){{0,3}}(?!\w)"
