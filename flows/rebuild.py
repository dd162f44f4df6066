"""Rebuild: derive everything again from the kept snapshots, under today's rules.

    unfold → fold every kept return again → compare      `flows.desk.rebuild`
    publish                                              a page in Prefect: what changes, unit by unit

A dry run, the default, does the same work, shows what would change, and takes it back. Whoever reads the database
sees the old rows until it is done.
"""

from __future__ import annotations

from prefect.client.schemas.objects import State
from prefect.states import Completed

from flows.desk.rebuild import Change, message_of, rebuild_units
from flows.desk.request import choice_in_words, now, read_campaign, read_units
from flows.serving.artifacts import show_page
from flows.serving.fields import CampaignChoice, DryRun, UnitChoices
from flows.serving.forms import form
from flows.settings import read_settings
from flows.steps.publish import markdown
from flows.store.database import open_database
from schemas.campaign import Campaign


@form(name="rebuild")
def rebuild(
    campaign: CampaignChoice = "bluezone-2020", units: UnitChoices = (), dry_run: DryRun = True
) -> State[list[Change]]:
    """Derive the units' figures, findings and standings again from what was kept."""
    settings = read_settings()
    chosen = read_campaign(settings, campaign)
    whom = read_units(chosen, units)
    changes = rebuild_units(open_database(settings), chosen, whom, now(), is_dry_run=dry_run)
    message = f"{choice_in_words(chosen, whom)}: {message_of(changes, len(whom), is_dry_run=dry_run)}"
    trouble = show_page(chosen, "rebuild", rebuilt_page(chosen, changes, message), message)
    return Completed(data=changes, message=f"{message} {trouble}" if trouble else message)


def rebuilt_page(campaign: Campaign, changes: list[Change], message: str) -> str:
    """What a rebuild changes, unit by unit; findings as cell and rule, without what was typed."""
    names = {unit.code: unit.name for unit in campaign.units.active}
    rows = [
        (
            change.unit_code,
            names.get(change.unit_code, ""),
            change.standing_vi,
            change.figures,
            ", ".join(change.findings_raised),
            ", ".join(change.findings_gone),
            change.note,
        )
        for change in changes
    ]
    headings = ("Mã", "Đơn vị", "Tình trạng", "CĐCS đổi số liệu", "Lỗi, cảnh báo mới", "Không còn", "Ghi chú")
    title = f"# {markdown.escaped(campaign.title)}: tính lại từ các bản chụp\n\n{message}"
    return f"{title}\n\n{markdown.table(headings, rows)}" if rows else title
