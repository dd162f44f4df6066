"""Finding the table and its columns, and what the desk's own example must come out as."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.steps.check import check_return
from flows.steps.pull.workbooks.files import read_workbook
from flows.steps.read import read_sheet
from schemas.sheet import Cell, Sheet, Tab, trim
from schemas.unit_return.row_kind import RowKind
from tests.given.checked import checked, installed, rules
from tests.given.desk import HEADING, sheet
from tests.given.forms import FORM

EXAMPLE = Path(__file__).parents[2] / "fixtures" / "sheet_example.csv"


def tab(*rows: list[Cell], title: str = "Trang tính1") -> Tab:
    return Tab(title, trim(list(rows)))


FIRST = [1, "CĐCS xã Ea Tam", 24, 22, 20]
SECOND = [2, "CĐCS xã Phú Xuân", 28, 25, 25]


def test_the_desks_example_comes_out_right() -> None:
    example = read_workbook(EXAMPLE.read_bytes(), ".csv")
    read = read_sheet(example, FORM)
    result = check_return(read)
    columns = [
        "branch_name",
        "members",
        "smartphone_users",
        "installed",
        "typed_pct",
        "publicity",
        "note",
        "source_cell",
    ]
    rows = result.accepted.frame(columns).astype(object)
    assert [tuple(row) for row in rows.where(rows.notna(), None).itertuples(index=False)] == [
        ("CĐCS xã Ea Tam", 24, 22, 20, 83.33, "Zalo", None, "B11"),
        ("CĐCS UBND xã Phú Xuân", 28, 25, 25, 89.3, "Zalo", None, "B12"),
        ("CĐCS Trường THCS Nguyễn Du", 41, 40, 40, 100, "Zalo, Facebook", "tỷ lệ tính trên ĐTTM", "B15"),
        ("CĐCS Trường Tiểu học Lê Lợi", 35, 33, 0, 0, "Zalo, Facebook", "Chưa có sóng 3G", "B16"),
    ]
    assert [total.counts for total in read.totals][-1] == {
        "members": 128,
        "smartphone_users": 120,
        "installed": 85,
    }
    assert result.findings == ()
    assert result.is_valid


def test_every_row_of_the_example_is_told_for_what_it_is() -> None:
    read = read_sheet(read_workbook(EXAMPLE.read_bytes(), ".csv"), FORM)
    kinds = "".join(RowKind(kind).name[0].lower() for kind in read.row_kinds)
    # letterhead, heading, column numbers, section, data, total, blank, note
    assert kinds == "llbllbhhcsddtsddttbnnn"
    assert read.tab is not None
    assert sum(read.kinds.values()) == len(read.tab.rows) == 22


def test_columns_are_known_by_their_headings_not_by_their_place() -> None:
    moved = sheet(
        ["x", 20, 22, 24, "CĐCS xã Ea Tam"], heading=["Ghi chú", "Đã cài", "Số ĐTTM", "TS CNVCLĐ", "Tên CĐCS"]
    )
    assert installed(moved) == {"CĐCS xã Ea Tam": 20}


def test_a_table_may_begin_anywhere_and_hold_blank_rows_and_columns() -> None:
    rows = [[], [None, None, "Báo cáo"], [], [None, None, *HEADING[:3], None, *HEADING[3:]]]
    rows += [
        [None, None, 1, "CĐCS xã Ea Tam", 24, None, 22, 20],
        [],
        [None, None, 2, "CĐCS B", 9, None, 8, 7],
    ]
    assert installed(Sheet((tab(*rows),))) == {"CĐCS xã Ea Tam": 20, "CĐCS B": 7}


def test_a_heading_repeated_on_each_page_is_not_data() -> None:
    assert len(installed(sheet(FIRST, list(HEADING), SECOND))) == 2
    assert rules(sheet(FIRST, list(HEADING), SECOND)) == []


def test_a_second_table_that_counts_from_one_in_another_order_is_sent_back() -> None:
    other = ["STT", "Số ĐTTM", "Đã cài đặt", "Tên CĐCS", "Tổng số CNVCLĐ"]
    assert ("several_tables", None) in rules(sheet(FIRST, [], other, [1, 22, 20, "CĐCS xã B", 24]))


def test_the_tab_with_the_table_is_found_whatever_its_place() -> None:
    cover = tab(["Hướng dẫn"], ["Mỗi CĐCS một dòng"], title="Bìa")
    assert installed(Sheet((cover, tab(list(HEADING), FIRST)))) == {"CĐCS xã Ea Tam": 20}
    empty = tab(list(HEADING), title="Mẫu")
    assert installed(Sheet((empty, tab(list(HEADING), FIRST)))) == {"CĐCS xã Ea Tam": 20}


def test_two_tabs_called_by_weeks_are_sent_back() -> None:
    two = Sheet((tab(list(HEADING), FIRST, title="Tuần 1"), tab(list(HEADING), SECOND, title="Tuần 2")))
    assert ("several_tables", None) in rules(two)


def test_two_columns_of_one_quantity_are_sent_back_and_neither_is_read() -> None:
    doubled = sheet([1, "CĐCS A", 24, 22, 20, 21], heading=[*HEADING[:5], "Số đã cài Bluezone"])
    found = dict(rules(doubled))
    assert found["heading_twice"] == "F1"
    assert "column_missing" in found
    assert installed(doubled) == {}


def test_a_heading_that_needs_its_group_is_read_under_it() -> None:
    rows = (
        ["STT", "Tên CĐCS", "Tổng số", None, "Điện thoại thông minh", "Đã cài đặt", None],
        [None, None, "Đoàn viên", "CNVCLĐ", "Số lượng", "Số lượng", "Tỷ lệ %"],
        [1, "CĐCS A", 20, 24, 22, 11, "50%"],
    )
    result = checked(Sheet((tab(*map(list, rows)),)))
    row = result.accepted.frame().iloc[0]
    assert (row.members, row.workforce, row.smartphone_users, row.installed) == (20, 24, 22, 11)
    assert result.findings == ()


@pytest.mark.parametrize(
    "heading, rule",
    [("Số lượng", "heading_doubtful"), ("Quê quán", "personal_data_column"), ("Khu vực", "heading_unknown")],
)
def test_a_heading_that_names_no_field_is_reported_and_its_column_left_aside(heading: str, rule: str) -> None:
    assert rules(sheet([*FIRST, "đã xong", 3], heading=[*HEADING, heading])) == [(rule, "G1")]


def test_a_sheet_without_a_table_is_a_finding_and_an_empty_one_is_nothing() -> None:
    assert [rule for rule, _ in rules(Sheet((tab(["xin chào"], [1, 2, 3]),)))] == ["table_not_found"]
    assert rules(Sheet((tab(),))) == []


def test_true_is_not_one() -> None:
    assert [rule for rule, _ in rules(sheet([1, "CĐCS A", 24, 22, True], [2, "CĐCS B", 24, 22, 1]))] != []
    assert installed(sheet([1, "CĐCS A", 24, 22, True], [2, "CĐCS B", 24, 22, 1])) == {"CĐCS B": 1}


def test_letters_heading_kinds_of_row_are_all_different_in_this_file() -> None:
    used = [
        RowKind.LETTERHEAD,
        RowKind.BLANK,
        RowKind.HEADING,
        RowKind.COLUMN_NUMBERS,
        RowKind.SECTION,
        RowKind.DATA,
    ]
    assert len({kind.name[0].lower() for kind in [*used, RowKind.TOTAL, RowKind.NOTE]}) == 8


VNI_NAME, TCVN3_NAME = "Tröôøng Tieåu hoïc Leâ Lôïi", "Tr\xadêng TiÓu häc Lª Lîi"


@pytest.mark.parametrize("typed", [VNI_NAME, TCVN3_NAME])
def test_one_cell_in_an_old_font_in_a_sheet_in_unicode_is_read(typed: str) -> None:
    of = sheet(FIRST, SECOND, [3, typed, 35, 33, 20])
    assert installed(of)["Trường Tiểu học Lê Lợi"] == 20
    assert rules(of) == []


def test_one_cell_in_another_old_font_in_a_sheet_in_an_old_font_is_read() -> None:
    names = [
        "Tr\xadêng THCS NguyÔn Du",
        "Tr¹m Y tÕ x· Phó Xu©n",
        "BÖnh viÖn huyÖn",
        "H¹t KiÓm l©m",
        TCVN3_NAME,
        "Phã",
    ]
    rows: list[list[Cell]] = [[n, name, 35, 33, 20] for n, name in enumerate(names, 1)]
    heading: list[Cell] = ["STT", "Tªn C§CS", "Tæng sè CNVCL§", "Sè §TTM", "§· cµi ®Æt"]
    of = Sheet((tab(heading, *rows, [7, "Coâng ñoaøn xaõ", 35, 33, 21]),))
    assert list(installed(of))[-3:] == ["Trường Tiểu học Lê Lợi", "Phó", "Công đoàn xã"]


def test_a_name_that_either_old_font_may_have_written_is_asked_about() -> None:
    assert rules(sheet(FIRST, SECOND, [3, "Thö", 35, 33, 20])) == [("text_wrong_letters", "B4")]


def test_a_count_split_in_two_columns_is_asked_about_and_neither_is_read() -> None:
    heading: list[Cell] = ["STT", "Tên CĐCS", "Tổng số CNVCLĐ", "Đã cài", None]
    of = Sheet((tab(heading, [None, None, None, "Tuần 1", "Tuần 2"], [1, "CĐCS A", 24, 10, 20]),))
    assert installed(of) == {}
    assert ("heading_twice", "E2") in rules(of)


def test_one_among_rates_in_a_column_of_counts_is_no_count() -> None:
    assert installed(sheet(FIRST, [2, "CĐCS B", 28, 25, 0.9], [3, "CĐCS C", 28, 25, 1])) == {
        "CĐCS xã Ea Tam": 20
    }
    assert installed(sheet(FIRST, [2, "CĐCS B", 28, 25, "80%"], [3, "CĐCS C", 28, 25, 1])) == {
        "CĐCS xã Ea Tam": 20
    }
    assert installed(sheet(FIRST, [2, "CĐCS B", 28, 25, "1"], [3, "CĐCS C", 28, 25, 1]))["CĐCS C"] == 1
