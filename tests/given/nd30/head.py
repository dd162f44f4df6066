"""The rules of the head: state and issuer, number, place and date, kind and subject."""

from __future__ import annotations

import re

from tests.given.documents import W
from tests.given.nd30.lengths import rule_between, ruled
from tests.given.nd30.printed import LETTERS, TITLE, Printed

STATE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
DATE = re.compile(r"^\S.*, ngày {2,}tháng {2,}năm \d{4}$")


def room(paper: Printed, column: int) -> int:
    grid = paper.own[0].findall(f"{W}tblGrid/{W}gridCol")
    return int(grid[column].get(f"{W}w"))


def state(paper: Printed) -> bool:
    line = paper.head[0][1][0]
    return line.words == STATE and line.sizes <= LETTERS and line.is_bold and line.align == "center"


def motto(paper: Printed) -> bool:
    state, line, *_ = paper.head[0][1]
    upright = line.words == MOTTO and line.is_bold and line.is_upright and line.align == "center"
    return upright and line.sizes <= TITLE and line.sizes == {size + 1 for size in state.sizes}


def motto_rule(paper: Printed) -> bool:
    rules = [each for each in paper.head[0][1] if each.is_rule]
    (size,) = paper.head[0][1][1].sizes
    return len(rules) == 1 and rule_between(rules[0], room(paper, 1), MOTTO, size, 0.98, 1.02)


def superior(paper: Printed) -> bool:
    lines = paper.superior
    small = all(each.sizes <= LETTERS and each.align == "center" for each in lines)
    return (
        small and len(lines) == len(paper.above) and all(each.is_thin and each.is_capitals for each in lines)
    )


def issuer(paper: Printed) -> bool:
    small = all(each.sizes <= LETTERS and each.align == "center" for each in paper.issuer)
    return small and bool(paper.issuer) and all(each.is_bold and each.is_capitals for each in paper.issuer)


def issuer_rule(paper: Printed) -> bool:
    return ruled(paper.head[0][0], room(paper, 0))


def the_number(paper: Printed) -> bool:
    line = paper.head[1][0][0]
    blank = re.fullmatch(r"Số: {4,}/[\w&-]+", line.words)
    return blank is not None and line.sizes == {13.0} and line.is_upright and line.is_thin


def place_and_date(paper: Printed) -> bool:
    line = paper.head[1][1][0]
    return DATE.match(line.words) is not None and line.is_italic and line.is_thin and line.sizes <= TITLE


def matter(paper: Printed) -> bool:
    if paper.titles:
        return not paper.matter
    return len(paper.matter) == 1 and all(
        each.sizes <= LETTERS
        and each.is_upright
        and each.is_thin
        and each.align == "center"
        and each.spacing("before") == 6
        for each in paper.matter
    )


def kind(paper: Printed) -> bool:
    lines = [each for each in paper.titles if each.words][:1]
    return all(
        each.sizes <= TITLE and each.is_bold and each.is_capitals and each.align == "center" for each in lines
    )


def subject(paper: Printed) -> bool:
    lines = [each for each in paper.titles if each.words][1:]
    return all(
        each.sizes <= TITLE and each.is_bold and each.is_upright and each.align == "center" for each in lines
    )


def subject_rule(paper: Printed) -> bool:
    return not paper.titles or ruled(paper.titles, paper.body.text_width)
