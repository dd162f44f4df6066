"""The workbook of findings: the unit's own cells, the wrong ones marked, what to type; and nobody's number in it."""

from __future__ import annotations

import io
import random
import re
import time
import zipfile
from collections.abc import Iterable
from dataclasses import replace
from html import unescape
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from flows.desk.papers.mistakes import listing, marks, private_columns
from flows.desk.papers.mistakes.titles import title_of_list, titles
from flows.desk.papers.mistakes.workbook import made_of, workbook_of
from flows.steps.pull.workbooks.files import ONLY_OURS, NotAWorkbook, read_workbook
from schemas.campaign import load_campaign
from schemas.report import OpenFinding
from schemas.sheet import Cell, CellError, DateCell, FormattedNumber, Sheet, Tab
from schemas.sheet.own_tab import MARK, TO_MEND_TAB
from tests.given import pages
from tests.given.checked import checked
from tests.given.desk import ASKED, BAD, GOOD, HEADING, Desk, moment, sheet
from tests.given.disturbances import disturbed
from tests.given.pruned import pruned
from tests.given.tries import tries

CAMPAIGN = load_campaign(pages.CAMPAIGNS / pages.CODE)
AT = moment("28/8 12:00")
KEPT = Path(__file__).parents[1] / "fixtures" / "workbooks"
TELEPHONE = "0905 123 456"


def found_in(of: Sheet) -> list[OpenFinding]:
    """What is found in a sheet, as the database keeps it."""
    return [
        OpenFinding(
            pages.CODE, "650", "LĐLĐ huyện Krông Năng", 1, each.severity, each.rule, each.cell, each.heading,
            each.message_vi, AT,
        )
        for each in checked(of).findings
    ]  # fmt: skip


def book_of(of: Sheet, findings: list[OpenFinding] | None = None) -> bytes:
    return made_of(CAMPAIGN, found_in(of) if findings is None else findings, of, AT)


def opened(content: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


def listed(content: bytes) -> list[tuple[object, ...]]:
    """The lines of the list below its headings."""
    return listed_in(opened(content).worksheets[-1])


def listed_in(to_mend: Worksheet) -> list[tuple[object, ...]]:
    rows = list(to_mend.iter_rows(values_only=True))
    return rows[rows.index(listing.HEADINGS) + 1 :]


def said(of: Sheet) -> list[tuple[object, ...]]:
    return sorted(
        (f.severity, f.rule, f.cell or "", f.heading or "", f.message_vi) for f in checked(of).findings
    )


def test_a_wrong_cell_is_coloured_and_told_what_to_type_and_the_list_leads_to_it() -> None:
    content = book_of(BAD)
    own, to_mend = opened(content).worksheets
    cell = own["E2"]
    assert (own.title, to_mend.title, cell.value) == ("Trang tính1", TO_MEND_TAB, "hơn 20")
    assert cell.fill.start_color.rgb == f"00{marks.COLOURS['error']}"
    assert cell.border.left.style == "thick"
    assert cell.comment is not None
    assert cell.comment.text.startswith("LỖI. Ô E2: 'hơn 20'")
    assert [each.coordinate for row in own for each in row if each.comment] == ["E2"]
    [(number, where, heading, severity, message)] = listed(content)
    assert (number, where, heading, severity) == (1, "E2", "Đã cài đặt", "LỖI")
    assert message == checked(BAD).findings[0].message_vi
    link = to_mend.cell(to_mend.max_row, 2).hyperlink
    assert link is not None
    assert (link.location, link.target) == ("'Trang tính1'!E2", None)


def test_errors_come_first_then_questions_then_warnings_each_from_the_top() -> None:
    of = sheet(
        (1, "CĐCS xã Ea Tam", 24, 17, "11 (khoảng)"), (2, "CĐCS xã Phú Xuân", 22, 30, 12), (3, "CĐCS xã Ea Hồ", 23, 18, "?"),
        (None, "Huyện Krông Năng", 60, 47, 36), heading=(*HEADING[:5], "Quê quán"),
    )  # fmt: skip
    lines = listed(book_of(of))
    words = [str(line[3]) for line in lines]
    assert words == sorted(words, key=[marks.word(each) for each in marks.SEVERITIES].index)
    assert {"LỖI", "CẢNH BÁO"} <= set(words)
    for word in set(words):
        rows = [int(re.sub("[A-Z]", "", str(line[1]))) for line in lines if line[3] == word]
        assert rows == sorted(rows)


def test_what_is_said_of_the_whole_return_stands_where_its_table_begins() -> None:
    rows = ((), (None, "STT", "Tên CĐCS", "Tổng số CNVCLĐ"), (None, 1, "CĐCS xã Ea Tam", 24))
    of = Sheet((Tab("Sheet1", rows),))
    content = book_of(of)
    comment = opened(content).worksheets[0]["B2"].comment
    assert comment is not None
    assert "LỖI. Bảng thiếu cột" in comment.text
    assert listed(content)[0][1] == "cả bảng"


def test_a_finding_names_its_tab_and_the_first_cell_of_a_merged_range_is_marked() -> None:
    rows = (HEADING, (1, "CĐCS xã Ea Tam", 24, 22, "hơn 20"))
    of = Sheet((
        Tab("Cụm 1", (HEADING, (1, "CĐCS xã Phú Xuân", 28, 25, 25))), Tab("Cụm 'hai'/[2]", rows, merges=((1, 3, 1, 4),)),
    ))  # fmt: skip
    content = book_of(of)
    _, second, to_mend = opened(content).worksheets
    assert second.title == "Cụm 'hai'__2_"
    assert second["D2"].comment is not None
    errors = [row for row in to_mend.iter_rows() if row[3].value == "LỖI"]
    assert [(row[1].value, row[1].hyperlink.location) for row in errors] == [
        ("'Cụm ''hai''/[2]'!E2", "'Cụm ''hai''__2_'!E2")
    ]


HOSTILE = (
    "=1+1", '=HYPERLINK("http://x","y")', "+84", "-1+1|cmd", "@SUM(A1)", "\t=1", "\n=1", " =1", "-", "#N/A", "#REF!", "a_x000D_b",
    "&<>\"'", " cách ", "x" * 40_000, "📱\ud83d", "TRUE", "12", "'=1",
)  # fmt: skip


def test_what_begins_like_a_formula_is_a_text_and_stays_one() -> None:
    of = sheet(*((n, f"CĐCS xã số {n}", 24, 22, 20, text) for n, text in enumerate(HOSTILE, 1)))
    findings = [replace(each, message_vi="=2+3", heading="@x") for each in found_in(BAD)]
    content = book_of(of, findings)
    own, to_mend = opened(content).worksheets
    for row, text in enumerate(HOSTILE, 2):
        cell = own.cell(row, 6)
        assert cell.data_type == "s", text
        assert cell.quotePrefix == text.lstrip().startswith(("=", "+", "-", "@")), text
    assert [to_mend.cell(to_mend.max_row, column).data_type for column in (3, 5)] == ["s", "s"]
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        sheets = [archive.read(name) for name in archive.namelist() if "worksheets/sheet" in name]
    assert sheets
    assert not any(b"<f>" in each or b"<f " in each for each in sheets)
    back = [row[5] for row in read_workbook(content, ".xlsx").tabs[0].rows[1:]]
    assert back == [*HOSTILE[:14], "x" * 32_766 + "…", "📱", *HOSTILE[16:]]


def test_cells_keep_their_types_and_formats() -> None:
    cells: tuple[Cell, ...] = (
        1, -2, 0.1 + 0.2, 10**18, 1e300, True, False, DateCell(44071.0), DateCell(44071.5), FormattedNumber(0.855, "0.0%"),
        FormattedNumber(45, "[$₫-42A]#,##0"), FormattedNumber(0.3125, "h:mm"), FormattedNumber(2, '0" nghìn"'), CellError("#REF!"),
        CellError("#DIV/0!"), None, "12/8",
    )  # fmt: skip
    of = sheet((1, "CĐCS xã Ea Tam", 24, 22, "hơn 20"), cells)
    assert read_workbook(book_of(of), ".xlsx").tabs[0].rows == of.tabs[0].rows
    own_error = sheet((1, "CĐCS xã Ea Tam", 24, 22, CellError("#ERROR!")))
    assert read_workbook(book_of(own_error), ".xlsx").tabs[0].rows[1][4] == CellError("#VALUE!")


def test_tabs_are_called_as_excel_allows_and_no_two_alike() -> None:
    given = ["", "A" * 40, "a" * 40, "x/y:z", "'q'", "History", "Cần sửa", "📱" * 20]
    found = titles(given)
    assert found == [
        "Trang tính1", "A" * 31, "a" * 27 + " (2)", "x_y_z", "q", "History_", "Cần sửa", "📱" * 15,
    ]  # fmt: skip
    assert title_of_list(found) == "Cần sửa (2)"


def same_again(of: Sheet) -> bool:
    """Whether the copy, sent back, says what the unit's own sheet said."""
    return said(read_workbook(book_of(of), ".xlsx")) == said(of)


def test_a_copy_that_is_sent_back_gives_the_same_findings_for_the_same_cells() -> None:
    tried = 0
    for seed in range(tries(300)):
        of = disturbed(seed).sheet()
        if checked(of).findings:
            tried += 1
            assert same_again(of), seed
    assert tried > tries(100)


@pytest.mark.parametrize(
    "path",
    sorted(path for path in (*KEPT.glob("*.*"), *KEPT.glob("kinds/from_*")) if path.is_file()),
    ids=lambda path: path.name,
)
def test_so_does_a_copy_of_every_kind_of_workbook(path: Path) -> None:
    of = read_workbook(path.read_bytes(), path.suffix)
    back = read_workbook(book_of(of, found_in(of) or found_in(BAD)), ".xlsx")
    assert said(back) == said(of)
    assert [tab.rows for tab in back.tabs] == [tab.rows for tab in of.tabs]


def test_the_list_is_never_a_part_of_a_return() -> None:
    of = replace(
        ASKED, tabs=(*ASKED.tabs, Tab(TO_MEND_TAB, (("Ghi nhớ",),)), Tab("Ẩn", (("riêng",),), is_hidden=True))
    )
    back = read_workbook(book_of(of), ".xlsx")
    assert [(tab.title, tab.is_hidden) for tab in back.tabs] == [
        ("Trang tính1", False), (TO_MEND_TAB, False), ("Ẩn", True),
    ]  # fmt: skip
    with pytest.raises(NotAWorkbook) as refused:
        read_workbook(made_of(CAMPAIGN, found_in(BAD), None, AT), ".xlsx")
    assert str(refused.value) == ONLY_OURS


def texts(content: bytes) -> str:
    """Every text of a workbook, wherever it stands."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return unescape("\n".join(archive.read(name).decode("utf-8") for name in archive.namelist()))


PERSONAL = (
    "Nguyễn Thị Bưởi",
    "240912345",
    "Trần Văn Mít",
    TELEPHONE,
    "905123456",
    "912345678",
    "bao.cao@vidu.vn",
)


def with_persons() -> Sheet:
    return Sheet((
        Tab("Báo cáo", (
            (f"Người lập biểu: Lê Thị Cam, điện thoại {TELEPHONE}",),
            ("STT", "Tên CĐCS", "Tổng số CNVCLĐ", "Số ĐTTM", "Đã cài", "Số CMND", "SĐT liên hệ", "Người báo cáo", "Ghi chú", "Khác"),
            (1, "CĐCS xã Ea Tam", 24, 22, "hơn 20", 240912345, 905123456, "Phạm Thị Na", "gặp chị Nguyễn Thị Bưởi", 912345678),
            (2, f"CĐCS xã Phú Xuân {TELEPHONE}", 28, 25, TELEPHONE, "240912345", TELEPHONE, "Phạm Thị Na", "bao.cao@vidu.vn"),
        )),
        Tab("Đoàn viên", (("TT", "Họ và tên", "Ngày sinh"), (1, "Trần Văn Mít", DateCell(29000.0)))),
    ))  # fmt: skip


def test_no_persons_number_leaves_nor_a_column_that_nobody_asked_for() -> None:
    of = with_persons()
    assert {"personal_data_column", "person_in_branch_name"} <= {each.rule for each in found_in(of)}
    content = book_of(of)
    everything = texts(content)
    assert [each for each in PERSONAL if each in everything] == []
    assert "29000" not in everything
    own, members, _ = opened(content).worksheets
    assert [own.cell(3, column).value for column in range(6, 11)] == ["…", "…", "Phạm Thị Na", "gặp …", "…"]
    assert own["A1"].value == "Người lập biểu: Lê Thị Cam, điện thoại …"
    assert own["B4"].value == "CĐCS xã Phú Xuân …"
    for comment, remark in ((own["F2"].comment, private_columns.REMOVE), (own["G2"].comment, private_columns.HIDDEN), (members["B1"].comment, private_columns.REMOVE)):  # fmt: skip
        assert comment is not None
        assert remark in comment.text
    assert [members.cell(2, column).value for column in (1, 2, 3)] == [1, "…", "…"]


def test_members_listed_beside_or_below_a_table_are_hidden_too() -> None:
    members = ("Họ và tên", "Ngày sinh")
    rows = (
        (*HEADING[:5], None, "TT", *members), (1, "CĐCS xã Ea Tam", 24, 22, "hơn 20", None, 1, "Trần Văn Mít", DateCell(29000.0)),
        (2, "CĐCS xã Phú Xuân", 28, 25, 25, None, 2, "Trần Thị Ổi", DateCell(29001.0)), (), ("Tổng", None, 52, 47, 45), (), (),
        ("TT", *members), (1, "Trần Văn Xoài", DateCell(29002.0)), (), (None, "Người lập biểu", "Chủ tịch"),
        (None, "(Ký, ghi rõ họ tên)", "(Ký tên)"), (None, "Lê Thị Cam", "Lê Văn Quýt"),
    )  # fmt: skip
    for of in (Sheet((Tab("Báo cáo", rows),)), Sheet((Tab("Báo cáo", rows[7:9]), *BAD.tabs))):
        everything = texts(book_of(of))
        assert [each for each in ("Trần", "29000", "29001", "29002") if each in everything] == []
    assert "Lê Thị Cam" in texts(book_of(Sheet((Tab("Báo cáo", rows[:5] + rows[9:]),))))


def findings_of_cells(of: Sheet, cells: Iterable[str]) -> list[tuple[str, str | None]]:
    return [(each.rule, each.cell) for each in checked(of).findings if each.cell in set(cells)]


def test_what_was_hidden_changes_no_other_finding() -> None:
    of = with_persons()
    back = read_workbook(book_of(of), ".xlsx")
    cells = ("E3", "F2")
    assert findings_of_cells(back, cells) == findings_of_cells(of, cells) != []


def workbook(desk: Desk, unit: str, at: str) -> bytes | None:
    with desk.database.begin() as connection:
        return workbook_of(connection, desk.campaign, unit, moment(at))


def test_a_workbook_is_of_its_instant_and_the_same_each_time(desk: Desk) -> None:
    desk.look("650", "27/8 17:00", BAD)
    desk.look("651", "27/8 17:00", GOOD)
    desk.look("650", "28/8 17:00", GOOD)
    assert workbook(desk, "650", "27/8 16:00") is None
    assert workbook(desk, "650", "28/8 18:00") is None
    assert workbook(desk, "651", "28/8 18:00") is None
    then = workbook(desk, "650", "28/8 12:00")
    assert then is not None
    assert then == workbook(desk, "650", "28/8 12:00")
    assert opened(then).worksheets[0]["E2"].value == "hơn 20"
    assert opened(then).worksheets[-1]["A1"].value == f"{MARK}: LĐLĐ huyện Krông Năng"
    assert [line[1] for line in listed(then)] == ["E2"]


def test_of_a_content_that_was_pruned_the_list_is_left_and_says_so(desk: Desk) -> None:
    desk.look("650", "27/8 17:00", BAD)
    pruned(desk, "30/8 00:00")
    then = workbook(desk, "650", "28/8 12:00")
    assert then is not None
    [to_mend] = opened(then).worksheets
    assert listing.PRUNED in [row[0] for row in to_mend.iter_rows(values_only=True)]
    assert [line[1] for line in listed(then)] == ["E2"]


def test_twenty_thousand_rows_are_written_in_three_seconds() -> None:
    pick = random.Random(1)
    of = sheet(
        *(
            (n, f"CĐCS Trường số {n}", 90, 80, pick.choice((70, 70, 70, 70, 900)), f"Ghi chú {n}")
            for n in range(20_000)
        )
    )
    findings = found_in(of)
    assert len(findings) > marks.MOST_COMMENTS
    began = time.process_time()
    content = book_of(of, findings)
    assert time.process_time() - began < 3
    own, to_mend = opened(content).worksheets
    assert sum(cell.comment is not None for cell in own["E"]) == marks.MOST_COMMENTS
    assert listing.WITHOUT_COMMENTS in [cell.value for cell in to_mend["A"]]
    assert len(listed_in(to_mend)) == len(findings)
