"""What each row is told for: a branch, a total, a section, a note."""

from __future__ import annotations

import pytest

from tests.given.checked import checked, installed, rules
from tests.given.desk import HEADING, sheet

FIRST = [1, "CĐCS xã Ea Tam", 24, 22, 20]
SECOND = [2, "CĐCS xã Phú Xuân", 28, 25, 25]


@pytest.mark.parametrize(
    "label",
    [
        "TỔNG CỘNG",
        "Tổng cộng:",
        "Cộng",
        "Tổng",
        "Tổng số",
        "Toàn huyện",
        "Cộng (I+II)",
        "T.Cộng",
        "tong cong",
    ],
)
def test_a_totals_row_is_told_in_any_wording_and_any_column(label: str) -> None:
    for row in ([None, label, 52, 47, 45], [label, None, 52, 47, 45], [3, label, 52, 47, 45]):
        assert installed(sheet(FIRST, SECOND, row)) == {"CĐCS xã Ea Tam": 20, "CĐCS xã Phú Xuân": 25}
        assert rules(sheet(FIRST, SECOND, row)) == []


@pytest.mark.parametrize(
    "name",
    ["Tổng Công ty Cà phê", "Tổng kho xăng dầu", "Công ty TNHH Cộng Hòa", "C.ty Cao su", "Khối Đảng huyện"],
)
def test_a_branch_whose_name_looks_like_a_total_or_a_section_is_a_branch(name: str) -> None:
    assert list(installed(sheet(FIRST, [2, name, 28, 25, 25]))) == ["CĐCS xã Ea Tam", name]


def test_a_totals_row_that_disagrees_is_shown_and_not_loaded() -> None:
    with_total = sheet(FIRST, SECOND, [None, "Tổng cộng", 52, 47, 55])
    assert rules(with_total) == [("total_disagrees", "E4")]
    assert checked(with_total).is_valid


def test_a_sections_heading_that_carries_its_sums_is_not_a_branch() -> None:
    sectioned = sheet(
        ["I", "Khối xã", 52, 47, 45], FIRST, SECOND, ["II", "Trường học", 9, 8, 7], [1, "CĐCS C", 9, 8, 7]
    )
    assert list(installed(sectioned)) == ["CĐCS xã Ea Tam", "CĐCS xã Phú Xuân", "CĐCS C"]
    assert rules(sectioned) == []


def test_branches_numbered_in_roman_numerals_are_branches() -> None:
    assert len(installed(sheet(["I", *FIRST[1:]], ["II", *SECOND[1:]]))) == 2


def test_a_sum_without_a_label_is_no_branch() -> None:
    assert len(installed(sheet(FIRST, SECOND, [None, None, 52, 47, 45]))) == 2
    assert rules(sheet(FIRST, SECOND, [None, None, 52, 47, 45])) == []


def test_figures_without_a_name_are_refused_at_the_name() -> None:
    assert rules(sheet(FIRST, [2, None, 28, 25, 25])) == [("branch_name_missing", "B3")]


def test_a_named_row_without_figures_is_refused_not_lost() -> None:
    assert rules(sheet(FIRST, [2, "CĐCS xã Phú Xuân"])) == [
        ("workforce_missing", "C3"),
        ("installed_missing", "E3"),
    ]


def test_numbered_rows_left_empty_in_the_form_are_blank() -> None:
    assert rules(sheet(FIRST, [2], [3])) == []


def test_signatures_and_notes_are_not_branches() -> None:
    signed = sheet(
        FIRST,
        [],
        ["Ghi chú: số liệu đến 28/8"],
        [None, None, None, "Krông Năng, ngày 27 tháng 8 năm 2020"],
        [None, "NGƯỜI LẬP BIỂU", None, None, "TM. BAN THƯỜNG VỤ"],
        [None, "(đã ký)", None, None, "CHỦ TỊCH"],
        [None, "Nguyễn Văn An", None, None, "H'Lin Niê"],
    )
    assert rules(signed) == []
    assert installed(signed) == {"CĐCS xã Ea Tam": 20}


WITHOUT_NUMBERS = HEADING[1:]


def test_a_row_named_unlike_the_others_is_shown_where_no_row_is_numbered() -> None:
    of = sheet(FIRST[1:], SECOND[1:], ["Chợ huyện", 9, 8, 7], heading=WITHOUT_NUMBERS)
    assert rules(of) == [("row_stands_apart", "A4")]
    assert installed(of)["Chợ huyện"] == 7


def test_a_numbered_branch_may_be_as_large_as_all_others_together() -> None:
    others = (FIRST, SECOND, [3, "CĐCS xã Ea Hồ", 30, 30, 30])
    of = sheet(*others, [4, "CĐCS Công ty cà phê", 82, 77, 74])
    assert len(installed(of)) == 4
    assert rules(of) == []
    exactly = sheet(*others, [4, "CĐCS Công ty cà phê", 82, 77, 75])
    assert rules(exactly) == [("row_may_be_total", "B5")]


def test_a_whole_sheet_of_sections_subtotals_and_signatures_comes_out_right() -> None:
    of = sheet(
        ["I", "Khối hành chính"], [1, "CĐCS UBND huyện", 40, 38, 30], [2, "CĐCS Huyện ủy", 25, 25, 25],
        [None, "Cộng", 65, 63, 55], ["II", "Khối trường học"], [1, "CĐCS THCS Nguyễn Du", 41, 40, 39],
        [2, "CĐCS TH Lê Lợi", 35, 33, 20], [None, "Cộng", 76, 73, 59], [None, "TỔNG CỘNG (I+II)", 141, 136, 114], [],
        ["Ghi chú: số liệu đến 27/8"], [None, None, None, "Ea Kar, ngày 27 tháng 8 năm 2020"],
        [None, "Người lập", None, "TM. BTV"], [None, "Trần A", None, "CHỦ TỊCH"],
    )  # fmt: skip
    assert sum(installed(of).values()) == 114
    assert rules(of) == []


def test_a_numbered_total_named_as_the_whole_unit_is_sent_back() -> None:
    assert rules(sheet(FIRST, SECOND, [3, "LĐLĐ huyện Ea Kar", 52, 47, 45])) == [("row_may_be_total", "B4")]


@pytest.mark.parametrize("place", ["head", "ends", "tail"])
@pytest.mark.parametrize("one", [None, "Khối chung", "CĐCS toàn huyện", "Krông Năng"])
def test_of_two_totals_that_do_not_say_so_neither_is_counted(one: str | None, place: str) -> None:
    branches = [
        ["CĐCS Ea Tam", 24, 22, 20],
        ["CĐCS Hoa Sen", 28, 25, 25],
        ["CĐCS A", 9, 8, 7],
        ["CĐCS B", 8, 7, 6],
    ]
    first, second = [one, 69, 62, 58], ["CĐ Viên chức tỉnh", 69, 62, 58]
    rows = {
        "head": [first, second, *branches],
        "ends": [first, *branches, second],
        "tail": [*branches, first, second],
    }
    of = sheet(*rows[place], heading=WITHOUT_NUMBERS)
    assert sum(installed(of).values()) == 58
    assert dict(rules(of)).keys() & {"row_may_be_total", "row_not_counted"}
