"""What a page is made of: the analysts' contract as of one instant, asked in one transaction.

Arrives: a database, a campaign, an instant.
Leaves:  a `PageFacts`.
Not here: what any of it means (`report.*`), how it is told (`telling`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from flows.steps import stand
from flows.store.database import Connection, Database
from schemas.campaign import Campaign
from schemas.report import CampaignSummary, DayOfProgress, OpenFinding, UnitCoverage, UnitStanding

A_DAY = timedelta(days=1)
A_MOMENT = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a campaign had come at an instant. `summary` is None before its first run."""

    campaign: Campaign
    as_of: datetime
    summary: CampaignSummary | None
    days: list[DayOfProgress]
    """The days that were over and, last, the one that was not, up to the instant."""

    @property
    def today(self) -> date:
        """The campaign's own day of the instant."""
        return self.campaign.day_of(self.as_of)

    @property
    def last_day(self) -> date | None:
        """The last day on which a return is on time."""
        return None if self.summary is None else (self.summary.cutoff_local - A_MOMENT).date()


@dataclass(frozen=True, slots=True)
class PageFacts(Progress):
    """What was known at an instant."""

    standings: list[UnitStanding]
    """In the roster's order."""
    coverage: dict[str, UnitCoverage]
    """By unit, of those that have accepted branches."""
    findings: list[OpenFinding]


def read_facts(database: Database, campaign: Campaign, as_of: datetime) -> PageFacts:
    """Ask the database once; again from the start where the way there was cut."""
    return database.run(lambda connection: _read(connection, campaign, as_of))


def read_progress(connection: Connection, campaign: Campaign, as_of: datetime) -> Progress:
    """The totals, and the days that led to them."""
    total = stand.summary(connection, campaign.code, as_of)
    progress = Progress(campaign, as_of, total, stand.progress(connection, campaign, as_of))
    if total is not None and _goes_on(progress):
        today = DayOfProgress(progress.today, total.branches, total.people, total.quantities)
        progress.days.append(today)
    return progress


def _read(connection: Connection, campaign: Campaign, as_of: datetime) -> PageFacts:
    progress = read_progress(connection, campaign, as_of)
    return PageFacts(
        campaign,
        as_of,
        progress.summary,
        progress.days,
        stand.standings(connection, campaign.code, as_of),
        stand.coverage(connection, campaign, as_of),
        stand.findings_at(connection, campaign.code, as_of),
    )


def _goes_on(facts: Progress) -> bool:
    """Whether the day of the instant follows those that were over; long after the last look nothing does."""
    if not facts.days:
        return facts.campaign.starts_on <= facts.today <= facts.campaign.last_day
    return facts.days[-1].day + A_DAY == facts.today
