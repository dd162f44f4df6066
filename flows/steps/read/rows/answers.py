"""Rows that somebody has answered about: no longer in doubt.

Arrives: what each row of a tab was taken for, the tab's rows, and the answers in force.
Leaves:  the same, the answered rows settled.
Not here: which rows are in doubt (`parts`, `ends`, `doubts`), who answered and when (`flows.desk.decisions`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from flows.steps.read.rows.classifying import Classification
from schemas.answer import Answer, Answers, row_words
from schemas.sheet import Row
from schemas.unit_return.row_kind import RowKind


def with_answers(classification: Classification, rows: Sequence[Row], answers: Answers) -> Classification:
    """Yes: a row in doubt is a branch's, and rows that it is the sum of are asked about in turn. No: it is not data."""
    if not answers:
        return classification
    questions = dict(classification.questions)
    replies = _replies(questions, rows, answers)
    for place in [place for place, answer in replies.items() if answer == "yes"]:
        parts = [
            each
            for each in classification.summands.get(place, ())
            if classification.kinds[each] == RowKind.DATA
        ]
        questions = dict.fromkeys(parts, "row_may_be_part") | questions
    replies = _replies(questions, rows, answers)
    if not replies:
        return classification
    kinds = classification.kinds.copy()
    kinds[[place for place, answer in replies.items() if answer == "no"]] = RowKind.ANSWERED_NO
    questions = {place: rule for place, rule in questions.items() if place not in replies}
    return replace(
        classification, kinds=kinds, apart=classification.apart - replies.keys(), questions=questions
    )


def _replies(questions: Mapping[int, str], rows: Sequence[Row], answers: Answers) -> dict[int, Answer]:
    return {place: answers[words] for place in questions if (words := row_words(rows[place])) in answers}
