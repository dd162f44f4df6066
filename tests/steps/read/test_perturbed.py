"""Sheets made from a known truth and then disturbed as clerks disturb them: figures right, or a finding there.

A sheet is built from branches with known figures in one of several layouts; disturbances of two sorts follow.
A harmless one changes nothing that the sheet says: every figure must be accepted as it is, without an error.
A harmful one may make a row unreadable: it is accepted right or refused at its row, never accepted wrong.
"""

from __future__ import annotations

import random
import re

import numpy as np
import pytest

from flows.steps.check import check_return
from flows.steps.read import read_sheet
from flows.steps.read.words import labels
from schemas.sheet import Sheet, column_letters
from schemas.unit_return import CheckedReturn
from schemas.vietnamese.text import fold
from tests.given.checked import checked
from tests.given.disturbances import disturbed
from tests.given.forms import FORM
from tests.given.harm import spoil_count
from tests.given.made_case import COUNTS, Case, Line
from tests.given.made_sheets import build, sums
from tests.given.tries import tries

CASES, UNNAMED = tries(300), tries(400)
EACH = CASES // 15
"""Of CASES, in one test."""


def wrong(case: Case) -> list[str]:
    """Everything the reading of a case got wrong."""
    sheet = case.sheet()
    read = read_sheet(sheet, FORM)
    result = check_return(read)
    return [
        *_not_accounted(result, sum(read.kinds.values()), sheet),
        *_wrong_rows(case, result),
        *_wrong_findings(case, result),
    ]


def _not_accounted(result: CheckedReturn, kinds: int, sheet: Sheet) -> list[str]:
    rows = sum(len(tab.rows) for tab in sheet.tabs)
    return [] if kinds == rows and result.rows_not_data >= 0 else [f"{kinds} rows told of {rows}"]


def _wrong_rows(case: Case, result: CheckedReturn) -> list[str]:
    faults = []
    seen = set()
    findings = {f.cell: f for f in result.findings if f.cell}
    for row in result.accepted.frame().to_dict("records"):
        place = int(re.sub("[A-Z]", "", row["source_cell"])) - 1
        branch = case.lines[place].branch
        if any(f.rule == "tab_not_read" for f in result.findings):
            continue
        if branch is None:
            faults.append(f"row {place + 1} accepted: {row['branch_name']}")
            continue
        seen.add(branch)
        true = case.truth[branch]
        if fold(row["branch_name"]) != fold(str(true["branch_name"])):
            faults.append(f"name {row['branch_name']!r} for {true['branch_name']!r}")
        for name in COUNTS:
            if name not in case.fields:
                continue
            is_missing = np.isnan(row[name])
            cell = f"{column_letters(case.column(name))}{place + 1}"
            is_asked = cell in findings and findings[cell].rule == "looks_like_date"
            if not is_missing and row[name] != true[name] and not is_asked:
                faults.append(f"{name} {row[name]} for {true[name]} at row {place + 1}")
            is_told = "strange_heading" in case.done or any(
                f.rule.startswith(("heading", "column", "personal")) for f in findings.values()
            )
            if is_missing and not is_told and case.lines[place].cells[case.column(name)] is not None:
                faults.append(f"{name} lost at row {place + 1}")
    telling = ("branch_twice_identical", "total_disagrees")
    rows_with_errors = {
        int(re.sub("[A-Z]", "", f.cell)) - 1
        for f in result.findings
        if f.cell and (f.severity != "warning" or f.rule in telling)
    }
    of_return = any(
        (f.severity == "error" and f.cell is None) or f.rule == "tab_not_read" for f in result.findings
    )
    for place, line in enumerate(case.lines):
        if (
            line.branch is not None
            and line.branch not in seen
            and place not in rows_with_errors
            and not of_return
        ):
            faults.append(f"row {place + 1} lost: {case.truth[line.branch]['branch_name']}")
    return faults


def _wrong_findings(case: Case, result: CheckedReturn) -> list[str]:
    if not case.is_harmless:
        return []
    harmless = {
        "heading_unknown",
        "rows_hidden",
        "row_hidden",
        "counts_all_equal",
        "heading_twice",
        "heading_blank",
    }
    names = [branch["branch_name"] for branch in case.truth]
    if "ordinal" not in case.fields and not all(map(labels.is_branch, names)):
        # "Ea Tam" without a number, and as large as all others together, may be a commune's total
        harmless.add("row_may_be_total")
    return [
        f"{f.severity} {f.rule} {f.cell}: {f.message_vi}"
        for f in result.findings
        if f.rule not in harmless or (f.severity == "error" and f.rule != "row_may_be_total")
    ]


@pytest.mark.parametrize("first", range(0, CASES, EACH))
def test_a_disturbed_sheet_comes_out_right_or_is_asked_about(first: int) -> None:
    for seed in range(first, first + EACH):
        case = disturbed(seed)
        faults = wrong(case)
        assert not faults, (seed, case.done, faults)


WHOLE_UNIT = (
    "Toàn huyện Krông Năng", "Huyện Krông Năng", "Kết quả chung", "LĐLĐ huyện Krông Năng", "Toàn bộ", "Krông Năng", "Khối chung",
    "Cả huyện Krông Năng", "Toàn thị xã Buôn Hồ", "Ngành Giáo dục", "Công đoàn ngành Y tế", "CĐ Viên chức tỉnh", "Số chung",
    "Toàn đơn vị", "Tỉnh Đắk Lắk", "Tất cả các CĐCS", "CĐCS toàn huyện", "Thành phố Buôn Ma Thuột", "Báo cáo chung toàn ngành",
)  # fmt: skip
"""What a total may be called where nobody says "Tổng cộng"."""


@pytest.mark.parametrize("broken", [0, 1, 2])
@pytest.mark.parametrize("at_head", [False, True])
def test_a_total_without_its_name_is_never_silently_a_branch_in_a_sheet_without_numbers(
    broken: int, at_head: bool
) -> None:
    """Also where other rows are broken, or the total has a slip, so that the sums do not agree."""
    seeds = (seed for seed in range(UNNAMED) if "ordinal" not in build(random.Random(seed)).fields)
    for seed in seeds:
        pick = random.Random(seed)
        case = build(pick)
        case.is_harmless = False
        total = sums(case, case.truth, pick.choice(WHOLE_UNIT))
        if pick.random() < 0.3:
            total[case.column("installed")] = int(str(total[case.column("installed")])) + pick.choice(
                (1, -10)
            )
        rows = [index for index, line in enumerate(case.lines) if line.branch is not None]
        place = rows[0] if at_head else rows[-1] + 1
        case.lines.insert(place, Line(total))
        for _ in range(broken):
            spoil_count(case)
        result = checked(case.sheet())
        cell = f"{column_letters(case.column('branch_name'))}{place + 1}"
        accepted = cell in result.accepted["source_cell"].tolist()
        assert not accepted or cell in {each.cell for each in result.findings}, (seed, total)
