"""Marks that stand where an answer should: dittos, dashes, ticks, dotted lines, "N/A", formulas.

Arrives: a cleaned text.
Leaves:  plain answers, and the words and signs themselves.
Not here: what a mark means in its column, where a dash may be zero or nothing (`numbers`, `percents`, `notes`).
"""

# ruff: noqa: SIM905 - word lists are easier to read as words

from __future__ import annotations

import re

from schemas.vietnamese.text import fold

DITTO = "@ditto"
"""The value of a ditto mark: the same as the row above. Text columns only."""

NULL_WORDS = frozenset({"na", "nan", "null", "none", "trong", "detrong", "botrong", "blank"})
_FIGURES = "(?:solieu|sl|thongtin|baocao|bc|thongke|tonghop|capnhat|namduoc|nhanduoc)(?:duoc|xong|cuthe)?"
NO_FIGURE = re.compile(
    f"(?:chua|khong|ko)(?:co)?{_FIGURES}|(?:dang|cho)(?:cho)?{_FIGURES}|(?:se)?(?:bosung|baocao|capnhat)sau|sebosung"
)
"""Folded words that say plainly that the figure is not there."""
EMPTY_FORM = re.compile("[.…·_ ]+")
"""The dotted line of a form that nobody filled in."""
ONE_SIGN = dict.fromkeys(map(ord, "‐‑‒–—―−"), "-") | dict.fromkeys(map(ord, "⁄∕"), "/")
"""Dashes and slashes that phones and word processors put in place of those on the keyboard."""
DASHES = re.compile("[-–—‐‑‒―−─ ]+")
NONE_WORDS = frozenset({"khong", "khongco", "ko", "koco", "kco"})
TICKS = frozenset("xXvV✓✔√☑☒✗✘✅")

_DITTO_MARKS = re.compile('[-–—_ ]*(?:/ ?/[/ ]*|[\\\\]{2,}|["″〃”“‟„˝]["″〃”“‟„˝ ]*|[\'‘’′´`]{2,})[-–—_ ]*')
_DITTO_WORDS = frozenset(
    "nt nhutren nhudongtren nhuhangtren nhuotren tuongtutren tuongtunhutren giongtren ditto".split()
)
_FORMULA = re.compile(
    r"=(?![=> ]*>).*|[+\-@][A-Za-z]+ ?\(.*|[+\-@]\$?[A-Z]{1,3}\$?[0-9]+(?:[+\-*/:].*)?", re.DOTALL
)
_FORMULA_ERROR = re.compile(r"#[^\s#]{1,14}[!?]|#N/A|Err:[0-9]{3}|Loading\.\.\.", re.IGNORECASE)


def is_missing(text: str) -> bool:
    """Whether a cleaned text says that nothing was entered. A dash is not among them: it may mean zero."""
    if "?" in text or text.startswith("#"):
        return False
    key = fold(text)
    return bool(EMPTY_FORM.fullmatch(text)) or key in NULL_WORDS or bool(NO_FIGURE.fullmatch(key))


def is_ditto(text: str) -> bool:
    """Whether a cleaned text stands for the cell above."""
    return fold(text) in _DITTO_WORDS or bool(_DITTO_MARKS.fullmatch(text))


def trouble(text: str) -> str | None:
    """The ending of the refusal for a text no column can take: a formula, its error, a column too narrow."""
    if len(text) > 1 and not text.strip("#"):
        return "column_too_narrow"
    if _FORMULA_ERROR.fullmatch(text):
        return "formula_error"
    return "formula_text" if _FORMULA.fullmatch(text) or text == DITTO else None


def without_apostrophe(text: str) -> str:
    """The text without the apostrophe (' or ` or ´) that forces a spreadsheet to keep it as text."""
    return text[1:].lstrip() if text[:1] in tuple("'’‘`´") and text[1:2].isalnum() else text
