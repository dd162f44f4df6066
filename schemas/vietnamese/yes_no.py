"""Whether a clerk says yes or no, in a column such as "Thuộc KCN/CCN", in words or by marks."""

from __future__ import annotations

from collections.abc import Iterable

from schemas.sheet import Cell, FormattedNumber
from schemas.vietnamese.reading import Reading
from schemas.vietnamese.text import clean, fold

YES = frozenset({"co", "x", "v", "yes", "y", "true", "1", "dung", "thuoc", "c"})
NO = frozenset({"khong", "ko", "k", "no", "n", "false", "0", "khongthuoc", "khongco"})
TICKS = frozenset({"✓", "✔", "☑", "√"})
WORDS_OF_YES = YES - {"x", "v", "1"}
"""What is said of a row and not marked in it: beside it a blank may be an answer that was left out."""
BLANK: Reading[bool] = Reading(None)


def read_yes_no(cell: Cell, words: tuple[str, ...] = ()) -> Reading[bool]:
    """Read yes or no. A cell that names what is asked, by some of `words` folded ("KCN Hòa Phú"), says yes; blank and a
    dash are not given.
    """
    if cell is None or isinstance(cell, bool):
        return Reading(cell)
    if isinstance(cell, FormattedNumber):
        cell = cell.display.text
    if isinstance(cell, (int, float)) and cell in (0, 1):
        return Reading(bool(cell))
    text = clean(cell) if isinstance(cell, str) else "?"
    if text in ("", "-", "–"):
        return BLANK
    word = fold(text)
    if word in NO:
        return Reading(False)
    if word in YES or text in TICKS or (any(each in word for each in words) and not word.startswith("khong")):
        return Reading(True)
    return Reading(None, refusal="unclear")


def is_mark(cell: Cell, words: tuple[str, ...] = ()) -> bool:
    """Whether a yes is a mark (x, v, ✓, 1) or names what is asked, so that the rows that are not meant are left blank."""
    if isinstance(cell, bool) or read_yes_no(cell, words).value is not True:
        return False
    text = cell.display.text if isinstance(cell, FormattedNumber) else cell
    return not (isinstance(text, str) and fold(clean(text)) in WORDS_OF_YES)


def are_marks(cells: Iterable[Cell], words: tuple[str, ...] = ()) -> bool:
    """Whether a column is one of marks: there is one, and nothing else but blanks. Then a blank says no.

    Words ("Có", "Không"), boxes of a form (TRUE, FALSE), or a cell that cannot be read leave a blank unknown.
    """
    has_marks = False
    for cell in cells:
        if is_mark(cell, words):
            has_marks = True
        elif read_yes_no(cell, words) != BLANK:
            return False
    return has_marks
