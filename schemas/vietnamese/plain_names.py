"""The matching keys of a whole column of branches' names, found at once where nothing needs a second look.

Arrives: the cells of a column of names.
Leaves:  for each plain name what `text.fold` makes of it, and None for every other cell.
Not here: how any other name is read (`text.read_text`). This only saves time: a plain name is read as it stands.

A plain name opens as branches' names do and holds nothing but Vietnamese letters, digits, usual signs and single
spaces. Its letters are looked up in tables, thousands of names in one operation.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

import numpy as np
import numpy.typing as npt

from schemas.sheet import Cell
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


def _tables() -> tuple[npt.NDArray[np.uint8], npt.NDArray[np.uint8], npt.NDArray[np.bool_]]:
    """Each letter's class and folded form (0 where nothing is left of it), and the pairs of classes that are not plain.

    Wrong conversions leave ơ behind where no ư is before it, and "đồn" of "đoàn".
    """
    classes, folded = np.zeros(0x10000, np.uint8), np.zeros(0x10000, np.uint8)
    for letter, its_class in _CLASSES.items():
        classes[ord(letter)], folded[ord(letter)] = its_class, ord(fold(letter) or "\0")
    folded[ord(_BETWEEN)] = ord(_BETWEEN)
    strange = np.zeros((8, 8), dtype=np.bool_)
    strange[:, _FOREIGN] = strange[_FOREIGN, :] = strange[:, _O_HORN] = True
    strange[_U_HORN, _O_HORN] = strange[_D_STROKE, _O_GRAVE] = False
    for before, after in [*product((_SPACE, _END), (_SPACE,)), (_SPACE, _END), (_D_STROKE, _O_GRAVE)]:
        strange[before, after] = True
    return classes, folded, strange.ravel()


_CLASS, _FOLDED, _IS_STRANGE = _tables()


def plain_keys(cells: Sequence[Cell]) -> npt.NDArray[np.object_]:
    """The key of each plain name, None for every other cell."""
    keys = np.full(len(cells), None, dtype=object)
    places = [
        place
        for place, cell in enumerate(cells)
        if type(cell) is str and cell.startswith(OPENINGS) and _BETWEEN not in cell
    ]
    for start in range(0, len(places), AT_ONCE):
        here = places[start : start + AT_ONCE]
        keys[here] = _keys_of(_BETWEEN.join([cells[place] for place in here]) + _BETWEEN)  # type: ignore[misc]
    return keys


def _keys_of(names: str) -> npt.NDArray[np.object_]:
    codes = np.frombuffer(names.encode("utf-16-le", "surrogatepass"), dtype="<u2")
    classes, folded = _CLASS[codes], _FOLDED[codes]
    keys = np.array(folded[folded != 0].tobytes().decode("ascii").split(_BETWEEN)[:-1], dtype=object)
    strange = np.flatnonzero(_IS_STRANGE[classes[:-1] * 8 + classes[1:]])
    keys[np.searchsorted(np.flatnonzero(classes == _END), strange)] = None
    return keys
