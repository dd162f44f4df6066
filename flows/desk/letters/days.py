"""Days as they stand in the running text of a letter: single ones, and the two ends of a span.

Arrives: the text of a letter, and the year and day of its issue where they are known.
Leaves:  each day with the words it was read from; what looks like a day and is none.
Not here: which of them is the deadline (`facts`); a day in a cell (`schemas.vietnamese.dates`), where nothing stands around it.

Day first, always: 8/9 is 8 September. A year that is not written is that of the span's other end, or the first
after the letter's own day; such a day says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from schemas.vietnamese.dates.forms import day_of

_NUMBERS = r"(?P<{0}d>[0-9]{{1,2}}) ?(?P<{0}sep>[/.-]) ?(?P<{0}m>[0-9]{{1,2}})(?: ?(?P={0}sep) ?(?P<{0}y>[0-9]{{3,6}}|[0-9]{{2}}))?"
_WORDS = r"(?P<{0}wd>[0-9]{{1,2}}) tháng (?P<{0}wm>[0-9]{{1,2}})(?:,? năm (?P<{0}wy>[0-9]{{2,6}}))?"
DAY = rf"(?<![0-9/.,-])(?:{_NUMBERS}|{_WORDS})(?![0-9]|[/.,-][0-9]|/[^\W\d_])"
"""A day in figures or in words, to be formatted with a prefix for its groups' names."""
LEAP_YEAR = 2000
"""A day without a year may be 29/2."""
LATEST_YEARS = 5
"""Beyond so many years after its own a letter speaks of nothing: a year so far off is a slip."""
WEEKDAYS = ("hai", "ba", "tư", "năm", "sáu", "bảy")
_WEEKDAY = r"(?:(?:thứ (?P<weekday>hai|ba|tư|năm|sáu|bảy|[2-7])|(?P<sunday>chủ nhật)),? ?(?:\(|,)? ?)?"
_SINGLE = re.compile(rf"{_WEEKDAY}(?P<said>ngày )?{DAY.format('')}", re.IGNORECASE)
_SPAN = re.compile(
    rf"từ (?:ngày )?(?:{DAY.format('a')}|(?P<only>[0-9]{{1,2}})(?![0-9/.-]))"
    rf" ?(?:đến|tới|-|–|—)(?: hết)?(?: ngày)? ?{DAY.format('b')}",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the text; `start` and `end` are where its words stand."""

    value: date
    words: str
    start: int
    end: int
    has_year: bool = True


@dataclass(frozen=True, slots=True)
class Span:
    """From a day to a day, both within."""

    first: Day
    last: Day
    words: str


def days(text: str, issued_on: date | None) -> Iterator[Day]:
    """Every day of the text. One without a year counts where "ngày" stands before it, and the letter's own day is known."""
    for match in _SINGLE.finditer(text):
        found = _value(match, "", issued_on)
        if found is not None and (found[1] or match["said"]):
            yield Day(found[0], match[0], match.start(), match.end(), found[1])


def spans(text: str, issued_on: date | None) -> Iterator[Span]:
    """Every "từ ngày … đến ngày …"; the first day takes month and year from the last where it has none."""
    for match in _SPAN.finditer(text):
        last = _value(match, "b", issued_on)
        if last is None:
            continue
        first = _first_day(match, last[0])
        if first is not None:
            first_day, last_day = (
                Day(each, match[0], match.start(), match.end(), last[1]) for each in (first, last[0])
            )
            yield Span(first_day, last_day, match[0])


def slips(text: str, issued_on: date | None) -> Iterator[str]:
    """What is written as a day and cannot be one, or bears another weekday than its own; each with the reason."""
    for match in _SINGLE.finditer(text):
        day, month, year = _parts(match, "")
        if not (year or match["said"]):
            continue
        words = " ".join(match[0].split())
        if year and len(year) not in (2, 4):
            yield f"«{words}»: năm có {len(year)} chữ số"
        elif day_of(_full(year) if year else LEAP_YEAR, month, day) is None:
            yield f"«{words}»: lịch không có ngày này"
        elif year and issued_on and _full(year) > issued_on.year + LATEST_YEARS:
            yield f"«{words}»: năm quá xa ngày ký công văn"
        elif year and (weekday := _other_weekday(match, date(_full(year), month, day))):
            yield f"«{words}»: ngày này là {weekday}"


def _parts(match: re.Match[str], prefix: str) -> tuple[int, int, str | None]:
    """Day, month and the year as written, of figures or of words."""
    kind = "" if match[f"{prefix}d"] else "w"
    return int(match[f"{prefix}{kind}d"]), int(match[f"{prefix}{kind}m"]), match[f"{prefix}{kind}y"]


def _value(match: re.Match[str], prefix: str, issued_on: date | None) -> tuple[date, bool] | None:
    """The day, and whether its year was written."""
    day, month, year = _parts(match, prefix)
    if year:
        found = _of_year(year, month, day)
        return (found, True) if found else None
    if issued_on is None:
        return None
    for candidate in (issued_on.year, issued_on.year + 1):
        found = day_of(candidate, month, day)
        if found and found >= issued_on:
            return found, False
    return None


def _first_day(match: re.Match[str], last: date) -> date | None:
    if match["only"]:
        return day_of(last.year, last.month, int(match["only"]))
    day, month, year = _parts(match, "a")
    if year:
        return _of_year(year, month, day)
    return day_of(last.year - ((month, day) > (last.month, last.day)), month, day)


def _of_year(year: str, month: int, day: int) -> date | None:
    return day_of(_full(year), month, day) if len(year) in (2, 4) else None


def _full(year: str) -> int:
    return int(year) + (2000 if len(year) == 2 else 0)


def _other_weekday(match: re.Match[str], day: date) -> str | None:
    """The weekday that a day has, in words, where another is written beside it."""
    own = "chủ nhật" if day.weekday() == 6 else f"thứ {WEEKDAYS[day.weekday()]}"
    word = (match["weekday"] or "").casefold()
    if not word and not match["sunday"]:
        return None
    said = f"thứ {WEEKDAYS[int(word) - 2] if word.isdigit() else word}" if word else "chủ nhật"
    return own if said != own else None
