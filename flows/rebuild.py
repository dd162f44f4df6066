"""Rebuild: derive everything again from the kept snapshots, under today's rules.

    unfold → fold every kept return again → compare      `flows.desk.rebuild`
    publish                                              a page in Prefect: what changes, unit by unit

A dry run, the default, does the same work, shows what would change, and takes it back. Whoever reads the database
sees the old rows until it is done.
"""

from __future__ import annotations

from prefect.client.schemas.objects import State
from prefect.states import Completed

from flows.desk.campaigns import RUNNING
from flows.desk.changes import Change
from flows.desk.rebuild import message_of, read_rebuild, rebuild_units
from flows.desk.request import choice_in_words, now
from flows.serving.fields import CampaignIfAny, DryRun, UnitChoices
from flows.serving.forms import form
from flows.serving.pages.artifacts import renew_pages, show_page
from flows.serving.pages.effects import effects_page
from flows.settings import read_settings


@form(name="rebuild")
def rebuild(
    campaign: CampaignIfAny = RUNNING, units: UnitChoices = (), dry_run: DryRun = True
) -> State[list[Change]]:
    """Derive the units' figures, findings and standings again from what was kept."""
    settings = read_settings()
    database, chosen, whom = read_rebuild(settings, campaign, units)
    changes = rebuild_units(database, chosen, whom, now(), is_dry_run=dry_run)
    message = f"{choice_in_words(chosen, whom)}: {message_of(changes, len(whom), is_dry_run=dry_run)}"
    page = effects_page(chosen, "tính lại từ các bản chụp", changes, message)
    trouble = show_page(chosen, "rebuild", page, message)
    if not dry_run:
        trouble = renew_pages(database, chosen, now()) or trouble
    return Completed(data=changes, message=f"{message} {trouble}" if trouble else message)
