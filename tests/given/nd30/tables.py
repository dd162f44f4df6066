"""The rules of tables and pictures."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tests.given.documents import DRAWING, Line, W, is_on
from tests.given.nd30.lengths import width
from tests.given.nd30.printed import Printed

AMOUNT = re.compile(r"^[+-]?\d[\d.,]*%?$")
NO_AMOUNT = "–"
"""Where a figure would stand and there is none."""
SURELY_ON_A_PAGE = 15
"""Lines of a row."""


def table_width(paper: Printed) -> bool:
    for section, table in paper.tables:
        columns = sum(int(each.get(f"{W}w")) for each in table.iter(f"{W}gridCol"))
        fixed = table.find(f"{W}tblPr/{W}tblLayout")
        if fixed is None or fixed.get(f"{W}type") != "fixed" or columns != section.text_width:
            return False
        for row in table.iter(f"{W}tr"):
            if sum(int(each.get(f"{W}w")) for each in row.iter(f"{W}tcW")) != columns:
                return False
    return True


def table_headings(paper: Printed) -> bool:
    first = [table.find(f"{W}tr") for _, table in paper.tables]
    again = all(each.find(f"{W}trPr/{W}tblHeader") is not None for each in first)
    return again and all(
        line.is_bold and line.align == "center" for row in first for line in paper.lines(row)
    )


def rows_whole(paper: Printed) -> bool:
    for _, table in paper.tables:
        rooms = [int(each.get(f"{W}w")) for each in table.iter(f"{W}gridCol")]
        for row in table.iter(f"{W}tr"):
            lines = [width(line.words, 11) / room for line, room in zip(paper.lines(row), rooms, strict=True)]
            if max(lines) < SURELY_ON_A_PAGE and row.find(f"{W}trPr/{W}cantSplit") is None:
                return False
    return True


def groups_kept(paper: Printed) -> bool:
    for _, table in paper.tables:
        for row in table.findall(f"{W}tr")[1:]:
            lines = paper.lines(row)
            named = [each for each in lines if each.words]
            is_group = len(named) == 1 and named[0].is_bold
            if is_group and not all(is_on(each.properties, "keepNext") for each in lines):
                return False
    return True


def cells(paper: Printed) -> Iterator[Line]:
    for _, table in paper.tables:
        yield from paper.lines(table)


def edges(paper: Printed) -> bool:
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    found = [table.find(f"{W}tblPr/{W}tblBorders") for _, table in paper.tables]
    return all(
        each is not None and all(each.find(f"{W}{side}").get(f"{W}val") == "single" for side in sides)
        for each in found
    )


def amounts(paper: Printed) -> bool:
    return all(each.align == "right" for each in cells(paper) if AMOUNT.match(each.words))


def are_amounts(words: str) -> bool:
    """An amount, several, or what stands where there is none."""
    return all(AMOUNT.match(each) or each == NO_AMOUNT for each in words.split("; "))


def words_left(paper: Printed) -> bool:
    """In a column of amounts, a word that stands for one stands as they do."""
    for _, table in paper.tables:
        rows = [paper.lines(row) for row in table.findall(f"{W}tr")[1:]]
        for column in zip(*rows, strict=True):
            told = [each for each in column if each.words and not are_amounts(each.words)]
            of_amounts = any(are_amounts(each.words) for each in column)
            if not of_amounts and any(each.align != "left" for each in told):
                return False
    return True


def pictures(paper: Printed) -> bool:
    for section in paper.sections:
        for block in section.blocks:
            for inline in block.iter(f"{DRAWING}inline"):
                wide = int(inline.find(f"{DRAWING}extent").get("cx")) / 635
                if not inline.find(f"{DRAWING}docPr").get("descr") or wide > section.text_width + 1:
                    return False
    return True
