"""Templates as units fill them in: figures that break no rule of a form, and the workbook as programs save it."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
from hypothesis import strategies as st

from flows.desk.template.columns import NO, YES, columns_of
from flows.desk.template.layout import FIRST, TOTALS, Layout, layout
from flows.desk.template.workbook import workbook
from flows.steps.check import check_return
from flows.steps.pull.workbooks.files import read_workbook
from flows.steps.read import read_sheet
from schemas.campaign import Campaign, load_campaign
from schemas.form.file import load_form
from schemas.form.form import Form
from schemas.form.quantity import Quantity
from schemas.roster import Unit
from schemas.sheet import Sheet
from schemas.unit_return import CheckedReturn

ROOT = Path(__file__).parents[2]
BLUEZONE = load_campaign(ROOT / "flows/campaigns/bluezone-2020")
TET, GIFTS = (load_campaign(ROOT / "tests/given/campaigns" / code) for code in ("tet-2026", "gifts-2026"))
EVERY_KIND = TET.model_copy(
    update={
        "code": "thi-dua",
        "title": "Thi đua quý I",
        "form": load_form(ROOT / "tests/fixtures/every_kind.toml", TET.starts_on, TET.report_before),
    }
)
CAMPAIGNS = (BLUEZONE, TET, GIFTS, EVERY_KIND)
MILLION = 1_000_000
KINDS = (
    "Trường Tiểu học",
    "Trường THPT",
    "UBND xã",
    "Trạm Y tế",
    "Công ty TNHH",
    "Chi cục Thuế",
    "Bệnh viện",
)
PLACES = ("Ea Tam", "Tân Lập", "Cư Né", "Hòa Phú", "Krông Năng", "Ea H'leo", "M'Đrắk", "Buôn Ma Thuột")
TEXTS = ("Zalo, Facebook", "họp công đoàn", "loa truyền thanh, tờ rơi", "trao tận nhà")

Row = dict[str, Any]


@dataclass(frozen=True)
class Filled:
    """A unit's template and what was typed into it: a row of figures by its place among the numbered ones."""

    campaign: Campaign
    unit: Unit
    rows: dict[int, Row]

    @property
    def layout(self) -> Layout:
        return layout(self.campaign, self.unit)

    def saved(self, *, computes: bool) -> bytes:
        """As a program saves it that computes what the totals are, or one that does not."""
        book = openpyxl.load_workbook(io.BytesIO(_empty(self.campaign.code, self.unit.code)))
        tab, made = book.worksheets[0], self.layout
        for place, row in self.rows.items():
            tab.cell(FIRST + place, 1).value = place + 1
            for name, value in row.items():
                tab[f"{made.letters[name]}{FIRST + place}"].value = self.typed(name, value)
        if computes:
            for name in self.campaign.form.stored_amounts:
                tab[f"{made.letters[name]}{TOTALS}"].value = self.typed(name, self.sums[name])
        out = io.BytesIO()
        book.save(out)
        return out.getvalue()

    def typed(self, name: str, value: Any) -> Any:
        """A value as the clerk chooses or types it."""
        quantity = self.campaign.form[name]
        if quantity.kind == "yes_no" and value is not None:
            return YES if value else NO
        if quantity.kind == "percent" and value is not None:
            return value / 100
        if quantity.unit == "triệu đồng" and value is not None:
            return value / MILLION
        labels = {each.value: each.label for each in quantity.options}
        label = labels.get(value) if quantity.options else None
        return label[:1].upper() + label[1:] if label else value

    def checked(self, sheet: Sheet) -> CheckedReturn:
        not_of = self.campaign.units.names_of_others(self.unit.code)
        return check_return(read_sheet(sheet, self.campaign.form), not_of)

    @property
    def sums(self) -> dict[str, int]:
        """What the totals say."""
        amounts = self.campaign.form.stored_amounts
        return {name: sum(row[name] or 0 for row in self.rows.values()) for name in amounts}

    @property
    def typed_rows(self) -> list[Row]:
        """What must be accepted, by the branches' names."""
        return sorted(self.rows.values(), key=lambda row: row["branch_name"])


def accepted(checked: CheckedReturn, names: Sequence[str]) -> list[Row]:
    """The rows that were accepted, as they were typed: None for what was not given."""
    rows = checked.accepted.frame().to_dict("records")
    found = [{name: _plain(row[name]) for name in names} for row in rows]
    return sorted(found, key=lambda row: row["branch_name"])


def _plain(value: Any) -> Any:
    if value is None or value != value:
        return None
    return int(value) if isinstance(value, float) else value


@cache
def _empty(campaign_code: str, unit_code: str) -> bytes:
    """A unit's template, made once."""
    campaign = next(each for each in CAMPAIGNS if each.code == campaign_code)
    return workbook(campaign, next(unit for unit in campaign.units.active if unit.code == unit_code))


def asked(campaign: Campaign) -> list[str]:
    """The quantities that the template asks, the branch's name aside."""
    return [each.quantity.name for each in columns_of(campaign.form)][1:]


@st.composite
def filled(draw: st.DrawFn, campaign: Campaign) -> Filled:
    """Any unit of a campaign, any branches in any of its rows, figures that break no rule."""
    unit = draw(st.sampled_from(campaign.units.active))
    names = st.tuples(st.sampled_from(KINDS), st.sampled_from(PLACES), st.integers(1, 9))
    drawn = draw(st.lists(names, min_size=1, max_size=12, unique=True))
    branches = [f"CĐCS {kind} {place} {number}" for kind, place, number in drawn]
    last = layout(campaign, unit).rows + 5
    places = sorted(draw(st.sets(st.integers(0, last), min_size=len(branches), max_size=len(branches))))
    rows = {place: draw(row_of(campaign.form, name)) for place, name in zip(places, branches, strict=True)}
    even = campaign.form.table.suspicious_equal
    if even:
        # figures that are all alike are likelier copied than counted, and that is said
        next(iter(rows.values()))[even[-1]] = 0
    return Filled(campaign, unit, rows)


@st.composite
def row_of(draw: st.DrawFn, form: Form, branch: str) -> Row:
    """What a branch may tell; the row names each quantity that the template asks."""
    row: Row = {"branch_name": branch}
    for column in columns_of(form)[1:]:
        quantity, name = column.quantity, column.quantity.name
        must = quantity.is_required or name == form.people[0]
        row[name] = draw(_value(form, quantity, row) if must else st.none() | _value(form, quantity, row))
    return row


def _value(form: Form, quantity: Quantity, row: Row) -> st.SearchStrategy[Any]:
    match quantity.kind:
        case "count":
            wholes = [_first(row, form.whole_names(part.of)) for part in quantity.at_most]
            most = min([form.large_above, *(whole for whole in wholes if whole is not None)])
            return st.integers(1 if quantity.name in form.people else 0, most)
        case "money":
            unit = MILLION if quantity.unit == "triệu đồng" else 1
            wholes = [_first(row, form.whole_names(part.of)) for part in quantity.at_most]
            most = min([2_000 * MILLION, *(whole for whole in wholes if whole is not None)])
            return st.integers(0, most // unit).map(lambda amount: amount * unit)
        case "percent":
            return st.integers(0, 100)
        case "yes_no":
            return st.booleans()
        case "choice":
            return st.sampled_from([each.value for each in quantity.options])
        case "date":
            return st.integers(0, 60).map(lambda days: form.opens_on + timedelta(days=days))
        case _:
            return st.sampled_from(TEXTS)


def _first(row: Row, names: tuple[str, ...]) -> int | None:
    return next((row[name] for name in names if row.get(name) is not None), None)


def reads_as_typed(case: Filled, content: bytes, suffix: str) -> None:
    """A file of the case gives its figures, and no finding."""
    checked = case.checked(read_workbook(content, suffix))
    assert checked.findings == ()
    assert accepted(checked, list(case.typed_rows[0])) == case.typed_rows
    assert checked.is_valid
    assert not checked.keeps_vanished


def says_nothing(case: Filled, content: bytes, suffix: str) -> None:
    """A file of the case is as if nobody had written into it."""
    checked = case.checked(read_workbook(content, suffix))
    assert checked.findings == ()
    assert not checked.is_submitted
    assert not checked.has_branches
    assert not checked.keeps_vanished
