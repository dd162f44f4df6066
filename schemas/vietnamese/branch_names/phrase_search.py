"""The phrases that any of many names holds, and the names whose key must be found one by one: all at once.

Arrives: the folded letters of names, each between `BETWEEN`, with `ROOM` after the last.
Leaves:  places in `abbreviations.PHRASES`, and places in the letters.
Not here: what is done with them (`plain`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

from schemas.vietnamese.branch_names.abbreviations import PHRASES
from schemas.vietnamese.branch_names.corrections import CORRECTIONS

BETWEEN = "\n"
"""Stands between two names that are looked up together."""
ROOM = bytes(32)
"""Stands after the last name, so that what follows a word can always be looked at."""
SIGN, _FIRST_DIGIT, _LAST_DIGIT, _LETTER_C = (ord(char) for char in "-09c")
"""`SIGN` stands for any sign."""
_NUMBERS = 2**16
_MOST_WORDS = 7


def _head(word: str, after: str) -> int:
    """The first three letters of a word as one number, five bits each."""
    first, second, third = (ord(char) & 31 for char in (word + after + after)[:3])
    return first << 10 | second << 5 | third


def _with(number: npt.ArrayLike, head: npt.ArrayLike) -> npt.NDArray[np.int64]:
    """One number for words and the head of the next. Two may share one, which costs a look in vain."""
    return (np.asarray(number, dtype=np.int64) * 40503 + np.asarray(head, dtype=np.int64)) % _NUMBERS


def _numbers(words: Sequence[str]) -> set[int]:
    """The numbers of words, the last of which may end a name."""
    *first, last = words
    number = 0
    for word in first:
        number = int(_with(number, _head(word, " ")))
    return {int(_with(number, _head(last, after))) for after in " " + BETWEEN}


def _opening_words(phrase: str) -> list[str]:
    """The words by which a phrase is found: its first ones, up to one of a single letter."""
    words = phrase.split()
    single = next((place for place, word in enumerate(words) if len(word) == 1), len(words))
    return words[: min(single, _MOST_WORDS)]


def _table_of(numbers: Iterable[int]) -> npt.NDArray[np.bool_]:
    table = np.zeros(_NUMBERS, dtype=np.bool_)
    table[list(numbers)] = True
    return table


def _found_by() -> list[dict[int, list[int]]]:
    """The phrases by the numbers of their opening words, for each count of words."""
    found: list[dict[int, list[int]]] = [{} for _ in range(_MOST_WORDS)]
    for place, phrase in enumerate(PHRASES):
        words = _opening_words(phrase.typed)
        for number in _numbers(words) if words else ():
            found[len(words) - 1].setdefault(number, []).append(place)
    return found


_BY_WORDS = _found_by()
_ENDS = [_table_of(found) for found in _BY_WORDS]
_GOES_ON = [
    _table_of(
        number
        for words in (
            *map(_opening_words, (phrase.typed for phrase in PHRASES)),
            *map(str.split, CORRECTIONS),
        )
        if len(words) > count
        for number in _numbers(words[:count])
    )
    for count in range(1, _MOST_WORDS)
]
_OPENS = _ENDS[0] | _GOES_ON[0]
_IS_CORRECTION = _table_of(number for words in CORRECTIONS for number in _numbers(words.split()[:2]))
_LAN = _head("lan", " ")
"""Of "lần 2", which is a correction's too."""


def look(text: npt.NDArray[np.uint8]) -> tuple[set[int], npt.NDArray[np.intp]]:
    """The phrases that may be in the text, and places in names whose key must be found by itself."""
    gaps = np.flatnonzero(text[: -len(ROOM) - 1] <= ord(" "))
    first, second = text[gaps + 1], text[gaps + 2]
    heads = (first & 31).astype(np.uint16) << 10
    heads |= (second & 31).astype(np.uint16) << 5
    heads |= text[gaps + 3] & 31
    is_number = _is_digit(first)
    at = np.flatnonzero(~is_number & _OPENS.take(heads))
    found: set[int] = set()
    corrected = gaps[:0]
    number = heads[at].astype(np.int64)
    for count in range(_MOST_WORDS):
        if count:
            at, number = at[goes_on := _GOES_ON[count - 1][number]], number[goes_on]
            if not len(at):
                break
            number = _with(number, heads[np.minimum(at + count, len(heads) - 1)])
        found.update(
            place for each in set(number[_ENDS[count][number]].tolist()) for place in _BY_WORDS[count][each]
        )
        if count == 1:
            corrected = gaps[at[_IS_CORRECTION[number]]] + 1
    numbers = gaps[is_number]
    before, after = text[numbers - 1], text[numbers + 2]
    is_odd = _is_digit(before) & (text[numbers] == ord(" ")) | (
        text[numbers + 1] == _FIRST_DIGIT
    ) & _is_digit(after)
    special = [
        np.flatnonzero(text == SIGN),
        numbers[is_odd] + 1,
        corrected,
        gaps[(heads == _LAN) & ~is_number | (first == _LETTER_C) & (second == ord(" "))] + 1,
    ]
    return found, np.concatenate(special)


def _is_digit(codes: npt.NDArray[np.uint8]) -> npt.NDArray[np.bool_]:
    return (codes >= _FIRST_DIGIT) & (codes <= _LAST_DIGIT)
