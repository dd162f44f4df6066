"""A percentage is points from 0 to 100; whatever may be two of them is asked about."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.rules import catalogue
from schemas.sheet import CellError, DateCell
from schemas.vietnamese.percents import read_percent
from tests.given.forms import FORM


@pytest.mark.parametrize(
    ("cell", "points"),
    [
        ("1%", 1), ("0", 0), ("0,0", 0), ("85", 85), ("85,5", 85.5), ("0,855", 85.5), ("0.5", 50), ("0,5%", 0.5),
        ("85％", 85), ("８５%", 85), ("85%%", 85), ("(85%)", 85), ("85 phần trăm", 85), ("tỷ lệ: 85%", 85),
        ("Tỉ lệ 85,5 %", 85.5), ("chiếm 85%", 85), ("dat 85%", 85), ("đạt: 100%", 100), ("1.000%", 1),
        ("90% (45/50)", 90), ("45/50 (90%)", 90), ("45/50 = 90%", 90), ("83,33% (5/6)", 83.33), ("83% (25/30)", 83),
        ("66,6% (2/3)", 66.6), ("66,7% (2/3)", 66.7), ("tám mươi lăm phần trăm", 85), ("99,995%", 100),
        ("85% (tám mươi lăm phần trăm)", 85), ("85,555", 85.56), ("85,554", 85.55), ("12,345%", 12.35),
        (0, 0), (1, 100), (1.0, 100), (0.855, 85.5), (0.285, 28.5), (85, 85), (85.5, 85.5), (100, 100), (1.5, 1.5),
        (1.0000000000000002, 100), (100.00000000000001, 100), (85.714285714, 85.71), (1e-300, 0),
    ],
)  # fmt: skip
def test_a_percentage_with_one_meaning_is_read(cell: Any, points: float) -> None:
    reading = read_percent(cell)
    assert (reading.value, reading.refusal) == (points, None)
    assert type(reading.value) is float


@pytest.mark.parametrize(
    "cell", [None, "", " ", "-", "–", "—", "…", "N/A", "không", "không có", "chưa có", "chưa có số liệu"]
)
def test_a_rate_not_entered_is_recomputed(cell: Any) -> None:
    assert (read_percent(cell).value, read_percent(cell).refusal) == (None, None)


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("1", "one"), ("1,0", "one"), ("01", "one"), ("1.00", "one"),
        ("100,01%", "above_100"), ("855", "above_100"), ("100.001", "above_100"), (100.5, "above_100"),
        (10**400, "above_100"), ("-5%", "signed"), ("+85%", "signed"), (-0.5, "signed"),
        ("≈85%", "estimate"), ("tối đa 85%", "estimate"), ("85% trở lên", "estimate"), ("hơn 90%", "estimate"),
        ("từ 90% đến 95%", "range"), ("90 – 95%", "range"), ("50%-60%", "range"),
        ("3/4", "ratio"), ("89% (45/50)", "ratio_disagrees"), ("45/50 (85%)", "ratio_disagrees"),
        ("85% (5/0)", "ratio_disagrees"), ("85% (tám mươi phần trăm)", "words_disagree"),
        ("85.5.2%", "two_marks"), ("1.234,5%", "two_marks"), ("85; 90", "two_numbers"), ("85, 5%", "two_numbers"),
        ("8 5%", "two_numbers"), ("l00%", "lookalike_letter"), ("1OO%", "lookalike_letter"),
        ("12/8/2020", "date"), (DateCell(44055), "date"), ("x", "tick"), (True, "tick"), ("?", "unknown"),
        ("nt", "ditto"), ("//", "ditto"), ("#N/A", "formula_error"), (float("nan"), "formula_error"),
        (CellError("#DIV/0!"), "formula_error"), ("=D5/C5", "formula_text"), ("###", "column_too_narrow"),
        ("85% kế hoạch", "extra_words"), ("(6)", "extra_words"), ("85,%", "extra_words"), ("đủ", "not_a_number"),
        ("%", "not_a_number"), ("85‰", "not_a_number"), ("9" * 50_000, "not_a_number"),
    ],
)  # fmt: skip
def test_a_percentage_with_two_meanings_is_asked_about(cell: Any, code: str) -> None:
    reading = read_percent(cell)
    assert (reading.value, reading.refusal) == (None, f"percent_{code}")


@given(st.integers(0, 10_000))
def test_points_read_back_with_either_decimal_mark(hundredths: int) -> None:
    text = f"{hundredths / 100:.2f}%"
    assert read_percent(text).value == read_percent(text.replace(".", ",")).value == hundredths / 100


@given(st.integers(0, 10_000))
def test_a_percent_formatted_cell_reads_as_its_points(hundredths: int) -> None:
    assert read_percent(hundredths / 10_000).value == hundredths / 100


@given(st.integers(0, 500), st.integers(1, 500))
def test_a_rate_with_the_ratio_it_comes_from_is_read(part: int, whole: int) -> None:
    part = min(part, whole)
    assert read_percent(f"{100 * part / whole:.1f}% ({part}/{whole})").refusal is None


@given(
    st.one_of(
        st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=60),
        st.text("0123456789.,-/%() đạt", max_size=30), st.builds(DateCell, st.floats()),
    )
)  # fmt: skip
def test_reading_a_percentage_never_raises_and_stays_within_bounds(cell: Any) -> None:
    reading = read_percent(cell)
    assert reading.value is None or 0 <= reading.value <= 100
    assert reading.value is None or round(reading.value, 2) == reading.value
    assert reading.refusal is None or (reading.refusal in catalogue(FORM) and reading.value is None)
