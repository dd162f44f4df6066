"""A text file's rows: no row is swallowed, whatever quotes its clerk typed."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.steps.pull.workbooks.csv_rows import UnclearLine, rows_of
from tests.given.tries import tries

HEADING = "STT,Tên,Số,Hình thức,Ghi chú"


def rows(*lines: str) -> list[list[str]]:
    return list(rows_of("\n".join((HEADING, *lines))))[1:]


def test_a_lone_quote_is_a_ditto_mark_and_two_in_different_rows_are_two() -> None:
    assert rows("1,A,5,Zalo,", '2,B,6,",', "3,C,7,Zalo,") == [
        ["1", "A", "5", "Zalo", ""],
        ["2", "B", "6", '"', ""],
        ["3", "C", "7", "Zalo", ""],
    ]
    assert [row[3] for row in rows("1,A,5,Zalo,", '2,B,6,",', '3,C,7,",', '4,D,8,",')] == [
        "Zalo",
        '"',
        '"',
        '"',
    ]
    assert [row[3:] for row in rows("1,A,5,Zalo,x", '2,B,6,",",', '3,C,7,Zalo,"')] == [
        ["Zalo", "x"],
        [",", ""],
        ["Zalo", '"'],
    ]
    assert rows("1,A,5,Zalo,x", '2,",6,",y')[1] == ["2", '"', "6", '"', "y"]


def test_quotes_around_and_within_cells_are_what_they_are() -> None:
    assert rows('1,"A, B",5,"nói ""hay""",', '2,"Hoa Sen" cơ sở 2,6,CĐ "x",', '3,C"",7,"",')[:3] == [
        ["1", "A, B", "5", 'nói "hay"', ""],
        ["2", '"Hoa Sen" cơ sở 2', "6", 'CĐ "x"', ""],
        ["3", 'C""', "7", "", ""],
    ]


def test_a_quoted_cell_may_hold_line_breaks() -> None:
    assert rows("1,A,5,Zalo,x", '2,"B\nC",6,"Zalo\n\nFacebook, loa",y', "3,D,7,Zalo,z")[1:] == [
        ["2", "B\nC", "6", "Zalo\n\nFacebook, loa", "y"],
        ["3", "D", "7", "Zalo", "z"],
    ]


def test_a_quote_that_would_swallow_a_whole_row_is_named_by_its_line() -> None:
    with pytest.raises(UnclearLine) as unclear:
        rows("1,A,5,Zalo,x", '2,B,6,"Zalo', "3,C,7,loa,y", '4,D,8,họp",z')
    assert unclear.value.number == 3


def test_a_preamble_names_the_delimiter_and_line_ends_may_be_mixed() -> None:
    assert list(rows_of("sep=;\r\nSTT;Tên\r1;A, B\n2;C")) == [["STT", "Tên"], ["1", "A, B"], ["2", "C"]]


@settings(max_examples=tries(300), deadline=None)
@given(
    st.lists(
        st.lists(
            st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\u2028\u2029\x85")),
            min_size=3,
            max_size=3,
        ),
        min_size=1,
    ),
    st.sampled_from(",;"),
)
def test_what_a_program_writes_is_read_back(table: list[list[str]], delimiter: str) -> None:
    """Under a preamble, so that only the quotes are in question."""
    made = io.StringIO()
    csv.writer(made, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerows(table)
    assert list(rows_of(f"sep={delimiter}\r\n{made.getvalue()}")) == table
