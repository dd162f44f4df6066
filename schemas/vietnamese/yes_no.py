"""Whether a clerk says yes or no, in a column such as "Thuộc KCN/CCN"."""

from __future__ import annotations

from schemas.sheet import Cell, FormattedNumber
from schemas.vietnamese.reading import Reading
from schemas.vietnamese.text import clean, fold

YES = frozenset({"co", "x", "v", "yes", "y", "true", "1", "dung", "thuoc", "c"})
NO = frozenset({"khong", "ko", "k", "no", "n", "false", "0", "khongthuoc", "khongco"})
ZONE = ("kcn", "ccn", "khucongnghiep", "cumcongnghiep")
TICKS = frozenset({"✓", "✔", "☑", "√"})


def read_yes_no(cell: Cell) -> Reading[bool]:
    """Read yes or no. The name of a zone ("KCN Hòa Phú") is a yes; blank and a dash are not given."""
    if cell is None or isinstance(cell, bool):
        return Reading(cell)
    if isinstance(cell, FormattedNumber):
        cell = cell.display.text
    if isinstance(cell, (int, float)) and cell in (0, 1):
        return Reading(bool(cell))
    text = clean(cell) if isinstance(cell, str) else "?"
    if text in ("", "-", "–"):
        return Reading(None)
    word = fold(text)
    if word in NO:
        return Reading(False)
    if word in YES or text in TICKS or (any(zone in word for zone in ZONE) and not word.startswith("khong")):
        return Reading(True)
    return Reading(None, refusal="zone_not_yes_or_no")
