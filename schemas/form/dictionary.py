"""The dictionary: what each quantity means and each rate is of, once for all campaigns, so that analysts find one column for it.

Arrives: forms by their campaign; the dictionary as the database has it, and which campaign there asks for what.
Leaves:  `Dictionary`; DictionaryError naming both campaigns where one name means two things.
Not here: the columns themselves (`sql/`, rendered by `flows.store.rendering`), what a form may say alone (`form_file`).

The name of a branch, its key and its cell are no quantities: every campaign has them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache

from schemas.form.form import Form
from schemas.form.quantity import AMOUNTS, PEOPLE, Kind
from schemas.form.rate import Rate

BRANCH = "branch_name"
TEXTS: tuple[Kind, ...] = ("text", "name")
"""Kinds of free text, of which analysts see what names nobody."""


class DictionaryError(ValueError):
    """A form cannot be stored beside the others; the message is the desk's."""


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
    return Dictionary(tuple(_entries(form)), form.rates)


def asked(form: Form) -> tuple[str, ...]:
    """The names that a form asks for: of its quantities and its rates, and `people` where it has any."""
    return (
        *(each.name for each in _entries(form)),
        *(each.name for each in form.rates),
        *([PEOPLE] if form.people else []),
    )


def lead(form: Form) -> str | None:
    return form.table.lead or None


def _entries(form: Form) -> Iterator[Entry]:
    for name in form.read:
        each = form[name]
        if name == BRANCH or not (each.is_stored or each.is_amount):
            continue
        yield Entry(
            name, each.kind, each.unit, each.label, each.meaning, each.is_stored, each.is_private,
            is_summed=each.kind in AMOUNTS and each.is_stored and not each.is_private and name not in form.people,
            is_lead=name == form.table.lead,
            names_people=name == form.people_also_named,
            people_position=form.people.index(name) if name in form.people else None,
        )  # fmt: skip


def merged(
    known: Dictionary, asked_by: Mapping[str, tuple[str, ...]], forms: Mapping[str, Form]
) -> Dictionary:
    """The dictionary with what forms add. `asked_by` says what the campaigns of the database ask for.

    A form that changed what it calls its own quantity is followed, as long as no other campaign asks for it.
    """
    result = known
    for code, form in forms.items():
        others = _others(code, asked_by, forms)
        for each in _entries(form):
            result = _with_quantity(result, each, code, others)
        for rate in form.rates:
            result = _with_rate(result, rate, code, others)
        result = _with_people(result, form.people)
    for code, form in forms.items():
        _require_same_people(result, code, form)
    _require_distinct(result)
    return result


def _others(code: str, asked_by: Mapping[str, tuple[str, ...]], forms: Mapping[str, Form]) -> dict[str, str]:
    """Which other campaign asks for each name: one before it that was read too, or one that is only in the database."""
    before = list(forms)[: list(forms).index(code)]
    found: dict[str, str] = {}
    for other in before:
        found |= dict.fromkeys(asked(forms[other]), other)
    for other, names in asked_by.items():
        if other not in forms:
            found |= {name: other for name in names if name not in found}
    return found


def _with_quantity(of: Dictionary, new: Entry, code: str, others: Mapping[str, str]) -> Dictionary:
    old = of.quantity(new.name)
    if old is None:
        return replace(of, quantities=(*of.quantities, replace(new, people_position=None)))
    if new.name in others and old.sense != new.sense:
        raise DictionaryError(
            f"Đợt {others[new.name]} và đợt {code} hiểu '{new.name}' khác nhau: {_differing(old, new)}. "
            f"Hãy đặt tên khác trong form.toml của đợt {code}, hoặc ghi giống nhau."
        )
    if old.kind != new.kind and old.is_stored:
        raise DictionaryError(
            f"Cơ sở dữ liệu đã giữ '{new.name}' theo kiểu {old.kind}, form.toml của đợt {code} ghi kiểu {new.kind}; "
            "hãy đặt tên khác."
        )
    both = replace(
        new,
        meaning=new.meaning or old.meaning,
        is_stored=old.is_stored or new.is_stored,
        is_summed=old.is_summed or new.is_summed,
        is_lead=old.is_lead or new.is_lead,
        names_people=old.names_people or new.names_people,
        people_position=old.people_position,
    )
    return replace(of, quantities=tuple(both if each is old else each for each in of.quantities))


def _differing(old: Entry, new: Entry) -> str:
    words = ("kiểu", "đơn vị", "tên gọi", "không cho người phân tích xem")
    pairs = zip(words, old.sense, new.sense, strict=True)
    return "; ".join(f"{word} '{one}' và '{other}'" for word, one, other in pairs if one != other)


def _with_rate(of: Dictionary, new: Rate, code: str, others: Mapping[str, str]) -> Dictionary:
    old = of.rate(new.name)
    if old is None:
        return replace(of, rates=(*of.rates, new))
    # the words of a summary are each campaign's own; what the column is, is not
    sense = [(each.part, each.whole, each.also_named, each.base_named) for each in (old, new)]
    if sense[0] != sense[1]:
        whose = f"Đợt {others[new.name]}" if new.name in others else "Cơ sở dữ liệu"
        raise DictionaryError(
            f"{whose} và đợt {code} hiểu tỷ lệ '{new.name}' khác nhau: {' / '.join(filter(None, sense[0]))} và "
            f"{' / '.join(filter(None, sense[1]))}; hãy đặt tên khác trong form.toml của đợt {code}."
        )
    return replace(of, rates=tuple(new if each is old else each for each in of.rates))


def _with_people(of: Dictionary, people: tuple[str, ...]) -> Dictionary:
    """Those that are new among the people come after those that are known."""
    order = (*of.people, *(name for name in people if name not in of.people))
    placed = tuple(
        replace(each, people_position=order.index(each.name) if each.name in order else None)
        for each in of.quantities
    )
    return replace(of, quantities=placed)


def _require_same_people(of: Dictionary, code: str, form: Form) -> None:
    """Of every row, in all campaigns, the people are the first that is given of one order."""
    here = [name for name in of.people if name in form.stored]
    if tuple(here[: len(form.people)]) != form.people:
        raise DictionaryError(
            f"Đợt {code} lấy số người của một CĐCS là số đầu tiên có trong {', '.join(form.people) or '(không có)'}, các "
            f"đợt khác theo thứ tự {', '.join(of.people)}; hãy ghi cùng thứ tự ở people.first_of trong form.toml."
        )


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


def _require_distinct(of: Dictionary) -> None:
    twice = [name for name, times in Counter(column_names(of)).items() if times > 1]
    twice += [each.name for each in of.quantities if each.is_summed and each.names_people]
    if twice:
        raise DictionaryError(
            f"'{twice[0]}' là tên của hai cột; hãy đặt tên khác trong form.toml của đợt được thêm sau."
        )
