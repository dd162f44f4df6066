"""What was typed elsewhere is text in Markdown, never markup."""

from __future__ import annotations

from flows.steps.publish import markdown


def test_a_text_cannot_break_out_of_its_cell_or_line() -> None:
    shown = markdown.table(("A", "B"), [("x\ny|z", "`z` <i>")])
    assert shown.splitlines() == ["| A | B |", "| --- | --- |", "| x y\\|z | \\`z\\` \\<i\\> |"]


def test_an_address_with_blanks_and_brackets_is_still_one_link() -> None:
    url = "https://docs.google.com/spreadsheets/d/a b)(/edit?usp=sharing#gid=0"
    assert markdown.link("[x]", url) == (
        "[\\[x\\]](https://docs.google.com/spreadsheets/d/a%20b%29%28/edit?usp=sharing#gid=0)"
    )


def test_a_long_table_is_cut_and_the_rest_counted() -> None:
    shown = markdown.table(("n",), [(n,) for n in range(markdown.MOST_ROWS + 7)])
    assert shown.endswith("| 499 |\n\nVà 7 dòng nữa.")


def test_a_part_with_nothing_in_it_has_no_heading() -> None:
    assert markdown.sections(("A", ""), ("B", markdown.bullets(["x", "y"]))) == "## B\n\n- x\n- y"
