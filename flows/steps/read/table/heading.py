"""Some rows of a tab read as one heading: one column per field, and the headings that name no field.

Arrives: the rows.
Leaves:  a `Table`, or none where they name too little to be one.
Not here: which rows to try (`place`), what several columns under one heading mean (`groups`).
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from flows.steps.read.table.grid import Grid, Spans
from flows.steps.read.table.groups import Meanings, meanings
from schemas.form.form import Form
from schemas.headings.heading import Heading, Kind
from schemas.phrases import fold_words
from schemas.sheet import Row
from schemas.unit_return.table import Column, Table

FEWEST_OF_TABLE = 2
MOST_KNOWN = 1024
"""Headings that are remembered: units fill in one form, and a sheet is read again each time that it changes."""
PLAIN_TOTAL = frozenset({"tong so", "tong", "ts", "tong cong"})


def as_heading(
    rows: tuple[Row, ...], first: int, last: int, spans: Spans, form: Form, only: range | None = None
) -> Table | None:
    """Rows first..last read as one heading; None when they name too little to be one."""
    return _table_of(Grid.of(rows[first : last + 1], first, spans), last, form, only)


@lru_cache(maxsize=MOST_KNOWN)
def _table_of(grid: Grid, last: int, form: Form, only: range | None) -> Table | None:
    if grid.has_title:
        return None
    found = meanings(grid, form)
    claims: dict[str, list[tuple[Column, Heading]]] = {}
    strange: list[tuple[Column, Heading]] = []
    for column, heading in found.headings:
        if only is not None and column.index not in only:
            continue
        if heading.field is not None:
            claims.setdefault(heading.field, []).append((column, heading))
        elif heading.kind in (Kind.DOUBTFUL, Kind.PERSONAL, Kind.UNKNOWN):
            strange.append((column, heading))
    if (
        not (claims.keys() | found.split.keys()) & set(form.amounts)
        or len(claims) + len(found.split) < FEWEST_OF_TABLE
    ):
        return None
    return _table(form, grid.first, last, claims, strange, found)


def _table(
    form: Form,
    first: int,
    last: int,
    claims: dict[str, list[tuple[Column, Heading]]],
    strange: list[tuple[Column, Heading]],
    found: Meanings,
) -> Table:
    columns = {name: only for name, of in claims.items() if (only := _only(form, name, of)) is not None}
    repeated = {
        name: [column for column, _ in of] for name, of in claims.items() if len(of) > 1 and name != "ordinal"
    }
    of_all = _with_plain_total(form, columns, claims, strange, {**repeated, **found.split})
    table = Table(form, first, last, *of_all)
    return replace(table, parts=found.parts, standing=frozenset(found.standing))


def _only(form: Form, name: str, found: list[tuple[Column, Heading]]) -> Column | None:
    """The one column of a field: the only one, the only one that names it exactly, or the first of texts."""
    exact = [column for column, heading in found if not heading.is_loose]
    if len(found) == 1 or len(exact) == 1:
        return (exact or [found[0][0]])[0]
    return found[0][0] if form[name].kind in ("text", "aside", "date") else None


def _with_plain_total(
    form: Form,
    columns: dict[str, Column],
    claims: dict[str, list[tuple[Column, Heading]]],
    strange: list[tuple[Column, Heading]],
    repeated: dict[str, list[Column]],
) -> tuple[dict[str, Column], dict[str, list[Column]], list[tuple[Column, Heading]]]:
    """A lone "Tổng số" beside what it may be confused with can only be of the people. It is taken, and shown."""
    plain = [column for column, heading in strange if fold_words(heading.text) in PLAIN_TOTAL]
    people = form.people
    others_of_total = set(form.bare) - set(people)
    is_one_meaning = len(plain) == 1 and bool(people) and others_of_total <= columns.keys()
    if not is_one_meaning or claims.keys() & set(people):
        return columns, repeated, strange
    assumed = Heading(plain[0].heading, Kind.FIELD, people[0])
    others = [(column, heading) for column, heading in strange if column != plain[0]]
    return {**columns, people[0]: plain[0]}, repeated, [*others, (plain[0], assumed)]
