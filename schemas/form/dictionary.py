"""The dictionary: what each quantity means and each rate is of, once for all campaigns, so that analysts find one column for it.

Arrives: a form.
Leaves:  `Dictionary`, of one form or of many; the names of its columns.
Not here: how the forms of several campaigns become one (`merging`), the columns themselves (`sql/`, rendered by
         `flows.store.rendering`).

The name of a branch, its key and its cell are no quantities: every campaign has them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from schemas.form.form import Form
from schemas.form.quantity import AMOUNTS, PEOPLE, Kind, Quantity
from schemas.form.rate import Rate

BRANCH = "branch_name"
TEXTS: tuple[Kind, ...] = ("text", "name")
"""Kinds of free text, of which analysts see what names nobody."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One quantity. `is_summed`, `is_lead` and `names_people` are so where any form says so."""

    name: str
    kind: Kind
    unit: str
    label: str
    meaning: str
    is_stored: bool
    is_private: bool
    is_summed: bool
    """Whether its sum is kept of each return; of people, the sum of all is, under their common name."""
    is_lead: bool
    names_people: bool
    """Whether totals show the people under this name too."""
    people_position: int | None
    """Its place among those of which a row's people are the first that is given; None where it is none of them."""

    @property
    def comment(self) -> str:
        """What analysts read of it."""
        return self.meaning or self.label

    @property
    def sense(self) -> tuple[object, ...]:
        """What two forms must mean alike."""
        return (self.kind, self.unit, self.label, self.is_private)


@dataclass(frozen=True, slots=True)
class Dictionary:
    """In the order in which forms brought them: what comes later stands at the end."""

    quantities: tuple[Entry, ...] = ()
    rates: tuple[Rate, ...] = ()

    @property
    def people(self) -> tuple[str, ...]:
        """A row's people are the first of these that it gives."""
        placed = [each for each in self.quantities if each.people_position is not None]
        return tuple(each.name for each in sorted(placed, key=lambda each: each.people_position or 0))

    def quantity(self, name: str) -> Entry | None:
        return next((each for each in self.quantities if each.name == name), None)

    def rate(self, name: str) -> Rate | None:
        return next((each for each in self.rates if each.name == name), None)


@cache
def of_form(form: Form) -> Dictionary:
    """What one form brings; of what it does not store, only the amounts, which its sentences tell."""
    return Dictionary(tuple(entries(form)), form.rates)


def asked(form: Form) -> tuple[str, ...]:
    """The names that a form asks for: of its quantities and its rates, and `people` where it has any."""
    return (
        *(each.name for each in entries(form)),
        *(each.name for each in form.rates),
        *([PEOPLE] if form.people else []),
    )


def entries(form: Form) -> Iterator[Entry]:
    for name in form.read:
        each = form[name]
        if name == BRANCH or not (each.is_stored or each.is_amount):
            continue
        yield Entry(
            name, each.kind, each.unit, each.label, each.meaning, each.is_stored, each.is_private,
            is_summed=_is_summed(each, form),
            is_lead=name == form.table.lead,
            names_people=name == form.people_also_named,
            people_position=form.people.index(name) if name in form.people else None,
        )  # fmt: skip


def _is_summed(each: Quantity, form: Form) -> bool:
    """People are summed up together, by one name; the lead for itself too, whatever it is."""
    is_amount = each.kind in AMOUNTS and each.is_stored and not each.is_private
    return is_amount and (each.name not in form.people or each.name == form.table.lead)


def column_names(of: Dictionary) -> Iterator[str]:
    """Every name that a column of the dictionary has for analysts or where it is stored."""
    for each in of.quantities:
        if each.is_stored:
            yield each.name
            yield from [f"{each.name}_assumed"] if each.kind == "yes_no" else []
            yield from [f"{each.name}_shown"] if each.kind in TEXTS else []
            yield from [f"stale_{each.name}"] if each.is_lead else []
    for rate in of.rates:
        yield from (rate.name, f"{rate.name}_part", f"{rate.name}_whole")
        yield from filter(None, (rate.also_named, rate.base_named))
