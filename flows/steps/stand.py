"""Where each unit stands, and the flags of those past their deadline.

Arrives: an instant, supplied once by a process.
Leaves:  rows of the analysts' contract (`schemas.report`), and flags recorded.
Not here: the rule. It lives once, in SQL (`core.standing_of`), so that flows, analysts and tests ask the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection

from flows.store import records
from schemas.campaign import Campaign
from schemas.form.dictionary import of_form
from schemas.report import (
    CampaignSummary,
    DayOfProgress,
    OpenFinding,
    UnitChange,
    UnitCoverage,
    UnitStanding,
)


def standings(connection: Connection, campaign_code: str, as_of: datetime) -> list[UnitStanding]:
    """Where each active unit stands, in the roster's order."""
    return records.read(connection, UnitStanding, "unit_standings", campaign=campaign_code, as_of=as_of)


def summary(connection: Connection, campaign_code: str, as_of: datetime) -> CampaignSummary | None:
    """How the campaign stands; None when it was never collected."""
    return records.read_one(
        connection, CampaignSummary, "campaign_summary", campaign=campaign_code, as_of=as_of
    )


def findings(
    connection: Connection, campaign_code: str, unit_codes: Sequence[str] | None = None
) -> list[OpenFinding]:
    """What is open now, of all units or of some, as each of them is told."""
    codes = list(unit_codes) if unit_codes is not None else None
    return records.read(connection, OpenFinding, "open_findings_of", campaign=campaign_code, unit_codes=codes)


def findings_at(
    connection: Connection, campaign_code: str, as_of: datetime, unit_codes: Sequence[str] | None = None
) -> list[OpenFinding]:
    """What was open at an instant, of all units or of some."""
    facts = {"as_of": as_of, "unit_codes": list(unit_codes) if unit_codes is not None else None}
    return records.read(connection, OpenFinding, "findings_at", campaign=campaign_code, **facts)


def changes(connection: Connection, campaign: Campaign, since: datetime, as_of: datetime) -> list[UnitChange]:
    """Each unit at two instants: standing, branches, what the letter is after, and how many findings came and went between."""
    facts = {"campaign": campaign.code, "since": since, "as_of": as_of}
    return records.read(connection, UnitChange, "unit_changes", of_form(campaign.form), **facts)


def coverage(connection: Connection, campaign: Campaign, as_of: datetime) -> dict[str, UnitCoverage]:
    """What each unit's accepted branches come to, by its code; who has none is not there."""
    facts = {"campaign": campaign.code, "as_of": as_of}
    found = records.read(connection, UnitCoverage, "unit_coverage", of_form(campaign.form), **facts)
    return {each.unit_code: each for each in found}


def progress(connection: Connection, campaign: Campaign, as_of: datetime) -> list[DayOfProgress]:
    """How far the campaign had come by the end of each day that was over."""
    facts = {"campaign": campaign.code, "time_zone": campaign.time_zone, "as_of": as_of}
    return records.read(connection, DayOfProgress, "progress_by_day", of_form(campaign.form), **facts)


def flag(
    connection: Connection, campaign_code: str, run_id: UUID, as_of: datetime
) -> tuple[list[str], list[str]]:
    """Close the flags that ended and raise those that began. Returns the units' codes: raised, closed."""
    facts = {"campaign": campaign_code, "run_id": run_id, "as_of": as_of}
    closed = close_flags(connection, campaign_code, as_of, run_id)
    return records.values(connection, "raise_flags", **facts), closed


def close_flags(
    connection: Connection, campaign_code: str, as_of: datetime, run_id: UUID | None = None
) -> list[str]:
    """Close the flags that ended, by a run or, without one, by a decision. Returns the units' codes."""
    return records.values(connection, "close_flags", campaign=campaign_code, run_id=run_id, as_of=as_of)
