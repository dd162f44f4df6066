"""A count is read where it has one meaning and asked about where it has two."""

from __future__ import annotations

import unicodedata
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.rules import catalogue
from schemas.sheet import CellError, DateCell, FormattedNumber
from schemas.vietnamese.numbers import read_count
from schemas.vietnamese.numbers.numerals import LARGEST
from schemas.vietnamese.numbers.words import read_words
from schemas.vietnamese.reading import Reading
from tests.given.forms import FORM

CELLS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=60),
    st.text("0123456789.,-+/%() xXlO~…'’nữgười", max_size=30),
    st.builds(DateCell, st.floats()),
    st.builds(CellError, st.text(max_size=8)),
)


@pytest.mark.parametrize(
    ("cell", "count"),
    [
        ("45 đ/c", 45), ("45đc", 45), ("45 em", 45), ("45 NLĐ", 45), ("45 nguoi", 45), ("45 chiếc điện thoại", 45),
        ("45 đoàn viên, CNVCLĐ", 45), ("45 CNVC-LĐ", 45), ("45 cán bộ và giáo viên", 45), ("45 máy.", 45),
        ("Tổng 45 người", 45), ("Tổng số: 1.234", 1234), ("Đoàn viên: 45", 45), ("đã cài: 45", 45), ("có 45", 45),
        ("1'234", 1234), ("1’234", 1234), ("1.234.567", 1234567), ("1,234,567", 1234567), ("1 234 567", 1234567),
        ("1.234,00", 1234), ("1,234.00", 1234), ("1 234,0", 1234), ("45,0", 45), ("45.0000", 45), ("0,0", 0),
        ("+45", 45), ("４５", 45), ("１.２３４", 1234), ("…45…", 45), ("......45......", 45), ("4\u200b5", 45),
        ("45 (nữ: 30)", 45), ("45 (trong đó có 30 nữ)", 45), ("45, trong đó nữ 30", 45), ("45, nữ 30", 45),
        ("45 (nam 15, nữ 30)", 45), ("1.234 (nữ 1.000)", 1234), ("45 (85,5%)", 45), ("45 (người)", 45),
        ("45 (bằng chữ: bốn mươi lăm)", 45), ("bốn mươi lăm (45)", 45), ("0 (không có)", 0), ("không (0)", 0),
        ("Không.", 0), ("ko", 0), ("không ai", 0), ("không có người nào", 0), ("không có máy", 0),
        ("hai nghìn", 2000), ("Ba lăm người", 35), ("bon muoi lam", 45), ("một trăm linh hai", 102), ("00", 0),
        (45, 45), (45.0, 45), (0, 0), (LARGEST, LARGEST), ("100.000.000", LARGEST),
    ],
)  # fmt: skip
def test_a_count_with_one_meaning_is_read(cell: Any, count: int) -> None:
    reading = read_count(cell)
    assert (reading.value, reading.refusal) == (count, None)


@pytest.mark.parametrize(
    "cell",
    [
        None, "", " ", "\u200b", "'", "…", ". . .", "____", "n/a", "NA", "null", "nan", "None", "để trống", "bổ sung sau",
        "chưa có số liệu", "không có số liệu", "chưa tổng hợp", "đang thống kê", "chua thong ke",
    ],
)  # fmt: skip
def test_a_count_not_entered_is_missing_and_never_zero(cell: Any) -> None:
    reading = read_count(cell)
    assert (reading.value, reading.refusal) == (None, None)


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("khoảng 45", "estimate"), ("≈45", "estimate"), ("±45", "estimate"), ("45 trở lên", "estimate"),
        ("ít nhất 45", "estimate"), ("tối đa 45", "estimate"), ("dưới 45", "estimate"), ("vài chục", "estimate"),
        ("45 mấy", "estimate"), ("45 (tạm tính)", "estimate"), ("hơn 500 người", "estimate"), (">= 5", "estimate"),
        ("từ 500 đến 600", "range"), ("500–600", "range"), ("500 tới 600", "range"),
        ("45 người/50", "two_numbers"), ("4 5", "two_numbers"), ("45 và 50", "two_numbers"), ("45+5", "two_numbers"),
        ("45/30 nữ", "two_numbers"), ("45 (50)", "two_numbers"), ("45\n123", "two_numbers"),
        ("1\t234", "two_numbers"), ("45; 50", "two_numbers"),
        ("5k", "rounded"), ("2 trăm", "rounded"), ("1E+03", "rounded"), ("1.2e3", "rounded"), ("năm chục", "rounded"),
        ("45%", "percent"), ("85 phần trăm", "percent"), ("85,5 %", "percent"),
        ("12.8.2020", "date"), ("2020-08-12", "date"), ("ngày 12/8", "date"), ("28-8-20", "date"),
        ("-5", "negative"), ("−5", "negative"), ("- 1.234", "negative"), (-1, "negative"), (-0.5, "negative"),
        ("(45)", "brackets"), ("[45]", "brackets"), (".45", "not_whole"), ("0.123", "not_whole"),
        ("1,234.5", "not_whole"), ("45,50", "not_whole"), ("1.234,000", "grouping"), ("012.345", "not_whole"),
        ("1.234 567", "two_numbers"), ("1,23,456", "grouping"), ("1234.000", "not_whole"),
        ("1O", "lookalike_letter"), ("l00", "lookalike_letter"), ("O", "lookalike_letter"),
        ("chưa", "zero_or_missing"), ("chưa có ai", "zero_or_missing"), ("--", "zero_or_missing"),
        ("—", "zero_or_missing"), ("/", "zero_or_missing"),
        ("không rõ", "unknown"), ("45?", "unknown"), ("không?", "unknown"), ("không%", "percent"), ("/không", "not_a_number"), ("đủ", "yes"), ("tất cả", "yes"),
        ("✓", "tick"), ("X", "tick"), (True, "tick"), (False, "tick"),
        ("//", "ditto"), ('"', "ditto"), ("〃", "ditto"), ("n/t", "ditto"), ("-nt-", "ditto"),
        ("#N/A", "formula_error"), ("Err:502", "formula_error"), (CellError("#REF!"), "formula_error"),
        (float("nan"), "formula_error"), (float("inf"), "formula_error"),
        ("=45", "formula_text"), ("@SUM(A1)", "formula_text"), ("+C5+C6", "formula_text"),
        ("#####", "column_too_narrow"),
        ("0901234567", "phone"), ("02623852123", "phone"),
        ("hai mươi năm", "words_unclear"), ("một trăm hai", "words_unclear"), ("bốn năm", "words_unclear"),
        ("45 (nữ 50)", "breakdown_disagrees"), ("45 (nam 15, nữ 31)", "breakdown_disagrees"),
        ("bốn mươi (45)", "words_disagree"), ("không (5)", "words_disagree"),
        ("100000001", "too_large"), (905123506, "too_large"), ("905 123 506", "too_large"),
        (FormattedNumber(905123506, "0000000000"), "too_large"), ("9" * 50, "too_large"), (10**400, "too_large"), (1e300, "too_large"),
        ("45 nữ", "extra_words"), ("chưa cài 45", "extra_words"), ("số 45", "extra_words"),
        ("45-", "extra_words"), ("45 (nghỉ)", "extra_words"), ("45²", "extra_words"),
        ("٤٥", "not_a_number"), ("IV", "not_a_number"), ("½", "not_a_number"), ("nam", "not_a_number"),
        ("\u202e54", "extra_words"), ("1" * 50_000, "not_a_number"), ("a" * 50_000, "not_a_number"),
        (1.234, "decimal_typed"), (12.5, "decimal_typed"), (DateCell(44055), "date"),
    ],
)  # fmt: skip
def test_a_count_with_two_meanings_is_asked_about(cell: Any, code: str) -> None:
    reading = read_count(cell)
    assert (reading.value, reading.refusal) == (None, f"count_{code}")


def test_a_typed_decimal_suggests_the_thousands_the_locale_took() -> None:
    assert read_count(1.234).suggestion == "1234"
    assert read_count(12.5).suggestion is None
    assert read_count("l5").suggestion == "15"
    assert read_count("=45").suggestion == "45"


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("năm", 5), ("mười", 10), ("mười lăm", 15), ("hai mươi mốt", 21), ("bốn mươi tư", 44), ("ba lăm", 35),
        ("một trăm", 100), ("một trăm lẻ năm", 105), ("một trăm hai lăm", 125), ("một nghìn không trăm bốn lăm", 1045),
        ("một nghìn lẻ năm", 1005), ("một nghìn hai trăm ba mươi tư", 1234), ("mười hai ngàn", 12000),
        ("một triệu hai trăm nghìn", 1200000), ("hai muoi tu", 24), ("không", 0), ("ba", 3),
        ("hai mươi năm", None), ("một trăm hai", None), ("một nghìn hai", None), ("hai trăm lăm", None), ("nam", None),
        ("sau", None), ("mươi", None), ("trăm", None), ("nghìn", None), ("một triệu nghìn", None), ("bốn năm", None),
        ("hai nghìn rưỡi", None), ("có", None), ("", None), ("một " * 40, None),
    ],
)  # fmt: skip
def test_number_words_are_read_only_when_spelt_out_in_full(words: str, number: int | None) -> None:
    assert read_words(words) == number


UNITS = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"]


def spell(number: int, full: bool = False) -> str:
    """The number in words as a letter of the federation writes it."""
    if number >= 1000:
        head, tail = divmod(number, 1000)
        return f"{spell(head)} nghìn" + (f" {spell(tail, full=True)}" if tail else "")
    if number >= 100 or full:
        head, tail = divmod(number, 100)
        odd = f" linh {UNITS[tail]}" if 0 < tail < 10 else f" {spell(tail)}" if tail else ""
        return f"{UNITS[head]} trăm{odd}"
    if number < 10:
        return UNITS[number]
    tens, unit = divmod(number, 10)
    last = {0: "", 1: " mốt" if tens > 1 else " một", 5: " lăm"}.get(unit, f" {UNITS[unit]}")
    return ("mười" if tens == 1 else f"{UNITS[tens]} mươi") + last


@given(st.integers(0, 999_999))
def test_a_number_spelt_out_reads_back(number: int) -> None:
    assert read_count(spell(number)).value == number
    assert read_count(f"{number} ({spell(number)})").value == number


@given(st.integers(0, 10**8))
def test_a_number_written_with_separators_reads_back(number: int) -> None:
    written = f"{number:,}"
    gaps = [".", ",", " ", "\u00a0", "\u202f", "\u2009", "'", "’"]
    assert [read_count(written.replace(",", gap)).value for gap in gaps] == [number] * len(gaps)
    assert (
        read_count(str(number)).value == read_count(number).value == read_count(float(number)).value == number
    )


@given(
    st.integers(0, 10**8),
    st.sampled_from(["người", "đoàn viên", "máy", "CNVCLĐ"]),
    st.sampled_from("\u2019'"),
)
def test_a_reading_does_not_depend_on_the_unicode_form(number: int, unit: str, quote: str) -> None:
    text = f"{quote}{number} {unit}"
    forms = ("NFC", "NFD", "NFKC", "NFKD")
    assert {read_count(unicodedata.normalize(form, text)) for form in forms} == {read_count(text)}
    assert read_count(text).value == number


@given(CELLS)
def test_reading_a_count_never_raises_and_never_invents(cell: Any) -> None:
    reading: Reading[int] = read_count(cell)
    assert reading.value is None or (type(reading.value) is int and 0 <= reading.value <= LARGEST)
    assert reading.refusal is None or (reading.refusal in catalogue(FORM) and reading.value is None)


@given(st.text("0123456789.,", min_size=1, max_size=14))
def test_a_bare_numeral_gives_only_its_own_digits(text: str) -> None:
    value = read_count(text).value
    assert value is None or "".join(filter(str.isdigit, text)).lstrip("0").startswith(str(value).lstrip("0"))


BESIDE = (
    "905;|905,|905*|905 NV|905 (2 nghỉ thai sản)|905 (*)|905 ng|905 CN|905 LĐ|905 (trong đó nữ 400)|905/|905.;"
    "|905 người;|905**|905 [1]|*905|905 người đã cài|905 đã cài|905 máy đã cài đặt|905 (ĐV: 900)"
    "|905 (900 đoàn viên)|905 (trong đó 2 nghỉ ốm)|905 (02 đ/c nghỉ thai sản)|905 (nghỉ TS: 2)"
    "|905 (2 nghỉ thai sản, 3 nghỉ ốm)|905 (kể cả 2 nghỉ thai sản)|905 (kể cả hợp đồng)|905, trong đó 400 nữ"
    '|905, nữ 400|905 nguời|905 ngưòi|905 CBCNV|905 CB, NV|905 CNVC-LĐ|"905"|905 (đủ)|905 (đã điều chỉnh)'
    "|: 905|905:|905_|905 ✓|905 người có ĐTTM|Đạt 905|905 đ/v|905 (3 HĐ)|905 [2 nghỉ thai sản]"
    "|905\n(2 nghỉ thai sản)|905 (nữ 400; ĐV 900)|905, 2 nghỉ thai sản|905 (2 đang nghỉ thai sản)"
    "|905 người (2 người nghỉ thai sản)|905 (có 3 hợp đồng)|905 CBGVNV|905 CC, VC|905nv"
    "|905 (gồm 3 hợp đồng và 2 tập sự)|905 Đv|905 LD|905 cai|905 ĐVCĐ"
)
"""What clerks leave or say beside a number, with one reading: 905."""


@pytest.mark.parametrize("cell", BESIDE.split("|"))
def test_marks_and_remarks_beside_a_number_leave_it_what_it_is(cell: str) -> None:
    assert read_count(cell).value == 905


TWO_READINGS = (
    "45/50|905 hoặc 910|905 (910)|905 (1)|905 (910 người)|905 (thực tế 900)|905-|905 -|-905|(905)|905?|905 (?)"
    "|905 (5 chưa cài)|905 (tổng 910)|905, 910|905; 910|905 (1000 đoàn viên)|905 (900 có mặt)|~905|905 (tạm)"
    "|905 (dự kiến)|905 (ước)|905 (thiếu 3)|905 k|905 tr|905 đ|905%|905 (bổ sung 3)|905 (tăng 5)|905 (còn 3)"
    "|905+3|905 + 3|905 x|905 học sinh|905 (27/8)|905 (800 đã cài)|905, 2|905,5;|905 x 2|905 (cũ)|905 (2 tuần)"
    "|905 (2 năm)|khoảng 905;|> 905|905 trở lên|1.23*|12,5;|905*2|905/910;|905 nv 3 bv|905 - 2 nghỉ thai sản"
    "|905 (chưa kể 2 nghỉ)|905 (chưa tính 2 nghỉ thai sản)|l05;|905, năm 2020|905, khoảng 3"
)


@pytest.mark.parametrize("cell", TWO_READINGS.split("|"))
def test_what_may_be_another_count_is_never_read(cell: str) -> None:
    reading = read_count(cell)
    assert reading.value is None
    assert reading.refusal is not None


@pytest.mark.parametrize(
    "cell", ["1234 (ĐV: 1200)", "1.234 (ĐV: 1.200)", "1.234;", "1 234 NV", "1.234_x000D_"]
)
def test_thousands_keep_their_remarks(cell: str) -> None:
    assert read_count(cell).value == 1234


def test_a_line_s_end_in_excel_s_code_parts_two_numbers() -> None:
    assert read_count("45_x000D_\n500").refusal == "count_two_numbers"
    assert read_count("45_x000D_500").refusal == "count_two_numbers"
