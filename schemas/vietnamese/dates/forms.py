"""The forms in which a day is written: 8/9/2026, ngày 8 tháng 9, 8-Sep, each with or without its year.

Arrives: a text without place, weekday and time of day.
Leaves:  a `Reading` of the day, of the refusal, or None where it has none of the forms.
Not here: what stands around a date (`times_of_day`, `dates`).
"""

# ruff: noqa: SIM905 - word lists are easier to read as words

from __future__ import annotations

import datetime as dt
import re

from schemas.vietnamese.numbers.words import read_words
from schemas.vietnamese.reading import Reading

WINDOW_DAYS = 365
MONTHS = "january february march april may june july august september october november december".split()
ROMAN = "i ii iii iv v vi vii viii ix x xi xii".split()
_SEP = r" ?[/.\\,-]{1,2} ?"
_MONTH = r"[ -]?(?:tháng|thang|thg|th)\.? ?"
_YEAR = rf"(?:(?:{_SEP}| ?,? ?(?:năm|nam) ?|,? )(?P<y>[0-9]{{2,6}}))"
_FORMS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?P<d>[0-9]{{1,2}})(?P<sep>{_SEP}| )(?P<m>[0-9]{{1,2}}){_YEAR}",
        r"(?P<d>[0-9]{1,2})(?P<sep> ?[/.-] ?)(?P<m>[0-9]{1,2})",
        r"(?P<y>[0-9]{4}) ?[/.-] ?(?P<m>[0-9]{1,2}) ?[/.-] ?(?P<d>[0-9]{1,2})",
        rf"(?P<d>[0-9]{{1,2}}){_MONTH}(?P<m>[0-9]{{1,2}}){_YEAR}?",
        rf"(?P<d>[0-9]{{1,2}}){_MONTH}(?P<name>[^\W\d_]+(?: (?:một|hai))?){_YEAR}?",
        rf"(?P<d>[0-9]{{1,2}}){_SEP}(?P<name>[ivx]{{1,4}}){_YEAR}",
        r"(?P<d>[0-9]{1,2})(?:st|nd|rd|th)?[ -](?P<name>[a-z]{3,9})(?:[ ,.-]{1,2}(?P<y>[0-9]{2,4}))?",
        r"(?P<name>[a-z]{3,9})\.? (?P<d>[0-9]{1,2})(?:st|nd|rd|th)?,? (?P<y>[0-9]{4})",
    )
)
"""The forms of a date, in this order: the first that fits the whole text, clock and weekday taken off."""


def day_of(year: int, month: int, day: int) -> dt.date | None:
    """That day, None where the calendar has none."""
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def within(day: dt.date, earliest: dt.date) -> Reading[dt.date]:
    """A day of the campaign; a date a whole year off is a slip, so the window is shorter than a year."""
    if day < earliest:
        return Reading(refusal="date_before_campaign")
    if day.toordinal() >= earliest.toordinal() + WINDOW_DAYS:
        return Reading(refusal="date_too_far")
    return Reading(day)


def _month(parts: dict[str, str | None]) -> int | None:
    """The month of a matched form: a numeral, a Vietnamese or an English name, or a Roman numeral."""
    if numeral := parts.get("m"):
        return int(numeral)
    name = parts.get("name") or ""
    if name in ROMAN:
        return ROMAN.index(name) + 1
    english = [i for i, full in enumerate(MONTHS, 1) if full == name or name in (full[:3], full[:4])]
    return english[0] if english else 4 if name in ("tư", "tu") else read_words(name)


def _from_form(match: re.Match[str], year: int, earliest: dt.date) -> Reading[dt.date] | None:
    """The day of a matched form; None when its month is no month's name."""
    parts = match.groupdict()
    month, typed = _month(parts), parts.get("y")
    if month is None:
        return None
    day = int(match["d"])
    if typed and len(typed) not in (2, 4):
        slips = {str(year)[:i] + str(year)[i + 1 :] for i in range(4)}
        slipped = typed in slips or str(year) in {typed[:i] + typed[i + 1 :] for i in range(len(typed))}
        return Reading(refusal="date_bad_year", suggestion=f"{day}/{month}/{year}" if slipped else None)
    full = year if not typed else int(typed) if len(typed) == 4 else 2000 + int(typed)
    if found := day_of(full, month, day):
        return within(found, earliest)
    american = day_of(full, day, month) if parts.get("sep") else None
    if american is None:
        return Reading(refusal="date_no_such_day")
    # "8/20" is 20 August, or August of a year that ends in 20.
    if not typed and abs(month - year % 100) <= 1:
        return Reading(refusal="date_no_day")
    return within(american, earliest)


def read_form(text: str, year: int, earliest: dt.date) -> Reading[dt.date] | None:
    """The first form that fits the whole text."""
    readings = (_from_form(match, year, earliest) for form in _FORMS if (match := form.fullmatch(text)))
    return next(filter(None, readings), None)
