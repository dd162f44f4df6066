"""An answer: what a person says of something that only the unit knows, asked with a yes-or-no question.

Arrives: a row's cells, the answers that were ever given.
Leaves:  the row's own words, by which an answer finds it again in later contents; the answers in force at an instant.
Not here: who answered and when (`flows.desk.decisions`), which findings are questions (`schemas.finding`).

An answer holds for every content in which the row stands unchanged, wherever in the sheet: a row that the unit
changes asks anew.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from schemas.sheet import Row, cell_to_json

Answer = Literal["yes", "no"]

Answers = Mapping[str, Answer]
"""The answers in force, by the words of the row each is about."""

NO_ANSWERS: Answers = {}

ANSWER_VI: dict[Answer, str] = {"yes": "đúng", "no": "không"}

Moment = tuple[datetime, int]
"""When something happened: an instant, and a number that tells what happened first in it. Looks and answers share them."""


@dataclass(frozen=True, slots=True)
class GivenAnswer:
    """An answer that was given, and when it was taken back, if it was."""

    words: str
    answer: Answer
    given: Moment
    revoked: Moment | None = None

    def holds(self, at: Moment) -> bool:
        """Whether it was given by then and not taken back."""
        return self.given <= at and (self.revoked is None or self.revoked > at)


def in_force(given: Iterable[GivenAnswer], at: Moment) -> Answers:
    """The answers that hold at a moment; of several about one row the one that was given last."""
    by_order = sorted((each for each in given if each.holds(at)), key=lambda each: each.given)
    return {each.words: each.answer for each in by_order}


def changes_of(given: Iterable[GivenAnswer]) -> list[Moment]:
    """The moments at which what holds may change, in order."""
    return sorted(at for each in given for at in (each.given, each.revoked) if at is not None)


def row_words(row: Row) -> str:
    """A row's own words: its cells up to the last one that holds anything, as the snapshot writes them down."""
    end = len(row)
    while end and row[end - 1] in (None, ""):
        end -= 1
    return json.dumps([cell_to_json(cell) for cell in row[:end]], ensure_ascii=False, separators=(",", ":"))
