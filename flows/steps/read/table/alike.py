"""Groups of columns that have the same headings in them: "Kế hoạch" and "Thực hiện", kinds of people and "Tổng cộng".

Arrives: the columns of a heading with what each means by itself, and the texts over them.
Leaves:  the same, the columns of the groups that are not meant named as unknown; which columns are parts of another.
Not here: the columns of one group (`groups`), groups of which nothing tells the one that is meant: these stay repeated.

Of "Kế hoạch" and "Thực hiện", each over the workers and the installs, what was done is meant; of kinds of people and their
total, the total. One group must be it in all that is repeated.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flows.steps.read.table.grid import Stack
from flows.steps.read.table.roles import Role, role_said
from schemas.form.form import Form
from schemas.headings.heading import Heading, Kind
from schemas.phrases import fold_words
from schemas.unit_return.table import Column

Headed = tuple[Column, Heading]
MEANT = (Role.WHOLE, Role.STANDING, Role.DONE)


def choose_group(headings: list[Headed], stacks: Sequence[Stack], form: Form) -> dict[str, list[Column]]:
    """Leave each repeated count to the group that is meant; the parts of those that are totals."""
    roles = {stack.column.index: _role_over(stack) for stack in stacks if stack.group}
    if not set(roles.values()) & set(MEANT):
        return {}
    groups = {stack.column.index: stack.group for stack in stacks}
    _take_names_of_others(headings, roles, form)
    repeated = _repeated(headings, form)
    chosen = {name: _meant([column.index for column, _ in of], roles) for name, of in repeated.items()}
    meant = {None if index is None else groups[index] for index in chosen.values()}
    if len(meant) != 1 or None in meant:
        return {}
    parts: dict[str, list[Column]] = {}
    for name, index in chosen.items():
        others = [column for column, _ in repeated[name] if column.index != index]
        is_total = index is not None and roles[index] is Role.WHOLE and name in form.amounts
        parts[name] = [each for each in others if is_total and roles[each.index] is not Role.TARGET]
        _set_aside(headings, {each.index for each in others}, {each.index for each in parts[name]})
    return {name: of for name, of in parts.items() if of}


def _set_aside(headings: list[Headed], others: set[int], parts: set[int]) -> None:
    """What is not meant is unknown; parts are held against their total and need no word."""
    headings[:] = [
        (column, Heading(heading.text, Kind.UNKNOWN) if column.index in others else heading)
        for column, heading in headings
        if column.index not in parts
    ]


def _role_over(stack: Stack) -> Role | None:
    """What the nearest text over a column that says so makes of it."""
    said = (role_said(text) for text in stack.above)
    return next((role for role in said if role is not None), None)


def _take_names_of_others(headings: list[Headed], roles: Mapping[int, Role | None], form: Form) -> None:
    """A "Tổng số" in doubt under "Tổng cộng" is what "Tổng số" is under every other group."""
    named: dict[str, set[str]] = {}
    for _, heading in headings:
        if heading.field is not None and heading.field in form.amounts:
            named.setdefault(fold_words(heading.text), set()).add(heading.field)
    for place, (column, heading) in enumerate(headings):
        alike = named.get(fold_words(heading.text), set())
        if heading.kind is Kind.DOUBTFUL and roles.get(column.index) in MEANT and len(alike) == 1:
            headings[place] = column, Heading(heading.text, Kind.FIELD, min(alike))


def _repeated(headings: Sequence[Headed], form: Form) -> dict[str, list[Headed]]:
    claims: dict[str, list[Headed]] = {}
    for column, heading in headings:
        if heading.field is not None and heading.field in {*form.amounts, *form.percents}:
            claims.setdefault(heading.field, []).append((column, heading))
    return {name: of for name, of in claims.items() if len(of) > 1}


def _meant(indexes: Sequence[int], roles: Mapping[int, Role | None]) -> int | None:
    """The one column that is what was done beside aims, or the total beside what is neither done nor a total."""
    meant = [index for index in indexes if roles.get(index) in MEANT]
    others = {roles.get(index) for index in indexes if index not in meant}
    is_clear = len(meant) == 1 and all(index in roles for index in indexes)
    if is_clear and roles[meant[0]] is Role.DONE:
        is_clear = others == {Role.TARGET}
    return meant[0] if is_clear else None
