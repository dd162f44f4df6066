"""A date is read day first; month first only where that gives no day; what could be another day is asked about."""

from __future__ import annotations

import datetime as dt
import unicodedata
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.rules import catalogue
from schemas.sheet import SHEETS_EPOCH_ORDINAL, CellError, DateCell
from schemas.vietnamese.dates import read_date
from schemas.vietnamese.reading import Reading
from tests.given.forms import FORM

START = dt.date(2020, 8, 18)
FRIDAY = dt.date(2020, 8, 28)
DAYS = st.integers(0, 364).map(lambda days: START + dt.timedelta(days=days))


def read(cell: Any) -> Reading[dt.date]:
    return read_date(cell, 2020, START)


@pytest.mark.parametrize(
    "cell",
    [
        "28/08/2020 (thứ sáu)", "Thứ 6, 28/8", "thu sau, 28/8/2020", "Friday, 28 August 2020", "T6 28.8.2020",
        "sáng 28/8", "Chiều ngày 28/8/2020", "28/8/2020 lúc 16h", "16 giờ 30 phút ngày 28/8/2020", "28/8 16h",
        "24h00 ngày 28/8/2020", "28/8/2020 4:30 PM", "28/8/2020 4:30:00 CH", "16:30, 28/8/2020", "28/8/2020 - 16h30",
        "ngày 28/8", "Ngày: 28/8/2020", "nộp ngày 28/8", "28 tháng 8", "ngày 28 tháng tám năm 2020", "28 tháng 8/2020",
        "28th8", "28 thg 8 2020", "28-thg 8-2020", "28-Aug-20", "28-Aug", "28 Aug 2020", "Aug 28, 2020",
        "August 28, 2020", "28\\8\\2020", "28/VIII/2020", "28.8", "28.08.20", "28 8 2020", "28 / 8 / 2020", "28-8/2020",
        "2020-08-28", "2020.8.28", "2020-08-28T16:30:00", "2020-08-28T16:30:00+07:00", "2020-08-28T16:59Z",
        "2020-08-27 17:00:00Z", "20200828", "28082020", "44071", "44071.5", "'28/8/2020", "２８/８/２０２０",
        "Buôn Ma Thuột, ngày 28/8/2020", "M'Đrắk, ngày 28 tháng 8 năm 2020", "Đắk Lắk ngày 28 tháng 8 năm 2020",
        "28/8 (DL)", 44071, 44071.6875, 20200828, 28082020.0, DateCell(44071), DateCell(44071.99),
    ],
)  # fmt: skip
def test_a_date_with_one_meaning_is_read(cell: Any) -> None:
    assert (read(cell).value, read(cell).refusal) == (FRIDAY, None)


@pytest.mark.parametrize(
    "cell", [None, "", " ", "-", "—", "…", "N/A", "không", "không có", "chưa có số liệu"]
)
def test_a_date_not_entered_is_missing(cell: Any) -> None:
    assert (read(cell).value, read(cell).refusal) == (None, None)


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("8/28/2020", FRIDAY),
        ("08/28/20", FRIDAY),
        ("8/28/2020 16:30:00", FRIDAY),
        ("8/28", FRIDAY),
        ("8/9/2020", dt.date(2020, 9, 8)),
        ("8-9-2020", dt.date(2020, 9, 8)),
        ("8/9", dt.date(2020, 9, 8)),
        ("9/9/2020", dt.date(2020, 9, 9)),
        ("28/8", FRIDAY),
        ("28/8/2020", FRIDAY),
        (DateCell(44071), FRIDAY),
    ],
)
def test_a_date_whose_halves_could_be_swapped_is_read_day_first_where_that_is_a_day(
    cell: Any, day: dt.date
) -> None:
    assert read(cell) == Reading(day)


def test_an_instant_with_a_zone_is_the_day_it_was_in_viet_nam() -> None:
    assert read("2020-08-28T16:59:59Z").value == FRIDAY
    assert read("2020-08-28T17:00:00Z").value == dt.date(2020, 8, 29)


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("17/8/2020", "before_campaign"), ("9/8/2020", "before_campaign"), ("28/8/2019", "before_campaign"),
        ("28/8/2002", "before_campaign"), (DateCell(44050), "before_campaign"), ("44060", "before_campaign"),
        ("28/8/2021", "too_far"), ("20/8/28", "too_far"), ("28/8/2202", "too_far"), ("18/8/2021", "too_far"),
        ("28/8/202", "bad_year"), ("28/8/20200", "bad_year"), ("28/8/220", "bad_year"),
        ("30/2/2021", "no_such_day"), ("31/11", "no_such_day"), ("29/2/2021", "no_such_day"), ("28/0/2020", "no_such_day"),
        ("2020/28/08", "no_such_day"), ("0/0/2020", "no_such_day"),
        ("tháng 8/2020", "no_day"), ("tháng 8", "no_day"), ("8/20", "no_day"), ("2020", "no_day"), ("Aug-20", "no_day"),
        ("ngày .../.../2020", "no_day"), ("__/__/2020", "no_day"),
        ("28/8/2020 16:60", "bad_time"), ("25h ngày 28/8", "bad_time"), ("2020-08-28T25:00", "bad_time"),
        ("T7 28/8", "weekday_disagrees"), ("Chủ nhật, 28/8/2020", "weekday_disagrees"),
        ("28/8 và 29/8", "range"), ("28-29/8", "range"), ("28,29/8", "range"), ("18/8 - 25/8", "range"),
        ("28/8/2020-29/8/2020", "range"), ("từ 18/8", "range"),
        ("trước ngày 29/8", "vague"), ("Trước, ngày 28/8", "vague"), ("đầu tháng 9", "vague"), ("hết 28/8", "vague"),
        ("hôm nay", "relative"), ("tuần trước", "relative"), ("2/9 âm lịch", "lunar"), ("rằm tháng 7", "lunar"),
        ("28/8?", "unknown"), ("nt", "ditto"), ("28/8/2020 (bổ sung)", "extra_words"), ("đêm 28/8", "extra_words"),
        ("28/8/2020\n29/8/2020", "extra_words"), ("chưa", "not_a_date"), ("280820", "not_a_date"),
        ("08282020", "not_a_date"), ("12/8/9", "extra_words"), (45, "not_a_date"), (28.8, "not_a_date"),
        (-1, "not_a_date"), (True, "not_a_date"), (float("nan"), "not_a_date"), (1e300, "not_a_date"),
        (DateCell(float("nan")), "not_a_date"), (DateCell(0.5), "not_a_date"), (CellError("#REF!"), "formula_error"),
        ("#N/A", "formula_error"), ("=TODAY()", "formula_text"), ("####", "column_too_narrow"),
        ("A" * 200 + ", ngày", "not_a_date"), ("1/" * 25_000, "not_a_date"),
    ],
)  # fmt: skip
def test_a_date_with_two_meanings_is_asked_about(cell: Any, code: str) -> None:
    assert (read(cell).value, read(cell).refusal) == (None, f"date_{code}")


def test_the_slip_of_the_letter_itself_suggests_its_year() -> None:
    assert read("17/8/22020").suggestion == "17/8/2020"
    assert read("28/8/31999").suggestion is None


@given(DAYS)
def test_a_day_written_in_any_documented_way_reads_back(day: dt.date) -> None:
    d, m, y = day.day, day.month, day.year
    ways = [
        f"{d}/{m}/{y}", f"{d:02}/{m:02}/{y}", f"{d}-{m}-{y}", f"{d}.{m}.{y}", f"ngày {d} tháng {m} năm {y}",
        f"ngày {d:02} tháng {m} năm {y}", day.isoformat(), f"{d} thg {m}, {y}", f"{d}/{m}/{y % 100:02}", f"{d:02}{m:02}{y}",
        f"16h30 ngày {d}/{m}/{y}", f"{d}/{m}/{y} 16:30", f"Đắk Lắk, ngày {d} tháng {m} năm {y}",
        day.toordinal() - SHEETS_EPOCH_ORDINAL, DateCell(day.toordinal() - SHEETS_EPOCH_ORDINAL + 0.6875),
    ]  # fmt: skip
    assert {way: read(way).value for way in ways} == dict.fromkeys(ways, day)
    long = unicodedata.normalize("NFD", f"ngày {d} tháng {m} năm {y}")
    assert read(long).value == day


@given(
    st.one_of(
        st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=60),
        st.text("0123456789/.-: ngàythá", max_size=20), st.builds(DateCell, st.floats()),
    ),
    st.dates(),
)  # fmt: skip
def test_reading_a_date_never_raises_and_stays_in_the_campaign(cell: Any, earliest: dt.date) -> None:
    reading = read_date(cell, earliest.year, earliest)
    assert reading.value is None or reading.value >= earliest
    assert reading.refusal is None or (reading.refusal in catalogue(FORM) and reading.value is None)
