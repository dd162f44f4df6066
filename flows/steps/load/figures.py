"""Which figures a unit's branches have after some of its returns, told again when an answer changes what they were worth.

Arrives: checked returns in the order in which they were seen.
Leaves:  each branch's figures, when they were first seen, and since when they are stale.
Not here: how they are sent. `statements/find_changes.sql` says the same of one return after another; a test holds the
         two together. Pure.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flows.steps.load import rows
from flows.steps.load.rows import Figures
from schemas.form.form import Form
from schemas.unit_return import CheckedReturn


@dataclass(frozen=True, slots=True)
class BranchFigures:
    """A branch's figures, which look first saw them, and since when its row is bad, waits or cannot be found; None
    while it is good.
    """

    figures: Figures
    first_seen_at: datetime
    stale_since: datetime | None = None


State = dict[str, BranchFigures]
"""By the branch's key."""


def after(form: Form, before: State, checked: CheckedReturn, seen_at: datetime) -> State:
    """What a return makes of the figures before it: good rows replace, bad ones are kept as stale, the others are gone."""
    state = {figures[0]: BranchFigures(figures, seen_at) for figures in rows.figures(form, checked)}
    for key, held in before.items():
        if key in state:
            if _shown(form, state[key].figures) == _shown(form, held.figures):
                state[key] = BranchFigures(state[key].figures, held.first_seen_at)
        elif key in checked.bad_keys or checked.keeps_vanished:
            state[key] = BranchFigures(held.figures, held.first_seen_at, held.stale_since or seen_at)
    return state


def _shown(form: Form, figures: Figures) -> dict[str, Any]:
    """What analysts see of figures, by their columns; without the cell, which may have moved."""
    shown = dict(zip(rows.figure_columns(form), figures, strict=True))
    for column, name in rows.shown_texts(form).items():
        masked = shown.pop(column)
        if masked is not None:
            shown[name] = masked
    del shown["source_cell"]
    return shown
