"""What a number format shows, and what a cell under it is read as: tests/spec/number_formats.txt, line by line."""

from __future__ import annotations

import math
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.sheet import DateCell, FormattedNumber, Sheet, Tab, from_json, to_json
from schemas.sheet.number_formats import display_of, is_plain
from schemas.vietnamese.formatted import cell_of
from schemas.vietnamese.numbers import read_count
from schemas.vietnamese.percents import read_percent
from schemas.vietnamese.reading import Reading
from tests.given.tries import tries

SPEC = Path(__file__).parents[1] / "spec" / "number_formats.txt"
LINES = [
    tuple(each.strip() for each in line.split(" | "))
    for line in SPEC.read_text(encoding="utf-8").splitlines()
    if line.count(" | ") == 4 and not line.startswith("format ")
]


def written(reading: Reading[int] | Reading[float]) -> str:
    if reading.refusal:
        return reading.refusal
    return "–" if reading.value is None else f"{reading.value:g}"


def stored(number: str) -> float:
    return float(number) if "." in number else int(number)


@pytest.mark.parametrize(("code", "number", "text", "count", "percent"), LINES)
def test_a_cell_is_read_by_what_it_shows(code: str, number: str, text: str, count: str, percent: str) -> None:
    display = display_of(stored(number), code)
    if display.shows != "date":
        assert display.text.strip() == text
    cell = cell_of(stored(number), code)
    assert (written(read_count(cell)), written(read_percent(cell))) == (count, percent)


def test_a_format_that_says_nothing_leaves_a_plain_number() -> None:
    for code in ("General", "0", "#,##0", '0" người"', "@", '_(* #,##0_);_(* \\(#,##0\\);_(* "-"_);_(@_)'):
        assert type(cell_of(45, code)) is int
    assert isinstance(cell_of(45, "dd/mm/yyyy"), DateCell)
    assert cell_of(45, "0%") == FormattedNumber(45, "0%")


@settings(max_examples=tries(300), deadline=None)
@given(
    st.floats(-1e12, 1e12)
    | st.integers(-(10**12), 10**12)
    | st.floats(allow_nan=False, allow_infinity=False),
    st.text('0#?.,;%[]<>="\\_*hmdysE+-/@đ k', max_size=25),
)
def test_no_format_raises_and_a_plain_one_shows_the_number_and_nothing_else(number: float, code: str) -> None:
    display = display_of(number, code)
    if is_plain(code):
        assert display.shows == "number"
    cell = cell_of(number, code)
    for reading in (read_count(cell), read_percent(cell)):
        assert reading.refusal is None or reading.value is None
    value = read_count(cell).value
    assert value is None or math.isclose(value, number, rel_tol=1e-9, abs_tol=1e-6)


@pytest.mark.parametrize("code", ["0,", "0.00", "0%", "%" * 255, "0." + "0" * 253, "#,##0.00 đ"])
def test_the_largest_number_is_shown_under_any_format(code: str) -> None:
    assert display_of(1.7e308, code).text
    assert read_count(cell_of(1.7e308, code)).value is None


def test_a_formatted_number_is_kept_as_it_is() -> None:
    """The format is kept, not what we make of it today: a rebuild reads it under the rules of that day."""
    sheet = Sheet(
        (Tab("T", ((FormattedNumber(0.855, '0.0%" đạt"'), FormattedNumber(1, "0%"), 1, DateCell(44055.0)),)),)
    )
    assert from_json(to_json(sheet)) == sheet
    assert b'{"shown":[1,"0%"]}' in to_json(sheet)


@pytest.mark.parametrize(
    ("number", "count"),
    [
        (905.0000000001, "905"),
        (19.999999999999996, "20"),
        (20.000000000000004, "20"),
        (-1e-17, "0"),
        (1234.0000000000002, "1234"),
        ("19.999999999999996", "20"),
        (1.234, "count_decimal_typed"),
        (45.5, "count_decimal_typed"),
        (905.001, "count_decimal_typed"),
        (999999.999, "count_decimal_typed"),
        ("45,5", "count_not_whole"),
        (-1.0, "count_negative"),
    ],
)
def test_the_noise_of_a_formula_is_no_decimal_part(number: float | str, count: str) -> None:
    assert written(read_count(number)) == count


def test_the_noise_of_a_formula_is_none_in_percent_cells_either() -> None:
    assert read_percent(FormattedNumber(1.0000000000000002, "0%")).value == 100
    assert read_percent(FormattedNumber(0.8500000000000001, "0%")).value == 85
