"""`marks.txt`, line by line: yes, no or nothing, and which "no" is only assumed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from flows.steps.check import check_return
from flows.steps.read import read_sheet
from schemas.sheet import Cell, Sheet, Tab, trim
from tests.given.forms import FORM

OPENS = date(2020, 8, 18)
HEADING: list[Cell] = ["Tên CĐCS", "Tổng số CNVCLĐ", "Đã cài đặt", "Thuộc KCN/CCN"]
_, _, BODY = (Path(__file__).parent / "marks.txt").read_text(encoding="utf-8").partition("because\n")
COLUMNS = [[part.strip() for part in line.split("|")] for line in BODY.splitlines()]
BOXES: dict[str, Cell] = {"TRUE": True, "FALSE": False, "1": 1, "0": 0, "": None}


def _cells(column: str) -> list[Cell]:
    return [BOXES.get(text.strip(), text.strip()) for text in column.split(";")]


def _sheet(cells: list[Cell], merges: tuple[tuple[int, int, int, int], ...] = ()) -> Sheet:
    rows = [[f"CĐCS xã số {n}", 30 + n, 20, cell] for n, cell in enumerate(cells, 1)]
    return Sheet((Tab("Trang tính1", trim([HEADING, *rows]), merges),))


def _said(sheet: Sheet) -> str:
    checked = check_return(read_sheet(sheet, FORM))
    words: dict[object, str] = {True: "yes", False: "no", None: "–"}
    rows = checked.accepted.frame()
    said = [
        f"({words[zone]})" if is_assumed else words[zone]
        for zone, is_assumed in zip(
            rows["in_industrial_zone"].astype(object).where(pd.notna(rows["in_industrial_zone"]), None),
            rows["in_industrial_zone_assumed"],
            strict=True,
        )
    ]
    for each in checked.findings:
        assert (each.rule, each.severity) == ("zone_not_yes_or_no", "warning")
        said[int((each.cell or "")[1:]) - 2] = "?"
    return " ; ".join(said)


@pytest.mark.parametrize(
    ("column", "says"), [line[:2] for line in COLUMNS], ids=[line[0] for line in COLUMNS]
)
def test_a_column_says_what_the_table_tells(column: str, says: str) -> None:
    assert _said(_sheet(_cells(column))) == says


def test_a_mark_merged_over_several_rows_is_of_each_of_them() -> None:
    assert _said(_sheet(["x", None, None, None], ((1, 3, 2, 3),))) == "yes ; yes ; (no) ; (no)"


def test_a_sheet_without_the_column_assumes_nothing() -> None:
    rows = [row[:3] for row in _sheet([None, None]).tabs[0].rows]
    assert _said(Sheet((Tab("Trang tính1", trim(list(map(list, rows)))),))) == "– ; –"
