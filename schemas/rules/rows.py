"""The rules that each row keeps or breaks by its own figures, made of what a campaign's form says of its quantities.

Arrives: a `Form`; rows of typed values, one column per quantity that is read, each with its refusals `<name>_refusal`.
Leaves:  `figure_rules`; what a form's quantity keeps more is said in its file.
Not here: what is asked about a row (`questions`), rows that repeat another (`returns`), cells that cannot be read
         (`cells`).

Counts are float64 with NaN for "not given": blank is not zero. What is compared with a missing value is kept, unless
the rule says otherwise; a cell that was refused is told as that, and not as missing too.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache, reduce
from operator import or_
from typing import TYPE_CHECKING

from schemas.form.form import Form
from schemas.form.quantity import PEOPLE, AtMost, Completes, Quantity
from schemas.rules.rule import RowRule
from schemas.rules.shares import rules_of_shares
from schemas.sheet import SHEETS_EPOCH_ORDINAL

if TYPE_CHECKING:
    from schemas.typed_rows import Bools, Column, TypedRows

DAYS_OF_SERIALS = 469
"""From the first day of the campaign's year: "12/8" typed into a date's cell leaves a day of that year or the next."""
LARGEST_BRANCH = 200_000
"""No branch has more people: the largest of the country, of a factory, have fewer than half as many. What is larger is
another number: a telephone of seven digits, an account, a sum of money."""


@cache
def figure_rules(form: Form) -> tuple[RowRule, ...]:
    """The rules of a form, in the order in which they are told."""
    bounds = (_part(form, name, part) for name in form.amounts for part in form[name].at_most)
    return (
        *_of_names(),
        *_missing(form),
        *_of_people(form),
        *bounds,
        *(_completing(name, of) for name in form.amounts if (of := form[name].completes)),
        *rules_of_shares(form),
        *_large_people(form),
        *_more_than_any(form),
        *(_not_a_date(name, form.opens_on) for name in form.amounts if form[name].kind == "count"),
    )


def _of_names() -> Iterator[RowRule]:
    yield RowRule(
        "branch_name_missing",
        "error",
        "Ô {cell}: thiếu tên CĐCS; hãy nhập tên CĐCS cho dòng này.",
        points_at=("branch_name",),
        # a name of nothing but punctuation is none
        holds=lambda rows: rows.is_given("branch_key") | rows.is_refused("branch_name"),
    )
    yield RowRule(
        "person_in_branch_name",
        "warning",
        "Ô {cell}: tên CĐCS '{raw}' có tên người hoặc số điện thoại; hãy chỉ ghi tên CĐCS, người liên hệ và số điện thoại "
        "ghi vào cột riêng.",
        points_at=("branch_name",),
        holds=lambda rows: ~rows["shows_person"],
    )


def _missing(form: Form) -> Iterator[RowRule]:
    """What a row cannot do without: its people, and what the form requires."""
    if form.people:
        yield _given_rule(form, form.people, "nhập số, nếu không có ai thì xóa dòng này")
    for name in form.names(lambda each: each.is_required and each.kind != "name"):
        if name not in form.people:
            what = "nhập số, không có thì nhập 0" if form[name].is_amount else "nhập nội dung"
            yield _given_rule(form, (name,), what)


def _given_rule(form: Form, names: tuple[str, ...], what: str) -> RowRule:
    """One of the quantities has a value, or a cell that is told of as refused; `what` the unit must do else."""
    first = form[names[0]]
    return RowRule(
        f"{names[0]}_missing",
        "error",
        "Ô {cell}: " + (first.missing or f"thiếu {first.label} của {{branch}}; hãy {what}."),
        points_at=names,
        holds=lambda rows: reduce(or_, (rows.is_given(name) | rows.is_refused(name) for name in names)),
    )


def _of_people(form: Form) -> Iterator[RowRule]:
    if form.people:
        yield RowRule(
            f"{form.people[0]}_below_one",
            "error",
            f"Ô {{cell}}: {form[form.people[0]].label} của {{branch}} là 0; hãy nhập số thật hoặc xóa dòng này.",
            points_at=form.people,
            holds=lambda rows: ~(rows.first_of(form.people) < 1),
        )


def _large_people(form: Form) -> Iterator[RowRule]:
    if not form.people:
        return
    serials, large = date_serials(form.opens_on), form.large_above

    def holds(rows: TypedRows) -> Bools:
        people = rows.first_of(form.people)
        return ~((people > large) & (people <= LARGEST_BRANCH)) | _between(people, *serials)

    yield RowRule(
        f"{form.people[0]}_above_{large}",
        "warning",
        "Ô {cell}: {branch} có {base} người, lớn bất thường với một CĐCS; hãy kiểm tra lại.",
        points_at=form.people,
        holds=holds,
    )


def _part(form: Form, name: str, part: AtMost) -> RowRule:
    """No part is larger than its whole; not asked where `unless` is given."""
    wholes = form.whole_names(part.of)
    whole = "base" if part.of == PEOPLE else part.of
    says = part.says or (
        f"{form[name].label} ({{{name}}}) lớn hơn {form[wholes[0]].label} ({{{whole}}}); hãy kiểm tra lại hai số."
    )

    def holds(rows: TypedRows) -> Bools:
        is_kept: Bools = ~(rows[name] > rows.first_of(wholes))
        return is_kept | rows.is_given(part.unless) if part.unless else is_kept

    return RowRule(
        part.code or f"{name}_above_{wholes[0]}",
        part.severity,
        "Ô {cell}: " + says,
        points_at=(name,),
        holds=holds,
    )


def _completing(name: str, of: Completes) -> RowRule:
    """Two amounts together make one of their wholes, where both are given."""

    def holds(rows: TypedRows) -> Bools:
        together = rows[of.together_with] + rows[name]
        is_kept: Bools = (together != together) | reduce(or_, (together == rows[whole] for whole in of.to))
        return is_kept

    return RowRule(of.code, "warning", "Ô {cell}: " + of.says, points_at=(name,), holds=holds)


def _more_than_any(form: Form) -> Iterator[RowRule]:
    """Of what no other rule holds against the people of the row."""
    if form.people:
        yield _not_of_a_branch(*form.people, most=LARGEST_BRANCH)
    for name in form.stored_amounts:
        each = form[name]
        if name not in form.people and _needs_a_bound(each, form):
            yield _not_of_a_branch(name, most=each.most or LARGEST_BRANCH)


def _needs_a_bound(each: Quantity, form: Form) -> bool:
    is_bounded = any(part.severity == "error" and form.people for part in each.at_most)
    return each.most is not None or (each.kind == "count" and not is_bounded)


def _not_of_a_branch(*names: str, most: int) -> RowRule:
    return RowRule(
        "more_than_any_branch",
        "error",
        "Ô {cell}: {raw} lớn hơn số người của mọi CĐCS trong cả nước, có thể là số điện thoại hoặc số tiền; hãy nhập lại "
        "số đúng.",
        points_at=names,
        holds=lambda rows: ~reduce(or_, (rows[name] > most for name in names)),
    )


def date_serials(opens_on: date) -> tuple[int, int]:
    """Serial dates that a day without a year leaves: a whole number of this range in a column of counts is no count."""
    first = date(opens_on.year, 1, 1).toordinal() - SHEETS_EPOCH_ORDINAL
    return first, first + DAYS_OF_SERIALS


def _not_a_date(name: str, opens_on: date) -> RowRule:
    serials = date_serials(opens_on)
    return RowRule(
        "looks_like_date",
        "error",
        "Ô {cell}: số {raw} là một ngày (như 12/8) bị bảng tính đổi thành số; hãy định dạng ô là số và nhập lại số đúng.",
        points_at=(name,),
        holds=lambda rows: ~_between(rows[name], *serials),
    )


def _between(column: Column, least: float, most: float) -> Bools:
    is_between: Bools = (column >= least) & (column <= most)
    return is_between
