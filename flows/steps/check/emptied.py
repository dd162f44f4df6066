"""A sheet emptied since the last look: a slip of the hand, or a unit that takes everything back. Only it can tell.

Arrives: a checked return, its sheet, and how many branches had figures before it.
Leaves:  the same; with a question, and the figures kept, where no branch is left. Pure.
Not here: who answers (`flows.desk.answers`).
"""

from __future__ import annotations

import re
from dataclasses import replace

from schemas.answer import Answers, row_words
from schemas.finding import finding
from schemas.sheet import Cell, Row, Sheet
from schemas.unit_return import CheckedReturn

FIGURE = re.compile(r"\s*[\d.,]+\s*")
FEWEST_FIGURES = 2
"""A row with fewer is a letterhead's: a number, a date."""


def asked_if_emptied(
    checked: CheckedReturn, sheet: Sheet, content_sha256: str, branches: int, answers: Answers
) -> CheckedReturn:
    """Ask about a sheet without a branch's row where figures stood. Yes: they are gone. No: they are kept."""
    is_unread = any(each.rule == "table_not_found" for each in checked.findings) and _holds_figures(sheet)
    if not branches or checked.has_branches or is_unread:
        return checked
    words = emptied_words(content_sha256)
    if words in answers:
        return replace(checked, keeps_vanished=answers[words] == "no")
    question = finding("sheet_emptied", rows=branches, asks_about=words)
    return replace(checked, findings=(*checked.findings, question), keeps_vanished=True)


def emptied_words(content_sha256: str) -> str:
    """What the answer is bound to: the emptied content itself, since no row is left."""
    return row_words(("sheet_emptied", content_sha256))


def _holds_figures(sheet: Sheet) -> bool:
    """Whether some row looks like a branch's, though no table was found to read it by."""
    return any(_is_of_figures(row) for tab in sheet.tabs for row in tab.rows)


def _is_of_figures(row: Row) -> bool:
    return sum(map(_is_figure, row)) >= FEWEST_FIGURES


def _is_figure(cell: Cell) -> bool:
    return type(cell) in (int, float) or (type(cell) is str and bool(FIGURE.fullmatch(cell)))
