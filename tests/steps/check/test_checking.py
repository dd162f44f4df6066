"""What a row and a return must keep: each broken rule is told at its cell."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pandera.pandas as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.steps.check import check_return
from flows.steps.read import read_sheet
from schemas.rules import row_rules
from schemas.sheet import Cell, DateCell, Sheet, Tab
from schemas.submission import breaking, contract, readable, stored_contract
from schemas.typed_rows import BLOCK, TypedRows
from schemas.vietnamese.numbers.numerals import LARGEST
from tests.given.checked import WIDE, checked
from tests.given.desk import HEADING, sheet
from tests.given.forms import FORM

GOOD: list[Cell] = [1, "CĐCS A", 50, 45, 40, 30, 10, 50]


def broken(row: list[Cell], heading: list[str] = WIDE) -> list[tuple[str, str, str | None]]:
    result = checked(sheet(row, heading=heading))
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


@pytest.mark.parametrize("column", ["C", "H", "I"])
@pytest.mark.parametrize("number", [905123506, 3852123, 200_001])
def test_a_number_that_no_branch_can_have_is_refused_and_not_only_shown(column: str, number: int) -> None:
    """A telephone without its 0, one of seven digits, whatever is more than a factory's people."""
    row = [*GOOD, 2]
    row["ABCDEFGHI".index(column)] = number
    rule = "count_too_large" if number > LARGEST else "more_than_any_branch"
    found = broken(row, [*WIDE, "Số buổi ra quân"])
    assert ("error", rule, f"{column}2") in found
    assert "workforce_above_3000" not in {each for _, each, _ in found}


def test_the_largest_branch_there_can_be_is_shown() -> None:
    assert broken([1, "CĐCS A", 200_000, None, None, 51]) == [("warning", "workforce_above_3000", "C2")]


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
    result = checked(sheet(*rows))
    assert (result.rows_accepted, result.rows_refused, result.is_valid) == (1, 0, True)
    assert [(each.rule, each.cell) for each in result.findings] == [("branch_twice_identical", "B3")]


def test_one_branch_twice_with_different_figures_is_refused_in_both_rows() -> None:
    rows = ([1, "CĐCS A", 24, 22, 20], [2, "CĐCS A", 24, 22, 21])
    result = checked(sheet(*rows))
    assert (result.rows_accepted, result.rows_refused) == (0, 2)
    assert [(each.rule, each.cell) for each in result.findings] == [
        ("branch_twice_different", "B2"),
        ("branch_twice_different", "B3"),
    ]
    cells = ", ".join(each.cell or "" for each in result.findings)
    assert all(cells in each.message_vi for each in result.findings)


def test_three_equal_counts_in_every_row_are_shown() -> None:
    rows = [[n, f"CĐCS {n}", n + 20, n + 20, n + 20] for n in (1, 2, 3)]
    result = checked(sheet(*rows))
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
    read = read_sheet(sheet(*rows, heading=WIDE), FORM)
    result = check_return(read)
    assert result.rows_accepted + result.rows_refused + result.rows_waiting + result.rows_not_data == sum(
        read.kinds.values()
    )
    assert result.rows_not_data >= 0


@given(st.lists(st.lists(cells, min_size=8, max_size=8), min_size=1, max_size=6))
def test_the_masks_find_the_very_rows_that_lazy_pandera_finds(rows: list[list[Cell]]) -> None:
    read = read_sheet(sheet(*rows, heading=WIDE), FORM).rows
    asked = {rule.code: [] for rule in row_rules(FORM)} | {
        f"refused:{name}": [holds] for name, holds in readable(FORM).items()
    }
    for rule in row_rules(FORM):
        asked[rule.code].append(rule.holds)
    by_mask = {
        (name, place)
        for name, of_name in asked.items()
        for places in breaking(read, of_name)
        for place in places.tolist()
    }
    try:
        contract(FORM).validate(read.frame(), lazy=True)
        by_pandera: set[tuple[str, int]] = set()
    except pa.errors.SchemaErrors as errors:
        cases: pd.DataFrame = errors.failure_cases
        by_pandera = set(zip(cases["check"].astype(str), cases["index"], strict=True))
    assert by_mask == by_pandera


@given(st.lists(st.lists(cells, min_size=8, max_size=8), min_size=1, max_size=6))
def test_what_is_accepted_keeps_the_contract_of_what_is_stored(rows: list[list[Cell]]) -> None:
    accepted = checked(sheet(*rows, GOOD, heading=WIDE)).accepted
    assert len(stored_contract(FORM).validate(accepted.frame())) == len(accepted)


def test_rows_are_told_one_by_one_however_many_are_asked_at_once() -> None:
    bad = {0, BLOCK - 1, BLOCK, 2 * BLOCK + 7}
    workforce = np.where(np.isin(np.arange(2 * BLOCK + 9), list(bad)), 0.0, 9.0)
    [places] = breaking(TypedRows({"workforce": workforce}), [lambda rows: rows["workforce"] > 0])
    assert set(places.tolist()) == bad


def test_a_telephone_number_is_recognised_and_read_by_nobody() -> None:
    """It is stored nowhere: whom to ring stands in the roster."""
    of = sheet(
        [1, "CĐCS A", 24, 22, 20, "0901234567 hoặc 090"], heading=[*HEADING[:5], "Số điện thoại liên hệ"]
    )
    read = read_sheet(of, FORM)
    assert check_return(read).findings == ()
    assert read.has("contact_phone")
    assert not any("phone" in name for name in read.rows.columns if "smartphone" not in name)


def test_a_date_of_the_report_that_cannot_be_one_is_shown_and_refuses_nothing() -> None:
    of = sheet([1, "CĐCS A", 24, 22, 20, "31/9/2020"], heading=[*HEADING[:5], "Ngày báo cáo"])
    result = checked(of)
    assert [(each.severity, each.rule) for each in result.findings] == [("warning", "date_no_such_day")]
    assert result.rows_accepted == 1


def test_another_units_name_above_the_table_is_shown() -> None:
    def not_of(name: str) -> str | None:
        return "LĐLĐ huyện Krông Năng" if "ea kar" in name.casefold() else None

    of = Sheet(
        (Tab("", (("LĐLĐ tỉnh Đắk Lắk", "Đơn vị: LĐLĐ huyện Ea Kar"), HEADING, (1, "CĐCS A", 21, 16, 11))),)
    )
    read = read_sheet(of, FORM)
    [found] = check_return(read, not_of).findings
    assert (found.rule, found.cell, found.raw_value) == ("another_unit_named", "B1", "LĐLĐ huyện Ea Kar")
    assert check_return(read).findings == ()


def test_the_sum_of_a_section_with_sections_in_it_is_that_of_all_of_them() -> None:
    rows: list[list[Cell]] = [
        ["A", "Khu vực nhà nước", 72, 62, 52],
        ["I", "Khối trường", 24, 22, 20],
        [1, "CĐCS A", 24, 22, 20],
        ["II", "Khối xã", 48, 40, 32],
        [1, "CĐCS B", 28, 25, 25],
        [2, "CĐCS C", 20, 15, 7],
        ["B", "Khu vực khác", 30, 20, 10],
        [1, "CĐCS D", 30, 20, 10],
    ]
    assert checked(sheet(*rows)).findings == ()
    rows[0][2] = 73
    assert [(each.rule, each.cell) for each in checked(sheet(*rows)).findings] == [("total_disagrees", "C2")]


def test_a_section_of_another_units_branches_is_shown_and_one_of_a_place_is_not() -> None:
    def not_of(name: str) -> str | None:
        return "LĐLĐ huyện Krông Năng" if "ea kar" in name.casefold() else None

    def told(section: str) -> list[tuple[str, str | None]]:
        rows = [
            ["A", "LĐLĐ huyện Krông Năng"],
            [1, "CĐCS A", 21, 16, 11],
            ["B", section],
            [1, "CĐCS B", 24, 22, 20],
        ]
        found = check_return(read_sheet(sheet(*rows), FORM), not_of).findings
        return [(each.rule, each.cell) for each in found]

    assert told("LĐLĐ huyện Ea Kar") == [("another_unit_named", "B4")]
    assert told("Huyện Ea Kar") == []


def test_a_date_in_a_counts_column_is_told_as_a_date() -> None:
    result = checked(sheet([1, "CĐCS A", DateCell(44055.0), 22, 20]))
    assert [each.raw_value for each in result.findings] == ["12/08/2020"]


@pytest.mark.parametrize("total", [[None, "Tổng cộng", 0, 0, 0], [None, "Tổng cộng"]])
def test_a_total_of_nothing_without_a_branch_is_an_empty_form_and_no_return(total: list[Cell]) -> None:
    """As a template says it that nobody has filled in yet."""
    result = checked(sheet([1], [2], total))
    assert (result.findings, result.is_submitted, result.keeps_vanished) == ((), False, False)
