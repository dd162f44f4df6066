"""What several columns under one heading say of it: its total and its parts, what was aimed at and what was done.

Arrives: the columns of a heading with the texts over them.
Leaves:  for each column what it means, and which columns are parts of another one.
Not here: what a single heading means (`schemas.headings`), whether the parts sum up (`flows.steps.read.notices.shares`).

"Số đã cài đặt" over "Android", "iOS" and "Tổng": the total is the figure, the others are its parts. Over "Chỉ tiêu" and
"Thực hiện": what was done is the figure. Over parts alone it is of none of them, and nobody adds them up unasked.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby

from flows.steps.read.table.alike import choose_group
from flows.steps.read.table.grid import Grid, Stack
from flows.steps.read.table.roles import TARGET, Role, column_of_count, role_of
from schemas.form.form import Form
from schemas.headings.grammar import grammar_of
from schemas.headings.heading import Heading, Kind
from schemas.phrases import fold_words
from schemas.unit_return.table import Column

FEWEST_PARTS = 2
BESIDE_THE_MATTER = {"RESULT", "AMONG"}
"""Words that say nothing of what a result is of."""
STARTS_AS_DONE = re.compile(r"(?:so |ket qua )?(?:da )?(?:thuc hien|dat duoc)\b")
SO_FAR = re.compile(
    r"\(?\b(?:lũy|luỹ|luy)\s+(?:kế|ke)(?:\s+đến\s+nay)?\b\)?|\(?\btính đến nay\b\)?", re.IGNORECASE
)


@dataclass(slots=True)
class Meanings:
    """What each column of a heading means."""

    headings: list[tuple[Column, Heading]] = field(default_factory=list)
    parts: dict[str, list[Column]] = field(default_factory=dict)
    """The parts of a count that has a column of its own, to be summed up against it."""
    standing: set[str] = field(default_factory=set)
    """The counts whose own column holds what stands so far: no part is more than it."""
    split: dict[str, list[Column]] = field(default_factory=dict)
    """The counts that have parts alone."""


def meanings(grid: Grid, form: Form) -> Meanings:
    """Every column's meaning under the texts over it, groups of several columns taken together."""
    found = Meanings()
    stacks = list(grid.stacks())
    by_group = {stack.group: stack for stack in stacks if stack.group}
    groups = {group: [each for each in stacks if each.group == group] for group in by_group}
    for group, of_group in groupby(stacks, key=lambda stack: stack.group):
        members = list(of_group)
        if group is None or len(members) != len(groups[group]) or len(members) == 1:
            found.headings += [(stack.column, _own(stack, form)) for stack in members]
        else:
            _add_group(found, members, form)
    _choose_done(found.headings, form)
    found.parts = {**choose_group(found.headings, stacks, form), **found.parts}
    fields = {heading.field for _, heading in found.headings}
    for name in found.split.keys() & fields:
        # the total stands apart from its parts, under a heading of its own
        found.parts.setdefault(name, found.split.pop(name))
    found.headings = [(Column(c.index, c.row, h.text or c.heading), h) for c, h in found.headings]
    return found


def _choose_done(headings: list[tuple[Column, Heading]], form: Form) -> None:
    """Beside "Kế hoạch cài đặt" the heading "Thực hiện cài đặt" can only be of what was done."""
    lead = form.table.lead
    doubtful = [place for place, (_, heading) in enumerate(headings) if lead in heading.candidates]
    done = [place for place in doubtful if _is_done(headings[place][0].heading, form)]
    has_target = any(TARGET.fullmatch(fold_words(headings[place][0].heading)) for place in doubtful)
    if len(done) == 1 and has_target and all(heading.field != lead for _, heading in headings):
        column, heading = headings[done[0]]
        headings[done[0]] = column, Heading(heading.text, Kind.FIELD, lead)


def _is_done(text: str, form: Form) -> bool:
    return bool(STARTS_AS_DONE.match(fold_words(text))) and "?" not in grammar_of(form).phrases(text)


def _own(stack: Stack, form: Form) -> Heading:
    """What a column's heading says under those over it; "Lũy kế số đã cài" is the number so far."""
    match = grammar_of(form).match
    found = match(stack.column.heading, *stack.above)
    plain = SO_FAR.sub(" ", stack.column.heading).strip()
    if found.field is None and plain and plain != stack.column.heading:
        so_far = match(plain, *stack.above)
        return Heading(found.text, Kind.FIELD, so_far.field) if so_far.field in form.amounts else found
    return found


def _in_group(stack: Stack, counted: str | None, form: Form) -> Heading:
    """A column's meaning beside others: "Chưa cài" next to "Đã cài" is those who have not."""
    alone = grammar_of(form).match_alone(stack.column.heading)
    completes = form[alone.field].completes if alone.field else None
    return alone if completes and completes.together_with == counted else _own(stack, form)


def _add_group(found: Meanings, members: Sequence[Stack], form: Form) -> None:
    """Add the columns under one heading, by what they are to it."""
    counted = _counted(members[0].above, form)
    own = [_in_group(stack, counted, form) for stack in members]
    roles = [
        role_of(stack.column.heading, heading, counted, form)
        for stack, heading in zip(members, own, strict=True)
    ]
    main = column_of_count(members, roles, counted, form)
    has_target = Role.TARGET in roles
    shares = []
    for place, (stack, heading) in enumerate(zip(members, own, strict=True)):
        unknown = Heading(heading.text, Kind.UNKNOWN)
        if place == main:
            found.headings.append((stack.column, Heading(heading.text, Kind.FIELD, counted)))
        elif roles[place] is Role.SHARE and counted and (main is not None or heading.field != counted):
            shares.append((stack.column, heading))
        elif (main is not None and roles[place] is not Role.OTHER) or (
            has_target and heading.field in form.percents
        ):
            found.headings.append((stack.column, unknown))
        else:
            found.headings.append((stack.column, heading))
    _add_shares(
        found, shares, own, counted, main, is_standing=main is not None and roles[main] is Role.STANDING
    )


def _add_shares(
    found: Meanings,
    shares: list[tuple[Column, Heading]],
    own: list[Heading],
    counted: str | None,
    main: int | None,
    *,
    is_standing: bool,
) -> None:
    """Parts beside their total are checked against it; without one, two and more are of none of them."""
    is_many = len(shares) >= FEWEST_PARTS
    if counted is None or not is_many:
        others = [(c, h) if h.field != counted else (c, Heading(h.text, Kind.UNKNOWN)) for c, h in shares]
        found.headings += others
    elif main is not None:
        found.parts[counted] = [column for column, _ in shares]
        found.standing |= {counted} if is_standing else set()
    elif all(heading.field != counted for heading in own):
        found.split[counted] = [column for column, _ in shares]
    else:
        found.headings += shares


def _counted(above: tuple[str, ...], form: Form) -> str | None:
    """The count that the heading over a group names, or the only one that it can mean."""
    grammar = grammar_of(form)
    over = grammar.match(above[0], *above[1:])
    if over.field in form.amounts:
        return over.field
    phrases, of_lead = grammar.phrases(above[0]), grammar.of_lead
    if phrases & (of_lead - BESIDE_THE_MATTER) and phrases <= of_lead:
        return form.table.lead
    return over.candidates[0] if len(over.candidates) == 1 and over.candidates[0] in form.amounts else None
