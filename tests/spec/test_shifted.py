"""`shifted.txt`, line by line: whether a comma has cut a figure of a text file in two."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.steps.pull.workbooks.files import read_workbook
from tests.given.checked import checked

TEXT = (Path(__file__).parent / "shifted.txt").read_text(encoding="utf-8")
HEADING = next(line for line in TEXT.splitlines() if line.startswith("STT"))
LINES = TEXT.partition("because\n")[2].splitlines()
OTHERS = ("1,CĐCS A,120,100,80,", "3,CĐCS C,45,40,31,")
ACCEPTED = ("taken", "heading_blank")


@pytest.mark.parametrize("line", LINES)
def test_a_line_is_taken_or_refused_as_the_table_says(line: str) -> None:
    typed, said, _ = (cell.strip() for cell in line.split("|"))
    content = "\n".join((HEADING, OTHERS[0], typed, OTHERS[1]))
    result = checked(read_workbook(content.encode(), ".csv"))
    rules = {each.rule for each in result.findings} - {"heading_blank" if said == "shifted" else ""}
    expected = {"taken": set(), "shifted": {"count_shifted"}}
    assert rules >= expected.get(said, {said})
    assert rules or said == "taken"
    assert len(result.accepted) == 2 + (said in ACCEPTED)


def test_where_every_line_has_a_figure_more_the_unit_must_say_which_column_it_is() -> None:
    lines = (HEADING.removesuffix(",Ghi chú"), "1,CĐCS A,1500,1200,1,100", "2,CĐCS B,1600,1300,1,200")
    result = checked(read_workbook("\n".join(lines).encode(), ".csv"))
    assert "heading_twice" in {each.rule for each in result.findings}
    assert len(result.accepted) == 0
