"""The forms of a unit's name: the same unit with and without its union's word, its type and its province.

Arrives: a unit's name and aliases; how units of its kind are called, and the types' words.
Leaves:  every folded form, by which a name is found again.
Not here: which words those are (`issuer.toml`), what stands around a name in a title (`schemas.issuer.unit_names`). Nothing is
         found by likeness: a form is the unit's, letter by letter, or it is not.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache, partial
from itertools import product
from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints

from schemas.toml_file import Strict
from schemas.vietnamese.text import fold

_composed = partial(unicodedata.normalize, "NFC")
Word = Annotated[str, StringConstraints(pattern=r"^[^\W_](?:[^\r\n]*\S)?\Z"), AfterValidator(_composed)]
"""One line that begins with a letter or a digit and ends in no space."""
Words = Annotated[tuple[Word, ...], Field(strict=False)]
Types = Mapping[str, tuple[str, ...]]
"""Each type's word with all that it may be called, itself among them: "thị xã": ("thị xã", "TX")."""


class NameForms(Strict):
    """How units of one kind are called: a union's word, a type, the name itself, a word of the province behind it."""

    unions: Words = ()
    """Before the type or the name: "LĐLĐ", "Liên đoàn Lao động"."""
    unions_before_type: Words = ()
    """Only before a type: "Công đoàn huyện Ea H'leo", while "Công đoàn Ea H'leo" may be a commune's."""
    types: Words = ()
    """The words of `[[type]]` that such units have before their name: "huyện"."""
    suffixes: Words = ()
    """Behind the name or left out: "tỉnh"."""
    without_union: bool = False
    """Whether the name stands without a union's word too: "huyện Ea Kar"."""
    without_type: bool = False
    """Whether it stands without its type too: "LĐLĐ Ea Kar"."""


def forms(names: Sequence[str], kind: NameForms, types: Types) -> Iterator[str]:
    """Every folded form of a unit's names, the official one first; its type is the one that this one has in front."""
    yield from map(fold, names)
    before = _in_front((*kind.unions, *kind.unions_before_type))
    rests = [before.sub("", _composed(name)) for name in names]
    called = _own_type(rests[0], [types[word] for word in kind.types if word in types])
    in_front, behind = _in_front(called), _behind(kind.suffixes)
    bases = dict.fromkeys(behind.sub("", in_front.sub("", rest)).strip() for rest in rests)
    if next(iter(bases)):
        bases.pop("", None)
    endings = ("", *kind.suffixes)
    unions = (*kind.unions, "") if kind.without_union else kind.unions
    each = product(unions, (*called, "") if kind.without_type or not called else called, bases, endings)
    with_type = product(kind.unions_before_type, called, bases, endings)
    for union, word, base, ending in (*each, *with_type):
        # a zone's union may be called by its type alone: "Công đoàn các KCN"
        if base or word:
            yield fold(f"{union} {word} {base} {ending}")


def _own_type(rest: str, types: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """All that the type in front is called, the longest that fits; nothing where there is none."""
    fitting = [(found.end(), called) for called in types if (found := _in_front(called).match(rest))]
    return max(fitting)[1] if fitting else ()


@lru_cache(maxsize=256)
def _in_front(words: tuple[str, ...]) -> re.Pattern[str]:
    """The longest of the words in front, where it ends with a space, a dot or the name."""
    return re.compile(rf"\A(?:{_longest_first(words)})(?:[\s.]+|\Z)", re.IGNORECASE)


@lru_cache(maxsize=256)
def _behind(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?:\A|\s)(?:{_longest_first(words)})\Z", re.IGNORECASE)


def _longest_first(words: Sequence[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True))) or "(?!)"
