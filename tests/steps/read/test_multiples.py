"""A sheet that says its figures are thousands is not taken as plain counts: tests/spec/multiples.txt, line by line."""

from __future__ import annotations

from pathlib import Path

import pytest

from schemas.sheet import Row, Sheet, Tab
from tests.given.checked import checked

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
        case "under the heading":
            return (HEADING, (None, None, text, text, text), *BODY)
        case "in a branch's row":
            return (HEADING, (*BODY[0][:4], text), BODY[1])
        case "in the total's row":
            return (HEADING, *BODY, (None, "Tổng cộng", 52, 47, text))
    return ((*HEADING[:4], text), *BODY)


@pytest.mark.parametrize(("where", "text", "taken"), LINES)
def test_figures_are_taken_as_counts_or_the_unit_is_asked(where: str, text: str, taken: str) -> None:
    result = checked(Sheet((Tab("T", rows(where, text)),)))
    has_error = any(each.severity == "error" for each in result.findings)
    assert (len(result.accepted) == 2 and not has_error) == (taken == "yes")
    assert taken == "yes" or len(result.accepted) == 0
