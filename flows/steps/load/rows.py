"""The branches that Postgres is sent of a return, as tuples in the order of each table's columns.

Arrives: a `LoadableReturn`, and the form that its rows follow.
Leaves:  its accepted rows, the branches of its bad rows, the key of its figures.
Not here: what is said of the whole return (`accounts`), how a value is stored (`values`), how rows are sent, and which of them
         change anything.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from itertools import repeat
from typing import Any

import numpy as np
import pandas as pd

from flows.steps.load.values import AS_STORED, Values, stored_texts
from schemas.answer import Moment
from schemas.form.dictionary import TEXTS
from schemas.form.form import Form
from schemas.submission import stored_columns
from schemas.typed_rows import TypedRows
from schemas.unit_return import CheckedReturn
from schemas.vietnamese.person_search import showing_persons
from schemas.vietnamese.persons import without_persons

Figures = tuple[Any, ...]
CHUNK = 1_000
"""Rows made ready while the server works on those before."""
FEWEST_TELLING = 3
"""Rows with different figures that a return must have before another one like it is taken for its copy."""


@cache
def shown_texts(form: Form) -> Mapping[str, str]:
    """What analysts see of a text that names a person or holds a person's number; of the others nothing is stored twice."""
    return {f"{name}_shown": name for name in form.stored if form[name].kind in TEXTS}


@cache
def figure_columns(form: Form) -> tuple[str, ...]:
    """What is sent of a branch: its key first, then what is stored of it, then the texts as they are shown."""
    return (*stored_columns(form), *shown_texts(form))


def submission_columns(form: Form) -> tuple[str, ...]:
    """The same with the number of its unit."""
    return ("unit_id", *figure_columns(form))


def opened_columns(form: Form) -> tuple[str, ...]:
    """The same of a branch's first version."""
    return ("observation_id", "valid_from", *submission_columns(form))


@dataclass(frozen=True, slots=True)
class LoadableReturn:
    """A checked return with the observation it was read from."""

    unit_code: str
    observation_id: int
    observed_at: datetime
    content_sha256: str
    checked: CheckedReturn

    @property
    def seen(self) -> Moment:
        """When it was seen."""
        return self.observed_at, self.observation_id


@dataclass(frozen=True, slots=True)
class UnitToLoad:
    """What `core` knows of a return's unit."""

    unit_code: str
    unit_id: int
    is_first: bool
    """Whether it has no open version, so that there is nothing to compare its return with."""


def submissions(form: Form, each: LoadableReturn, unit: UnitToLoad) -> Iterator[tuple[Any, ...]]:
    """The accepted rows as `submission_columns` names them, to be compared with the open versions."""
    return _submissions(form, each.checked.accepted, [unit.unit_id])


def opened_submissions(form: Form, each: LoadableReturn, unit: UnitToLoad) -> Iterator[tuple[Any, ...]]:
    """The accepted rows as `opened_columns` names them, each the first version of its branch."""
    return _submissions(form, each.checked.accepted, [each.observation_id, each.observed_at, unit.unit_id])


def figures(form: Form, checked: CheckedReturn) -> list[Figures]:
    """The accepted rows' fields as `figure_columns` names them."""
    return list(_submissions(form, checked.accepted, ()))


def bad_branches(each: LoadableReturn, unit: UnitToLoad) -> Iterator[tuple[int, str]]:
    """The branches whose rows are refused, or wait."""
    return ((unit.unit_id, key) for key in sorted(each.checked.bad_keys))


def _submissions(form: Form, accepted: TypedRows, shared: Sequence[Any]) -> Iterator[tuple[Any, ...]]:
    """Rows that begin with the shared values, in the order of their keys: the index takes them in half the time."""
    keys = accepted["branch_key"].tolist()
    order = np.array(sorted(range(len(keys)), key=keys.__getitem__), dtype=np.intp)
    columns = [(_column(form, accepted, name), _as_sent(form, name)) for name in figure_columns(form)]
    for start in range(0, len(order), CHUNK):
        places = order[start : start + CHUNK]
        sent = [as_sent(values[places]) for values, as_sent in columns]
        yield from zip(*(repeat(value, len(places)) for value in shared), *sent, strict=True)


def _as_sent(form: Form, name: str) -> Callable[[Values], list[Any]]:
    each = form.quantities.get(name)
    return AS_STORED.get(each.kind, np.ndarray.tolist) if each else np.ndarray.tolist


def _column(form: Form, accepted: TypedRows, name: str) -> Values:
    if name not in shown_texts(form):
        return accepted[name]
    typed = accepted[shown_texts(form)[name]].tolist()
    shown = np.full(len(typed), None, dtype=object)
    # what many rows say is looked at once
    distinct = [each for each in dict.fromkeys(typed) if each is not None]
    texts = stored_texts(distinct)
    masked = {distinct[place]: without_persons(str(texts[place])) for place in showing_persons(texts)}
    if masked:
        shown[:] = [masked.get(each) for each in typed]
    return shown


def figures_key(form: Form, rows: TypedRows) -> str | None:
    """A key that returns with the same figures share, in whatever order; None where too few differ to tell a copy."""
    if not form.stored_amounts:
        return None
    hashes = pd.util.hash_pandas_object(rows.frame(form.stored_amounts), index=False).to_numpy()
    if len(pd.unique(hashes)) < FEWEST_TELLING:
        return None
    return f"{len(hashes)}:{int(hashes.sum(dtype=np.uint64)):016x}"
