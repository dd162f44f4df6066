"""Whether a schedule wanted this run, when, and of which campaign.

Arrives: the run that this process has begun.
Leaves:  a `Wanted`, or None when a person started the run, or starts it again.
Not here: when schedules want one (`flows.desk.timetable`), what they are (`flows.serving.schedules`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from prefect.context import FlowRunContext

from flows.serving.schedules import campaign_of
from flows.settings import Settings

NOTHING_DUE = "CompletedNothingDue"
"""How a run ends that a schedule started outside its campaign's days."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A run as its schedule wants it; `campaign` is None for a schedule made by hand, which fills in its form."""

    at: datetime
    campaign: str | None


def wanted(settings: Settings) -> Wanted | None:
    """What a schedule wants of this run. The campaign is its slug's: a schedule that was paused has forgotten the rest."""
    context = FlowRunContext.get()
    if context is None or context.flow_run is None:
        return None
    run = context.flow_run
    if not run.auto_scheduled or run.run_count > 1 or run.expected_start_time is None:
        return None
    named = campaign_of((run.created_by.display_value if run.created_by else None) or "")
    is_there = bool(named) and (settings.campaigns / named / "campaign.toml").is_file()
    return Wanted(run.expected_start_time, named if is_there else None)
