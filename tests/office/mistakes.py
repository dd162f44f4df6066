"""The workbook of findings as LibreOffice opens it: every text stays a text, every cell where it was, without a repair.

`make office` runs this, where `make test` does not look: it wants LibreOffice. Without it, it fails and says how to get it.
"""

from __future__ import annotations

from pathlib import Path

from flows.desk.papers.mistakes.workbook import made_of
from flows.steps.pull.workbooks.files import read_workbook
from schemas.campaign import load_campaign
from schemas.report import OpenFinding
from schemas.sheet import CellError, DateCell, FormattedNumber, Sheet, Tab
from tests.given import pages
from tests.given.checked import checked
from tests.given.desk import HEADING, moment, sheet
from tests.given.disturbances import disturbed
from tests.given.office import converted

CAMPAIGN = load_campaign(pages.CAMPAIGNS / pages.CODE)
AT = moment("28/8 12:00")
HOSTILE = (
    "=1+1",
    '=HYPERLINK("http://x","y")',
    "+84",
    "-1+1|cmd",
    "@SUM(A1)",
    "\t=1",
    "\n=1",
    " =1",
    "-",
    "#N/A",
)


def opened_and_saved(content: bytes, folder: Path) -> Sheet:
    """What LibreOffice makes of a workbook, as the product reads it."""
    (folder / "sent.xlsx").write_bytes(content)
    converted([folder / "sent.xlsx"], "ods", folder / "saved")
    return read_workbook((folder / "saved" / "sent.ods").read_bytes(), ".ods")


def made(of: Sheet) -> bytes:
    findings = [
        OpenFinding(
            pages.CODE,
            "650",
            "LĐLĐ huyện Krông Năng",
            1,
            f.severity,
            f.rule,
            f.cell,
            f.heading,
            f.message_vi,
            AT,
        )
        for f in checked(of).findings
    ]
    assert findings
    return made_of(CAMPAIGN, findings, of, AT)


def test_no_text_runs_and_every_type_stays(tmp_path: Path) -> None:
    of = sheet(
        *((n, f"CĐCS xã số {n}", 24, 22, "hơn 20", text) for n, text in enumerate(HOSTILE, 1)),
        (99, 1.5, True, DateCell(44071.0), FormattedNumber(0.855, "0.0%"), CellError("#REF!")),
    )
    of = Sheet((*of.tabs, Tab("Ẩn", (("riêng",),), is_hidden=True)))
    found = opened_and_saved(made(of), tmp_path)
    assert [(tab.title, tab.is_hidden) for tab in found.tabs] == [("Trang tính1", False), ("Ẩn", True)]
    assert found.tabs[0].rows[0] == HEADING
    assert [row[5] for row in found.tabs[0].rows[1:-1]] == list(HOSTILE)
    _, half, yes, day, share, error = found.tabs[0].rows[-1]
    assert (half, yes, day, error) == (1.5, True, DateCell(44071.0), CellError("#REF!"))
    assert isinstance(share, FormattedNumber)
    assert share.value == 0.855


def test_what_clerks_write_is_found_again_with_the_same_findings(tmp_path: Path) -> None:
    of = next(of for of in (disturbed(seed).sheet() for seed in range(50)) if checked(of).findings)
    found = opened_and_saved(made(of), tmp_path)
    assert [(f.rule, f.cell) for f in checked(found).findings] == [
        (f.rule, f.cell) for f in checked(of).findings
    ]
