"""A finding: what is wrong with a row or a return, where, and what to type instead.

Arrives: a rule's code and the facts of one case.
Leaves:  a `Finding` with one Vietnamese sentence for the clerk.
Not here: the rules themselves (`schemas.rules`), and when one is broken (`flows.steps.read`, `flows.steps.check`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from schemas.form.form import Form
from schemas.rules import COMMON, catalogue
from schemas.rules.rule import Rule, Severity
from schemas.vietnamese.writing import day

PLACEHOLDER = re.compile(r"\{([a-z0-9_]+)\}")

SEVERITY_VI: dict[Severity, str] = {"error": "lỗi", "question": "câu hỏi", "warning": "cảnh báo"}

SHOWN_LENGTH = 80
"""Longest part of a typed value that a sentence repeats."""


@dataclass(frozen=True, slots=True)
class Finding:
    """`cell` and `heading` are None when the whole return is meant. Raw values stay in the findings table."""

    severity: Severity
    rule: str
    message_vi: str
    cell: str | None = None
    heading: str | None = None
    raw_value: str | None = None
    asks_about: str | None = None
    """Of a question alone: the words of the row it is about (`schemas.answer.row_words`), to which an answer is bound."""


def on_one_line(value: object) -> str:
    """A typed value as a sentence repeats it: on one line, cut when long."""
    text = " ".join(str(value).split())
    return text if len(text) <= SHOWN_LENGTH else text[: SHOWN_LENGTH - 1] + "…"


def general_sentence(form: Form, rule: str, cell: str | None) -> str:
    """What a rule of a form says about a cell, with … for whatever was typed: for pages that others than the unit read."""
    rules = catalogue(form)
    if rule not in rules:
        return rule
    ours = {"cell": cell or "…", "day": day_vi(form)}
    return PLACEHOLDER.sub(lambda found: ours.get(found[1], "…"), rules[rule].sentence)


def day_vi(form: Form) -> str:
    """A day as clerks write it, for sentences that show one: the last on which a return is on time."""
    return day(form.day_before)


def finding(
    rule: Rule | str,
    *,
    cell: str | None = None,
    heading: str | None = None,
    raw: object = None,
    severity: Severity | None = None,
    asks_about: str | None = None,
    **facts: Any,
) -> Finding:
    """One case of a rule, its sentence filled in; one that every form has is told by its code.

    `severity` overrides the rule's where a quantity is stricter.
    """
    known = COMMON[rule] if isinstance(rule, str) else rule
    sentence = (known.with_suggestion if facts.get("suggestion") else None) or known.sentence
    return Finding(
        severity=severity or known.severity,
        rule=known.code,
        message_vi=sentence.format(cell=cell, raw=on_one_line("" if raw is None else raw), **facts),
        cell=cell,
        heading=heading,
        raw_value=None if raw is None else str(raw),
        asks_about=asks_about,
    )
