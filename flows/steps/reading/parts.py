"""Departments under a branch: which rows only say again, in parts, what a branch's own row says.

Arrives: the rows below a heading and their figures.
Leaves:  `Families`: the rows that are parts, their branches, and the rows of which that cannot be told.
Not here: sections, whose rows are branches (`evidence`).

A row is below another by its number (1.1, a), -), by a bullet or an indent of its name, or by a department's name.
A branch's own figures are the branch's; its parts are held against them and never counted beside them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from flows.steps.reading import asides, labels
from flows.steps.reading.body import Body
from flows.steps.reading.columns import Bools
from flows.steps.reading.sums import Figures


@dataclass(frozen=True, slots=True)
class Families:
    parts: set[int] = field(default_factory=set)
    branches: set[int] = field(default_factory=set)
    """Rows with parts that are branches themselves, and no sections."""
    asked: set[int] = field(default_factory=set)
    """Rows that may be a branch's or a part's, or the sum of the branches below."""
    disagreeing: list[tuple[int, int]] = field(default_factory=list)
    """The first part and the branch whose figures the parts together are not."""


def find(rows: Body, figures: Figures) -> Families:
    """Every branch that has parts, with its parts."""
    families = Families()
    is_below = _are_below(rows)
    if is_below.any():
        for parent, children in _groups(rows, is_below):
            _judge(parent, children, rows, figures, families)
    return families


def _are_below(rows: Body) -> Bools:
    """Rows that are marked as below another one, or named as a department where the others are numbered."""
    is_below = rows.may_be_part & (rows.is_filled | rows.is_plain_name)
    if rows.is_counting:
        for place in np.flatnonzero(~rows.is_numbered & rows.is_filled & ~is_below).tolist():
            is_below[place] = asides.is_weak_part(rows.name(place))
    return is_below


def _groups(rows: Body, is_below: Bools) -> Iterator[tuple[int, list[int]]]:
    """Each row above others with those below it."""
    top: int | None = None
    children: list[int] = []
    for place in range(len(rows)):
        name, ordinal = rows.name(place), rows.ordinal(place)
        if not (name or rows.is_filled[place]) or labels.is_total(name) or asides.is_comparison(name):
            continue
        if is_below[place] and top is not None and _is_numbered_under(ordinal, rows.number(top)):
            children.append(place)
            continue
        if top is not None and children:
            yield top, children
        top, children = place, []
    if top is not None and children:
        yield top, children


def _is_numbered_under(ordinal: str, number: int | None) -> bool:
    """1.2 is under 1 alone; marks without a number are under whatever is above them."""
    if not labels.HIERARCHICAL.fullmatch(ordinal):
        return True
    return number is not None and int(ordinal.partition(".")[0]) == number


def _judge(parent: int, children: list[int], rows: Body, figures: Figures, families: Families) -> None:
    name = rows.name(parent)
    is_group = labels.is_plain_section(name) or asides.is_kind(name) or labels.is_scope(name)
    is_group |= bool(labels.ROMAN_OR_LETTER.fullmatch(rows.ordinal(parent)))
    are_departments = sum(_is_department(place, rows) for place in children) * 2 > len(children)
    is_branch = bool(rows.is_branch[parent] or (rows.is_numbered[parent] and rows.has_ordinals)) and not is_group
    if not is_branch or not (are_departments or rows.is_filled[parent]):
        return
    is_sum = figures.are_sum(parent, children)
    if are_departments:
        if rows.is_numbered[children].all() and not is_sum and not rows.has_parts and rows.has_ordinals:
            families.asked.update(children)
            return
        families.branches.add(parent)
        families.parts.update(children)
        if not is_sum and rows.is_filled[children].any():
            families.disagreeing.append((children[0], parent))
    elif is_sum:
        families.asked.add(parent)
        families.branches.add(parent)
    else:
        families.branches.add(parent)
        families.asked.update(place for place in children if rows.is_filled[place])


def _is_department(place: int, rows: Body) -> bool:
    name = asides.unbulleted(rows.name(place))
    if asides.is_strong_part(name) or asides.is_weak_part(name):
        return True
    return not labels.is_branch(name) and not rows.is_branch[place]
