"""A telephone number is restored only where one number is meant."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.sheet import CellError, DateCell
from schemas.vietnamese.phones import NEW_PREFIXES, read_phone
from schemas.vietnamese.refusals import REFUSALS


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("0262-3.852.123", "02623852123"), ("0262/3852123", "02623852123"), ("3.852.123", "02623852123"),
        ("385 2123", "02623852123"), ("(+84) 262 3852 123", "02623852123"), ("2623852123", "02623852123"),
        ("0500-3852123", "02623852123"), ("0501 3852123", "02613852123"), ("0633852123", "02633852123"),
        ("5003852123", "02623852123"), ("02433852123", "02433852123"),
        ("+84 (0)901234567", "0901234567"), ("+840901234567", "0901234567"), ("0084 901 234 567", "0901234567"),
        ("tel:0901234567", "0901234567"), ("ĐT: 0901.234.567", "0901234567"), ("0901234567 (Zalo)", "0901234567"),
        ("Số điện thoại: 0901 234 567", "0901234567"), ("0901,234,567", "0901234567"), ("0901234567.", "0901234567"),
        ("Nguyễn Văn An 0901234567", "0901234567"), ("0901234567 - Nguyễn Văn An", "0901234567"),
        ("Anh An: 0901234567", "0901234567"), ("1231234567", "0831234567"), ("+841231234567", "0831234567"),
        (901234567, "0901234567"), (901234567.0, "0901234567"), (84901234567, "0901234567"),
        (3852123.0, "02623852123"), (2623852123, "02623852123"),
    ],
)  # fmt: skip
def test_a_number_with_one_meaning_is_read(cell: Any, number: str) -> None:
    assert (read_phone(cell).value, read_phone(cell).refusal) == (number, None)


@pytest.mark.parametrize("cell", [None, "", " ", "-", "…", "N/A", "không có", "chưa có", "0", 0])
def test_a_number_not_given_is_missing(cell: Any) -> None:
    assert (read_phone(cell).value, read_phone(cell).refusal) == (None, None)


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("0901234567, 0912345678", "two_numbers"), ("0901234567 0912345678", "two_numbers"),
        ("0901234567\n0912345678", "two_numbers"), ("0901234567 hoặc 0912345678", "two_numbers"),
        ("02623852123-124", "two_numbers"), ("3852123-01", "two_numbers"), ("3.852.123 - 84", "two_numbers"), ("0901234567 - 0912345678", "two_numbers"),
        ("0901 234 567 ext 12", "extension"), ("02623852123 máy lẻ 12", "extension"),
        ("090xxxxxxx", "masked"), ("0901***567", "masked"), ("0901...567", "masked"),
        ("O901234567", "lookalike_letter"), ("0901 234 56l", "lookalike_letter"), ("9,01E+08", "scientific"),
        ("090123456", "wrong_length"), ("0901 234 5678", "wrong_length"), ("852123", "wrong_length"),
        ("8490123456", "wrong_length"), (45, "wrong_length"), ("0301234567", "unknown_prefix"),
        ("0601234567", "unknown_prefix"), ("01101234567", "unknown_prefix"), ("02173852123", "unknown_prefix"),
        ("+1 202 555 0123", "foreign"), ("00442012345678", "foreign"), ("1900 1234", "service_number"),
        ("115", "service_number"), ("18001234", "service_number"), ("0987654321", "placeholder"),
        ("0999999999", "placeholder"), ("123456789", "placeholder"), ("0000", "placeholder"),
        ("a.b@c.vn", "email"), ("nt", "ditto"), ("0901234567 (số cũ)", "extra_words"), ("0901234567?", "extra_words"),
        ("có", "not_a_number"), ("?", "not_a_number"), (True, "not_a_number"), (-1, "not_a_number"),
        (1.5, "not_a_number"), (10**30, "not_a_number"), (DateCell(44071), "not_a_number"),
        ("1" * 50_000, "not_a_number"), ("=A1", "formula_text"), ("+A1", "formula_text"), ("###", "column_too_narrow"),
        ("#N/A", "formula_error"), (float("nan"), "formula_error"), (CellError("#REF!"), "formula_error"),
    ],
)  # fmt: skip
def test_a_number_with_two_meanings_is_asked_about(cell: Any, code: str) -> None:
    assert (read_phone(cell).value, read_phone(cell).refusal) == (None, f"phone_{code}")


def test_the_prefixes_of_2018_are_complete_and_each_is_a_prefix_of_today() -> None:
    assert len(NEW_PREFIXES) == 8 + 5 + 5 + 2 + 1
    assert len(set(NEW_PREFIXES.values())) == len(NEW_PREFIXES)
    for new in NEW_PREFIXES.values():
        assert read_phone(f"{new}1234568").value == f"{new}1234568"


MOBILES = st.builds(
    "0{}{:07}".format,
    st.sampled_from(["32", "36", "56", "58", "70", "77", "81", "86", "90", "91", "98"]),
    st.integers(2_000_000, 8_999_998),
)


@given(MOBILES)
def test_a_mobile_number_reads_back_however_it_is_grouped(number: str) -> None:
    if read_phone(number).refusal == "phone_placeholder":
        return
    a, b, c = number[:4], number[4:7], number[7:]
    ways = [
        number,
        f"{a} {b} {c}",
        f"{a}.{b}.{c}",
        f"{a}-{b}-{c}",
        f"+84{number[1:]}",
        number[1:],
        int(number),
    ]
    ways += [f"84{number[1:]}", f"'{number}", f"SĐT: {number}", float(number)]
    assert {read_phone(way).value for way in ways} == {number}


@given(
    st.one_of(
        st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=60),
        st.text("0123456789+.-()/ Ee", max_size=25), st.builds(DateCell, st.floats()),
    )
)  # fmt: skip
def test_reading_a_phone_never_raises_and_gives_national_digits(cell: Any) -> None:
    reading = read_phone(cell)
    value = reading.value
    assert value is None or (
        value[0] == "0" and value.isascii() and value.isdigit() and len(value) in (10, 11)
    )
    assert reading.refusal is None or (reading.refusal in REFUSALS and value is None)
