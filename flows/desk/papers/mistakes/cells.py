"""One cell of a copy: typed as it was, and text whatever it begins with.

Arrives: a cell, how it is marked.
Leaves:  what openpyxl writes: a plain value where that suffices, else a cell of its own.
Not here: what may not be shown (`private`), where it stands (`own_tabs`).

A text that begins with = + - @ is a formula to whoever types it or opens it as a .csv. It is written as a text (its type says
so, which all programs keep) with the mark of one typed behind an apostrophe (quotePrefix), so that it stays one when its
clerk mends it. Formulas never arrive: a source gives what they showed.
"""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass
from typing import Any

from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ERROR_CODES
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font

from flows.desk.papers.mistakes import marks
from flows.desk.papers.mistakes.texts import may_run, text_of, without_controls
from schemas.rules.rule import Severity
from schemas.sheet import Cell, CellError, DateCell, FormattedNumber

LONGEST_FORMAT = 255
GENERAL, DAY, INSTANT = "General", "dd/mm/yyyy", "dd/mm/yyyy hh:mm"
EXACT = 10**15
"""Whole numbers below it are written as they are."""
OTHER_ERROR = "#VALUE!"
"""In place of Google's own (#ERROR!), which Excel calls damage."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a text of the list looks."""

    is_bold: bool = False
    is_link: bool = False
    wraps: bool = True

    @property
    def font(self) -> Font:
        return Font(underline="single", color="0563C1") if self.is_link else Font(bold=self.is_bold)


PLAIN = Look()


class Cells:
    """The cells of one tab; those that look alike share a style, which costs more than a cell."""

    def __init__(self, tab: Any) -> None:
        self._tab = tab
        self._alike: dict[tuple[object, ...], Any] = {}
        self._told: dict[tuple[object, ...], Any] = {}

    def of(self, cell: Cell, severity: Severity | None = None, comment: Comment | None = None) -> Any:
        """What is handed to `append`: a value by itself where nothing is to be said of it."""
        if (
            severity is None
            and comment is None
            and (cell is None or (type(cell) is int and abs(cell) < EXACT))
        ):
            return cell
        kind, value, code = _typed(cell)
        if kind is None and severity is None and comment is None:
            return value
        is_quoted = kind == "s" and may_run(value)
        key = (code, severity, is_quoted)
        if key not in self._alike:
            self._alike[key] = like = WriteOnlyCell(self._tab)
            like.number_format = code
            _dress(like, severity, is_quoted=is_quoted)
        made = copy(self._alike[key])
        made.value = value
        made.data_type = kind or made.data_type
        if comment is not None:
            made.comment = comment
        return made

    def told(self, text: str, look: Look = PLAIN, severity: Severity | None = None) -> Any:
        """A text of ours, or one that quotes: never run. What is said again is the same cell."""
        if (again := self._told.get((text, look, severity))) is not None:
            return again
        key = (look, severity, may_run(text))
        if key not in self._alike:
            self._alike[key] = like = WriteOnlyCell(self._tab)
            like.alignment, like.font = Alignment(vertical="top", wrap_text=look.wraps), look.font
            _dress(like, severity, is_quoted=may_run(text))
        made = copy(self._alike[key])
        made.value, made.data_type = text_of(text), "s"
        if not look.is_link:
            self._told[text, look, severity] = made
        return made


def _dress(like: Any, severity: Severity | None, *, is_quoted: bool) -> None:
    if is_quoted:
        like.quotePrefix = True
    if severity is not None:
        like.fill, like.border = marks.fill(severity), marks.border(severity)


def _typed(cell: Cell) -> tuple[str | None, Any, str]:
    """The type to be written where openpyxl would tell another, the value, the code of its format."""
    match cell:
        case str():
            text = text_of(cell)
            # openpyxl takes "=1" for a formula and "#N/A" for an error
            return ("s" if may_run(text) or text.startswith("#") else None), text, GENERAL
        case DateCell():
            return "n", _exact(cell.serial), DAY if float(cell.serial).is_integer() else INSTANT
        case FormattedNumber():
            return "n", _exact(cell.value), _format(cell.format)
        case CellError():
            return "e", cell.code if cell.code in ERROR_CODES else OTHER_ERROR, GENERAL
        case bool() | None:
            return None, cell, GENERAL
        case _:
            exact = _exact(cell)
            return ("n" if isinstance(exact, str) else None), exact, GENERAL


def _exact(number: float) -> float | str:
    """Openpyxl writes sixteen digits; a number that has more is written as itself."""
    return number if float(f"{number:.16g}") == number else repr(number)


def _format(code: str) -> str:
    """A code as long as Excel allows."""
    plain = without_controls(code)
    return plain if 0 < len(plain) <= LONGEST_FORMAT else GENERAL
