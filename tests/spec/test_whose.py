"""`whose.txt`, line by line: whether a name says that its figures are not those of one whole branch."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.given.checked import checked
from tests.given.desk import sheet

LINES = (
    (Path(__file__).parent / "whose.txt").read_text(encoding="utf-8").partition("because\n")[2].splitlines()
)
ASKED = {"row_may_be_several": "several", "row_may_be_some": "some"}


@pytest.mark.parametrize("line", LINES)
def test_a_name_says_whose_the_figures_are_as_the_table_says(line: str) -> None:
    name, said, _ = (cell.strip() for cell in line.split("|"))
    of = sheet([1, name.replace("⏎", "\n"), 60, 50, 40], [2, "CĐCS xã Hoà Phú", 45, 40, 31])
    result = checked(of)
    [told] = [ASKED[each.rule] for each in result.findings] or ["taken"]
    assert (told, result.rows_waiting, result.rows_accepted) == (said, said != "taken", 2 - (said != "taken"))
