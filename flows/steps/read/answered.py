"""Rows that somebody has answered about: no longer in doubt.

Arrives: what each row of a tab was taken for, the tab's rows, and the answers in force.
Leaves:  the same, the answered rows settled.
Not here: which rows are in doubt (`rows`, `ends`, `evidence`), who answered and when (`flows.desk.decisions`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from flows.steps.read.rows import Classified
from schemas.answer import Answers, row_words
from schemas.sheet import Row
from schemas.unit_return import RowKind


def answered(classified: Classified, rows: Sequence[Row], answers: Answers) -> Classified:
    """Yes: a row in doubt is a branch's. No: it is not data."""
    told = {
        place: answers[words]
        for place in (classified.asked if answers else ())
        if (words := row_words(rows[place])) in answers
    }
    if not told:
        return classified
    kinds = classified.kinds.copy()
    kinds[[place for place, answer in told.items() if answer == "no"]] = RowKind.ANSWERED_NO
    asked = {place: rule for place, rule in classified.asked.items() if place not in told}
    return replace(classified, kinds=kinds, apart=classified.apart - told.keys(), asked=asked)
