"""The matching keys of a whole column of branches' names, found at once where nothing needs a second look.

Arrives: the cells of a column of names.
Leaves:  for each plain name what `branch_names.branch_key` makes of it, and None for every other cell.
Not here: how any other name is read (`text.read_text`), what a key leaves out (`branch_names`). This only saves time:
         a plain name is read as it stands.

A plain name opens as branches' names do and holds nothing but Vietnamese letters, digits, usual signs and single
spaces. Its letters are looked up in tables, thousands of names in one operation; then the phrases that any of them
holds are written in their one form. A name with a sign, a number that begins with 0 or words of a correction gets its
key by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import compress, product

import numpy as np
import numpy.typing as npt

from schemas.sheet import Cell
from schemas.vietnamese.branch_names import CORRECTIONS, PHRASES, PREFIXES, branch_key
from schemas.vietnamese.syllables import VIETNAMESE
from schemas.vietnamese.text import ETH, fold

OPENINGS = (
    "CĐCS ", "CĐ ", "Công đoàn ", "Trường T", "Trường M", "Trường P", "Trường C", "Trường Đ", "Trạm ", "Bệnh viện ",
    "Phường ", "Thị trấn ", "Nghiệp đoàn ",
)  # fmt: skip
"""How branches' names open and no section or total does; "Trường học" heads a section."""
AT_ONCE = 20_000
"""Names in one operation: more would only take memory."""

_SIGNS = ".,()/&-"
_BETWEEN = "\n"
"""Stands between two names that are looked up together."""
_FOREIGN, _LETTER, _SPACE, _END, _O_HORN, _U_HORN, _D_STROKE, _O_GRAVE = range(8)
_CLASSES = {
    **dict.fromkeys("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ" + _SIGNS, _LETTER),
    **dict.fromkeys(VIETNAMESE - {chr(code) for code in ETH}, _LETTER),
    **dict.fromkeys("ơờớởỡợƠỜỚỞỠỢ", _O_HORN),
    **dict.fromkeys("ưƯ", _U_HORN),
    **dict.fromkeys("đĐ", _D_STROKE),
    **dict.fromkeys("ồỒ", _O_GRAVE),
    " ": _SPACE,
    _BETWEEN: _END,
}
_SIGN, _FIRST_DIGIT, _LAST_DIGIT, _LETTER_A, _LETTER_C = (ord(char) for char in "-09ac")
_ROOM = bytes(32)
"""Stands after the last name, so that what follows a word can always be looked at."""
_NUMBERS = 2**16
_MOST_WORDS = 7


def _tables() -> tuple[npt.NDArray[np.uint8], npt.NDArray[np.uint8], npt.NDArray[np.bool_]]:
    """Each letter's class and folded form, any sign as one, and the pairs of classes that are not plain.

    Wrong conversions leave ơ behind where no ư is before it, and "đồn" of "đoàn".
    """
    classes, folded = np.zeros(0x10000, np.uint8), np.zeros(0x10000, np.uint8)
    for letter, its_class in _CLASSES.items():
        classes[ord(letter)], folded[ord(letter)] = its_class, ord(fold(letter) or letter)
    folded[[ord(sign) for sign in _SIGNS]] = _SIGN
    strange = np.zeros((8, 8), dtype=np.bool_)
    strange[:, _FOREIGN] = strange[_FOREIGN, :] = strange[:, _O_HORN] = True
    strange[_U_HORN, _O_HORN] = strange[_D_STROKE, _O_GRAVE] = False
    for before, after in [*product((_SPACE, _END), (_SPACE,)), (_SPACE, _END), (_D_STROKE, _O_GRAVE)]:
        strange[before, after] = True
    return classes, folded, strange.ravel()


_CLASS, _FOLDED, _IS_STRANGE = _tables()


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
    return {int(_with(number, _head(last, after))) for after in " " + _BETWEEN}


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
_AS_BYTES = [(phrase.typed.encode(), phrase.written.encode()) for phrase in PHRASES]
_LAN = _head("lan", " ")
"""Of "lần 2", which is a correction's too."""


def plain_keys(cells: Sequence[Cell]) -> npt.NDArray[np.object_]:
    """The key of each plain name, None for every other cell."""
    keys = np.full(len(cells), None, dtype=object)
    for start in range(0, len(cells), AT_ONCE):
        here = cells[start : start + AT_ONCE]
        is_open = _open(here)
        if all(is_open):
            keys[start : start + AT_ONCE] = _keys_of(here)  # type: ignore[arg-type]
        elif any(is_open):
            keys[start : start + AT_ONCE][np.array(is_open)] = _keys_of(list(compress(here, is_open)))  # type: ignore[arg-type]
    return keys


def _open(cells: Sequence[Cell]) -> list[bool]:
    """Which cells are names on one line that open as branches' names do."""
    if set(map(type, cells)) == {str}:
        are = [cell.startswith(OPENINGS) for cell in cells]  # type: ignore[union-attr]
        if _BETWEEN not in "".join(cells):  # type: ignore[arg-type]
            return are
    return [type(cell) is str and cell.startswith(OPENINGS) and _BETWEEN not in cell for cell in cells]


def _keys_of(names: Sequence[str]) -> npt.NDArray[np.object_]:
    typed = f"{_BETWEEN}{_BETWEEN.join(names)}{_BETWEEN}"
    codes = np.frombuffer(typed.encode("utf-16-le", "surrogatepass"), dtype="<u2")
    classes, folded = _CLASS.take(codes), _FOLDED.take(codes)
    borders = np.flatnonzero(classes == _END)
    text = folded.tobytes() + _ROOM
    phrases, special = _look(np.frombuffer(text, dtype=np.uint8))
    keys, numbered = _written(text, phrases)
    for place in {*(np.searchsorted(borders, special) - 1).tolist(), *numbered}:
        keys[place] = branch_key(names[place])
    strange = np.flatnonzero(_IS_STRANGE[classes[:-1] * 8 + classes[1:]])
    keys[np.searchsorted(borders, strange + 1) - 1] = None
    return keys


def _look(text: npt.NDArray[np.uint8]) -> tuple[set[int], npt.NDArray[np.intp]]:
    """The phrases that may be in the text, and places in names whose key must be found by itself."""
    gaps = np.flatnonzero(text[: -len(_ROOM) - 1] <= ord(" "))
    first, second = text[gaps + 1], text[gaps + 2]
    heads = (first & 31).astype(np.uint16) << 10
    heads |= (second & 31).astype(np.uint16) << 5
    heads |= text[gaps + 3] & 31
    is_number = _is_digit(first)
    at = np.flatnonzero(~is_number & _OPENS[heads])
    found: set[int] = set()
    number = heads[at].astype(np.int64)
    for count in range(_MOST_WORDS):
        if count:
            at, number = at[goes_on := _GOES_ON[count - 1][number]], number[goes_on]
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
        np.flatnonzero(text == _SIGN),
        numbers[is_odd] + 1,
        corrected,
        gaps[(heads == _LAN) & ~is_number | (first == _LETTER_C) & (second == ord(" "))] + 1,
    ]
    return found, np.concatenate(special)


def _is_digit(codes: npt.NDArray[np.uint8]) -> npt.NDArray[np.bool_]:
    return (codes >= _FIRST_DIGIT) & (codes <= _LAST_DIGIT)


def _written(text: bytes, places: set[int]) -> tuple[npt.NDArray[np.object_], list[int]]:
    """The keys of names whose phrases are written in their one form, and which names may have none after the prefix."""
    if places:
        text = text.replace(b"\n", b" \n ")
        for place in sorted(places):
            text = text.replace(*_AS_BYTES[place])
        text = text.lower()
    letters = np.frombuffer(bytearray(text), dtype=np.uint8)
    starts = np.flatnonzero(letters == ord(_BETWEEN))[:-1] + 1
    starts += letters[starts] == ord(" ")
    numbered: list[int] = []
    waiting = np.arange(len(starts))
    while len(waiting):
        waiting = np.concatenate(
            [_strike_out(letters, starts, waiting, f"{prefix} ".encode()) for prefix in PREFIXES]
        )
        numbered += waiting[letters[starts[waiting]] < _LETTER_A].tolist()
    folded = letters.tobytes().translate(None, b" \0").decode("ascii")
    return np.array(folded.split(_BETWEEN)[1:-1], dtype=object), numbered


def _strike_out(
    letters: npt.NDArray[np.uint8], starts: npt.NDArray[np.intp], names: npt.NDArray[np.intp], prefix: bytes
) -> npt.NDArray[np.intp]:
    """Put blanks in place of a prefix and move these names' starts behind it; which names had it."""
    for place, letter in enumerate(prefix):
        names = names[letters[starts[names] + place] == letter]
    for place in range(len(prefix)):
        letters[starts[names] + place] = ord(" ")
    starts[names] += len(prefix)
    return names
