"""Whether a word can be one syllable of written Vietnamese.

Arrives: one word, or one letter.
Leaves:  plain answers.
Not here: what a word means; whether it is the right word.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

TONES = "\u0300\u0301\u0303\u0309\u0323"
VIETNAMESE = frozenset(
    unicodedata.normalize("NFC", base + tone) for base in "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY" for tone in ("", *TONES)
) | frozenset("đĐðÐ")
"""Every letter with a mark that Vietnamese has, and the eth that stands for đ on some keyboards."""

_ONSET = "b|ch?|d|đ|gh?|gi|h|kh?|l|m|ngh?|nh?|ph?|qu|r|s|th?|tr|v|x|kr|dr|đr"
_RIME = (
    "a(?:ch|ng|nh|[cimnoptuyk])?|ă(?:ng|[cmnptk])|â(?:ng|[cmnptuy])|e(?:ng|[cmnopt])?|ê(?:ch|nh|[mnptu])?|"
    "i(?:a|ch|nh|[mnptu])?|iê(?:ng|[cmnptu])|niê|o(?:ng|[cimnpt])?|oong|ooc|oa(?:ch|ng|nh|[cimnopty])?|"
    "oă(?:ng|[cmnt])|oe[not]?|ô(?:ng|[cimnpt])?|ơ[imnpt]?|u(?:ng|[acimnptk])?|uâ(?:ng|[nty])|uê(?:ch|nh)?|"
    "uô(?:ng|[cimnt])|uơ|uy(?:a|ch|nh|[ptu])?|uyê[nt]|ư(?:ng|[acimntu])?|ươ(?:ng|[cimnptu])|y|yê(?:ng|[mntu])"
)
"""The rimes of written Vietnamese, tone aside, plus the final k of names in the highlands, as Krông Búk."""
_SYLLABLE = re.compile(f"(?:{_ONSET})?(?:{_RIME})")
_STOPPED = re.compile(".*(?:ch|[cptk])")
_TONED = re.compile(".*(?:ch|[cpt])")
"""A word that ends so has a tone, if any of its letters has a mark: "mất", but "Đăk"."""
_FOREIGN = re.compile(
    "(?:c|g|ng)[eêy].*|(?:c|ng)i.*|(?:k|gh|ngh)[aăâoôơuư].*|.*oo(?:ng|c)|(?:b|ch?|d|đ|gi?|gh|kh|ngh?|nh|ph?|r|tr|x)y"
)
"""Spellings that only loan words have, and a few names in the highlands' other languages."""


def _toneless(word: str) -> tuple[str, str]:
    """The word in small letters without its tone, and its tone marks."""
    letters = unicodedata.normalize("NFD", word.casefold().replace("ð", "đ"))
    toneless = unicodedata.normalize("NFC", "".join(c for c in letters if c not in TONES))
    return toneless, "".join(c for c in letters if c in TONES)


@lru_cache(maxsize=8192)
def is_syllable(word: str) -> bool:
    """Whether a word can be one syllable of written Vietnamese; a final c, ch, p, t asks for sắc or nặng."""
    toneless, tones = _toneless(word)
    if len(toneless) > 7 or len(tones) > 1 or not _SYLLABLE.fullmatch(toneless):
        return False
    return not _STOPPED.fullmatch(toneless) or not tones or tones in "\u0301\u0323"


@lru_cache(maxsize=8192)
def is_well_spelled(word: str) -> bool:
    """Whether a word is a syllable as Vietnamese spells it: no "cê", no "xoong", no "mât" without a tone."""
    toneless, tones = _toneless(word)
    is_toned = bool(tones) or word.isascii() or not _TONED.fullmatch(toneless)
    return is_syllable(word) and is_toned and not _FOREIGN.fullmatch(toneless)


def is_one_case(word: str) -> bool:
    """Whether a word is written in small letters, in capitals, or with one capital at its head."""
    return word.islower() or word.isupper() or (word[:1].isupper() and word[1:].islower())
