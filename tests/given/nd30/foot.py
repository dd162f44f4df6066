"""The rules of the foot and of annexes: signature, recipients, pages of their own."""

from __future__ import annotations

import re

from tests.given.documents import W
from tests.given.nd30.body import dashed
from tests.given.nd30.printed import ROMAN, TITLE, Printed


def signature(paper: Printed) -> bool:
    ((left, right),) = paper.foot
    lines = [each for each in right[:-1] if each.words]
    level = left[0].words == "Nơi nhận:"
    return level and all(
        each.is_bold
        and each.is_upright
        and each.is_capitals
        and each.sizes <= TITLE
        and each.align == "center"
        for each in lines
    )


def signed_name(paper: Printed) -> bool:
    ((_, right),) = paper.foot
    name = right[-1]
    if len(right) == 1:
        return not name.words
    return name.is_bold and name.is_upright and name.sizes <= TITLE and name.spacing("before") >= 40


def recipients_title(paper: Printed) -> bool:
    title = paper.foot[0][0][0]
    return title.words == "Nơi nhận:" and title.is_bold and title.is_italic and title.sizes == {12.0}


def recipients(paper: Printed) -> bool:
    lines = paper.foot[0][0][1:]
    plain = all(each.sizes == {11.0} and each.is_upright and each.is_thin for each in lines)
    return plain and dashed(lines) and lines[-1].words.startswith("- Lưu: ")


def annex_pages(paper: Printed) -> bool:
    starts = [each.properties.find(f"{W}pgNumType") for each in paper.sections[1:]]
    begun = all(each is not None and each.get(f"{W}start") == "1" for each in starts)
    types = [each.properties.find(f"{W}type") for each in paper.sections[1:]]
    many = sum(bool(re.fullmatch("Phụ lục( [IVX]+)?", each.words)) for each in paper.lines(paper.root))
    return (
        begun
        and many == len(starts)
        and all(each is None or each.get(f"{W}val") == "nextPage" for each in types)
    )


def annex_number(paper: Printed) -> bool:
    one = len(paper.annexes) == 1
    return all(
        lines[0].words == ("Phụ lục" if one else f"Phụ lục {numeral}")
        and lines[0].sizes == {14.0}
        and lines[0].is_bold
        and lines[0].align == "center"
        for lines, numeral in zip(paper.annexes, ROMAN, strict=False)
    )


def annex_title(paper: Printed) -> bool:
    titles = [lines[1] for lines in paper.annexes]
    return all(
        each.sizes <= TITLE and each.is_bold and each.is_capitals and each.align == "center"
        for each in titles
    )


def annex_of(paper: Printed) -> bool:
    said = re.compile(r"^\(Kèm theo \S.* số {4,}/[\w&-]+ ngày {4,}tháng {4,}năm \d{4} của .+\)$")
    lines = [lines[2] for lines in paper.annexes]
    return all(
        said.match(each.words) and each.is_italic and each.sizes <= TITLE and each.align == "center"
        for each in lines
    )
