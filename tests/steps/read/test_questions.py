"""What only the unit can tell is asked: its row waits, neither accepted nor refused, until somebody says what it is."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from flows.steps.read import read_sheet
from schemas.answer import row_words
from schemas.unit_return import CheckedReturn
from schemas.unit_return.row_kind import RowKind
from tests.given.checked import checked
from tests.given.desk import HEADING, sheet
from tests.given.forms import FORM

A, B, C = ((n, f"CĐCS {name}", 20 + n, 15 + n, 10 + n) for n, name in enumerate("ABC", 1))
WHOLE = (None, "Huyện Krông Năng", 60, 47, 36)
"""A district's total, by its name; nobody says so, and it is no sum."""
ASKED = sheet(A, B, C, WHOLE)
WORDS = row_words(WHOLE)


def names(of: CheckedReturn) -> list[str]:
    return of.accepted["branch_name"].tolist()


def test_a_row_in_doubt_waits_and_the_return_is_not_yet_valid() -> None:
    result = checked(ASKED)
    assert (result.rows_accepted, result.rows_refused, result.rows_waiting) == (3, 0, 1)
    assert (result.errors, result.questions, result.is_valid) == (0, 1, False)


def test_a_question_names_the_cell_and_is_bound_to_the_rows_own_words() -> None:
    [asked] = [each for each in checked(ASKED).findings if each.severity == "question"]
    assert (asked.rule, asked.cell, asked.asks_about) == ("row_may_be_total", "B5", WORDS)


def test_answered_yes_the_row_is_a_branch_like_any_other() -> None:
    result = checked(ASKED, {WORDS: "yes"})
    assert (result.rows_accepted, result.findings, result.is_valid) == (4, (), True)


def test_answered_no_the_row_is_no_data_and_held_against_no_sum() -> None:
    read = read_sheet(ASKED, FORM, {WORDS: "no"})
    assert read.kinds[RowKind.ANSWERED_NO] == 1
    result = checked(ASKED, {WORDS: "no"})
    assert (result.rows_accepted, result.rows_waiting, result.findings, result.is_valid) == (3, 0, (), True)


def test_an_answer_finds_its_row_wherever_it_stands_and_asks_anew_of_a_changed_one() -> None:
    assert checked(sheet(A, WHOLE, B, C), {WORDS: "no"}).is_valid
    changed = sheet(A, B, C, (*WHOLE[:4], 37))
    assert checked(changed, {WORDS: "no"}).rows_waiting == 1


def test_a_row_that_waits_is_told_nothing_else_until_it_is_known_to_be_a_branch() -> None:
    broken = (None, "Huyện Krông Năng", 60, 47, 48)
    asked = checked(sheet(A, B, C, broken))
    assert [each.severity for each in asked.findings] == ["question"]
    answered = checked(sheet(A, B, C, broken), {row_words(broken): "yes"})
    assert [each.rule for each in answered.findings] == ["installed_above_smartphones"]
    assert answered.rows_refused == 1


def test_a_waiting_rows_branch_is_not_taken_for_gone() -> None:
    result = checked(ASKED)
    assert (result.bad_keys, result.keeps_vanished) == ({"huyenkrongnang"}, False)


def test_a_total_is_held_against_no_row_that_may_be_one() -> None:
    """Whether the waiting row is counted or not, one of the two sums is the typed one."""
    without = sheet(A, B, C, WHOLE, (None, "Tổng cộng", 66, 51, 36))
    assert {each.rule for each in checked(without).findings} == {"row_may_be_total"}


@given(st.lists(st.sampled_from([A, B, C, WHOLE]), max_size=6), st.sampled_from(["yes", "no"]))
def test_whatever_is_answered_every_row_is_accounted_for_and_no_answered_row_waits(
    rows: list[tuple[int | str | None, ...]], answer: str
) -> None:
    result = checked(sheet(*rows), {WORDS: answer})  # type: ignore[dict-item]
    assert WORDS not in {each.asks_about for each in result.findings}


def test_a_yes_to_a_row_that_is_the_sum_of_those_below_asks_about_these_in_turn() -> None:
    """Else the same people would be counted twice, since somebody said that the row is a branch."""
    rows = [
        ["CĐCS Công ty Cà phê", 100, 90, 80], ["CĐCS Nông trường 1", 60, 50, 45], ["CĐCS Nông trường 2", 40, 40, 35],
        ["CĐCS UBND xã Hoà Phú", 45, 40, 31],
    ]  # fmt: skip
    of = sheet(*rows, heading=HEADING[1:])
    answers = {row_words(tuple(rows[0])): "yes"}
    first = checked(of)
    assert [each.cell for each in first.findings if each.severity == "question"] == ["A2"]
    then = checked(of, answers)
    assert [each.cell for each in then.findings if each.severity == "question"] == ["A3", "A4"]
    answers |= {row_words(tuple(row)): "no" for row in rows[1:3]}
    last = checked(of, answers)
    assert last.accepted["installed"].tolist() == [80, 31]
    assert last.is_valid
