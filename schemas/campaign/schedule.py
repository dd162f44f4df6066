"""When a campaign is looked at and its units are reminded, as the table `[schedule]` of its file says.

Arrives: the table; a line that it leaves out is as here.
Leaves:  a frozen `Schedule`, in the clock of the campaign's time zone.
Not here: the instants that follow from it (`flows.desk.timetable`): the database says when a cutoff is.
"""

from __future__ import annotations

from datetime import time
from typing import Annotated

from pydantic import Field, ValidationInfo, field_validator

from schemas.toml_file import Strict

Minutes = Annotated[int, Field(ge=1, le=720)]
DaysBefore = Annotated[int, Field(ge=1, le=60, strict=True)]


class Schedule(Strict):
    """`[schedule]`, field by field."""

    daily_at: time = time(17)
    """When every unit is looked at, from the campaign's first day on."""
    days_after_deadline: int | None = Field(default=None, ge=0)
    """For how many days after `report_before` that goes on; left out, to the campaign's last day."""
    minutes_before_cutoff: Minutes = 5
    minutes_after_cutoff: Minutes = 5
    """Two more looks at every cutoff, an extension's too, so that what nobody saw between them is short."""
    minutes_to_papers: int = Field(default=30, ge=2, le=1440, validate_default=True)
    """So long after every cutoff papers are drafted, after the look that follows it."""
    remind_at: time = time(8)
    remind_days_before: tuple[DaysBefore, ...] = Field(default=(3, 1), strict=False)
    """The days before a unit's own cutoff on which it is reminded."""
    sends_reminders: bool = False
    """Whether reminders leave by themselves; until then their run only says who would get one."""

    @field_validator("remind_days_before")
    @classmethod
    def _each_once(cls, days: tuple[int, ...]) -> tuple[int, ...]:
        if len(set(days)) < len(days):
            raise ValueError("a day is named twice")
        return days

    @field_validator("minutes_to_papers")
    @classmethod
    def _after_the_look(cls, minutes: int, info: ValidationInfo) -> int:
        look = info.data.get("minutes_after_cutoff", 0)
        if minutes <= look:
            raise ValueError(
                f"papers would be drafted {minutes} minutes after a cutoff, which must be later than the look after it "
                f"(minutes_after_cutoff = {look}); name more minutes"
            )
        return minutes
