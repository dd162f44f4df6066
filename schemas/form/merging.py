"""The dictionary with what a form adds: one name means one thing in all campaigns, or the form is refused.

Arrives: forms by their campaign; the dictionary as the database has it, and which campaign there asks for what.
Leaves:  a `Dictionary`; DictionaryError naming both campaigns and the difference.
Not here: what a form may say alone (`fitting`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from schemas.form.dictionary import Dictionary, Entry, asked, column_names, entries
from schemas.form.form import Form
from schemas.form.rate import Rate


class DictionaryError(ValueError):
    """A form cannot be stored beside the others; the message is the desk's."""


def merged(
    known: Dictionary, asked_by: Mapping[str, tuple[str, ...]], forms: Mapping[str, Form]
) -> Dictionary:
    """The dictionary with what forms add. `asked_by` says what the campaigns of the database ask for.

    A form that changed what it calls its own quantity is followed, as long as no other campaign asks for it.
    """
    result = known
    for code, form in forms.items():
        others = _others(code, asked_by, forms)
        for each in entries(form):
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
    here = tuple(name for name in of.people if name in form.stored)
    if here[: max(len(form.people), 1)] != form.people:
        raise DictionaryError(
            f"Đợt {code} lấy số người của một CĐCS là số đầu tiên có trong {', '.join(form.people) or '(không có)'}, các "
            f"đợt khác theo thứ tự {', '.join(of.people)}; hãy ghi cùng thứ tự ở people.first_of trong form.toml."
        )


def _require_distinct(of: Dictionary) -> None:
    twice = [name for name, times in Counter(column_names(of)).items() if times > 1]
    twice += [each.name for each in of.quantities if each.is_summed and each.names_people]
    if twice:
        raise DictionaryError(
            f"'{twice[0]}' là tên của hai cột; hãy đặt tên khác trong form.toml của đợt được thêm sau."
        )
