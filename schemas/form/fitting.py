"""Whether the parts of a form fit each other: what one says of another is there, and is of the kind that is asked for.

Arrives: a form, and which quantities its own file names, in order.
Leaves:  each misfit: the keys of the line that says it, and the reason in words.
Not here: what a single table of the file may say (`quantity`, `rate`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from schemas.form.dictionary import column_names, of_form
from schemas.form.form import Form
from schemas.form.quantity import PEOPLE, Pattern, Quantity
from schemas.form.reserved import RESERVED
from schemas.phrases import KINDS

LARGEST_COUNT = 2**31 - 1
"""What a column of counts holds."""
Misfit = tuple[tuple[str | int, ...], str]


def misfits(form: Form, named: Sequence[str]) -> Iterator[Misfit]:
    """Everything of the form that does not fit; the first is told."""
    yield from _of_names(form, named)
    for place, name in enumerate(named):
        for key, reason in (*_of_others(form[name], form), *_of_headings(form[name], form)):
            yield ("quantity", place, key), f"{name}: {reason}"
    yield from _of_rates(form, named)
    yield from _of_table(form)
    yield from _of_storage(form, named)
    yield from _of_columns(form, named)
    yield from _of_subject(form)


def _of_names(form: Form, named: Sequence[str]) -> Iterator[Misfit]:
    if "branch_name" not in named:
        yield ("quantity", 0), "the quantity branch_name is missing: a row is known by it"
    for place, name in enumerate(named):
        if name in named[:place]:
            yield ("quantity", place), f"{name} is there twice"
        if name == PEOPLE:
            yield ("quantity", place), f"{name} is what a whole is called, and no quantity"
    for name in form.people:
        if name not in form.stored_amounts:
            yield ("people", "first_of"), f"people: '{name}' is no stored amount of this form"


def _of_others(each: Quantity, form: Form) -> Iterator[tuple[str, str]]:
    """What a quantity says of others."""
    others = [("at_most", other) for part in each.at_most for other in (part.of, part.unless) if other]
    if each.completes:
        others += [("completes", other) for other in (each.completes.together_with, *each.completes.to)]
    if each.share_of:
        others += [("share_of", other) for other in (each.share_of.part, *each.share_of.wholes)]
    for key, other in others:
        is_people = other == PEOPLE and key == "at_most" and bool(form.people)
        if other not in form.amounts and not is_people:
            yield key, f"{key}: '{other}' is no amount of this form"
    if each.stands_for and each.stands_for not in form.percents:
        yield "stands_for", f"stands_for: '{each.stands_for}' is no percentage of this form"
    for over in each.counted_under:
        if over not in form.quantities:
            yield "counted_under", f"counted_under: '{over}' is no quantity of this form"


def _of_headings(each: Quantity, form: Form) -> Iterator[tuple[str, str]]:
    if not each.headings and not (each.kind == "percent" and each.share_of):
        yield "name", "headings is missing: how do clerks call its column?"
    for heading in each.headings:
        words = f"{heading.needs} {heading.one_of} {heading.allows}" if isinstance(heading, Pattern) else ""
        for word in words.split():
            if word.removeprefix("OVER_") not in KINDS and word not in form.sets:
                yield "headings", f"headings: '{word}' is no kind of phrase and no set"


def _of_rates(form: Form, named: Sequence[str]) -> Iterator[Misfit]:
    names = [*named, *(rate.name for rate in form.rates)]
    for place, rate in enumerate(form.rates):
        if names.count(rate.name) > 1:
            yield ("rate", place), f"{rate.name} is the name of two"
        if rate.part not in form.stored_amounts:
            yield (
                ("rate", place, "part"),
                f"{rate.name}: part: '{rate.part}' is no stored amount of this form",
            )
        is_whole = rate.whole in form.stored_amounts or (rate.whole == PEOPLE and bool(form.people))
        if not is_whole:
            yield (
                ("rate", place, "whole"),
                f"{rate.name}: whole: '{rate.whole}' is no stored amount of this form",
            )


def _of_table(form: Form) -> Iterator[Misfit]:
    if form.table.lead and form.table.lead not in form.stored_amounts:
        yield ("table", "lead"), f"table: lead: '{form.table.lead}' is no stored amount of this form"
    for name in form.table.suspicious_equal:
        if name not in form.amounts or not form.people:
            yield (
                ("table", "suspicious_equal"),
                f"table: suspicious_equal: '{name}' is no amount beside people",
            )


def _of_storage(form: Form, named: Sequence[str]) -> Iterator[Misfit]:
    """What could not be kept, or would be shown though it is private."""
    if form.people_also_named and form.people_also_named not in form.people:
        yield ("people", "also_named"), f"people: also_named: '{form.people_also_named}' is none of first_of"
    for name in form.people:
        if form[name].kind != "count":
            yield ("people", "first_of"), f"people: '{name}' counts no people"
    if form.lead and form.lead.is_private:
        yield (
            ("table", "lead"),
            f"table: lead: '{form.lead.name}' is private, and every summary would tell it",
        )
    for place, rate in enumerate(form.rates):
        if any(form[name].is_private for name in (rate.part, rate.whole) if name in form.quantities):
            yield ("rate", place), f"{rate.name}: a rate would tell what is private"
    for place, name in enumerate(named):
        if form[name].kind == "count" and (form[name].most or 0) > LARGEST_COUNT:
            yield ("quantity", place, "most"), f"{name}: most: a count is at most {LARGEST_COUNT}"


def _of_columns(form: Form, named: Sequence[str]) -> Iterator[Misfit]:
    """What every campaign's columns are called already, nothing of a form is."""
    for name in column_names(of_form(form)):
        if name in RESERVED:
            yield (
                _table_of(name, form, named),
                f"{name} is a column that every campaign has; call it otherwise",
            )


def _table_of(column: str, form: Form, named: Sequence[str]) -> tuple[str | int, ...]:
    """The table of the file that a column comes from."""
    for place, rate in enumerate(form.rates):
        if column in (rate.name, rate.also_named, rate.base_named):
            return ("rate", place)
    return ("quantity", named.index(column)) if column in named else ("table", "lead")


def _of_subject(form: Form) -> Iterator[Misfit]:
    if form.subject.spelled and not form.subject.names:
        yield ("subject", "spelled"), "subject: spelled: there are no names that could be misspelt"
    for regex in form.subject.spelled:
        try:
            re.compile(regex)
        except re.error as error:
            yield ("subject", "spelled"), f"subject: spelled: {error}"
