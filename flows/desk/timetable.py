"""What of a campaign runs by itself, and when: said by its file, its cutoff and the extensions that hold.

Arrives: a campaign, its own cutoff, the later ones that were granted, an instant.
Leaves:  a `Timetable`: an appointment for each kind of run, once or daily from an instant to another, none of them over.
Not here: when a cutoff is (`core.cutoff_at`), Prefect's schedules (`flows.serving.schedules`).

    daily look        from starts_on, at daily_at, to the last day; an extension moves that as far as it moves its cutoff
    around a cutoff   minutes_before_cutoff and minutes_after_cutoff, the campaign's and every extension's
    papers            minutes_to_papers after the same cutoffs, drafted
    reminders         from starts_on, at remind_at, to the same last day

`tests/spec/timetable.txt` tells it by examples.
"""

from __future__ import annotations

import heapq
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from flows.desk.deadlines import own_cutoff
from flows.settings import Settings
from flows.steps.publish.words import dated
from flows.store.database import Database, open_database
from flows.store.recorded import decisions
from schemas.campaign import Campaign
from schemas.vietnamese.writing import day

DAILY, BEFORE, AFTER, PAPERS, REMIND = "daily", "before-cutoff", "after-cutoff", "papers", "remind"
"""The kinds of runs, each by the name of its deployment in `prefect.yaml`."""
LOOKS = frozenset({DAILY, BEFORE, AFTER})
KIND_VI = {
    DAILY: "đọc hằng ngày",
    BEFORE: "đọc ngay trước hạn",
    AFTER: "đọc ngay sau hạn",
    PAPERS: "lập dự thảo văn bản",
    REMIND: "thư nhắc",
}
A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Due:
    """One run to come."""

    at: datetime
    kind: str


@dataclass(frozen=True, slots=True)
class Appointment:
    """Runs of a kind, every day at the same clock from the first instant to the last; once, where both are one."""

    kind: str
    first_at: datetime
    last_at: datetime

    @property
    def is_once(self) -> bool:
        return self.first_at == self.last_at

    def since(self, at: datetime) -> Iterator[Due]:
        """Its runs from an instant on, the earliest first."""
        begin = max(self.first_at, at.astimezone(self.first_at.tzinfo))
        moment = datetime.combine(begin.date(), self.first_at.timetz())
        if moment < begin:
            moment += A_DAY
        while moment <= self.last_at:
            yield Due(moment, self.kind)
            moment += A_DAY


@dataclass(frozen=True, slots=True)
class Timetable:
    """What of a campaign runs by itself from an instant on. `last_day` is the campaign's last day of looks, with extensions."""

    campaign: Campaign
    last_day: date
    appointments: tuple[Appointment, ...]

    def since(self, at: datetime) -> Iterator[Due]:
        """Every run to come, in its order."""
        runs = (each.since(at) for each in self.appointments)
        return heapq.merge(*runs, key=lambda due: (due.at, due.kind))

    def next(self, at: datetime) -> Due | None:
        """The next run from an instant on."""
        return next(self.since(at), None)

    def coming(self, at: datetime) -> list[tuple[Due, Appointment]]:
        """Every appointment that is not over, by its next run: what is daily is told once."""
        found = [(next(each.since(at), None), each) for each in self.appointments]
        return sorted(((due, each) for due, each in found if due is not None), key=lambda one: one[0].at)

    def around(self, cutoff_at: datetime, at: datetime) -> list[Due]:
        """The looks around one cutoff that are still to come."""
        wanted = {each for each in _around(self.campaign, cutoff_at) if each.kind in LOOKS}
        return [due for each in self.appointments if each in wanted for due in each.since(at)]


def timetable(
    campaign: Campaign, own: datetime, extended: Collection[datetime], since: datetime
) -> Timetable:
    """The campaign's appointments that are not over at an instant. `own` is its cutoff, `extended` are the units' own."""
    schedule, last_day = campaign.schedule, _last_day(campaign, own, extended)
    cutoffs = sorted({own, *extended})
    every = (
        _every_day(campaign, DAILY, schedule.daily_at, last_day),
        *(each for cutoff in cutoffs for each in _around(campaign, cutoff)),
        _every_day(campaign, REMIND, schedule.remind_at, last_day),
    )
    return Timetable(campaign, last_day, tuple(each for each in every if each.last_at >= since))


def read(database: Database, campaign: Campaign, since: datetime) -> Timetable:
    """The timetable with what the database says of cutoffs and extensions."""
    with database.begin() as connection:
        own = own_cutoff(connection, campaign)
        extended = decisions.extended_cutoffs(connection, campaign.code)
    return timetable(campaign, own, extended, since)


def _last_day(campaign: Campaign, own: datetime, extended: Collection[datetime]) -> date:
    """What follows a cutoff is never left out, however early the campaign closes."""
    last = max([own, *extended])
    moved = campaign.day_of(last) - campaign.day_of(own)
    minutes_after = timedelta(minutes=campaign.schedule.minutes_to_papers)
    return max(campaign.looks_until + moved, campaign.day_of(last + minutes_after))


def _every_day(campaign: Campaign, kind: str, at: time, last_day: date) -> Appointment:
    zone = ZoneInfo(campaign.time_zone)
    days = (campaign.starts_on, last_day)
    first, last = (datetime.combine(day, at, tzinfo=zone) for day in days)
    return Appointment(kind, first, last)


def _around(campaign: Campaign, cutoff_at: datetime) -> Iterator[Appointment]:
    schedule, zone = campaign.schedule, ZoneInfo(campaign.time_zone)
    # in UTC, for a minute is a minute also where clocks are put back
    instant = cutoff_at.astimezone(UTC)
    for kind, minutes in (
        (BEFORE, -schedule.minutes_before_cutoff),
        (AFTER, schedule.minutes_after_cutoff),
        (PAPERS, schedule.minutes_to_papers),
    ):
        at = (instant + timedelta(minutes=minutes)).astimezone(zone)
        yield Appointment(kind, at, at)


def nothing_due(settings: Settings, campaign: Campaign, at: datetime) -> str | None:
    """Why nothing of a campaign runs by itself on this day; None while something may. An ordinary day asks no database."""
    if not campaign.has_begun(at):
        return f"Đợt {campaign.code} chưa bắt đầu (từ ngày {day(campaign.starts_on)}), nên không chạy gì."
    if campaign.day_of(at) <= campaign.looks_until:
        return None
    last_day = read(open_database(settings, settings.database_patience), campaign, at).last_day
    if campaign.day_of(at) <= last_day:
        return None
    return f"Đợt {campaign.code} đã hết lịch chạy (đến ngày {day(last_day)}), nên không chạy gì."


def in_short(found: Timetable, at: datetime) -> str:
    """A campaign's timetable as one line: from when, until when."""
    due, zone = found.next(at), found.campaign.time_zone
    if due is None:
        return "không còn lần chạy nào"
    return f"lần tới {dated(due.at, zone)}, đến hết ngày {day(found.last_day)}"


def lines(found: Timetable, at: datetime) -> list[tuple[str, str, str]]:
    """Each appointment to come: when, what that is, and the deployment of that name."""
    zone = found.campaign.time_zone
    told = []
    for due, each in found.coming(at):
        daily = "" if each.is_once else f", mỗi ngày đến {day(each.last_at)}"
        told.append((f"{dated(due.at, zone)}{daily}", KIND_VI[each.kind], each.kind))
    return told
