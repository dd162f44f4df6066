"""Rows that somebody has answered about: no longer in doubt.

Arrives: what each row of a tab was taken for, the tab's rows, and the answers in force.
Leaves:  the same, the answered rows settled.
Not here: which rows are in doubt (`parts`, `ends`, `doubts`), who answered and when (`flows.desk.decisions`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from flows.steps.read.rows.classifying import Classified
from schemas.answer import Answer, Answers, row_words
from schemas.row_kind import RowKind
from schemas.sheet import Row


def answered(classified: Classified, rows: Sequence[Row], answers: Answers) -> Classified:
    """Yes: a row in doubt is a branch's, and rows that it is the sum of are asked about in turn. No: it is not data."""
    if not answers:
        return classified
    asked = dict(classified.asked)
    told = _told(asked, rows, answers)
    for place in [place for place, answer in told.items() if answer == "yes"]:
        parts = [
            each for each in classified.summands.get(place, ()) if classified.kinds[each] == RowKind.DATA
        ]
        asked = dict.fromkeys(parts, "row_may_be_part") | asked
    told = _told(asked, rows, answers)
    if not told:
        return classified
    kinds = classified.kinds.copy()
    kinds[[place for place, answer in told.items() if answer == "no"]] = RowKind.ANSWERED_NO
    asked = {place: rule for place, rule in asked.items() if place not in told}
    return replace(classified, kinds=kinds, apart=classified.apart - told.keys(), asked=asked)


def _told(asked: Mapping[int, str], rows: Sequence[Row], answers: Answers) -> dict[int, Answer]:
    return {place: answers[words] for place in asked if (words := row_words(rows[place])) in answers}
