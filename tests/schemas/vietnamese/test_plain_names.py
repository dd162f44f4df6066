"""A name that is called plain is read exactly as if each name were looked at by itself."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.steps.read.words import labels
from schemas.unit_return.readers import name_key, read_name
from schemas.vietnamese.branch_names.abbreviations import PHRASES
from schemas.vietnamese.branch_names.corrections import CORRECTIONS
from schemas.vietnamese.branch_names.plain import AT_ONCE, OPENINGS, plain_keys
from schemas.vietnamese.text.syllables import VIETNAMESE
from tests.given.tries import tries

LETTERS = "".join(sorted(VIETNAMESE)) + "abcxyzABCXYZ0189 .,()/&-\n\t\u00a0\u200b'’\"?½µ®ÐðÑ\u0301Ж中\ud800😀"
WORDS = sorted(
    {word for phrase in PHRASES for word in phrase.typed.split()}
    | {word for words in CORRECTIONS for word in words.split()}
    | {
        "1",
        "01",
        "2",
        "lan",
        "ea",
        "kar",
        "p",
        "x",
        "c",
        "TH",
        "Tiểu",
        "học",
        "(mới)",
        "-",
        "đồng",
        "so",
        "cd",
        "cdcs",
        "Sơn",
        "Lơng",
        "cơng",
        "đồn",
        "viên",
        "H'leo",
        "th'cs",
        "'",
    }
)
PHRASED = st.lists(
    st.sampled_from([phrase.typed.strip() for phrase in PHRASES] + list(CORRECTIONS))
    | st.sampled_from(WORDS),
    min_size=1,
    max_size=6,
).map(" ".join)
NAMES = st.builds(
    "".join,
    st.tuples(st.sampled_from(OPENINGS), PHRASED | st.text(LETTERS, max_size=20) | st.text(max_size=8)),
)


@settings(max_examples=tries(400), deadline=None)
@given(st.lists(NAMES, max_size=12))
def test_a_plain_name_is_read_as_it_stands(names: list[str]) -> None:
    for name, key in zip(names, plain_keys(names).tolist(), strict=True):
        if key is not None:
            reading = read_name(name)
            assert (reading.value, reading.refusal) == (name, None)
            assert key == name_key(name)


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("CĐCS Trường THCS Nguyễn Du", "truongthcsnguyendu"),
        ("Trạm Y tế xã Ea Ô, (thôn 3)", "tytxaeaothon3"),
        ("CĐCS phường Tự An ", None),
        ("CĐCS  phường Tự An", None),
        ("CĐCS Công đồn xã", None),
        ("CĐCS Trường Nơ Trang Lơng", "truongnotranglong"),
        ("CĐCS xã Cơng Bình", None),
        ("CĐCS xã Sơn Đồng", "xasondong"),
        ("CĐCS xã M'Đrắk", "xamdrak"),
        ("CĐCS xã H' Leo", None),
        ("CĐCS xã Ea' ", None),
        ("CĐCS Trường Dương Vương", "truongduongvuong"),
        ("CĐCS Ðạ Tẻh", None),
        ("CĐCS hai\ndòng", None),
        ("Tổng cộng", None),
        ("Trường học", None),
        (None, None),
        (7, None),
    ],
)
def test_names_that_need_a_second_look_have_no_key_yet(name: object, key: str | None) -> None:
    assert plain_keys([name]).tolist() == [key]  # type: ignore[list-item]


def test_names_are_told_one_by_one_however_many_there_are() -> None:
    names = [f"CĐCS số {number}" if number % 3 else f"CĐCS  số {number}" for number in range(2 * AT_ONCE)]
    keys = [f"so{number}" if number % 3 else None for number in range(2 * AT_ONCE)]
    assert plain_keys(names).tolist() == keys


@pytest.mark.parametrize("opening", OPENINGS)
def test_what_opens_a_plain_name_opens_a_branch_and_no_total_or_section(opening: str) -> None:
    for name in (opening + "A", opening + "học", opening + "tổng cộng"):
        assert labels.is_branch(name)
        assert labels.is_plain_name(name)
