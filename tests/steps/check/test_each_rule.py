"""Every rule of the catalogue is broken by some sheet, and no finding is of another."""

from __future__ import annotations

from dataclasses import replace

import pytest

from schemas.rules import catalogue
from schemas.rules.cells import CELL_RULES
from schemas.sheet import Cell, Sheet, Tab
from tests.given.checked import WIDE, checked
from tests.given.desk import HEADING, sheet
from tests.given.forms import FORM


def raised(of: Sheet) -> set[str]:
    result = checked(of)
    assert (
        result.rows_accepted + result.rows_refused + result.rows_waiting + result.rows_not_data
        == result.rows_in_sheet
    )
    return {each.rule for each in result.findings}


def one(*row: Cell) -> Sheet:
    return sheet(list(row), heading=[*WIDE, "Tỷ lệ (%)", "Thuộc KCN", "Ghi chú", "SĐT"])


A, B, C = ([n, f"CĐCS {name}", 20 + n, 15 + n, 10 + n] for n, name in enumerate("ABC", 1))
OTHER_TABLE = ["STT", "Số ĐTTM", "Đã cài đặt", "Tên CĐCS", "Tổng số CNVCLĐ"]
CASES: dict[str, Sheet] = {
    "branch_name_missing": one(1, None, 50, 45, 40, 30),
    "person_in_branch_name": one(1, "CĐCS A - chị Lan 0905 123 506", 50, 45, 40, 30),
    "person_in_heading": sheet(A, heading=[*HEADING[:4], "Đã cài (hỏi chị Lan)"]),
    "workforce_missing": one(1, "CĐCS A", None, None, 40, 30),
    "installed_missing": one(1, "CĐCS A", 50, 45, 40),
    "workforce_below_one": one(1, "CĐCS A", 0, 0, 0, 0),
    "members_above_workforce": one(1, "CĐCS A", 50, 51, 40, 30),
    "smartphones_above_workforce": one(1, "CĐCS A", 50, 45, 51, 30),
    "installed_above_smartphones": one(1, "CĐCS A", 50, 45, 40, 41),
    "installed_above_workforce": one(1, "CĐCS A", 50, 45, None, 51),
    "branch_twice_different": sheet(A, [2, *A[1:4], 1]),
    "branch_twice_identical": sheet(A, A),
    "reached_above_workforce": one(1, "CĐCS A", 50, 45, 40, 30, 10, 51),
    "not_installed_disagrees": one(1, "CĐCS A", 50, 45, 40, 30, 3),
    "typed_pct_disagrees": one(1, "CĐCS A", 50, 45, 40, 30, 10, 50, "12%"),
    "workforce_above_3000": one(1, "CĐCS A", 3500, 45, 40, 30),
    "more_than_any_branch": one(1, "CĐCS A", 3852123, 45, 40, 30),
    "looks_like_date": one(1, "CĐCS A", 44055, 45, 40, 30),
    "row_may_be_total": sheet(A, B, C, [None, "Huyện Krông Năng", 60, 47, 36]),
    "row_may_be_part": sheet(A, ["-", "CĐCS D", 3, 2, 1], B, C),
    "row_after_table": sheet(A, B, [None, "Tổng cộng", 43, 33, 23], [3, "CĐCS C", 9, 8, 7]),
    "row_hidden": Sheet((replace(sheet(A, B).tabs[0], hidden_rows=(1,)),)),
    "row_may_be_several": sheet(A, B, [3, "CĐCS C; CĐCS D", 9, 8, 7]),
    "row_may_be_some": sheet(A, B, [3, "CĐCS C (nữ)", 9, 8, 7]),
    "name_stands_alone": sheet(A, [None, "Tân Lập"], B, C),
    "row_not_counted": sheet(A, B, [None, "Tuần trước", 43, 33, 20]),
    "parts_disagree": sheet(A, ["1.1", "Tổ Toán", 3, 2, 1], B, C),
    "row_stands_apart": sheet(A, B, C, [None, "CĐCS D", 30, 20, 10]),
    "zone_not_yes_or_no": one(1, "CĐCS A", 50, 45, 40, 30, 10, 50, None, "gần đó"),
    "ditto_without_above": one(1, "CĐCS A", 50, 45, 40, 30, 10, 50, None, None, "nt"),
    "name_is_ditto": one(1, "nt", 50, 45, 40, 30),
    "name_merged": Sheet(
        (replace(sheet(A, [None, None, *A[2:]]).tabs[0], merges=((1, 1, 2, 1),)),),
    ),
    "name_in_parts": sheet([*A, "Nam"], [*A, "Nữ"], heading=[*HEADING[:5], "Giới tính"]),
    "table_not_found": Sheet((Tab("", (("xin chào",),)),)),
    "column_missing": sheet(A[:4], heading=HEADING[:4]),
    "only_totals": sheet([None, "Tổng cộng", 50, 45, 40]),
    "several_tables": sheet(A, [], OTHER_TABLE, [1, 22, 20, "CĐCS B", 24]),
    "figures_in_multiples": Sheet(
        (replace(sheet(A).tabs[0], rows=(("Đơn vị tính: nghìn người",), *sheet(A).tabs[0].rows)),)
    ),
    "tab_not_read": Sheet(
        (*sheet(A).tabs, Tab("Khối", (("Khối", "Tổng số CNVCLĐ", "Đã cài"), ("Xã", 24, 20))))
    ),
    "table_not_read": sheet(
        A, B, [], ["Tên CĐCS", "Đã cài", "Tổng số CNVCLĐ", "Số ĐTTM"], [A[1], A[4], A[2], A[3]]
    ),
    "tables_read_together": sheet(A, [], OTHER_TABLE, [2, B[3], B[4], B[1], B[2]]),
    "title_of_an_aim": Sheet((Tab("Chỉ tiêu", sheet(A).tabs[0].rows),)),
    "title_names_another_app": Sheet((Tab("NCOVI", sheet(A).tabs[0].rows),)),
    "title_of_another_time": Sheet(
        (replace(sheet(A).tabs[0], rows=(("Số liệu đến ngày 20/7/2020",), *sheet(A).tabs[0].rows)),)
    ),
    "total_column_disagrees": sheet(
        [None, None, None, None, "Tuần 1", "Tuần 2", "Cộng"],
        [1, "CĐCS A", 50, 45, 20, 10, 40],
        heading=[*HEADING[:4], "Đã cài", None, None],
    ),
    "heading_twice": sheet([*A, 11], heading=[*HEADING[:5], "Số đã cài"]),
    "heading_doubtful": sheet([*A, None, 3], heading=[*HEADING, "Số lượng"]),
    "heading_assumed": sheet(A, heading=["STT", "Tên CĐCS", "Tổng số", "Số ĐTTM", "Đã cài"]),
    "heading_blank": sheet([*A, None, 3]),
    "heading_unknown": sheet(A, heading=[*HEADING, "Mã số"]),
    "personal_data_column": sheet(A, heading=[*HEADING, "Số CMND"]),
    "total_disagrees": sheet(A, B, [None, "Tổng cộng", 50, 33, 23]),
    "rows_hidden": Sheet((replace(sheet(A, B, [None, "Tổng cộng", 43, 33, 23]).tabs[0], hidden_rows=(1,)),)),
    "counts_all_equal": sheet(*([n, f"CĐCS {n}", 20 + n, 20 + n, 20 + n] for n in (1, 2, 3))),
    "locale_not_vietnamese": replace(sheet(A), locale="en_US"),
    "time_zone_not_vietnamese": replace(sheet(A), time_zone="America/New_York"),
}


@pytest.mark.parametrize("rule", CASES)
def test_each_rule_is_broken_by_some_sheet(rule: str) -> None:
    assert rule in raised(CASES[rule])


def test_no_rule_of_a_row_or_a_return_is_without_a_case() -> None:
    told_elsewhere = {"another_unit_named", "copy_of_another_unit", "sheet_emptied"}
    of_cells = {rule.code for rule in CELL_RULES} - CASES.keys()
    assert catalogue(FORM).keys() - of_cells == CASES.keys() | told_elsewhere


def test_with_two_tables_no_row_is_taken_and_none_is_closed() -> None:
    result = checked(CASES["several_tables"])
    assert (result.rows_accepted, result.rows_refused, result.keeps_vanished) == (0, 1, True)


def test_every_finding_names_a_rule_of_the_catalogue_and_speaks_to_the_clerk() -> None:
    result = checked(sheet([1, None, "1,5", 22, "?"], heading=list(HEADING)))
    for each in result.findings:
        assert each.rule in catalogue(FORM)
        assert each.message_vi.endswith((".", "?"))
        assert "{" not in each.message_vi
