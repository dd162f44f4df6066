"""A template that is filled in with any valid figures reads as just these, without a finding, whoever saves it."""

from __future__ import annotations

import io
import shutil
import subprocess
from itertools import chain
from pathlib import Path

import openpyxl
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from flows.desk.template.layout import TOTALS
from flows.desk.template.workbook import workbook
from flows.steps.pull.workbooks.files import read_workbook
from flows.steps.pull.workbooks.marks import marks_of
from flows.steps.read import read_sheet
from schemas.campaign import Campaign
from schemas.row_kind import RowKind
from schemas.template_mark import Mark
from tests.given.filled_templates import CAMPAIGNS, Filled, accepted, asked, filled
from tests.given.tries import tries

OF_EACH = pytest.mark.parametrize("campaign", CAMPAIGNS, ids=lambda each: each.code)


def reads_as_typed(case: Filled, content: bytes, suffix: str) -> None:
    checked = case.checked(read_workbook(content, suffix))
    assert checked.findings == ()
    assert accepted(checked, list(case.typed_rows[0])) == case.typed_rows
    assert checked.is_valid
    assert not checked.keeps_vanished


def says_nothing(case: Filled, content: bytes, suffix: str) -> None:
    checked = case.checked(read_workbook(content, suffix))
    assert checked.findings == ()
    assert not checked.is_submitted
    assert not checked.has_branches
    assert not checked.keeps_vanished


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


LIBRE = {
    ".xlsx": "xlsx:Calc MS Excel 2007 XML",
    ".ods": "ods",
    ".xls": "xls:MS Excel 97",
    ".csv": "csv:Text - txt - csv (StarCalc):44,34,76,1",
}
"""What LibreOffice saves a workbook as."""


@given(cases=st.tuples(*(st.lists(filled(each), min_size=tries(9), max_size=tries(9)) for each in CAMPAIGNS)))
@settings(max_examples=1, phases=[Phase.generate])
def test_saved_by_libreoffice_it_reads_as_it_was_typed(
    tmp_path_factory: pytest.TempPathFactory, cases: tuple[list[Filled], ...]
) -> None:
    """Where it is installed: it computes the totals, and writes every part in its own way. Each kind keeps the mark."""
    if (office := shutil.which("soffice")) is None:
        return
    folder = tmp_path_factory.mktemp("libre")
    empty = (Filled(each, each.units.active[0], {}) for each in CAMPAIGNS)
    files = dict(enumerate([*empty, *chain(*cases)]))
    for number, case in files.items():
        (folder / f"{number}.xlsx").write_bytes(case.saved(computes=False))
    for suffix, kind in LIBRE.items():
        saved_by(office, folder, suffix, kind)
        for number, case in files.items():
            content = (folder / suffix / f"{number}{suffix}").read_bytes()
            assert marks_of(content) == {Mark(case.campaign.code, case.unit.code)}
            if not case.rows:
                says_nothing(case, content, suffix)
                continue
            reads_as_typed(case, content, suffix)
            (total,) = read_sheet(read_workbook(content, suffix), case.campaign.form).totals
            assert total.counts == case.sums


def saved_by(office: str, folder: Path, suffix: str, kind: str) -> None:
    own = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    files = sorted(folder.glob("*.xlsx"))
    command = [
        office,
        own,
        "--headless",
        "--convert-to",
        kind,
        "--outdir",
        str(folder / suffix),
        *map(str, files),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)


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
