"""A sheet that says its figures are thousands is not taken as plain counts: tests/spec/multiples.txt, line by line."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from flows.steps.check import check_return
from flows.steps.read import read_sheet
from schemas.sheet import Row, Sheet, Tab

OPENS = date(2020, 8, 18)
SPEC = Path(__file__).parents[2] / "spec" / "multiples.txt"
LINES = [
    tuple(each.strip() for each in line.split(" | "))
    for line in SPEC.read_text(encoding="utf-8").splitlines()
    if line.endswith(("| no", "| yes"))
]
HEADING = ("STT", "Tên CĐCS", "Tổng số CNVCLĐ", "Số ĐTTM", "Số đã cài đặt")
BODY: tuple[Row, ...] = ((1, "CĐCS A", 24, 22, 20), (2, "CĐCS B", 28, 25, 25))


def rows(where: str, text: str) -> tuple[Row, ...]:
    match where:
        case "over the table":
            return (("BÁO CÁO KẾT QUẢ",), (None, None, None, text), HEADING, *BODY)
        case "below the table":
            return (HEADING, *BODY, (), (text,))
    return ((*HEADING[:4], text), *BODY)


@pytest.mark.parametrize(("where", "text", "taken"), LINES)
def test_figures_are_taken_as_counts_or_the_unit_is_asked(where: str, text: str, taken: str) -> None:
    result = check_return(read_sheet(Sheet((Tab("T", rows(where, text)),)), OPENS), OPENS)
    has_error = any(each.severity == "error" for each in result.findings)
    assert (len(result.accepted) == 2 and not has_error) == (taken == "yes")
    assert taken == "yes" or len(result.accepted) == 0
