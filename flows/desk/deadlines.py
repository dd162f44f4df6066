"""The deadlines of a campaign: under each reading of its letter, and the units that have one of their own.

Arrives: a database, a campaign, an instant.
Leaves:  a `Deadlines`.
Not here: the rule (`core.cutoff_at`), when the next look is due (`flows.serving.schedules`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flows.steps import stand
from flows.store import records
from flows.store.database import Connection, Database
from schemas.campaign import Campaign
from schemas.campaign.file import Policy
from schemas.report import CampaignSummary, UnitStanding

POLICY_VI = {
    Policy.BEFORE_DATE: "trước 0:00 của ngày ghi trong công văn",
    Policy.THROUGH_DATE: "hết ngày ghi trong công văn",
    Policy.THROUGH_DATE_ROLL: "hết ngày đó, nếu là ngày nghỉ thì hết ngày làm việc kế tiếp",
}


@dataclass(frozen=True, slots=True)
class Cutoff:
    """When a return is late under one reading; `is_own`: the campaign's."""

    policy: str
    cutoff_at: datetime
    is_own: bool

    @property
    def reading_vi(self) -> str:
        return POLICY_VI[Policy(self.policy)]


@dataclass(frozen=True, slots=True)
class Deadlines:
    """A campaign's deadlines. `extended` are the units that have another one; `summary` is None before the first look."""

    campaign: Campaign
    as_of: datetime
    cutoffs: list[Cutoff]
    extended: list[UnitStanding]
    summary: CampaignSummary | None

    @property
    def own(self) -> datetime:
        """The campaign's own cutoff."""
        return _own(self.cutoffs)

    @property
    def last(self) -> datetime:
        """When the last unit's deadline is over."""
        return max([self.own, *(unit.cutoff_at for unit in self.extended)])


def deadlines(database: Database, campaign: Campaign, as_of: datetime) -> Deadlines:
    """Ask the database, whose rule it is."""
    with database.begin() as connection:
        cutoffs = _cutoffs(connection, campaign)
        units = stand.standings(connection, campaign.code, as_of)
        summary = stand.summary(connection, campaign.code, as_of)
    own = _own(cutoffs)
    extended = [unit for unit in units if unit.cutoff_at != own]
    return Deadlines(campaign, as_of, cutoffs, extended, summary)


def own_cutoff(connection: Connection, campaign: Campaign) -> datetime:
    """The campaign's own cutoff, also before it was ever collected."""
    return _own(_cutoffs(connection, campaign))


def _cutoffs(connection: Connection, campaign: Campaign) -> list[Cutoff]:
    return records.read(connection, Cutoff, "cutoffs", **campaign.deadline)


def _own(cutoffs: list[Cutoff]) -> datetime:
    return next(each.cutoff_at for each in cutoffs if each.is_own)
