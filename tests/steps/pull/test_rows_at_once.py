"""What rows are read at once to is what they are read to element by element, however they are spelled."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from flows.steps.pull.workbooks.files import NotAWorkbook, read_workbook
from tests.given.made_xlsx import element_by_element, made_sheet
from tests.given.tries import tries

CASES = Path(__file__).parents[2] / "fixtures" / "workbooks"


def outcome(content: bytes) -> str:
    """The whole sheet, value by value and type by type, or the sentence."""
    try:
        return repr(read_workbook(content, ".xlsx"))
    except NotAWorkbook as refused:
        return str(refused)


@pytest.mark.parametrize("oddness", [0, 0.003, 0.1])
def test_made_up_rows_are_read_alike(oddness: float) -> None:
    pick = random.Random(oddness)
    for _ in range(tries(150)):
        content = made_sheet(pick, pick.choice((1, 5, 40, 400)) if oddness < 0.1 else 3, oddness)
        assert outcome(content) == outcome(element_by_element(content))


@pytest.mark.parametrize("path", sorted(CASES.glob("*.xlsx")), ids=lambda path: path.name)
def test_workbooks_that_are_kept_are_read_alike(path: Path) -> None:
    content = path.read_bytes()
    assert outcome(content) == outcome(element_by_element(content))
