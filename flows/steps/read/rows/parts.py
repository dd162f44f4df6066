"""Departments under a branch: which rows only say again, in parts, what a branch's own row says.

Arrives: the rows below a heading and their figures.
Leaves:  `Families`: the rows that are parts, their branches, and the rows of which that cannot be told.
Not here: sections, whose rows are branches (`doubts`).

A row is below another by its number (1.1, a), -), by a bullet or an indent of its name, or by a department's name.
A branch's own figures are the branch's; its parts are held against them and never counted beside them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np

from flows.steps.read.rows.body import Body
from flows.steps.read.rows.figures import Figures
from flows.steps.read.words import branch_kinds, comparisons, departments, labels
from schemas.typed_rows import Bools


@dataclass(frozen=True, slots=True)
class Families:
    parts: set[int] = field(default_factory=set)
    branches: set[int] = field(default_factory=set)
    """Rows with parts that are branches themselves, and no sections."""
    questions: set[int] = field(default_factory=set)
    """Rows that may be a branch's or a part's, or the sum of the branches below."""
    disagreements: list[tuple[int, int]] = field(default_factory=list)
    """The first part and the branch whose figures the parts together are not."""


def find(rows: Body, figures: Figures) -> Families:
    """Every branch that has parts, with its parts."""
    families = Families()
    is_below = np.zeros(len(rows), dtype=bool)
    for run in _runs(rows):
        is_below[_below(run, rows, figures)] = True
    if is_below.any():
        for parent, children in _groups(rows, figures, is_below):
            _judge(parent, children, rows, figures, families)
    return families


def _runs(rows: Body) -> Iterator[list[int]]:
    """Rows one after the other that may be below another row: marked or named so, or without a number among numbered ones."""
    is_loose = rows.may_be_part | (
        ~rows.is_numbered & rows.is_filled if _are_numbered(rows) else _are_unlike(rows)
    )
    is_loose |= _are_under_letters(rows)
    run: list[int] = []
    holds_anything = rows.is_filled | rows.is_plain_name
    for place in np.flatnonzero(is_loose & holds_anything).tolist():
        if _is_of_others(rows.name(place), rows):
            continue
        if run and holds_anything[run[-1] + 1 : place].any():
            yield run
            run = []
        run.append(place)
    if run:
        yield run


def _are_under_letters(rows: Body) -> Bools:
    """Rows numbered 1, 2 and named as departments below a branch that is numbered I."""
    is_under = np.zeros(len(rows), dtype=bool)
    for place, end in pairwise([*rows.lettered, len(rows)]):
        if rows.is_branch[place] and rows.is_filled[place]:
            below = slice(place + 1, end)
            is_under[below] = rows.is_numbered[below] & (rows.is_weak_part[below] | rows.may_be_part[below])
    return is_under


def _are_numbered(rows: Body) -> bool:
    """Whether branches are numbered, with figures of their own or without."""
    return rows.is_counting or (rows.has_ordinals and bool((rows.is_numbered & rows.is_plain_name).any()))


def _are_unlike(rows: Body) -> Bools:
    """Where no row is numbered: rows named as departments are, or without the union's words where most begin with them."""
    has_prefix = np.array(list(map(labels.has_union_prefix, rows.names)), dtype=bool)
    others = ~has_prefix & rows.is_filled
    if (has_prefix & rows.is_filled).sum() > (others & ~rows.is_weak_part & ~rows.may_be_part).sum():
        return rows.is_weak_part | others
    return rows.is_weak_part


def _below(run: list[int], rows: Body, figures: Figures) -> list[int]:
    """The rows of a run that are below another row; none where nothing but their names speaks for it."""
    by_name = [place for place in run if rows.may_be_part[place] or rows.is_weak_part[place]]
    if _are_numbered(rows) and by_name:
        return [place for place in run if place in by_name or not rows.is_branch[place]]
    if _are_sum_beside(run, rows, figures):
        return run
    if _is_announced(run[0], rows):
        return by_name
    if not rows.may_be_part[run].any():
        return []
    # a name without a bullet above the first one with a bullet is what those are parts of
    first = next((place for place in run if rows.is_marked[place]), None)
    return [place for place in by_name if first is None or place >= first or rows.may_be_part[place]]


def _is_announced(place: int, rows: Body) -> bool:
    """Whether the row above says "Trong đó" or "Bao gồm" and nothing else."""
    above = rows.name(place - 1) if place else ""
    return bool(above) and not rows.is_filled[place - 1] and comparisons.is_comparison(above, rows.form)


def _are_sum_beside(run: list[int], rows: Body, figures: Figures) -> bool:
    """Whether the rows together are the row right above or right below them."""
    beside = [
        place for place in (run[0] - 1, run[-1] + 1) if 0 <= place < len(rows) and rows.is_valued[place]
    ]
    return len(run) > 1 and any(figures.are_sum(place, run) for place in beside)


def _groups(rows: Body, figures: Figures, is_below: Bools) -> Iterator[tuple[int, list[int]]]:
    """Each row above others, or below its own parts, with those parts."""
    top: int | None = None
    children: list[int] = []
    for place in [*(place for place in range(len(rows)) if _is_row(place, rows)), None]:
        if place is not None and is_below[place]:
            children.append(place)
            continue
        if children:
            yield from _shared(top, place, children, rows, figures)
        top, children = place, []


def _is_row(place: int, rows: Body) -> bool:
    name = rows.name(place)
    return bool(name or rows.is_filled[place]) and not _is_of_others(name, rows)


def _is_of_others(name: str, rows: Body) -> bool:
    """Whether a name says that the row sums others up or compares them."""
    return labels.is_total(name) or comparisons.is_comparison(departments.unbulleted(name), rows.form)


def _shared(
    above: int | None, below: int | None, children: list[int], rows: Body, figures: Figures
) -> Iterator[tuple[int, list[int]]]:
    """The parts of the row above them, and of the row below: by their numbers (1.2 is of 1), else by what they sum up to."""
    numbered = {place: _whole_of(place, rows) for place in children}
    if any(number is not None for number in numbered.values()):
        for top in [each for each in (above, below) if each is not None]:
            own = [place for place, number in numbered.items() if number == rows.number(top)]
            if own:
                yield top, own
        return
    is_of_below = below is not None and figures.are_sum(below, children)
    if is_of_below and (above is None or not figures.are_sum(above, children)):
        above = below
    if above is not None:
        yield above, children


def _whole_of(place: int, rows: Body) -> int | None:
    """The number of the branch that a row is numbered under: 1 of 1.2."""
    ordinal = rows.ordinal(place)
    return int(ordinal.partition(".")[0]) if labels.HIERARCHICAL.fullmatch(ordinal) else None


def _judge(parent: int, children: list[int], rows: Body, figures: Figures, families: Families) -> None:
    name = rows.name(parent)
    is_group = labels.is_plain_section(name) or branch_kinds.is_kind(name) or labels.is_scope(name)
    are_departments = sum(_is_department(place, rows) for place in children) * 2 > len(children)
    is_group |= rows.has_letter(parent) and not (are_departments and rows.is_branch[parent])
    is_branch = rows.is_branch[parent] or (rows.is_numbered[parent] and rows.has_ordinals)
    if is_group or not is_branch or not (are_departments or rows.is_filled[parent]):
        return
    is_sum = figures.are_sum(parent, children)
    are_parts = are_departments and (is_sum or rows.may_be_part[children].all())
    is_flat = rows.has_ordinals and not rows.wholes and rows.is_numbered[children].all()
    if are_parts and is_flat and not is_sum:
        families.questions.update(children)
        return
    families.branches.add(parent)
    if are_parts:
        families.parts.update(children)
        if not is_sum and rows.is_filled[parent] and rows.is_filled[children].any():
            families.disagreements.append((children[0], parent))
    elif is_sum:
        families.questions.add(parent)
    else:
        families.questions.update(place for place in children if rows.is_filled[place])


def _is_department(place: int, rows: Body) -> bool:
    name = departments.unbulleted(rows.name(place))
    is_part = departments.is_strong_part(name) or departments.is_weak_part(name)
    is_part |= departments.is_part_if_marked(name)
    return is_part or not (labels.is_branch(name) or rows.is_branch[place])
