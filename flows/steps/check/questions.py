"""Rows of which only the unit can say what they are.

Arrives: a `ReadReturn`.
Leaves:  which rows wait for an answer, and the questions about them.
Not here: the rules themselves (`schemas.rules.questions`), the answers (`flows.desk.decisions`).

A row that waits is told nothing else: until it is known to be a branch's, its cells mean nothing.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from flows.steps.check.rows import about_broken, told_columns
from schemas.answer import row_words
from schemas.finding import Finding
from schemas.rules.questions import QUESTIONS
from schemas.rules.rule import RowRule
from schemas.submission import breaking
from schemas.typed_rows import Bools
from schemas.unit_return import ReadReturn


def questions(read: ReadReturn) -> tuple[Bools, list[Finding]]:
    """The rows that wait, and what is asked about each: one thing, bound to the row's own words.

    While something is asked about the whole return, as whose figures these are, every row waits.
    """
    waits = np.zeros(len(read.rows), dtype=bool)
    findings: list[Finding] = []
    if any(each.severity == "question" for each in read.findings):
        return ~waits, findings
    if not read.rows["asked"].any():
        return waits, findings
    for rule, breaks in zip(QUESTIONS, breaking(read.rows, [rule.holds for rule in QUESTIONS]), strict=True):
        places = breaks[~waits[breaks]]
        findings += [_question(read, row, rule) for row in read.rows.records(places, told_columns(read.form))]
        waits[places] = True
    return waits, findings


def _question(read: ReadReturn, row: dict[str, Any], rule: RowRule) -> Finding:
    return about_broken(read, row, rule, asks_about=row_words(read.cells(row["row"])))
