"""`decisions.txt`, line by line: what a decision does, and which are refused."""

from __future__ import annotations

import pytest

from tests.given.desk import Desk, moment
from tests.given.story import UNIT, happen, lines


@pytest.mark.parametrize("happened, asked_at, standing, cutoff, because", lines("decisions.txt"))
def test_each_line_of_the_decisions_table_holds(
    desk: Desk, happened: str, asked_at: str, standing: str, cutoff: str, because: str
) -> None:
    happen(desk, happened)
    stands = desk.standing(UNIT, asked_at)
    assert (stands["standing"], stands["cutoff_at"]) == (standing, moment(cutoff)), because
