"""A template that is filled in with any valid figures reads as just these, without a finding.

Saved by LibreOffice it does too: `tests/office/templates.py`.
"""

from __future__ import annotations

import io

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.desk.template.layout import TOTALS
from flows.desk.template.workbook import workbook
from flows.steps.pull.workbooks.files import read_workbook
from flows.steps.pull.workbooks.marks import marks_of
from flows.steps.read import read_sheet
from schemas.campaign import Campaign
from schemas.sheet.template_mark import Mark
from schemas.unit_return.row_kind import RowKind
from tests.given.filled_templates import CAMPAIGNS, Filled, asked, filled, reads_as_typed, says_nothing
from tests.given.tries import tries

OF_EACH = pytest.mark.parametrize("campaign", CAMPAIGNS, ids=lambda each: each.code)


@OF_EACH
@given(data=st.data())
@settings(max_examples=tries(60))
def test_any_valid_figures_read_as_they_were_typed(campaign: Campaign, data: st.DataObject) -> None:
    case = data.draw(filled(campaign))
    content = case.saved(computes=data.draw(st.booleans()))
    reads_as_typed(case, content, ".xlsx")
    assert marks_of(content) == {Mark(campaign.code, case.unit.code)}


@OF_EACH
def test_an_empty_template_says_nothing(campaign: Campaign) -> None:
    """It is no return, and nobody is told of an error for what the desk itself wrote."""
    for unit in campaign.units.active:
        says_nothing(Filled(campaign, unit, {}), workbook(campaign, unit), ".xlsx")


@OF_EACH
def test_the_totals_are_recognised_and_held_against_the_rows(campaign: Campaign) -> None:
    """A total that says something else is told; neither it nor the example is a branch's."""
    name = campaign.form.people[0]
    row = {"branch_name": "CĐCS Trường THPT Ea Tam", **dict.fromkeys(asked(campaign)), name: 45}
    case = Filled(campaign, campaign.units.active[0], {0: row})
    book = openpyxl.load_workbook(io.BytesIO(case.saved(computes=True)))
    cell = f"{case.layout.letters[name]}{TOTALS}"
    book.worksheets[0][cell].value = 54
    out = io.BytesIO()
    book.save(out)
    sheet = read_workbook(out.getvalue(), ".xlsx")
    read = read_sheet(sheet, campaign.form)
    assert (read.kinds[RowKind.TOTAL], read.kinds[RowKind.EXAMPLE], len(read.rows)) == (1, 1, 1)
    assert ("total_disagrees", cell) in [(each.rule, each.cell) for each in case.checked(sheet).findings]
