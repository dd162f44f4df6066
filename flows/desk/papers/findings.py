"""Findings as a paper may tell them: a sentence quotes what was typed, and whoever it names is hidden.

Arrives: findings as the desk is told them.
Leaves:  the same, with … for each person and each person's number.
Not here: who is a person in a text (`schemas.vietnamese.persons`), the unit's own cells (`mistakes.private`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from schemas.report import OpenFinding
from schemas.vietnamese.person_search import showing_persons
from schemas.vietnamese.persons import without_persons


def told_without_persons(findings: Sequence[OpenFinding]) -> list[OpenFinding]:
    """Findings as they may leave, in their order."""
    told = list(findings)
    for name in ("message_vi", "heading"):
        for place in showing_persons([getattr(each, name) for each in told]):
            hidden = without_persons(getattr(told[place], name))
            told[place] = replace(told[place], **{name: hidden})  # type: ignore[arg-type]
    return told
