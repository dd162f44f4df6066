"""Every rule a row must keep: each has a case that breaks it and names the cell."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pandas as pd
import pandera.pandas as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.steps.check import check_return
from flows.steps.read import read_sheet
from schemas.rules import CATALOGUE
from schemas.rules.cells import CELL_RULES
from schemas.sheet import Cell, DateCell, Sheet, Tab
from schemas.submission import CONTRACT
from tests.given.desk import HEADING, sheet

OPENS = date(2020, 8, 18)
WIDE = [
    "STT",
    "Tên CĐCS",
    "Tổng số CNVCLĐ",
    "Số đoàn viên",
    "Số ĐTTM",
    "Đã cài",
    "Chưa cài",
    "Số người được tuyên truyền",
]
GOOD: list[Cell] = [1, "CĐCS A", 50, 45, 40, 30, 10, 50]


def broken(row: list[Cell], heading: list[str] = WIDE) -> list[tuple[str, str, str | None]]:
    result = check_return(read_sheet(sheet(row, heading=heading), OPENS), OPENS)
    return [(each.severity, each.rule, each.cell) for each in result.findings]


def test_a_good_row_breaks_nothing() -> None:
    assert broken(GOOD) == []


@pytest.mark.parametrize(
    "column, value, expected",
    [
        ("B", None, ("error", "branch_name_missing", "B2")),
        ("F", None, ("error", "installed_missing", "F2")),
        ("D", 51, ("error", "members_above_workforce", "D2")),
        ("E", 51, ("error", "smartphones_above_workforce", "E2")),
        ("F", 41, ("error", "installed_above_smartphones", "F2")),
        ("H", 60, ("warning", "reached_above_workforce", "H2")),
        ("G", 11, ("warning", "not_installed_disagrees", "G2")),
    ],
)
def test_a_row_that_breaks_a_rule_is_told_at_its_cell(
    column: str, value: Cell, expected: tuple[str, str, str]
) -> None:
    row = list(GOOD)
    row[ord(column) - ord("A")] = value
    assert expected in broken(row)


def test_a_workforce_is_asked_for_only_where_the_members_are_not_given() -> None:
    assert broken([1, "CĐCS A", None, 45, 40, 30, 10, 45]) == []
    assert ("error", "workforce_missing", "C2") in broken([1, "CĐCS A", None, None, 40, 30, 10, 45])


def test_nobody_at_work_is_refused() -> None:
    assert ("error", "workforce_below_one", "C2") in broken([1, "CĐCS A", 0, 0, 0, 0, 0, 0])


def test_more_installs_than_people_are_refused_where_phones_are_not_given() -> None:
    assert broken([1, "CĐCS A", 50, None, None, 51]) == [("error", "installed_above_workforce", "F2")]


def test_a_very_large_branch_is_shown() -> None:
    assert broken([1, "CĐCS A", 3001, None, None, 51]) == [("warning", "workforce_above_3000", "C2")]


def test_a_number_that_is_a_day_of_the_campaign_is_sent_back() -> None:
    assert broken([1, "CĐCS A", 44055, None, None, 51]) == [("error", "looks_like_date", "C2")]


def test_every_failing_rule_of_a_row_is_told_not_the_first() -> None:
    found = {rule for _, rule, _ in broken([1, None, "1,5", 45, 51, "hơn 30", "?", 60])}
    assert len(found) >= 5


@pytest.mark.parametrize(
    "typed, agrees",
    [
        ("83,33%", True),
        ("83,3", True),
        ("83%", True),
        ("83,4%", False),
        ("84%", False),
        ("95,2%", True),
        (0.95238, True),
        ("47%", False),
    ],
)
def test_a_typed_percentage_must_be_one_of_the_rows_ratios_rounded_or_cut_off(
    typed: Cell, agrees: bool
) -> None:
    heading = ["STT", "Tên CĐCS", "Tổng số CNVCLĐ", "Số ĐTTM", "Đã cài", "Tỷ lệ (%)"]
    found = broken([1, "CĐCS A", 24, 21, 20, typed], heading)
    assert (found == []) is agrees


def test_one_branch_twice_with_the_same_figures_counts_once() -> None:
    rows = ([1, "CĐCS A", 24, 22, 20], [2, "cđcs  a.", 24, 22, 20])
    result = check_return(read_sheet(sheet(*rows), OPENS), OPENS)
    assert (result.rows_accepted, result.rows_refused, result.is_valid) == (1, 0, True)
    assert [(each.rule, each.cell) for each in result.findings] == [("branch_twice_identical", "B3")]


def test_one_branch_twice_with_different_figures_is_refused_in_both_rows() -> None:
    rows = ([1, "CĐCS A", 24, 22, 20], [2, "CĐCS A", 24, 22, 21])
    result = check_return(read_sheet(sheet(*rows), OPENS), OPENS)
    assert (result.rows_accepted, result.rows_refused) == (0, 2)
    assert [(each.rule, each.cell) for each in result.findings] == [
        ("branch_twice_different", "B2"),
        ("branch_twice_different", "B3"),
    ]
    assert "B2, B3" in result.findings[0].message_vi


def test_three_equal_counts_in_every_row_are_shown() -> None:
    rows = [[n, f"CĐCS {n}", n + 20, n + 20, n + 20] for n in (1, 2, 3)]
    result = check_return(read_sheet(sheet(*rows), OPENS), OPENS)
    assert [each.rule for each in result.findings] == ["counts_all_equal"]


cells = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-5, 60),
    st.floats(allow_nan=False, allow_infinity=False),
    st.sampled_from(["25 máy", "không", "hơn 20", "1,5", "-", "#REF!", "nt", "1.234", "85%"]),
    st.text(max_size=12),
)


@given(st.lists(st.lists(cells, max_size=8), max_size=8))
def test_whatever_the_cells_hold_every_row_is_accounted_for(rows: list[list[Cell]]) -> None:
    read = read_sheet(sheet(*rows, heading=WIDE), OPENS)
    result = check_return(read, OPENS)
    assert result.rows_accepted + result.rows_refused + result.rows_waiting + result.rows_not_data == sum(
        read.kinds.values()
    )
    assert result.rows_not_data >= 0


@given(st.lists(st.lists(cells, min_size=8, max_size=8), min_size=1, max_size=6))
def test_the_masks_find_the_very_rows_that_lazy_pandera_finds(rows: list[list[Cell]]) -> None:
    read = read_sheet(sheet(*rows, heading=WIDE), OPENS).rows
    by_mask = {
        (str(check.name), place)
        for check in CONTRACT.checks
        for place in read.index[~check(read).check_output]
    }
    try:
        CONTRACT.validate(read, lazy=True)
        by_pandera: set[tuple[str, int]] = set()
    except pa.errors.SchemaErrors as errors:
        cases: pd.DataFrame = errors.failure_cases
        by_pandera = set(zip(cases["check"].astype(str), cases["index"], strict=True))
    assert by_mask == by_pandera


def test_a_telephone_number_is_recognised_and_read_by_nobody() -> None:
    """It is stored nowhere: whom to ring stands in the roster."""
    of = sheet(
        [1, "CĐCS A", 24, 22, 20, "0901234567 hoặc 090"], heading=[*HEADING[:5], "Số điện thoại liên hệ"]
    )
    read = read_sheet(of, OPENS)
    assert check_return(read, OPENS).findings == ()
    assert read.has("contact_phone")
    assert not any("phone" in name for name in read.rows.columns if "smartphone" not in name)


def test_a_date_of_the_report_that_cannot_be_one_is_shown_and_refuses_nothing() -> None:
    of = sheet([1, "CĐCS A", 24, 22, 20, "31/9/2020"], heading=[*HEADING[:5], "Ngày báo cáo"])
    result = check_return(read_sheet(of, OPENS), OPENS)
    assert [(each.severity, each.rule) for each in result.findings] == [("warning", "date_no_such_day")]
    assert result.rows_accepted == 1


def raised(of: Sheet) -> set[str]:
    result = check_return(read_sheet(of, OPENS), OPENS)
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
    "looks_like_date": one(1, "CĐCS A", 44055, 45, 40, 30),
    "row_may_be_total": sheet(A, B, C, [None, "Huyện Krông Năng", 60, 47, 36]),
    "row_may_be_part": sheet(A, ["-", "CĐCS D", 3, 2, 1], B, C),
    "row_after_table": sheet(A, B, [None, "Tổng cộng", 43, 33, 23], [3, "CĐCS C", 9, 8, 7]),
    "row_hidden": Sheet((replace(sheet(A, B).tabs[0], hidden_rows=(1,)),)),
    "row_not_counted": sheet(A, B, [None, "Tuần trước", 43, 33, 20]),
    "parts_disagree": sheet(A, ["1.1", "Tổ Toán", 3, 2, 1], B, C),
    "row_stands_apart": sheet(A, B, C, [None, "CĐCS D", 30, 20, 10]),
    "zone_not_yes_or_no": one(1, "CĐCS A", 50, 45, 40, 30, 10, 50, None, "gần đó"),
    "ditto_without_above": one(1, "CĐCS A", 50, 45, 40, 30, 10, 50, None, None, "nt"),
    "name_is_ditto": one(1, "nt", 50, 45, 40, 30),
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
    "title_names_another_app": Sheet((Tab("NCOVI", sheet(A).tabs[0].rows),)),
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
    assert CATALOGUE.keys() - of_cells == CASES.keys() | told_elsewhere


def test_another_units_name_above_the_table_is_shown() -> None:
    def not_of(name: str) -> str | None:
        return "LĐLĐ huyện Krông Năng" if "ea kar" in name.casefold() else None

    of = Sheet((Tab("", (("LĐLĐ tỉnh Đắk Lắk", "Đơn vị: LĐLĐ huyện Ea Kar"), HEADING, tuple(A))),))
    read = read_sheet(of, OPENS)
    [found] = check_return(read, OPENS, not_of).findings
    assert (found.rule, found.cell, found.raw_value) == ("another_unit_named", "B1", "LĐLĐ huyện Ea Kar")
    assert check_return(read, OPENS).findings == ()


def test_with_two_tables_no_row_is_taken_and_none_is_closed() -> None:
    result = check_return(read_sheet(CASES["several_tables"], OPENS), OPENS)
    assert (result.rows_accepted, result.rows_refused, result.keeps_vanished) == (0, 1, True)


def test_a_date_in_a_counts_column_is_told_as_a_date() -> None:
    result = check_return(read_sheet(sheet([1, "CĐCS A", DateCell(44055.0), 22, 20]), OPENS), OPENS)
    assert [each.raw_value for each in result.findings] == ["12/08/2020"]


def test_every_finding_names_a_rule_of_the_catalogue_and_speaks_to_the_clerk() -> None:
    result = check_return(read_sheet(sheet([1, None, "1,5", 22, "?"], heading=list(HEADING)), OPENS), OPENS)
    for each in result.findings:
        assert each.rule in CATALOGUE
        assert each.message_vi.endswith((".", "?"))
        assert "{" not in each.message_vi
