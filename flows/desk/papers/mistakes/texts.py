"""A text as it can stand in a cell or a comment of an .xlsx.

Arrives: any text; a unit's may hold whatever a keyboard, a copy or a broken file brings.
Leaves:  the same for a reader, in letters that XML holds; whether a program may run it.
Not here: who is named in it (`private`), what cell it stands in (`cells`).
"""

from __future__ import annotations

import re

LONGEST_TEXT = 32_767
"""Of a cell, in units of UTF-16."""
RUNS_AS_FORMULA = ("=", "+", "-", "@")
NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
LOOKS_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")


def without_controls(text: str) -> str:
    """A text with one kind of line break and without what XML cannot hold."""
    return NO_XML.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def text_of(text: str) -> str:
    """A text as it can stand in a cell: without what XML cannot hold, one kind of line break, as long as a cell may be.

    Letters that read as an escape (`_x000D_`) are written as escaped ones, so that they stay letters.
    """
    text = without_controls(text)
    text = LOOKS_ESCAPED.sub("_x005F_", text) if "_x" in text else text
    if len(text) * 2 <= LONGEST_TEXT or len(text.encode("utf-16-le")) <= 2 * LONGEST_TEXT:
        return text
    return text.encode("utf-16-le")[: 2 * (LONGEST_TEXT - 1)].decode("utf-16-le", "ignore") + "…"


def may_run(text: str) -> bool:
    """Whether a program may take a text for a formula, behind blanks and line breaks too."""
    return text.lstrip().startswith(RUNS_AS_FORMULA)
