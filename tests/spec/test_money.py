"""`money.txt`: amounts of money as they are typed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.vietnamese.money import LARGEST, UNITS, read_money

LINES = (Path(__file__).parent / "money.txt").read_text(encoding="utf-8").splitlines()[3:]
ROWS = [re.split(r" {2,}", line.partition("←")[0].strip()) for line in LINES]


@pytest.mark.parametrize(("typed", "unit", "said"), ROWS)
def test_an_amount_is_read_as_the_table_says(typed: str, unit: str, said: str) -> None:
    reading = read_money(typed, unit)
    read = "–" if reading.value is None else str(reading.value)
    assert (reading.refusal or read) == said


@given(st.integers(0, LARGEST - 1))
def test_every_amount_is_read_back_however_its_thousands_are_parted(amount: int) -> None:
    typed = [f"{amount:,}{unit}".replace(",", gap) for gap in ("", ".", " ") for unit in ("", "đ", " đồng")]
    assert {read_money(each, "đồng").value for each in typed} == {amount}
    assert read_money(amount, "đồng").value == amount


@given(
    st.text(max_size=30) | st.floats() | st.integers() | st.booleans() | st.none(),
    st.sampled_from(list(UNITS)),
)
def test_no_cell_raises_and_an_amount_is_never_negative(cell: str | float | bool | None, unit: str) -> None:
    reading = read_money(cell, unit)
    assert reading.value is None or (type(reading.value) is int and 0 <= reading.value < LARGEST)
    assert reading.value is None or reading.refusal is None
