"""`totals.txt`, table by table: what each row of a sheet is."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.steps.check import check_return
from flows.steps.read import read_sheet
from schemas.sheet import Cell, Sheet, Tab, trim
from schemas.unit_return import CheckedReturn, ReadReturn
from schemas.unit_return.row_kind import RowKind
from tests.given.checked import checked
from tests.given.forms import FORM

HEADING: list[Cell] = [
    "STT",
    "Tên CĐCS",
    "Tổng số CNVCLĐ",
    "Số có điện thoại thông minh",
    "Số đã cài đặt Bluezone",
]
WORDS = {
    RowKind.TOTAL: "total",
    RowKind.SECTION: "section",
    RowKind.PART: "part",
    RowKind.AFTER_TABLE: "left out",
    RowKind.ANOTHER_TABLE: "left out",
    RowKind.COMPARISON: "left out",
}
"""What the table calls a kind of row; every other is an aside."""


def _tables() -> dict[str, list[list[str]]]:
    text = (Path(__file__).parent / "totals.txt").read_text(encoding="utf-8")
    _, _, body = text.partition("no. | name")
    tables = {}
    for block in body.split("\n\n")[1:]:
        title, *rows = block.strip("\n").splitlines()
        tables[title] = [[cell.strip() for cell in row.split("|")] for row in rows]
    return tables


TABLES = _tables()


def _cell(text: str) -> Cell:
    return int(text) if text.isdecimal() else text or None


def _figures(text: str) -> list[Cell]:
    return [_cell(each.strip()) for each in (text.split(";") if ";" in text else text.split())]


def _sheet(title: str, rows: list[list[str]]) -> Sheet:
    cells = [[_cell(row[0]), row[1], *_figures(row[2])] for row in rows]
    table = [HEADING, *cells]
    if title.startswith("no STT"):
        table = [row[1:] for row in table]
    return Sheet((Tab("Trang tính1", trim(table)),))


def _word(read: ReadReturn, result: CheckedReturn, row: int) -> str:
    kind = RowKind(read.row_kinds[row])
    if kind is not RowKind.DATA:
        return WORDS.get(kind, "aside")
    cell = read.address(row, "branch_name")
    rules = {each.rule: each.severity for each in result.findings if each.cell == cell}
    if "question" in rules.values():
        return "asked"
    assert cell in set(result.accepted["source_cell"]), (cell, rules)
    return "shown" if "row_stands_apart" in rules else "branch"


@pytest.mark.parametrize("title", TABLES)
def test_each_row_is_what_the_table_says(title: str) -> None:
    rows = TABLES[title]
    read = read_sheet(_sheet(title, rows), FORM)
    result = check_return(read)
    told = [(row[0], row[1], _word(read, result, place)) for place, row in enumerate(rows, 1)]
    assert told == [(row[0], row[1], row[3]) for row in rows]


@pytest.mark.parametrize("title", TABLES)
def test_what_is_left_out_is_named(title: str) -> None:
    rows = TABLES[title]
    result = checked(_sheet(title, rows))
    is_told = any(each.rule == "row_not_counted" for each in result.findings)
    assert is_told or all(row[3] != "left out" for row in rows)


def test_parts_that_do_not_add_up_are_told_at_the_first_of_them() -> None:
    title = "Also where they do not add up; that is told."
    result = checked(_sheet(title, TABLES[title]))
    assert [(each.rule, each.cell) for each in result.findings] == [("parts_disagree", "B3")]


def test_a_branch_without_figures_is_told_to_fill_them_in_and_not_that_its_parts_disagree() -> None:
    rows = [["1", "CĐCS A", "120 100 80"], ["2", "CĐCS B", ""], ["2.1", "Tổ Chồi", "30 28 25"]]
    result = checked(_sheet("", rows))
    assert {each.rule for each in result.findings} == {"workforce_missing", "installed_missing"}


def test_a_question_names_the_row_also_where_its_label_stands_in_the_numbers_cell() -> None:
    title = "Without a total nothing tells what a cluster in the number's cell is."
    result = checked(_sheet(title, TABLES[title]))
    assert ["dòng 'Cụm 1' có phải" in each.message_vi for each in result.findings] == [True]
