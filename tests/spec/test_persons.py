"""Who is a person in a text and what is a person's number: the two tables, in Python and in the database alike."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st
from phonenumbers import PhoneNumberMatcher, PhoneNumberType, number_type

from flows.store.database import Database
from schemas.vietnamese.person_search import showing_persons
from schemas.vietnamese.persons import ADDRESSED, MAY_NAME, without_persons
from schemas.vietnamese.telephones import without_phones

SPEC = Path(__file__).parent


def lines(name: str) -> list[tuple[str, str]]:
    """What is typed and what is shown. A line without bars is a heading."""
    text = (SPEC / name).read_text(encoding="utf-8").split("because\n", 1)[1]
    cells = [line.split(" | ") for line in text.splitlines() if "|" in line]
    return [
        (re.sub(r"\\u([0-9a-f]{4})", lambda code: chr(int(code[1], 16)), typed).strip(" "), shown.strip(" |"))
        for typed, shown, *_ in cells
    ]


NUMBERS, PEOPLE = lines("telephones.txt"), lines("persons.txt")


@pytest.mark.parametrize(("typed", "shown"), NUMBERS)
def test_a_number_is_a_persons_as_the_table_says(typed: str, shown: str) -> None:
    assert without_phones(typed) == shown
    assert without_persons(typed) == shown


@pytest.mark.parametrize(("typed", "shown"), PEOPLE)
def test_somebody_is_named_as_the_table_says(typed: str, shown: str) -> None:
    assert without_persons(typed) == shown
    assert without_persons(shown) == shown


def test_the_database_shows_what_the_tables_say(database: Database) -> None:
    """The same patterns in another engine: Postgres takes the longest match where Python takes the first."""
    typed = [each for each, _ in (*NUMBERS, *PEOPLE)]
    typed += [f"{person}, {number}; {person}" for number, person in zip(typed, reversed(typed), strict=True)]
    question = (
        "SELECT report.without_phones(t), report.without_persons(t) FROM unnest(cast(:typed AS text[])) AS t"
    )
    with database.begin("bluezone_analyst") as connection:
        shown = connection.execute(sa.text(question), {"typed": typed}).all()
    assert [tuple(each) for each in shown] == [
        (without_phones(each), without_persons(each)) for each in typed
    ]


def test_a_quick_look_passes_nobody_over() -> None:
    named = [typed for typed, _ in PEOPLE if any(re.search(pattern, typed) for pattern in ADDRESSED)]
    assert [typed for typed in named if not re.search(MAY_NAME, typed)] == []
    assert len(named) > 30


@given(
    st.lists(
        st.sampled_from(
            [None, "", "Zalo\n", "\N{SLIGHTLY SMILING FACE}", *(typed for typed, _ in (*NUMBERS, *PEOPLE))]
        ),
        max_size=12,
    )
)
def test_a_column_shows_whom_its_texts_show_one_by_one(texts: list[str | None]) -> None:
    alone = [place for place, text in enumerate(texts) if text is not None and without_persons(text) != text]
    assert showing_persons(texts) == alone


def test_names_whose_marks_are_apart_from_their_letters_are_the_same_names() -> None:
    """As some telephones and every Mac write a file's name."""
    assert without_persons(unicodedata.normalize("NFD", "bao cao - chị Lan.xlsx")) == "bao cao - ….xlsx"


MOBILES = st.from_regex(r"0(3[2-9]|5[689]|7[06-9]|8[1-9]|9[0-46-9])[0-9]{7}", fullmatch=True)
LANDLINES = st.from_regex(r"02(62|4[2367]|8[2367]|33|36|51|58)[2378][0-9]{6}", fullmatch=True)
SIGNS = st.sampled_from(["", " ", ".", "-", "/", "  ", " - ", "\u00a0", "–"])
WORDS = st.sampled_from(["", "gọi ", "ĐT: ", "chị Lan, ", "(", "20 người; "])
OF_PERSONS = {PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE, PhoneNumberType.FIXED_LINE_OR_MOBILE}


@st.composite
def layouts(draw: st.DrawFn) -> str:
    """A number in groups of some size, with its 0, the country's code or both."""
    number = draw(MOBILES | LANDLINES)
    sign = draw(SIGNS)
    first, second = draw(st.sampled_from([(4, 7), (3, 6), (4, 6), (2, 4), (3, 7), (4, 8)]))
    groups = sign.join(group for group in (number[:first], number[first:second], number[second:]) if group)
    if country := draw(st.sampled_from(["", "", "+84", "0084", "(+84)", "+84 (0)"])):
        groups = f"{country}{draw(st.sampled_from(['', ' ', '.']))}{groups.removeprefix('0').lstrip(sign)}"
    return f"{draw(WORDS)}{groups}{draw(st.sampled_from(['', ' ', ', 12 máy', ')']))}"


@given(layouts())
def test_whatever_a_library_takes_for_a_persons_telephone_is_not_shown(text: str) -> None:
    found = [match for match in PhoneNumberMatcher(text, "VN") if number_type(match.number) in OF_PERSONS]
    shown = without_phones(text)
    assert [match.raw_string for match in found if match.raw_string in shown] == []
    assert list(PhoneNumberMatcher(shown, "VN")) == []
