"""What a file is before it is opened: strict workbooks, broken styles, escapes, formats, kinds nobody reads."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from datetime import date, time, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from flows.steps.pull.workbooks import kinds
from flows.steps.pull.workbooks.files import DAMAGED, NO_SHEET, NotAWorkbook, read_workbook
from schemas.sheet import DateCell, FormattedNumber
from schemas.unit_return import CheckedReturn
from tests.given.checked import checked

CASES = Path(__file__).parents[2] / "fixtures" / "workbooks"
HEADING = ("STT", "Tên CĐCS", "Tổng số CNVCLĐ", "Số ĐTTM", "Đã cài đặt")
FIRST = (1, "CĐCS xã Ea Tam", 24, 22, 20)
MAIN, STRICT = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
)
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_RELATIONS = "http://purl.oclc.org/ooxml/officeDocument/relationships"
Shape = Callable[[Any], None]


def workbook(*rows: Any, shape: Shape = lambda _: None) -> bytes:
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in (HEADING, *rows):
        book.active.append(row)
    shape(book.active)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def rewritten(content: bytes, change: Callable[[str, bytes], bytes | None]) -> bytes:
    """The workbook with each part changed; None leaves a part out."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            if (data := change(name, old.read(name))) is not None:
                new.writestr(name, data)
    return made.getvalue()


def strict(content: bytes) -> bytes:
    def change(_: str, data: bytes) -> bytes:
        return data.replace(MAIN.encode(), STRICT.encode()).replace(
            RELATIONS.encode(), STRICT_RELATIONS.encode()
        )

    return rewritten(content, change)


def returned(content: bytes, suffix: str = ".xlsx") -> CheckedReturn:
    return checked(read_workbook(content, suffix))


def installed(name: str) -> dict[str, float]:
    result = returned((CASES / name).read_bytes(), Path(name).suffix)
    assert [f for f in result.findings if f.severity != "warning"] == []
    return dict(zip(result.accepted["branch_name"], result.accepted["installed"], strict=True))


@pytest.mark.parametrize(
    "name", ["strict_all.xlsx", "empty_fill.xlsx", "x000d_heading.xlsx", "x000d_name.xlsx"]
)
def test_a_workbook_that_excel_opens_is_read(name: str) -> None:
    """Strict Open XML, an empty fill among the styles, carriage returns pasted into a heading and a name."""
    assert installed(name) == {"CĐCS xã Ea Tam": 20, "CĐCS xã Phú Xuân": 25}


def test_a_lone_quote_in_a_text_file_swallows_no_row() -> None:
    assert installed("csv_ditto_quote.csv") == {"CĐCS A": 20, "CĐCS B": 25, "CĐCS C": 25, "CĐCS D": 25}


def test_a_column_of_counts_in_percent_is_sent_back_cell_by_cell() -> None:
    result = returned((CASES / "pct_all_100.xlsx").read_bytes())
    assert [(f.severity, f.rule, f.cell, f.raw_value) for f in result.findings] == [
        ("error", "count_percent", cell, "100%") for cell in ("E2", "E3", "E4")
    ]
    assert len(result.accepted) == 0


def test_a_strict_workbook_gives_the_same_cells_as_an_ordinary_one() -> None:
    def shape(tab: Any) -> None:
        tab["F2"], tab["G2"], tab["H2"] = 0.85, date(2020, 8, 12), "ghi chú"
        tab["F2"].number_format = "0%"
        tab.merge_cells("A5:B6")
        tab.row_dimensions[2].hidden = True

    content = workbook(FIRST, shape=shape)
    assert read_workbook(strict(content), ".xlsx") == read_workbook(content, ".xlsx")
    assert read_workbook(content, ".xlsx").tabs[0].rows[1] == (
        *FIRST,
        FormattedNumber(0.85, "0%"),
        DateCell(44055),
        "ghi chú",
    )


def test_a_strict_workbooks_days_are_days() -> None:
    """Strict files write a date as 2020-08-12, not as a number."""

    def change(name: str, data: bytes) -> bytes:
        cells = b'<c r="F2" t="d"><v>2020-08-12</v></c><c r="G2" t="d"><v>2020-08-12T12:00:00</v></c><c r="H2" t="d"><v>07:30:00</v></c></row>'
        at = data.rfind(b"</row>")
        return data[:at] + cells + data[at + 6 :] if name.startswith("xl/worksheets") else data

    row = read_workbook(rewritten(strict(workbook(FIRST)), change), ".xlsx").tabs[0].rows[1]
    assert row[5:] == (DateCell(44055), DateCell(44055.5), FormattedNumber(0.3125, "h:mm:ss"))


def test_number_formats_travel_with_their_numbers() -> None:
    formats = {
        "F": "0%",
        "G": "#,##0\\ [$₫-42A]",
        "H": '0" nghìn"',
        "I": "[h]:mm",
        "J": "#,##0",
        "K": '0" người"',
        "L": ";;;",
    }

    def shape(tab: Any) -> None:
        for column, code in formats.items():
            tab[f"{column}2"] = 1
            tab[f"{column}2"].number_format = code
        tab["M2"], tab["N2"] = time(7, 30), timedelta(hours=30)

    row = read_workbook(workbook(FIRST, shape=shape), ".xlsx").tabs[0].rows[1][5:]
    plain = {"J", "K"}
    assert row[: len(formats)] == tuple(
        1 if column in plain else FormattedNumber(1, code) for column, code in formats.items()
    )
    assert [cell.display.shows for cell in row[len(formats) :] if isinstance(cell, FormattedNumber)] == [
        "time",
        "time",
    ]


@pytest.mark.parametrize("part", ["xl/theme/theme1.xml", "docProps/core.xml", "docProps/app.xml"])
@pytest.mark.parametrize("data", [b"<broken", b"", None])
def test_a_part_that_says_nothing_of_the_figures_costs_nothing(part: str, data: bytes | None) -> None:
    content = rewritten(workbook(FIRST), lambda name, old: data if name == part else old)
    assert returned(content).accepted["installed"].tolist() == [20]


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "[Content_Types].xml", "docProps/core.xml"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_workbook_that_declares_a_document_type_is_refused_whichever_part_does(
    part: str, encoding: str
) -> None:
    """A part that nobody reads as well: no office program writes one."""

    def change(name: str, old: bytes) -> bytes:
        declared = "<!-- trước -->\n<!DOCTYPE x [<!ENTITY a 'b'>]>" + re.sub(
            r"\A<[?].*?[?]>", "", old.decode()
        )
        return declared.encode(encoding) if name == part else old

    with pytest.raises(NotAWorkbook, match="DOCTYPE"):
        read_workbook(rewritten(workbook(FIRST), change), ".xlsx")


@pytest.mark.parametrize(
    "styles",
    [
        "<styleSheet xmlns='{}'/>",
        "<styleSheet xmlns='{}'><fonts/><fills><fill/></fills><cellStyles><cellStyle/></cellStyles></styleSheet>",
        "<styleSheet xmlns='{}'><dxfs><dxf><unknown/></dxf></dxfs><cellXfs><xf/></cellXfs></styleSheet>",
    ],
)
def test_styles_that_openpyxl_chokes_on_cost_nothing(styles: str) -> None:
    content = rewritten(
        workbook(FIRST), lambda name, old: styles.format(MAIN).encode() if name == "xl/styles.xml" else old
    )
    assert returned(content).accepted["installed"].tolist() == [20]


def test_styles_that_are_no_xml_are_not_passed_over() -> None:
    """With its percent sign lost, a rate would be a count."""
    content = rewritten(workbook(FIRST), lambda name, old: old[:300] if name == "xl/styles.xml" else old)
    with pytest.raises(NotAWorkbook, match=re.escape(DAMAGED)):
        read_workbook(content, ".xlsx")


def test_a_workbook_without_a_sheet_is_never_an_empty_one() -> None:
    def change(name: str, old: bytes) -> bytes:
        return re.sub(rb"<sheets>.*</sheets>", b"<sheets/>", old) if name == "xl/workbook.xml" else old

    with pytest.raises(NotAWorkbook, match=re.escape(NO_SHEET)):
        read_workbook(rewritten(workbook(FIRST), change), ".xlsx")


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("xã_x000D_\nEa Tam", "xã\nEa Tam"),
        ("xã_x000D_Ea Tam", "xã\nEa Tam"),
        ("xã_x000A_Ea Tam", "xã\nEa Tam"),
        ("xã_x0009_Ea Tam", "xã\tEa Tam"),
        ("a_x005F_x000D_b", "a_x000D_b"),
        ("a_x00_b", "a_x00_b"),
        ("a_xD83D__xDE00_b", "a😀b"),
        ("a_x0000_b", "ab"),
    ],
)
def test_escapes_are_decoded_in_inline_shared_and_formula_texts(written: str, text: str) -> None:
    cells = (
        f'<c r="A1" t="inlineStr"><is><r><t>{written}</t></r></is></c><c r="B1" t="s"><v>0</v></c>'
        f'<c r="C1" t="str"><f>A1</f><v>{written}</v></c>'
    )
    sheet = f'<worksheet xmlns="{MAIN}"><sheetData><row r="1">{cells}</row></sheetData></worksheet>'
    strings = f'<sst xmlns="{MAIN}"><si><r><rPr/><t>{written[:1]}</t></r><r><t>{written[1:]}</t></r><rPh><t>x</t></rPh></si></sst>'
    link = f'<Relationship Id="rId99" Type="{RELATIONS}/sharedStrings" Target="/xl/sharedStrings.xml"/></Relationships>'

    def change(name: str, old: bytes) -> bytes | None:
        if name == "xl/sharedStrings.xml":
            return None
        if name == "xl/_rels/workbook.xml.rels":
            kept = re.sub(rb"<Relationship [^>]*sharedStrings[^>]*/>", b"", old)
            return kept.replace(b"</Relationships>", link.encode())
        return sheet.encode() if name.startswith("xl/worksheets") else old

    made = io.BytesIO(rewritten(workbook(FIRST), change))
    with zipfile.ZipFile(made, "a") as archive:
        archive.writestr("xl/sharedStrings.xml", strings)
    assert read_workbook(made.getvalue(), ".xlsx").tabs[0].rows == ((text, text, text),)


def archive(*names: str, said: str = "x") -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as opened:
        for name in names:
            opened.writestr(name, said)
    return made.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (OLE + "EncryptedPackage".encode("utf-16-le"), kinds.LOCKED),
        (OLE, kinds.UNKNOWN_OLE),
        (OLE + "WordDocument".encode("utf-16-le"), kinds.WORD),
        (archive("word/document.xml", "[Content_Types].xml"), kinds.WORD),
        (archive("mimetype", "content.xml"), kinds.NO_TABLE),
        (archive("mimetype", said="application/vnd.oasis.opendocument.text"), kinds.WORD),
        (archive("Index/Document.iwa"), kinds.NUMBERS),
        (archive("650.xlsx"), kinds.ARCHIVE),
        (b"Rar!\x1a\x07", kinds.ARCHIVE),
        (b"7z\xbc\xaf\x27\x1c", kinds.ARCHIVE),
        (b"%PDF-1.7", kinds.PDF),
        (b"\xff\xd8\xff\xe0", kinds.PICTURE),
        (b"\x89PNG\r\n", kinds.PICTURE),
        (b"<html><table><tr><td>650</td></tr></table></html>", kinds.WEB_PAGE),
        ("<!DOCTYPE HTML>".encode("utf-16"), kinds.WEB_PAGE),
        (b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>', kinds.XML_2003),
        (b"", kinds.EMPTY),
    ],
)  # fmt: skip
@pytest.mark.parametrize("suffix", [".xlsx", ".xls", ".csv", ".pdf", ""])
def test_the_first_bytes_decide_over_the_ending(content: bytes, sentence: str, suffix: str) -> None:
    with pytest.raises(NotAWorkbook) as refused:
        read_workbook(content, suffix)
    assert str(refused.value) == sentence


@pytest.mark.parametrize(
    ("suffix", "sentence"),
    [
        (".zip", kinds.ARCHIVE),
        (".pdf", kinds.PDF),
        (".DOCX", kinds.WORD),
        (".xlsb", kinds.NO_TABLE),
        (".et", kinds.WPS),
        ("", kinds.NO_TABLE),
    ],
)
def test_where_the_bytes_tell_nothing_the_ending_does(suffix: str, sentence: str) -> None:
    with pytest.raises(NotAWorkbook, match=re.escape(sentence)):
        read_workbook(b"abc", suffix)


@pytest.mark.parametrize("suffix", [".xls", ".xlsm", ".xltx", ".csv", ".zip", ""])
def test_a_workbook_under_another_ending_is_read(suffix: str) -> None:
    assert returned(workbook(FIRST), suffix).accepted["installed"].tolist() == [20]


def test_a_text_file_without_a_cell_is_empty() -> None:
    for content in (b"\xef\xbb\xbf", b"\r\n\r\n", b";;;\r\n;;;"):
        with pytest.raises(NotAWorkbook, match=re.escape(kinds.EMPTY)):
            read_workbook(content, ".csv")
