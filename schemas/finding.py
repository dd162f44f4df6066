"""A finding: what is wrong with a row or a return, where, and what to type instead.

Arrives: a rule's code and the facts of one case.
Leaves:  a `Finding` with one Vietnamese sentence for the clerk.
Not here: the rules themselves (`schemas.rules`), and when one is broken (`flows.steps.read`, `flows.steps.check`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from schemas.rules import CATALOGUE
from schemas.rules.rule import Severity

PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")

SEVERITY_VI: dict[str, str] = {"error": "lỗi", "question": "câu hỏi", "warning": "cảnh báo"}

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


def general_sentence(rule: str, cell: str | None) -> str:
    """What a rule says about a cell, with … for whatever was typed: for pages that others than the unit read."""
    if rule not in CATALOGUE:
        return rule
    return PLACEHOLDER.sub(
        lambda found: cell if cell and found[1] == "cell" else "…", CATALOGUE[rule].sentence
    )


def finding(
    rule: str,
    *,
    cell: str | None = None,
    heading: str | None = None,
    raw: object = None,
    severity: Severity | None = None,
    asks_about: str | None = None,
    **facts: Any,
) -> Finding:
    """One case of a rule, its sentence filled in. `severity` overrides the rule's where a field is stricter."""
    known = CATALOGUE[rule]
    sentence = (known.with_suggestion if facts.get("suggestion") else None) or known.sentence
    return Finding(
        severity=severity or known.severity,
        rule=rule,
        message_vi=sentence.format(cell=cell, raw=on_one_line(raw), **facts),
        cell=cell,
        heading=heading,
        raw_value=None if raw is None else str(raw),
        asks_about=asks_about,
    )
