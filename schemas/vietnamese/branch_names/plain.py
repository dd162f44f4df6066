"""The matching keys of a whole column of branches' names, found at once where nothing needs a second look.

Arrives: the cells of a column of names.
Leaves:  for each plain name what `branch_key` makes of it, and None for every other cell.
Not here: how any other name is read (`schemas.vietnamese.text.notes`), what a key leaves out (`branch_key`). This only
         saves time: a plain name is read as it stands.

A plain name opens as branches' names do and holds nothing but Vietnamese letters, digits, usual signs, single spaces
and apostrophes inside a word, as in M'Đrắk. Its letters are looked up in tables, thousands of names in one operation; then the phrases that any of them
holds are written in their one form. A name with a sign, a number that begins with 0 or words of a correction gets its
key by itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import compress, product

import numpy as np
import numpy.typing as npt

from schemas.sheet import Cell
from schemas.vietnamese.branch_names import branch_key
from schemas.vietnamese.branch_names.abbreviations import PHRASES, PREFIXES
from schemas.vietnamese.branch_names.phrase_search import BETWEEN, ROOM, SIGN, look
from schemas.vietnamese.text import ETH, fold
from schemas.vietnamese.text.notes import has_wrong_letters
from schemas.vietnamese.text.syllables import VIETNAMESE

OPENINGS = (
    "CĐCS ", "CĐ ", "Công đoàn ", "Trường T", "Trường M", "Trường P", "Trường C", "Trường Đ", "Trạm ", "Bệnh viện ",
    "Phường ", "Thị trấn ", "Nghiệp đoàn ",
)  # fmt: skip
"""How branches' names open and no section or total does; "Trường học" heads a section."""
AT_ONCE = 20_000
"""Names in one operation: more would only take memory."""

_SIGNS = ".,()/&-"
APOSTROPHE = "'"
_FOREIGN, _LETTER, _SPACE, _END, _O_HORN, _U_HORN, _DO, _APOSTROPHE = range(8)
_CLASSES = {
    **dict.fromkeys("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ" + _SIGNS, _LETTER),
    **dict.fromkeys(VIETNAMESE - {chr(code) for code in ETH}, _LETTER),
    **dict.fromkeys("ơờớởỡợƠỜỚỞỠỢ", _O_HORN),
    **dict.fromkeys("ưƯ", _U_HORN),
    **dict.fromkeys("ồỒ", _DO),
    APOSTROPHE: _APOSTROPHE,
    " ": _SPACE,
    BETWEEN: _END,
}
_A, _C, _N = map(ord, "acn")
_NOT_PLAIN = "\t"


def _tables() -> tuple[npt.NDArray[np.uint8], npt.NDArray[np.uint8], npt.NDArray[np.bool_]]:
    """Each letter's class and folded form, any sign as one, and the pairs of classes that are not plain."""
    classes, folded = np.zeros(0x10000, np.uint8), np.zeros(0x10000, np.uint8)
    for letter, its_class in _CLASSES.items():
        classes[ord(letter)], folded[ord(letter)] = its_class, ord(fold(letter) or letter)
    folded[[ord(sign) for sign in _SIGNS]] = SIGN
    strange = np.zeros((8, 8), dtype=np.bool_)
    strange[:, _FOREIGN] = strange[_FOREIGN, :] = True
    at_ends = (_SPACE, _END, _APOSTROPHE)
    for before, after in [*product(at_ends, (_SPACE, _APOSTROPHE)), *product((_SPACE, _APOSTROPHE), (_END,))]:
        strange[before, after] = True
    return classes, folded, strange.ravel()


_CLASS, _FOLDED, _IS_STRANGE = _tables()


_PREFIXES = [(f"\n {prefix} ".encode(), b" " * len(f"{prefix} ") + b"\n ") for prefix in PREFIXES]
_AS_BYTES = [(phrase.typed.encode(), phrase.written.encode()) for phrase in PHRASES]


def plain_keys(cells: Sequence[Cell]) -> npt.NDArray[np.object_]:
    """The key of each plain name, None for every other cell."""
    keys = np.full(len(cells), None, dtype=object)
    for start in range(0, len(cells), AT_ONCE):
        here = cells[start : start + AT_ONCE]
        is_open = [type(cell) is str and cell.startswith(OPENINGS) for cell in here]
        if names := list(compress(here, is_open)):
            keys[start : start + AT_ONCE][np.array(is_open)] = _keys_of(names)  # type: ignore[arg-type]
    return keys


def _keys_of(names: Sequence[str]) -> npt.NDArray[np.object_]:
    typed = f"{BETWEEN}{BETWEEN.join(names)}{BETWEEN}"
    if typed.count(BETWEEN) > len(names) + 1:
        # a name on several lines is not plain
        typed = BETWEEN.join(("", *(name.replace(BETWEEN, _NOT_PLAIN) for name in names), ""))
    codes = np.frombuffer(typed.encode("utf-16-le", "surrogatepass"), dtype="<u2")
    strange, doubtful = (_names_at(places, codes) for places in _strange(codes))
    if APOSTROPHE in typed:
        codes = codes[codes != ord(APOSTROPHE)]
    text = _FOLDED.take(codes).tobytes() + ROOM
    phrases, special = look(np.frombuffer(text, dtype=np.uint8))
    keys, numbered = _written(text, phrases)
    for place in {*_names_at(special, codes), *numbered}:
        keys[place] = branch_key(names[place])
    strange += [place for place in set(doubtful) if has_wrong_letters(names[place])]
    keys[strange] = None
    return keys


def _names_at(places: npt.NDArray[np.intp], codes: npt.NDArray[np.uint16]) -> list[int]:
    """Which names these letters are of."""
    if not len(places):
        return []
    borders = np.flatnonzero(codes == ord(BETWEEN))
    of: list[int] = (np.searchsorted(borders, places) - 1).tolist()
    return of


def _strange(codes: npt.NDArray[np.uint16]) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]:
    """Where two signs stand together that make a name not plain, and what may be left of a wrong conversion.

    That leaves ơng and ơc behind where no ư is before them, and "đồn" of "đoàn".
    """
    classes = _CLASS.take(codes)
    pairs = np.flatnonzero(_IS_STRANGE.take(classes[:-1] * 8 + classes[1:])) + 1
    left = np.flatnonzero((classes == _DO) | (classes == _O_HORN))
    left = left[classes[left - 1] != _U_HORN]
    after = _FOLDED[codes[left + 1]]
    return pairs, left[(after == _C) | (after == _N)]


def _written(text: bytes, places: set[int]) -> tuple[npt.NDArray[np.object_], list[int]]:
    """The keys of names whose phrases are written in their one form, and which names may have none after the prefix."""
    text = text.replace(b"\n", b" \n ")
    for place in sorted(places):
        text = text.replace(*_AS_BYTES[place])
    text, before = text.lower(), b""
    while text != before:
        before = text
        for prefix in _PREFIXES:
            text = text.replace(*prefix)
    text = text.translate(None, b" \0")
    letters = np.frombuffer(text, dtype=np.uint8)
    starts = np.flatnonzero(letters == ord(BETWEEN))[:-1] + 1
    keys = text.decode("ascii").split(BETWEEN)[1:-1]
    return np.array(keys, dtype=object), np.flatnonzero(letters[starts] < _A).tolist()
