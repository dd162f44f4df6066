"""`timetable.txt`, line by line: when something of a campaign runs by itself, and when nothing does any more."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from flows.desk.timetable import AFTER, BEFORE, DAILY, PAPERS, REMIND, Timetable, timetable
from flows.desk.timetable import lines as list_of_lines
from schemas.campaign import Campaign, load_campaign
from tests.given.campaign_files import copied
from tests.given.desk import moment
from tests.given.story import lines

TABLE = "timetable.txt"


def campaign_that_says(line: str, folder: Path) -> Campaign:
    """The campaign of 2020 whose file says one line more and has no [schedule] but that."""
    path = copied(folder) / "campaign.toml"
    text = path.read_text(encoding="utf-8").partition("\n[schedule]")[0]
    own = f"{line}\n{text}" if line.startswith("closes_on") else f"{text}\n[schedule]\n{line}\n"
    path.write_text(own, encoding="utf-8")
    return load_campaign(folder)


def instant(text: str) -> datetime:
    """One of 2020, unless a year stands behind it."""
    told, _, year = text.rpartition(" ")
    return moment(told).replace(year=int(year)) if year.isdecimal() else moment(text)


def written(at: datetime) -> str:
    return f"{at.day}/{at.month} {at:%H:%M}"


def shown(found: Timetable, *kinds: str) -> str:
    told = [
        written(each.first_at) if each.is_once else f"{written(each.first_at)} – {written(each.last_at)}"
        for each in found.appointments
        if each.kind in kinds
    ]
    return ", ".join(told) or "–"


@pytest.mark.parametrize(
    "says, cutoff, extended, asked_at, every_unit, at_cutoffs, papers, reminders, because", lines(TABLE)
)
def test_each_line_of_the_timetable_holds(
    tmp_path: Path,
    says: str,
    cutoff: str,
    extended: str,
    asked_at: str,
    every_unit: str,
    at_cutoffs: str,
    papers: str,
    reminders: str,
    because: str,
) -> None:
    campaign = campaign_that_says(says, tmp_path / "campaign")
    later = [moment(each) for each in extended.split(", ") if each]
    found = timetable(campaign, moment(cutoff), later, instant(asked_at))
    assert shown(found, DAILY) == every_unit, because
    assert shown(found, BEFORE, AFTER) == at_cutoffs, because
    assert shown(found, PAPERS) == papers, because
    assert shown(found, REMIND) == reminders, because


def runs(found: Timetable, at: datetime) -> Iterator[str]:
    return (f"{each.kind} {written(each.at)}" for each in found.since(at))


def test_the_runs_to_come_are_told_in_their_order_and_end_with_the_last_day(tmp_path: Path) -> None:
    campaign = campaign_that_says("days_after_deadline = 1", tmp_path / "campaign")
    found = timetable(campaign, moment("29/8 00:00"), [moment("29/8 17:00")], moment("28/8 09:00"))
    assert list(runs(found, moment("28/8 17:00"))) == [
        *("daily 28/8 17:00", "before-cutoff 28/8 23:55", "after-cutoff 29/8 00:05", "papers 29/8 00:30"),
        *("remind 29/8 08:00", "before-cutoff 29/8 16:55", "daily 29/8 17:00", "after-cutoff 29/8 17:05"),
        "papers 29/8 17:30",
        *("remind 30/8 08:00", "daily 30/8 17:00"),
    ]
    looks = found.around(moment("29/8 17:00"), moment("29/8 17:00"))
    assert [written(each.at) for each in looks] == ["29/8 17:05"], (
        "the one before it is over, and papers are no look"
    )
    later = moment("29/8 17:00") + timedelta(seconds=1)
    due = found.next(later)
    assert due is not None
    assert written(due.at) == "29/8 17:05"
    assert list_of_lines(found, later) == [
        ("29/8/2020 17:05", "đọc ngay sau hạn", AFTER),
        ("29/8/2020 17:30", "lập dự thảo văn bản", PAPERS),
        ("30/8/2020 08:00, mỗi ngày đến 30/8/2020", "thư nhắc", REMIND),
        ("30/8/2020 17:00, mỗi ngày đến 30/8/2020", "đọc hằng ngày", DAILY),
    ]
    assert found.next(moment("30/8 17:01")) is None
    assert list_of_lines(found, moment("30/8 17:01")) == []
