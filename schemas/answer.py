"""An answer: what a person says of something that only the unit knows, asked with a yes-or-no question.

Arrives: a row's cells.
Leaves:  the row's own words, by which an answer finds it again in later contents.
Not here: who answered and when (`flows.deciding`), which findings are questions (`schemas.finding`).

An answer holds for every content in which the row stands unchanged, wherever in the sheet: a row that the unit
changes asks anew.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Literal

from schemas.sheet import Row, cell_to_json

Answer = Literal["yes", "no"]

Answers = Mapping[str, Answer]
"""The answers in force, by the words of the row each is about."""

NO_ANSWERS: Answers = {}


def row_words(row: Row) -> str:
    """A row's own words: its cells up to the last one that holds anything, as the snapshot writes them down."""
    end = len(row)
    while end and row[end - 1] in (None, ""):
        end -= 1
    return json.dumps([cell_to_json(cell) for cell in row[:end]], ensure_ascii=False, separators=(",", ":"))
