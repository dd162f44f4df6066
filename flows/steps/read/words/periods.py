"""Whether a title says that its figures are of another time than the letter's: "tính đến 20/7", "6 tháng đầu năm".

Arrives: a text above a table, and the form with the days of its campaign.
Leaves:  of another time, of this one, or nothing said.
Not here: titles that say so without a day ("tuần trước": `titles`), what follows (`flows.steps.read.notices.tables`).

Only what says of when the figures are counts: the day of a letter, a plan or a term of office does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

from schemas.form.form import Form
from schemas.phrases import fold_words
from schemas.vietnamese.dates.forms import day_of

AFTERWARDS = timedelta(days=60)
"""Past the day on which returns are due: by then everybody has said what there is to say."""
_UNTIL = re.compile(
    r"\b(?:den|toi)(?: het)?(?: \d{1,2} ?[hg](?:io)?(?: ?\d{1,2})?)?(?: ngay)? (\d{1,2}) (?:thang )?(\d{1,2})(?: (?:nam )?(20\d\d))?\b"
)
_MONTH = re.compile(r"(?<![0-9] )(?<!ngay )\bthang (\d{1,2})(?: nam)? (20\d\d)\b")
_QUARTER = re.compile(r"\bquy (i{1,3}|iv|[1-4])(?: nam)? (20\d\d)\b")
_HALF = re.compile(r"\b(?:6|sau) thang dau nam (20\d\d)\b")
_YEAR = re.compile(r"(?<!thang [0-9] )(?<!thang [0-9][0-9] )(?<!dau )\bnam (20\d\d)\b")
_OF_RESULTS = re.compile(r"\b(?:bao cao|ket qua|bang|bieu|thong ke|tong hop|so lieu|tinh hinh)\b")
_OF_LETTERS = re.compile(
    r"\b(?:ke hoach|chi tieu|nhiem ky|giai doan|can cu|cong van|quyet dinh|nghi quyet|chi thi|huong dan|kem theo|nam hoc|han nop"
    r"|thoi han|so \d+)\b"
)
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


def is_of_another_time(text: str, form: Form) -> bool | None:
    """Whether figures under this text are from before the campaign began or of another year; None where it does not say."""
    words = fold_words(text)
    if "20" not in words and not _UNTIL.search(words):
        return None
    if _OF_LETTERS.search(words):
        return None
    told = list(_told(words, form))
    return all(told) if told else None


def _told(words: str, form: Form) -> Iterator[bool]:
    """Of each time that is named whether it is another than the letter's."""
    opens = form.opens_on
    for day, month, year in _UNTIL.findall(words):
        years = (int(year),) if year else (opens.year, form.due_on.year)
        ends = [end for each in years if (end := day_of(each, int(month), int(day))) is not None]
        if ends:
            yield not any(opens <= end <= form.due_on + AFTERWARDS for end in ends)
    for month, year in _MONTH.findall(words):
        yield (int(year), int(month)) < (opens.year, opens.month) or int(year) > form.due_on.year
    for quarter, year in _QUARTER.findall(words):
        last = 3 * (_ROMAN.get(quarter) or int(quarter))
        yield (int(year), last) < (opens.year, opens.month) or int(year) > form.due_on.year
    for year in _HALF.findall(words):
        yield (int(year), 6) < (opens.year, opens.month)
    for year in _YEAR.findall(words) if _OF_RESULTS.search(words) else ():
        yield not opens.year <= int(year) <= form.due_on.year
