"""An instant as people type it, in a command or a form, and a deadline, which may be a day in words.

A form's picker of dates is not offered: Prefect's begins in UTC whatever the browser's zone is, and a deadline would
move by seven hours unseen.

A day says when only where it can mean one thing. As a deadline it does: "hết ngày 31/8", "đến 31/8" and "31/8" alone
are until 24:00 of that day, "trước ngày 1/9" is until 0:00 of it; both are 1/9 0:00, and whoever typed it is told so.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from flows.errors import ConfigurationError
from schemas.vietnamese.writing import day as written_day

DAY = r"(?:0?[1-9]|[12][0-9]|3[01])"
MONTH = r"(?:0?[1-9]|1[0-2])"
BETWEEN = r" *(?:[/.-]|tháng|năm) *"
TIME = r"(?:[01]?[0-9]|2[0-3]):[0-5][0-9]"
ISO = r"[0-9]{4}-?[0-9W]"
INSTANT_PATTERN = rf"^\s*(?:{DAY}/{MONTH}/[0-9]{{4}} +{TIME}\s*$|{ISO})"
"""What a form takes for an instant, as a regular expression that a browser knows as well; the flow looks closer."""
DEADLINE_PATTERN = rf"{INSTANT_PATTERN}|^[^0-9]*{DAY}{BETWEEN}{MONTH}(?:{BETWEEN}[0-9]{{4}})?\s*$"

INSTANT_VI = "ngày/tháng/năm giờ:phút"
"""How an instant is typed, in words: an example would be of some year."""
LOCAL = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4}) +(\d{1,2}:\d{2})", re.ASCII)
WHOLE_DAY = re.compile(
    rf"(?:(trước|đến|hết|đến hết)(?: ngày)?|ngày|) ?(\d{{1,2}}){BETWEEN}(\d{{1,2}})(?:{BETWEEN}(\d{{4}}))?",
    re.ASCII,
)
ISO_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)", re.ASCII)


def instant(text: str, zone: str) -> datetime:
    """An instant as typed: ISO 8601, or day/month/year and time; without an offset it is the campaign's local time."""
    typed = text.strip()
    if local := LOCAL.fullmatch(typed):
        day, month, year, time = local.groups()
        typed = f"{year}-{month:0>2}-{day:0>2}T{time:0>5}"
    try:
        moment = datetime.fromisoformat(typed)
    except ValueError as error:
        raise ConfigurationError(f"'{text}' không phải thời điểm; hãy ghi {INSTANT_VI}.") from error
    return moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(zone))


def day(text: str) -> date:
    """A day as typed: day/month/year, or ISO 8601. Raises ConfigurationError."""
    found = _whole_day(text)
    if found is None or found[1] is not None or found[4] is None:
        raise ConfigurationError(f"'{text}' không phải ngày; hãy ghi ngày/tháng/năm.")
    try:
        return date(int(found[4]), int(found[3]), int(found[2]))
    except ValueError as error:
        raise ConfigurationError(f"'{text}': không có ngày này; hãy ghi ngày/tháng/năm.") from error


def deadline(text: str, zone: str, since: date) -> datetime:
    """A deadline as typed: an instant, or a day of which it is told whether it is the last one or the first too late.

    A day without a year is the first of that name from `since` on.
    """
    day = _whole_day(text)
    if day is None:
        try:
            return instant(text, zone)
        except ConfigurationError as error:
            raise ConfigurationError(
                f"'{text}' không phải hạn; hãy ghi như {_example(since)}, hoặc {INSTANT_VI}."
            ) from error
    word, *numbers = day.groups()
    last = _day(text, numbers, since)
    first_too_late = last if word == "trước" else last + timedelta(days=1)
    return datetime(first_too_late.year, first_too_late.month, first_too_late.day, tzinfo=ZoneInfo(zone))


def _whole_day(text: str) -> re.Match[str] | None:
    """A day in words, however its letters are typed."""
    typed = " ".join(unicodedata.normalize("NFC", text).casefold().split())
    return WHOLE_DAY.fullmatch(ISO_DAY.sub(r"\3/\2/\1", typed))


def _example(since: date) -> str:
    """A deadline such as the campaign could have: two weeks, its first day among them."""
    return f"«hết ngày {written_day(since + timedelta(days=13))}»"


def _day(text: str, numbers: list[str | None], since: date) -> date:
    day, month, year = (int(each) if each else None for each in numbers)
    for candidate in (year,) if year else (since.year, since.year + 1):
        try:
            found = date(candidate, month, day)  # type: ignore[arg-type]  # both are there by the pattern
        except ValueError:
            continue
        if year or found >= since:
            return found
    raise ConfigurationError(f"'{text}': không có ngày này; hãy ghi như {_example(since)}.")
