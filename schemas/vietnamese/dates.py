"""One calendar day, day first, as a clerk typed it.

Arrives: one cell of a date column, the campaign's year and its first day.
Leaves:  a `Reading` of the day in Viet Nam, of "nothing entered", or of the refusal.
Not here: the clock. Whether the day is late, or in the future, is decided where `as_of` is known.

A date is read day first: 8/9/2020 is 8 September. Only where that gives no day is it read month first (8/28/2020). A day before the campaign,
or a year and more after its first day, is no report of it and is refused.
"""

# ruff: noqa: SIM905 - word lists are easier to read as words

from __future__ import annotations

import datetime as dt
import re

from schemas.sheet import SHEETS_EPOCH_ORDINAL, Cell, CellError, DateCell, FormattedNumber
from schemas.vietnamese import text as texts
from schemas.vietnamese.number_words import read_words
from schemas.vietnamese.reading import Reading

LONGEST = 200
WINDOW_DAYS = 365
VIETNAM = dt.timezone(dt.timedelta(hours=7))
SERIALS = range(36526, 73051)
"""Serial numbers of 2000 to 2099; other numbers are no dates here."""

MONTHS = "january february march april may june july august september october november december".split()
ROMAN = "i ii iii iv v vi vii viii ix x xi xii".split()
WEEKDAYS = {name: i for names in ("234567", ("hai", "ba", "tư", "năm", "sáu", "bảy"), ("hai", "ba", "tu", "nam", "sau", "bay"))
            for i, name in enumerate(names)} | {name: i for i, name in enumerate("mon tue wed thu fri sat sun".split())}  # fmt: skip

_PLACE = re.compile(r"([^0-9,()]{2,40}?),? (?=(?:ngày|ngay)\b)", re.IGNORECASE)
_BOUND = re.compile(
    r"\b(?:từ|trước|truoc|sau|đến|den|hết|het|cuối|cuoi|đầu|dau|giữa|giua|khoảng|khoang|hạn|muộn nhất|chậm nhất)\b|[~<>≤≥]"
)
_WEEKDAY = re.compile(
    r"\(? ?\b(?:(?:thứ|thu) ?(hai|ba|tư|tu|năm|nam|sáu|sau|bảy|bay|[2-7])|t([2-7])|(?:cn|chủ nhật|chu nhat)"
    r"|(mon|tue|wed|thu|fri|sat|sun)(?:day|sday|nesday|rsday|urday)?)\b ?\)?,?"
)
_CLOCK = re.compile(
    r"(?:\b(?:vào )?(?:lúc|luc|hồi) )?(?<![0-9./-])([0-9]{1,2}) ?(?:(?:h|giờ|gio|g) ?([0-9]{1,2})?(?: ?(?:phút|phut|p|'))?"
    r"|:([0-9]{2})(?::([0-9]{2})(?:\.[0-9]{1,6})?)?)(?: ?(am|pm|sa|ch))?(?!\w)"
)
_PART_OF_DAY = re.compile(r"\b(?:(?:vào )?buổi )?(?:sáng|trưa|chiều|tối)\b|\(?\b(?:dương lịch|dl)\b\)?")
_ISO = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[t ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,6})?)?(?: ?(?:z|[+-][0-9]{2}:?[0-9]{2}))?"
)
_LEAD = re.compile(
    r"(?:(?:đã )?(?:báo cáo|nộp|gửi|lập|ký)(?: vào)? ?)?(?:(?:ngày|ngay)(?: (?:báo cáo|nộp|gửi))?)? ?:? ?"
)

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
_SERIAL = re.compile("([0-9]{5})(?:[.,][0-9]{1,20})?")
_EIGHT_DIGITS = re.compile("([0-9]{8})(?:[.,]0)?")
_ANY = r"[0-9]{1,2} ?[/.-] ?[0-9]{1,2}(?: ?[/.-] ?[0-9]{2,4})?"
_REFUSALS = tuple(
    (re.compile(pattern), code)
    for pattern, code in (
        (r"\?", "date_unknown"),
        (r"\b(?:âl|al|âm lịch|am lich|giêng|chạp|rằm|mùng|mồng)\b", "date_lunar"),
        (r"\b(?:hôm|hom|mai|tuần|tuan|vừa|mới|nay|kia)\b", "date_relative"),
        (
            r"(?:\A|[^0-9 .…_])[ .…_]*(?:tháng|thang)[ .…_]*[0-9]{0,2}[ .…_]*(?:năm|nam)[ .…_]*(?:[0-9]{4})?\Z",
            "date_no_day",
        ),
        (r"\A[.…_ ]+/[.…_ ]+/|\A(?:ngày|ngay) ?[.…_ ]+/", "date_no_day"),
        (rf"{_ANY} ?(?:[-–—,;&~]|và|va|đến|den|tới|toi) ?{_ANY}", "date_range"),
        (r"[0-9] ?(?:[-–—,&]|và|đến|tới) ?[0-9]{1,2} ?(?:/|tháng|thg)|\b(?:từ|tu)\b.*[0-9]", "date_range"),
        (_BOUND.pattern, "date_vague"),
        (r"\A(?:(?:tháng|thang|thg) ?)?[0-9]{1,2}(?: ?[/.-] ?| năm )(?:19|20)[0-9]{2}\Z", "date_no_day"),
        (
            r"\A(?:tháng|thang|thg) ?[0-9]{1,2}\Z|\A(?:năm )?20[0-9]{2}\Z|\A[a-z]{3,9}[ -][0-9]{2,4}\Z",
            "date_no_day",
        ),
        (r"[0-9]{1,2} ?[/.-] ?[0-9]{1,2}|[0-9] ?(?:tháng|thg)", "date_extra_words"),
    )
)
"""Why a text is no date, in this order: the first pattern found in the text in small letters."""


def _day(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _within(day: dt.date, earliest: dt.date) -> Reading[dt.date]:
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
    if found := _day(full, month, day):
        return _within(found, earliest)
    american = _day(full, day, month) if parts.get("sep") else None
    if american is None:
        return Reading(refusal="date_no_such_day")
    # "8/20" is 20 August or August 2020.
    if not typed and abs(month - year % 100) <= 1:
        return Reading(refusal="date_no_day")
    return _within(american, earliest)


def _take_clock(low: str) -> tuple[str, bool]:
    """The text without its time of day, and whether that time exists; 24:00 ends the day it is written with."""
    match = _CLOCK.search(low)
    if not match:
        return low, True
    hour, minute, second = int(match[1]), int(match[2] or match[3] or 0), int(match[4] or 0)
    real = (hour < 24 and minute < 60 and second < 60) or (hour, minute, second) == (24, 0, 0)
    return low[: match.start()] + " " + low[match.end() :], real and (
        not match[5] or hour <= 12 or match[5] in ("pm", "ch")
    )


def _take_weekday(low: str) -> tuple[str, int | None]:
    match = _WEEKDAY.search(low)
    if not match:
        return low, None
    name = match[1] or match[2] or match[3]
    return low[: match.start()] + " " + low[match.end() :], WEEKDAYS[name] if name else 6


def _read_instant(low: str, earliest: dt.date) -> Reading[dt.date]:
    """An ISO time; one with a zone is the day it was in Viet Nam."""
    try:
        instant = dt.datetime.fromisoformat(low.upper().replace(" Z", "Z").replace(" +", "+"))
        day = (instant.astimezone(VIETNAM) if instant.tzinfo else instant).date()
    except (ValueError, OverflowError):
        return Reading(refusal="date_bad_time")
    return _within(day, earliest)


def _read_digits(digits: str, earliest: dt.date) -> Reading[dt.date] | None:
    """A serial number, or eight digits of which only one order is a date of this century."""
    if (match := _SERIAL.fullmatch(digits)) and int(match[1]) in SERIALS:
        return _within(dt.date.fromordinal(SHEETS_EPOCH_ORDINAL + int(match[1])), earliest)
    if match := _EIGHT_DIGITS.fullmatch(digits):
        d = match[1]
        orders = (_day(int(d[:4]), int(d[4:6]), int(d[6:])), _day(int(d[4:]), int(d[2:4]), int(d[:2])))
        days = {day for day in orders if day and 2000 <= day.year < 2100}
        if len(days) == 1:
            return _within(days.pop(), earliest)
    return None


def _read_words_of(text: str, year: int, earliest: dt.date) -> Reading[dt.date]:
    """The forms, tried on the text without place, weekday, clock and part of the day."""
    place = _PLACE.match(text)
    named = place and all(word[:1].isupper() for word in re.findall(r"[^\W\d_]+", place[1]))
    if place and named and not _BOUND.search(place[1].casefold()):
        text = text[place.end() :]
    low = text.casefold().strip(" .,;")
    if _ISO.fullmatch(low):
        return _read_instant(low, earliest)
    rest, real = _take_clock(low)
    rest, weekday = _take_weekday(rest)
    rest = " ".join(_PART_OF_DAY.sub(" ", rest).split()).strip(" .,;:-")
    rest = rest[_LEAD.match(rest).end() :]  # type: ignore[union-attr]  # it matches nothing as well
    for form in _FORMS:
        if (match := form.fullmatch(rest)) and (reading := _from_form(match, year, earliest)):
            if reading.value and not real:
                return Reading(refusal="date_bad_time")
            if reading.value and weekday not in (None, reading.value.weekday()):
                return Reading(refusal="date_weekday_disagrees")
            return reading
    code = next((code for pattern, code in _REFUSALS if pattern.search(low)), "date_not_a_date")
    return Reading(refusal=code)


def _read_string(raw: str, year: int, earliest: dt.date) -> Reading[dt.date]:
    if len(raw) > LONGEST and len(raw := raw.strip()) > LONGEST:
        return Reading(refusal="date_not_a_date")
    text = texts.without_apostrophe(texts.clean(raw)).translate(texts.ONE_SIGN)
    if text in ("", "'"):
        return Reading()
    if problem := texts.trouble(text):
        return Reading(refusal=f"date_{problem}")
    if texts.is_ditto(text):
        return Reading(refusal="date_ditto")
    if texts.is_missing(text) or texts.DASHES.fullmatch(text):
        return Reading()
    if texts.fold(text) in texts.NONE_WORDS and "?" not in text:
        return Reading()
    return _read_digits(text, earliest) or _read_words_of(text, year, earliest)


def read_date(cell: Cell, year: int, earliest: dt.date) -> Reading[dt.date]:
    """A day from `earliest` on; without a year it is of `year`; a blank leaves the day to the system."""
    if cell is None:
        return Reading()
    if isinstance(cell, str):
        return _read_string(cell, year, earliest)
    if isinstance(cell, FormattedNumber):
        return _read_string(cell.shown.text, year, earliest)
    if isinstance(cell, CellError):
        return Reading(refusal="date_formula_error")
    number = cell.serial if isinstance(cell, DateCell) else cell
    if isinstance(cell, bool) or number != number or not 0 <= number < 10**8:
        return Reading(refusal="date_not_a_date")
    if isinstance(cell, DateCell) or int(number) in SERIALS:
        return _read_digits(str(int(number)), earliest) or Reading(refusal="date_not_a_date")
    digits = str(int(number)) if number == int(number) else ""
    return (_read_digits(digits, earliest) if len(digits) == 8 else None) or Reading(
        refusal="date_not_a_date"
    )
