"""A deadline as people type it: a day where it can mean one thing; the server's pattern lets all of them through."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.desk.instants import DEADLINE_PATTERN, INSTANT_PATTERN, deadline, instant
from flows.errors import ConfigurationError
from flows.steps.publish.words import deadline_in_words
from tests.given.desk import ZONE, moment

HERE, BEGUN = str(ZONE), date(2020, 8, 18)


@pytest.mark.parametrize(
    ("typed", "is_before"),
    [
        ("hết ngày 31/8", "1/9 00:00"),
        ("Đến hết ngày 31/8/2020", "1/9 00:00"),
        ("đến 31/08", "1/9 00:00"),
        ("31/8/2020", "1/9 00:00"),
        ("2020-08-31", "1/9 00:00"),
        ("ngày 31 tháng 8 năm 2020", "1/9 00:00"),
        ("31.8.2020", "1/9 00:00"),
        ("trước ngày 1/9", "1/9 00:00"),
        ("trước 1-9-2020", "1/9 00:00"),
        ("1/9/2020 0:00", "1/9 00:00"),
        (" 31/8/2020 17:30 ", "31/8 17:30"),
        ("2020-08-31T17:30+07:00", "31/8 17:30"),
        (unicodedata.normalize("NFD", "trước ngày 1/9"), "1/9 00:00"),
    ],
)
def test_a_deadline_is_read_where_it_can_mean_one_thing(typed: str, is_before: str) -> None:
    assert deadline(typed, HERE, BEGUN) == moment(is_before)
    assert re.search(DEADLINE_PATTERN, typed)


@pytest.mark.parametrize(
    "typed", ["hết tháng 8", "31/9/2020", "29/2/2021", "31/8/20", "31/8 17:00", "8/2020", ""]
)
def test_what_may_mean_another_thing_or_nothing_is_refused_with_how_to_write_it(typed: str) -> None:
    with pytest.raises(ConfigurationError, match="hãy ghi như «hết ngày 31/8/2020»"):
        deadline(typed, HERE, BEGUN)


def test_a_day_without_a_year_is_the_first_of_the_campaign_and_may_be_of_the_next_year() -> None:
    assert deadline("hết ngày 5/1", HERE, date(2020, 12, 20)).year == 2021
    assert deadline("hết ngày 20/12", HERE, date(2020, 12, 20)).year == 2020


def test_a_deadline_is_read_back_with_its_last_day() -> None:
    assert deadline_in_words(moment("1/9 00:00"), HERE) == "trước 1/9/2020 00:00 (hết ngày 31/8/2020)"
    assert deadline_in_words(moment("31/8 17:30"), HERE) == "trước 31/8/2020 17:30"


@given(st.datetimes(timezones=st.just(ZONE)).map(lambda at: at.replace(second=0, microsecond=0)))
def test_no_instant_that_is_understood_is_kept_from_the_form(at: object) -> None:
    for typed in (f"{at:%d/%m/%Y %H:%M}", f"{at:%Y-%m-%dT%H:%M%z}"):
        if re.match(r"\d{4}-|\d\d/\d\d/\d{4} ", typed):
            assert instant(typed, HERE) is not None
            assert re.search(INSTANT_PATTERN, typed)
