"""What Postgres is sent of a whole return: its account and its findings, in the order of each table's columns.

Arrives: a `LoadableReturn`, what `core` knows of its unit, and the form that its rows follow.
Leaves:  tuples to be staged; what an earlier return is worth once an answer, or its end, counts.
Not here: its branches (`rows`), which findings are new, and how rows are sent.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from flows.steps.load.rows import LoadableReturn, UnitToLoad, figures_key
from flows.steps.load.values import text
from schemas.answer import Moment
from schemas.finding import Finding
from schemas.form.form import Form
from schemas.unit_return import CheckedReturn

ACCOUNT = (
    *("rows_in_sheet", "rows_accepted", "rows_refused", "rows_waiting", "rows_not_data"),
    *("errors", "questions", "warnings", "is_submitted", "is_valid", "is_waiting"),
)


def account(
    form: Form, each: LoadableReturn, unit: UnitToLoad, event: Moment | None = None
) -> tuple[Any, ...]:
    """How many rows came, what became of them, and what is said of the whole return; `event`: by what, if not its look."""
    checked = each.checked
    known_at, event_id = event or each.seen
    return (
        each.observation_id,
        each.unit_code,
        unit.unit_id,
        each.observed_at,
        event_id,
        known_at,
        each.content_sha256,
        *(getattr(checked, name) for name in ACCOUNT),
        checked.keeps_vanished,
        unit.is_first,
        figures_key(form, checked.accepted),
        json.dumps(checked.row_sums),
    )


def revaluation(each: LoadableReturn, event: Moment, campaign_code: str, branches: int) -> dict[str, Any]:
    """An earlier return's account, as an answer, or its end, makes it."""
    return {
        "observation_id": each.observation_id,
        "event_id": event[1],
        "campaign": campaign_code,
        "unit_code": each.unit_code,
        "observed_at": each.observed_at,
        "known_at": event[0],
        "content_sha256": each.content_sha256,
        "branches": branches,
        **worth(each.checked),
    }


def worth(checked: CheckedReturn) -> dict[str, Any]:
    """What a return is worth, by the columns of `core.unit_return`."""
    return {**{name: getattr(checked, name) for name in ACCOUNT}, "row_sums": json.dumps(checked.row_sums)}


def findings(each: LoadableReturn) -> Iterator[tuple[Any, ...]]:
    """The findings, each once, known by its whole content."""
    keyed = {_finding_key(found): found for found in each.checked.findings}
    for key, found in keyed.items():
        texts = (found.cell, found.heading, found.raw_value, found.message_vi, found.asks_about)
        yield (each.unit_code, key, found.severity, found.rule, *map(text, texts))


def _finding_key(each: Finding) -> str:
    parts: tuple[str | None, ...] = (
        each.severity, each.rule, each.cell, each.heading, each.raw_value, each.message_vi
    )  # fmt: skip
    if each.asks_about is not None:
        parts = (*parts, each.asks_about)
    return hashlib.sha256(repr(parts).encode("utf-8", "backslashreplace")).hexdigest()[:32]
