"""One key for one branch: the table of pairs, and what holds of all phrases."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.unit_return.readers import name_key, read_name
from schemas.vietnamese.branch_names import PHRASES, branch_key
from tests.given.tries import tries

SPEC = Path(__file__).parents[2] / "spec" / "branches.txt"
ARE = {"one branch": True, "two branches": False}


def pairs() -> list[tuple[str, str, bool]]:
    lines = SPEC.read_text(encoding="utf-8").split("because\n", 1)[1].splitlines()
    cells = [[cell.strip() for cell in line.split("|")] for line in lines]
    return [(one, other, ARE[verdict]) for one, other, verdict, _ in cells]


def key(typed: str) -> str | None:
    return name_key(read_name(typed).value)


@pytest.mark.parametrize(("one", "other", "are_one"), pairs())
def test_each_pair_of_names_is_what_the_table_says(one: str, other: str, are_one: bool) -> None:
    assert key(one)
    assert (key(one) == key(other)) is are_one


def test_no_phrase_takes_in_what_another_wrote() -> None:
    """So the phrases of a name are known before any is written, and thousands of names can be written at once."""
    assert all(phrase.typed == phrase.typed.lower() for phrase in PHRASES)
    assert all(phrase.written == phrase.written.upper() for phrase in PHRASES)
    assert PHRASES[-1].written == " "


@settings(max_examples=tries(300), deadline=None)
@given(st.text(max_size=40) | st.text("CĐSTrường() -.,&0123456789hưmnx'’*", max_size=30))
def test_a_key_is_small_letters_and_digits_and_never_raises(name: str) -> None:
    made = branch_key(name)
    assert made == made.strip()
    assert " " not in made
    assert all(char.isalnum() or char == "." for char in made)


def test_what_is_shown_stays_as_typed_but_for_codes() -> None:
    assert read_name("CĐCS Trường THPT Ea Tam (điều chỉnh)").value == "CĐCS Trường THPT Ea Tam (điều chỉnh)"
    assert read_name("CĐCS Phòng GD&amp;ĐT_x000D_").value == "CĐCS Phòng GD&ĐT"


def test_the_table_names_no_pair_twice() -> None:
    told = sorted((one, other) for one, other, _ in pairs())
    assert all(one != other for one, other in pairwise(told))
