"""The rules of the text: whom it goes to, paragraphs, titles, its end."""

from __future__ import annotations

import re
from collections.abc import Callable

from tests.given.documents import Line
from tests.given.nd30.printed import ROMAN, TITLE, Printed, number


def addressed(paper: Printed) -> bool:
    if any(each.words.startswith("Kính gửi") for each in paper.told):
        return False
    first, *items = paper.addressed or [None]
    if first is None:
        return True
    alike = all(each.sizes <= TITLE and each.is_thin and each.is_upright for each in (first, *items))
    alone = len(first.words) > len("Kính gửi: ") and not items
    return alike and (alone or (len(items) > 1 and dashed(items)))


def dashed(lines: list[Line]) -> bool:
    *others, last = [each.words for each in lines]
    begun = all(each.startswith("- ") for each in (*others, last))
    return begun and all(each.endswith(";") for each in others) and last.endswith(".")


def each_told(holds: Callable[[Line], bool]) -> Callable[[Printed], bool]:
    return lambda paper: all(map(holds, paper.told))


def parts(paper: Printed) -> bool:
    titles = [each for each in paper.text if (number(each) or "") in ROMAN]
    counted = [number(each) for each in titles] == list(ROMAN[: len(titles)])
    return counted and all(each.is_bold and each.is_capitals and each.sizes <= TITLE for each in titles)


def sections(paper: Printed) -> bool:
    count = 0
    for each in paper.text:
        number = re.match(r"^([IVX]+|\d{1,2})\. ", each.words)
        if number and number[1] in ROMAN:
            count = 0
        elif number:
            count += 1
            if number[1] != str(count) or not each.is_bold or not each.sizes <= TITLE:
                return False
    return True


def end(paper: Printed) -> bool:
    ends = [each for each in paper.text if each.words.endswith("./.")]
    return len(ends) == 1 and ends[0] is paper.text[-1]
