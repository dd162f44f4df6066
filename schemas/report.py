"""Rows of the analysts' contract as values: what the pipeline itself reads of `report.*` and of open findings.

Arrives: columns, as the database names them.
Leaves:  one frozen value a row, its fields in the columns' order, what the forms ask for by its name; `campaign` is the code, as in every report.
Not here: reading them (`flows.store.records`), what the columns mean (their COMMENT in `sql/`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from schemas.rules.rule import Severity


@dataclass(frozen=True, slots=True)
class UnitStanding:
    """`report.unit_standing_at`: where a unit stands as of an instant."""

    campaign: str
    unit_code: str
    unit_name: str
    unit_kind: str
    unit_position: int
    standing: str
    standing_vi: str
    cutoff_at: datetime
    submitted_at: datetime | None
    accepted_at: datetime | None
    absent_at: datetime | None
    is_declared_evidence: bool
    branches_accepted: int
    branches_expected: int | None
    open_errors: int
    open_warnings: int
    amended_after_cutoff: bool
    unreadable_since: datetime | None
    original_standing: str
    original_standing_vi: str
    days_late: int | None
    flagged_at: datetime | None
    open_questions: int
    waiting_since: datetime | None
    stale_branches: int
    cutoff_local: datetime
    submitted_local: datetime | None
    accepted_local: datetime | None
    accepted_on: date | None
    absent_local: datetime | None
    unreadable_since_local: datetime | None
    flagged_local: datetime | None
    waiting_since_local: datetime | None
    unit_sort: str
    unit_kind_vi: str | None


@dataclass(frozen=True, slots=True)
class CampaignSummary:
    """`report.campaign_summary_at`: how a campaign stands as of an instant."""

    campaign: str
    title: str
    policy: str
    cutoff_at: datetime
    units: int
    expected: int
    on_time: int
    late: int
    missing: int
    needs_fix: int
    unverified: int
    not_due: int
    exempt: int
    flagged: int
    reporting_rate: Decimal | None
    on_time_rate: Decimal | None
    branches: int
    moved_by_before_date: int
    moved_by_through_date: int
    moved_by_through_date_roll: int
    sensitivity_vi: str
    people: int | None
    stale_branches: int
    stale_people: int | None
    cutoff_local: datetime
    quantities: Mapping[str, Any]
    """By the names of the dictionary: sums and rates; None of what the campaign does not ask for, or nobody gave."""

    def count(self, standing: str) -> int:
        """How many units stand there, by the standing's code."""
        counts: int = getattr(self, standing)
        return counts

    @property
    def flat(self) -> dict[str, Any]:
        """The columns of the row, as the report has them."""
        return {**{each.name: getattr(self, each.name) for each in fields(self)[:-1]}, **self.quantities}

    def sum(self, quantity: str) -> int | None:
        """What a quantity comes to."""
        amount: int | None = self.quantities.get(quantity)
        return amount

    def rate(self, name: str) -> Decimal | None:
        """A rate in percent points."""
        points: Decimal | None = self.quantities.get(name)
        return points


@dataclass(frozen=True, slots=True)
class OpenFinding:
    """`core.open_finding`: what a unit must correct or answer now, as it is told, without what it typed."""

    campaign: str
    unit_code: str
    unit_name: str
    unit_position: int
    severity: Severity
    rule: str
    cell: str | None
    heading: str | None
    message_vi: str
    first_seen_at: datetime

    @property
    def is_question(self) -> bool:
        return self.severity == "question"


@dataclass(frozen=True, slots=True)
class AdvisedFinding:
    """An open finding with the value as typed, for the unit's own sheet. `cell` is None when the whole return is meant."""

    severity: Severity
    cell: str | None
    heading: str | None
    raw_value: str | None = field(repr=False)
    message_vi: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class UnitChange:
    """A unit at two instants: where it stands, its figures, and how many findings came and went between."""

    unit_code: str
    unit_name: str
    standing_vi: str
    standing_before_vi: str
    branches: int
    branches_before: int
    findings_raised: int
    findings_closed: int
    quantities: Mapping[str, int]
    """What the form's lead comes to, by its name; with `_before` behind the name, at the first instant."""

    def amounts(self, lead: str) -> tuple[int, int]:
        """What the lead came to at the first instant, and at the second."""
        return self.quantities[f"{lead}_before"], self.quantities[lead]


@dataclass(frozen=True, slots=True)
class UnitCoverage:
    """What a unit's accepted branches came to at an instant (`report.submission_at`)."""

    unit_code: str
    people: int | None
    quantities: Mapping[str, Any]
    """By the names of the form: sums and rates; with `_left` and `_whole` behind a rate's, whom it leaves out and is of."""


@dataclass(frozen=True, slots=True)
class DayOfProgress:
    """How far a campaign had come by the end of a day (`report.progress_daily`)."""

    day: date
    branches: int
    people: int | None
    quantities: Mapping[str, Any]
    """What the form's lead came to, by its name."""
