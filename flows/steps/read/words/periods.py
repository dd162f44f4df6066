"""Whether a title says that its figures are of another time than the letter's: "tính đến 20/7", "6 tháng đầu năm".

Arrives: a text above a table, and the form with the days of its campaign.
Leaves:  of another time, of this one, or nothing said.
Not here: titles that say so without a date ("tuần trước": `titles`), what follows (`flows.steps.read.notices.tables`).

Only what says of when the figures are counts: the day of a letter, a plan or a term of office does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from functools import lru_cache

from schemas.form.form import Form
from schemas.phrases import fold_words
from schemas.vietnamese.dates.forms import day_of

AFTERWARDS = timedelta(days=60)
"""Past the day on which returns are due: by then everybody has said what there is to say."""
_UNTIL = re.compile(
    r"\b(?:den|toi)(?: het)?(?: \d{1,2} ?[hg](?:io)?(?: ?\d{1,2})?)?(?: ngay)? (\d{1,2}) (?:thang )?(\d{1,2})(?: (?:nam )?(20\d\d))?\b"
)
_NO_DAY = r"(?:(?<![0-9] )|(?<=\btuan [0-9] ))(?<!ngay )(?<!\btu )"
"""Before a month: "Ea Kar, 20 tháng 7" is a letter's day, "từ tháng 7" a beginning, "tuần 3 tháng 7" a time."""
_MONTH = re.compile(rf"{_NO_DAY}\b(?:thang |t)(\d{{1,2}})(?: nam)? (20\d\d)\b")
_QUARTER = re.compile(r"\bquy (i{1,3}|iv|[1-4])(?: nam)? (20\d\d)\b")
_HALF = re.compile(r"\b(?:6|sau) thang dau nam (20\d\d)\b")
_WITHOUT_YEAR = re.compile(
    rf"{_NO_DAY}\bthang (?P<month>\d{{1,2}})\b(?!(?: nam)? 20\d\d)"
    r"|\bquy (?P<quarter>i{1,3}|iv|[1-4])\b(?!(?: nam)? 20\d\d)|\b(?P<half>(?:6|sau) thang dau nam)\b(?! 20\d\d)"
)
_NOTHING_ELSE = re.compile(r"(?:(?:tuan|dot|ky|lan) \w{1,3} )?(?:thang|quy) \w{1,3}|(?:6|sau) thang dau nam")
_DAY_OF_TAB = re.compile(r"(?:ngay (\d{1,2}) (\d{1,2})|(\d{1,2}) (\d{1,2}) (20\d\d))")
_YEAR = re.compile(r"(?<!thang [0-9] )(?<!thang [0-9][0-9] )(?<!dau )\bnam (20\d\d)\b")
_OF_RESULTS = re.compile(r"\b(?:bao cao|ket qua|bang|bieu|thong ke|tong hop|so lieu|tinh hinh)\b")
_OF_LETTERS = re.compile(
    r"\b(?:ke hoach|chi tieu|nhiem ky|giai doan|can cu|cong van|quyet dinh|nghi quyet|chi thi|huong dan|kem theo|nam hoc|han nop"
    r"|thoi han|so \d+)\b"
)
_MAY_SAY = re.compile(r"20|\bthang\b|\bquy\b|\b(?:den|toi)\b")
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


@lru_cache(maxsize=4096)
def is_of_another_time(text: str, form: Form) -> bool | None:
    """Whether figures under this text are from before the campaign began or of another year; None where it does not say."""
    words = fold_words(text)
    if not _MAY_SAY.search(words) or _OF_LETTERS.search(words):
        return None
    told = list(_told(words, form))
    return all(told) if told else None


def is_tab_of_another_time(title: str, form: Form) -> bool | None:
    """The same of a tab's title, which may be a day and nothing else: "Ngày 20-7"."""
    day = _DAY_OF_TAB.fullmatch(fold_words(title))
    if day is None:
        return is_of_another_time(title, form)
    return _is_other_day(day[1] or day[3], day[2] or day[4], day[5], form)


def _told(words: str, form: Form) -> Iterator[bool]:
    """Of each time that is named whether it is another than the letter's."""
    opens = form.opens_on
    for day, month, year in _UNTIL.findall(words):
        if (is_other := _is_other_day(day, month, year, form)) is not None:
            yield is_other
    for month, year in _MONTH.findall(words):
        yield (int(year), int(month)) < (opens.year, opens.month) or int(year) > form.due_on.year
    for quarter, year in _QUARTER.findall(words):
        last = 3 * _number_of(quarter)
        yield (int(year), last) < (opens.year, opens.month) or int(year) > form.due_on.year
    for year in _HALF.findall(words):
        yield (int(year), 6) < (opens.year, opens.month)
    is_of_results = _OF_RESULTS.search(words) is not None
    for year in _YEAR.findall(words) if is_of_results else ():
        yield not opens.year <= int(year) <= form.due_on.year
    if is_of_results or _NOTHING_ELSE.fullmatch(words):
        own = _months_of(form)
        yield from (own.isdisjoint(_months(found)) for found in _WITHOUT_YEAR.finditer(words))


def _is_other_day(day: str, month: str, year: str | None, form: Form) -> bool | None:
    """Whether a day is none of the campaign's; without a year, in none of its years. None for what is no day."""
    years = (int(year),) if year else (form.opens_on.year, form.due_on.year)
    days = [each for of in years if (each := day_of(of, int(month), int(day))) is not None]
    return not any(form.opens_on <= each <= form.due_on + AFTERWARDS for each in days) if days else None


def _number_of(quarter: str) -> int:
    return _ROMAN.get(quarter) or int(quarter)


def _months(found: re.Match[str]) -> range:
    """The months that a text without a year names."""
    if found["month"]:
        return range(int(found["month"]), int(found["month"]) + 1)
    last = 3 * _number_of(found["quarter"]) if found["quarter"] else 6
    return range(last - 2 if found["quarter"] else 1, last + 1)


def _months_of(form: Form) -> set[int]:
    """The months of the campaign and of the time in which everybody has said what there is to say."""
    days = (form.due_on + AFTERWARDS - form.opens_on).days
    return {(form.opens_on + timedelta(days=day)).month for day in range(days + 1)}
