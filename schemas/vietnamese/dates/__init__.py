"""One calendar day, day first, as a clerk typed it.

Arrives: one cell of a date column, the campaign's year and its first day.
Leaves:  a `Reading` of the day in Viet Nam, of "nothing entered", or of the refusal.
Not here: the clock. Whether the day is late, or in the future, is decided where `as_of` is known.

A date is read day first: 8/9/2026 is 8 September. Only where that gives no day is it read month first (8/28/2026). A day before the campaign,
or a year and more after its first day, is no report of it and is refused.
"""

from __future__ import annotations

import datetime as dt
import re

from schemas.sheet import SHEETS_EPOCH_ORDINAL, Cell, CellError, DateCell, FormattedNumber
from schemas.vietnamese.dates.forms import day_of, read_form, within
from schemas.vietnamese.dates.times_of_day import take_clock, take_weekday, without_part_of_day
from schemas.vietnamese.reading import Reading, first_reason, reasons
from schemas.vietnamese.text import clean, fold, marks

LONGEST = 200
VIETNAM = dt.timezone(dt.timedelta(hours=7))
SERIALS = range(36526, 73051)
"""Serial numbers of 2000 to 2099; other numbers are no dates here."""

_PLACE = re.compile(r"([^0-9,()]{2,40}?),? (?=(?:ngày|ngay)\b)", re.IGNORECASE)
_BOUND = re.compile(
    r"\b(?:từ|trước|truoc|sau|đến|den|hết|het|cuối|cuoi|đầu|dau|giữa|giua|khoảng|khoang|hạn|muộn nhất|chậm nhất)\b|[~<>≤≥]"
)
_ISO = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[t ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,6})?)?(?: ?(?:z|[+-][0-9]{2}:?[0-9]{2}))?"
)
_LEAD = re.compile(
    r"(?:(?:đã )?(?:báo cáo|nộp|gửi|lập|ký)(?: vào)? ?)?(?:(?:ngày|ngay)(?: (?:báo cáo|nộp|gửi))?)? ?:? ?"
)

_SERIAL = re.compile("([0-9]{5})(?:[.,][0-9]{1,20})?")
_EIGHT_DIGITS = re.compile("([0-9]{8})(?:[.,]0)?")
_ANY = r"[0-9]{1,2} ?[/.-] ?[0-9]{1,2}(?: ?[/.-] ?[0-9]{2,4})?"
_REFUSALS = reasons(
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
"""Why a text is no date, in this order: the first pattern found in the text in small letters."""


def _read_instant(low: str, earliest: dt.date) -> Reading[dt.date]:
    """An ISO time; one with a zone is the day it was in Viet Nam."""
    try:
        instant = dt.datetime.fromisoformat(low.upper().replace(" Z", "Z").replace(" +", "+"))
        day = (instant.astimezone(VIETNAM) if instant.tzinfo else instant).date()
    except (ValueError, OverflowError):
        return Reading(refusal="date_bad_time")
    return within(day, earliest)


def _read_digits(digits: str, earliest: dt.date) -> Reading[dt.date] | None:
    """A serial number, or eight digits of which only one order is a date of this century."""
    if (match := _SERIAL.fullmatch(digits)) and int(match[1]) in SERIALS:
        return within(dt.date.fromordinal(SHEETS_EPOCH_ORDINAL + int(match[1])), earliest)
    if match := _EIGHT_DIGITS.fullmatch(digits):
        d = match[1]
        orders = (day_of(int(d[:4]), int(d[4:6]), int(d[6:])), day_of(int(d[4:]), int(d[2:4]), int(d[:2])))
        days = {day for day in orders if day and 2000 <= day.year < 2100}
        if len(days) == 1:
            return within(days.pop(), earliest)
    return None


def _read_words_of(text: str, year: int, earliest: dt.date) -> Reading[dt.date]:
    """The forms, tried on the text without place, weekday, clock and part of the day."""
    place = _PLACE.match(text)
    is_named = place and all(word[:1].isupper() for word in re.findall(r"[^\W\d_]+", place[1]))
    if place and is_named and not _BOUND.search(place[1].casefold()):
        text = text[place.end() :]
    low = text.casefold().strip(" .,;")
    if _ISO.fullmatch(low):
        return _read_instant(low, earliest)
    rest, real = take_clock(low)
    rest, weekday = take_weekday(rest)
    rest = without_part_of_day(rest)
    rest = rest[_LEAD.match(rest).end() :]  # type: ignore[union-attr]  # it matches nothing as well
    if reading := read_form(rest, year, earliest):
        if reading.value and not real:
            return Reading(refusal="date_bad_time")
        if reading.value and weekday not in (None, reading.value.weekday()):
            return Reading(refusal="date_weekday_disagrees")
        return reading
    return Reading(refusal=first_reason(_REFUSALS, low) or "date_not_a_date")


def _read_string(raw: str, year: int, earliest: dt.date) -> Reading[dt.date]:
    if len(raw) > LONGEST and len(raw := raw.strip()) > LONGEST:
        return Reading(refusal="date_not_a_date")
    text = marks.without_apostrophe(clean(raw)).translate(marks.ONE_SIGN)
    if text in ("", "'"):
        return Reading()
    if problem := marks.trouble(text):
        return Reading(refusal=f"date_{problem}")
    if marks.is_ditto(text):
        return Reading(refusal="date_ditto")
    if marks.is_missing(text) or marks.DASHES.fullmatch(text):
        return Reading()
    if fold(text) in marks.NONE_WORDS and "?" not in text:
        return Reading()
    return _read_digits(text, earliest) or _read_words_of(text, year, earliest)


def read_date(cell: Cell, year: int, earliest: dt.date) -> Reading[dt.date]:
    """A day from `earliest` on; without a year it is of `year`; a blank leaves the day to the system."""
    if cell is None:
        return Reading()
    if isinstance(cell, str):
        return _read_string(cell, year, earliest)
    if isinstance(cell, FormattedNumber):
        return _read_string(cell.display.text, year, earliest)
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
