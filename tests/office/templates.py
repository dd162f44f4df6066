"""A template that a unit fills in and LibreOffice saves reads as it was typed, in each kind of file.

`make office` runs this, where `make test` does not look: it wants LibreOffice. Without it, it fails and says how to get it.
"""

from __future__ import annotations

from itertools import chain

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from flows.steps.pull.workbooks.files import read_workbook
from flows.steps.pull.workbooks.marks import marks_of
from flows.steps.read import read_sheet
from schemas.sheet.template_mark import Mark
from tests.given.filled_templates import CAMPAIGNS, Filled, filled, reads_as_typed, says_nothing
from tests.given.office import converted
from tests.given.tries import tries

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
    """It computes the totals, and writes every part in its own way. Each kind keeps the mark."""
    folder = tmp_path_factory.mktemp("libre")
    empty = (Filled(each, each.units.active[0], {}) for each in CAMPAIGNS)
    files = dict(enumerate([*empty, *chain(*cases)]))
    for number, case in files.items():
        (folder / f"{number}.xlsx").write_bytes(case.saved(computes=False))
    for suffix, kind in LIBRE.items():
        converted(sorted(folder.glob("*.xlsx")), kind, folder / suffix)
        for number, case in files.items():
            content = (folder / suffix / f"{number}{suffix}").read_bytes()
            assert marks_of(content) == {Mark(case.campaign.code, case.unit.code)}
            if not case.rows:
                says_nothing(case, content, suffix)
                continue
            reads_as_typed(case, content, suffix)
            (total,) = read_sheet(read_workbook(content, suffix), case.campaign.form).totals
            assert total.counts == case.sums
