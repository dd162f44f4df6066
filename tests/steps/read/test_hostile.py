"""Whatever a sheet holds, it is read, or refused in words: nothing else ever comes out."""

from __future__ import annotations

import time

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from schemas.sheet import Cell, CellError, DateCell, FormattedNumber, Sheet, Tab, from_json, to_json, trim
from tests.fuzz.cells import one_input
from tests.given.checked import checked
from tests.given.desk import HEADING, sheet
from tests.given.tries import tries

FIRST = (1, "CĐCS xã Ea Tam", 24, 22, 20)


# --- sheets of any shape ------------------------------------------------------------------------------------

words = st.sampled_from([
    *HEADING, "Tổng số", "Số lượng", "Trong đó", "Đơn vị", "TỔNG CỘNG", "Cộng I", "I", "II", "Khối trường học", "CĐCS A", "CĐCS B",
    "(1)", "(2)", "(3)=(2)/(1)", "nt", "//", "-", "1.234", "1,5", "85%", "x", "không", "=A1", "#REF!", "NGƯỜI LẬP BIỂU",
    "ngày 27 tháng 8 năm 2020", "Tæng sè", "C§CS", "Toång soá", "\u200b", "\ufeff", "\x00", "a" * 50_000, "{raw}", "{", "%s",
])  # fmt: skip
cells = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(2**70), 2**70),
    st.integers(0, 40),
    st.floats(allow_nan=True, allow_infinity=True),
    words,
    words,
    st.text(max_size=20),
    st.builds(DateCell, st.floats(-1e12, 1e12)),
    st.builds(
        FormattedNumber,
        st.integers(-(10**12), 10**12) | st.floats(allow_nan=False, allow_infinity=False),
        st.sampled_from(["0%", "h:mm", ";;;", '0" nghìn"', "0,", "0.00E+00", "# ?/?", '"x"'])
        | st.text('0#?.,;%[]"\\_*hmdyE+-/@đ ', max_size=20),
    ),
    st.builds(CellError, st.sampled_from(["#REF!", "#DIV/0!", ""])),
)
rows = st.lists(st.lists(cells, max_size=9), max_size=12)
tabs = st.builds(
    lambda title, grid, merges, hidden: Tab(title, trim(grid), tuple(merges), tuple(hidden)),
    st.text(max_size=8),
    rows,
    st.lists(st.tuples(*[st.integers(0, 9)] * 4), max_size=3),
    st.lists(st.integers(0, 30), max_size=3),
)
sheets = st.builds(
    lambda of, locale: Sheet(tuple(of), locale, locale),
    st.lists(tabs, max_size=3),
    st.none() | st.text(max_size=5),
)


@settings(max_examples=tries(150), deadline=None, suppress_health_check=list(HealthCheck))
@given(sheets)
@example(Sheet(()))
@example(Sheet((Tab("", ()),)))
def test_no_sheet_of_any_shape_raises_and_every_row_is_accounted_for(of: Sheet) -> None:
    checked(of)


@settings(max_examples=tries(150), deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(st.lists(cells, min_size=4, max_size=7), max_size=12),
    st.sampled_from([HEADING, HEADING[1:], ("CĐCS", "Đoàn viên", "Đã cài")]),
)
def test_no_body_under_a_good_heading_raises(grid: list[list[Cell]], heading: tuple[str, ...]) -> None:
    checked(sheet(*grid, heading=heading))


@settings(max_examples=tries(60), deadline=None)
@given(sheets)
def test_a_kept_sheet_reads_as_the_one_that_came(of: Sheet) -> None:
    kept = from_json(to_json(of))
    assert checked(from_json(to_json(kept))).findings == checked(kept).findings


def test_a_cell_of_fifty_thousand_letters_is_refused_at_its_place_and_at_once() -> None:
    for text in (
        "9" * 50_000,
        "a " * 25_000,
        "(" * 50_000,
        "1." * 25_000,
        "Ã" * 50_000,
        "tổng " * 10_000,
        "đến " * 12_000,
    ):
        start = time.process_time()
        result = checked(sheet(FIRST, [2, text, 24, 22, text], [3, "CĐCS B", text, text, 5]))
        assert time.process_time() - start < 5
        assert result.rows_refused >= 1
        assert all(len(each.message_vi) < 600 for each in result.findings)


def test_a_wide_and_deep_grid_in_memory_is_read_in_bounded_time() -> None:
    start = time.process_time()
    checked(Sheet((Tab("", tuple(tuple(range(500)) for _ in range(2_000))),)))
    checked(Sheet((Tab("", (tuple(HEADING), *[(None, f"Tổng {n}", 1, 1, 1) for n in range(3_000)])),)))
    checked(Sheet((Tab("", (tuple(HEADING), *[(1, "CĐCS A", n, 1, 1) for n in range(3_000)])),)))
    assert time.process_time() - start < 20


@settings(max_examples=tries(300), deadline=None)
@given(st.binary(max_size=120))
def test_the_fuzzers_entry_holds_over_any_input(data: bytes) -> None:
    one_input(data)
