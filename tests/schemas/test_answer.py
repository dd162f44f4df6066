"""Which answers hold: given by then, not taken back, and of several about one row the last."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from schemas.answer import GivenAnswer, Moment, changes_of, in_force, row_words

START = datetime(2020, 8, 28, tzinfo=UTC)


def at(hour: int, number: int = 0) -> Moment:
    return START + timedelta(hours=hour), number


def test_an_answer_holds_from_its_own_moment_until_it_is_taken_back() -> None:
    one = GivenAnswer("a", "yes", at(2), at(4))
    assert [in_force([one], at(hour)) for hour in (1, 2, 3, 4)] == [{}, {"a": "yes"}, {"a": "yes"}, {}]


def test_of_several_the_last_holds_and_the_one_before_again_once_that_is_taken_back() -> None:
    answers = [GivenAnswer("a", "no", at(3), at(5)), GivenAnswer("a", "yes", at(1))]
    assert [in_force(answers, at(hour))["a"] for hour in (2, 3, 5)] == ["yes", "no", "yes"]


def test_in_one_instant_the_numbers_say_what_came_first() -> None:
    one = GivenAnswer("a", "yes", at(2, 7))
    assert (in_force([one], at(2, 6)), in_force([one], at(2, 8))) == ({}, {"a": "yes"})


moments = st.builds(at, st.integers(0, 5), st.integers(0, 3))
answers = st.builds(
    GivenAnswer, st.sampled_from("ab"), st.sampled_from(["yes", "no"]), moments, st.none() | moments
)


@given(st.lists(answers, max_size=6), moments)
def test_between_two_changes_nothing_changes(given_answers: list[GivenAnswer], moment: Moment) -> None:
    last = max((each for each in changes_of(given_answers) if each <= moment), default=None)
    assert in_force(given_answers, moment) == (in_force(given_answers, last) if last else {})


def test_the_words_of_a_row_end_with_its_last_cell_that_holds_anything() -> None:
    assert row_words((None, "Huyện", 60.0, "", None)) == '[null,"Huyện",60]'
    assert row_words(("Huyện",)) != row_words(("huyện",))
