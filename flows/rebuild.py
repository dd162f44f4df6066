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
from flows.desk.editions import as_taken
from flows.desk.rebuild import message_of, rebuild_units
from flows.desk.request import choice_in_words, now, read_campaign, read_units
from flows.serving.fields import CampaignIfAny, DryRun, UnitChoices
from flows.serving.forms import form
from flows.serving.pages.artifacts import renew_pages, show_page
from flows.serving.pages.effects import effects_page
from flows.settings import read_settings
from flows.store.database import open_database


@form(name="rebuild")
def rebuild(
    campaign: CampaignIfAny = RUNNING, units: UnitChoices = (), dry_run: DryRun = True
) -> State[list[Change]]:
    """Derive the units' figures, findings and standings again from what was kept."""
    settings = read_settings()
    of_file = read_campaign(settings, campaign)
    database = open_database(settings)
    chosen = as_taken(database, of_file, now()).campaign
    whom = read_units(chosen, units)
    changes = rebuild_units(database, chosen, whom, now(), is_dry_run=dry_run)
    message = f"{choice_in_words(chosen, whom)}: {message_of(changes, len(whom), is_dry_run=dry_run)}"
    page = effects_page(chosen, "tính lại từ các bản chụp", changes, message)
    trouble = show_page(chosen, "rebuild", page, message)
    if not dry_run:
        trouble = renew_pages(database, chosen, now()) or trouble
    return Completed(data=changes, message=f"{message} {trouble}" if trouble else message)
