"""`campaign.toml`: one letter's work, as data, and when it begins and is over.

Arrives: a campaign's folder.
Leaves:  a frozen `CampaignFile`, which is enough to know a campaign's time; CampaignError naming file, line and reason.
Not here: its form, roster and issuer (`campaign`); the cutoff's instant. The rule that turns `report_before` and `policy`
         into an instant lives once, in SQL (`core.cutoff_at`), so that flows, analysts and tests ask the same function.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo, available_timezones

from pydantic import AfterValidator, Field, model_validator

from schemas.campaign.schedule import Schedule
from schemas.toml_file import Strict, TomlError, held, text_of

LONGEST_WAIT = timedelta(days=30)
"""Past the deadline of a campaign that does not say when it is over."""


class CampaignError(ValueError):
    """A campaign file is wrong; the message names the file, the line and the reason."""


class Policy(StrEnum):
    """How "trước ngày X" is read; `design.md` §4, Civil Code 2015 art. 148 for the two later readings."""

    BEFORE_DATE = "before_date"
    THROUGH_DATE = "through_date"
    THROUGH_DATE_ROLL = "through_date_roll"


CODE = r"^[a-z0-9][a-z0-9-]{0,62}$"
"""A campaign's code: it names its folder, and stands in addresses and commands."""
PAST_AFTER = timedelta(days=30)
"""After its deadline a campaign is past: extensions have run out, what is decided is decided."""


@cache
def _zones() -> frozenset[str]:
    """Read once in a process: every file of the database is opened for it, which takes longer than a campaign."""
    return frozenset(available_timezones())


def _known_zone(name: str) -> str:
    if name not in _zones():
        raise ValueError(f"'{name}' is not a time zone of the IANA database")
    return name


class Letter(Strict):
    """The letter that asks for the returns."""

    issuer: str
    subject: str
    issued_on: date
    number: str = ""


class SourceSettings(Strict):
    """Where the units' sheets are: a Drive folder and sheet ids in the roster, or a folder of workbooks."""

    kind: Literal["google", "workbooks"]
    folder: str = ""
    """A Drive folder's id for `google`; a path, relative to the campaign's folder, for `workbooks`."""
    feedback: bool = False
    """Whether a tab "Kiểm tra" in each unit's own Google Sheet says what to correct."""


class Retention(Strict):
    """For how many days something is kept after it was last seen; then `bluezone prune` removes it."""

    contacts_days: int = Field(default=180, ge=1)
    """People in files' names, in runs' words and in branches' texts, and the addresses that were written to."""
    typed_days: int = Field(default=730, ge=1)
    """The cells of the sheets, and what findings quote of them."""
    drafts_days: int = Field(default=180, ge=1)
    """Papers that were drafted and that nobody issued, after they were first drafted."""

    @model_validator(mode="after")
    def _contacts_first(self) -> Retention:
        if self.contacts_days > self.typed_days:
            raise ValueError("contacts_days is more than typed_days")
        return self


class CampaignFile(Strict):
    """`campaign.toml`, field by field. Dates are local dates of `time_zone`."""

    code: Annotated[str, Field(pattern=CODE)]
    title: str
    starts_on: date
    ends_on: date
    report_before: date
    closes_on: date | None = None
    """The last day on which days late are counted; left out, `last_day` says which."""
    policy: Policy = Field(default=Policy.BEFORE_DATE, strict=False)
    time_zone: Annotated[str, AfterValidator(_known_zone)]
    holidays: tuple[date, ...] = Field(default=(), strict=False)
    roster: str
    issuer: Annotated[str, Field(pattern=r"^[^/\\]+\.toml$")] = "issuer.toml"
    """The file that says whose letters these are, in the campaign's folder or beside it."""
    letter: Letter
    source: SourceSettings
    schedule: Schedule = Schedule()
    retention: Retention = Retention()

    @model_validator(mode="after")
    def _in_order(self) -> CampaignFile:
        if not self.starts_on <= self.ends_on:
            raise ValueError("ends_on is before starts_on")
        if self.report_before <= self.starts_on:
            raise ValueError("report_before is not after starts_on")
        if self.closes_on is not None and self.closes_on < self.report_before:
            raise ValueError("closes_on is before report_before")
        if self.looks_until > self.last_day:
            raise ValueError(
                "schedule.days_after_deadline is past the campaign's last day; closes_on may name a later one"
            )
        return self

    @property
    def last_day(self) -> date:
        """When the campaign is over: as its file says, else with its window, else a month after the deadline."""
        if self.closes_on is not None:
            return self.closes_on
        if self.ends_on >= self.report_before:
            return self.ends_on
        return self.report_before + LONGEST_WAIT

    @property
    def looks_until(self) -> date:
        """The last day on which it is looked at by itself, but for extensions: as its schedule says, else `last_day`."""
        days = self.schedule.days_after_deadline
        return self.last_day if days is None else self.report_before + timedelta(days=days)

    @property
    def deadline(self) -> dict[str, Any]:
        """What its cutoff hangs on, as SQL is asked for it."""
        return {
            "report_before": self.report_before,
            "policy": self.policy.value,
            "time_zone": self.time_zone,
            "holidays": list(self.holidays),
        }

    def has_begun(self, at: datetime) -> bool:
        """Whether its first day has come."""
        return self.starts_on <= self.day_of(at)

    def is_over(self, at: datetime) -> bool:
        """Whether its last day has gone."""
        return self.last_day < self.day_of(at)

    def is_past(self, at: datetime) -> bool:
        """Whether its deadline lies so far back that a decision taken now was likelier meant for another campaign."""
        return self.day_of(at) > max(self.report_before, self.ends_on) + PAST_AFTER

    def in_its_zone(self, at: datetime) -> datetime:
        """The same instant by the campaign's clock."""
        return at.astimezone(ZoneInfo(self.time_zone))

    def day_of(self, at: datetime) -> date:
        """The campaign's day at an instant."""
        return self.in_its_zone(at).date()


def load_campaign_file(folder: Path) -> CampaignFile:
    """What `campaign.toml` alone says, which is enough to know a campaign's time. Raises CampaignError likewise."""
    path = folder / "campaign.toml"
    try:
        return held(path, text_of(path), CampaignFile.model_validate, "campaign")
    except TomlError as error:
        raise CampaignError(str(error)) from error
