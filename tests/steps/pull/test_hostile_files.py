"""Whatever a file holds, it is read, or refused in words: nothing else ever comes out."""

from __future__ import annotations

import io
import os
import random
import re
import time
import zipfile
from collections.abc import Callable
from datetime import datetime

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.steps.pull.workbooks.files import MOST_CELLS, TOO_LARGE, NotAWorkbook, read_workbook
from schemas.sheet import CellError, DateCell, Sheet
from tests.given.checked import checked, installed
from tests.given.desk import HEADING
from tests.given.tries import tries

FIRST = (1, "CĐCS xã Ea Tam", 24, 22, 20)
SHEET_XML = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData>{}</worksheet>'


def workbook(*rows: object, before: Callable[[openpyxl.Workbook], None] = lambda book: None) -> bytes:
    book = openpyxl.Workbook()
    for row in (HEADING, *rows):
        book.active.append(row)
    before(book)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def rewritten(content: bytes, part: str, change: Callable[[str], str]) -> bytes:
    """A workbook with the text of one part changed."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, change(data.decode()) if name == part else data)
    return made.getvalue()


def with_cells(cells: str, after: str = "") -> bytes:
    return rewritten(workbook(), "xl/worksheets/sheet1.xml", lambda _: SHEET_XML.format(cells, after))


# --- files ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "content",
    [
        b"", b"PK", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, b"%PDF-1.4", b"<html><table></table></html>",
        workbook(FIRST)[:-200], workbook(FIRST)[:300], os.urandom(0) + b"\x89PNG\r\n",
    ],
)  # fmt: skip
def test_a_file_that_is_no_workbook_is_refused_in_words(content: bytes) -> None:
    with pytest.raises(NotAWorkbook, match="đề nghị"):
        read_workbook(content, ".xlsx")


def test_an_ods_renamed_and_without_content_is_told() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    with pytest.raises(NotAWorkbook, match=re.escape("tệp .ods bị hỏng")):
        read_workbook(made.getvalue(), ".bin")


def test_a_workbook_with_bytes_changed_is_read_or_refused() -> None:
    good = workbook(FIRST)
    pick = random.Random(1)
    for _ in range(150):
        broken = bytearray(good)
        for _ in range(pick.randint(1, 30)):
            broken[pick.randrange(len(broken))] = pick.randrange(256)
        try:
            checked(read_workbook(bytes(broken), ".xlsx"))
        except NotAWorkbook:
            continue


def test_a_workbook_whose_parts_are_changed_is_read_or_refused() -> None:
    good = workbook(FIRST)
    pick = random.Random(2)
    for part in (
        "xl/workbook.xml",
        "xl/styles.xml",
        "xl/sharedStrings.xml",
        "xl/worksheets/sheet1.xml",
        "[Content_Types].xml",
    ):
        for _ in range(25):
            at, cut = pick.random(), pick.randint(1, 40)
            try:
                checked(
                    read_workbook(
                        rewritten(
                            good,
                            part,
                            lambda t, at=at, cut=cut: t[: int(at * len(t))] + t[int(at * len(t)) + cut :],
                        ),
                        ".xlsx",
                    )
                )
            except NotAWorkbook:
                continue


def test_a_zip_bomb_and_a_grid_of_ten_million_cells_are_refused_quickly() -> None:
    bomb = rewritten(workbook(), "xl/worksheets/sheet1.xml", lambda _: " " * (200 * 2**20))
    grid = with_cells("<row>" + "<c><v>1</v></c>" * 100 + "</row>" * 1)
    row = "<row>" + "<c/>" * 0 + "<c ><v>1</v></c>" * 100 + "</row>"
    many = with_cells(row * 30_000)
    start = time.process_time()
    for content in (bomb, many):
        with pytest.raises(NotAWorkbook, match=re.escape(TOO_LARGE)):
            read_workbook(content, ".xlsx")
    with pytest.raises(NotAWorkbook, match=re.escape(TOO_LARGE)):
        read_workbook(b"1,1,1,1,1,1,1,1,1,1\n" * (MOST_CELLS // 5), ".csv")
    assert time.process_time() - start < 10
    assert len(read_workbook(grid, ".xlsx").tabs[0].rows[0]) == 100


def test_a_cell_far_away_does_not_fill_the_memory() -> None:
    far = with_cells('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')
    assert len(read_workbook(far, ".xlsx").tabs[0].rows) == 1_048_576
    for cell in ('<row r="99999999999"><c><v>1</v></c></row>', '<row r="1"><c r="ZZZZ1"><v>1</v></c></row>'):
        with pytest.raises(NotAWorkbook):
            read_workbook(with_cells(cell), ".xlsx")


def test_a_formula_that_was_never_calculated_is_sent_back_not_lost() -> None:
    of = read_workbook(workbook(FIRST, (2, "CĐCS B", 24, "=20+2", "=10*2")), ".xlsx")
    assert of.tabs[0].rows[2] == (2, "CĐCS B", 24, "=20+2", "=10*2")
    result = checked(of)
    assert {(each.rule, each.cell) for each in result.findings} == {
        ("count_formula_text", "D3"),
        ("count_formula_text", "E3"),
    }
    assert result.accepted["installed"].tolist() == [20]


def test_a_formula_whose_result_is_empty_is_blank() -> None:
    content = with_cells(
        '<row r="1"><c r="A1" t="str"><f>IF(1,"","")</f><v></v></c><c r="B1"><f>1+1</f><v>2</v></c></row>'
    )
    assert read_workbook(content, ".xlsx").tabs[0].rows == ((None, 2),)


def test_typed_cells_of_a_workbook_come_as_they_are() -> None:
    typed = (1, "CĐCS A", 24, datetime(2020, 8, 12), True, "=1/0")

    def epoch(book: openpyxl.Workbook) -> None:
        book.epoch = datetime(1904, 1, 1)

    for before in (lambda book: None, epoch):
        row = read_workbook(workbook(typed, before=before), ".xlsx").tabs[0].rows[1]
        assert row[:5] == (1, "CĐCS A", 24, DateCell(44055.0), True)
    errors = with_cells(
        '<row r="1"><c r="A1" t="e"><v>#REF!</v></c><c r="B1" t="inlineStr"><is><t>CĐCS</t></is></c></row>'
    )
    assert read_workbook(errors, ".xlsx").tabs[0].rows == ((CellError("#REF!"), "CĐCS"),)
    result = checked(read_workbook(workbook(typed), ".xlsx"))
    assert {(each.rule, each.cell) for each in result.findings} >= {
        ("count_date", "D2"),
        ("count_tick", "E2"),
    }


def test_merged_ranges_and_hidden_rows_of_a_workbook_are_told() -> None:
    def shape(book: openpyxl.Workbook) -> None:
        book.active.merge_cells("A5:B6")
        book.active.row_dimensions[2].hidden = True

    tab = read_workbook(workbook(FIRST, before=shape), ".xlsx").tabs[0]
    assert (tab.merges, tab.hidden_rows) == (((4, 0, 5, 1),), (1,))
    assert [each.rule for each in checked(Sheet((tab,))).findings] == ["row_hidden"]


def test_macros_links_and_drawings_are_left_alone() -> None:
    made = io.BytesIO(workbook(FIRST))
    with zipfile.ZipFile(made, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"\0" * 100)
        archive.writestr("xl/externalLinks/externalLink1.xml", "<externalLink/>")
        archive.writestr("xl/drawings/drawing1.xml", "<broken")
    assert installed(read_workbook(made.getvalue(), ".xlsm")) == {"CĐCS xã Ea Tam": 20}


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_a_text_file_in_any_encoding_and_delimiter_is_read(encoding: str, delimiter: str) -> None:
    text = "\r\n".join(delimiter.join(map(str, row)) for row in (HEADING, FIRST))
    assert installed(read_workbook(text.encode(encoding), ".csv")) == {"CĐCS xã Ea Tam": 20}


def test_a_text_file_in_windows_vietnamese_is_read() -> None:
    import unicodedata

    tones = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}

    def spelled(text: str) -> bytes:
        """Windows-1258 writes most tones as marks of their own."""
        out = b""
        for char in unicodedata.normalize("NFC", text):
            try:
                out += char.encode("cp1258")
            except UnicodeEncodeError:
                parts = unicodedata.normalize("NFD", char)
                tone = "".join(c for c in parts if c in tones)
                out += unicodedata.normalize("NFC", "".join(c for c in parts if c not in tones)).encode(
                    "cp1258"
                ) + tone.encode("cp1258")
        return out

    content = b"\r\n".join(b",".join(spelled(str(cell)) for cell in row) for row in (HEADING, FIRST))
    result = checked(read_workbook(content, ".csv"))
    assert result.accepted["branch_name"].tolist() == ["CĐCS xã Ea Tam"]


@pytest.mark.parametrize(
    "content", [b"\xff\xfe\x00", b"\x00\x00\x00", b'"' * 3, b'a,"' + b"x" * 2**21, bytes(range(256))]
)
def test_a_broken_text_file_is_read_or_refused(content: bytes) -> None:
    try:
        checked(read_workbook(content, ".csv"))
    except NotAWorkbook as error:
        assert "đề nghị" in str(error)


@settings(max_examples=tries(200), deadline=None)
@given(st.binary(max_size=200), st.sampled_from([".csv", ".xlsx", ".XLSX", ""]))
def test_any_bytes_are_read_or_refused(content: bytes, suffix: str) -> None:
    try:
        checked(read_workbook(content, suffix))
    except NotAWorkbook as error:
        assert str(error)
