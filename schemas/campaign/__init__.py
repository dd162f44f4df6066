"""A campaign: one letter's work, as data. Another letter is another folder, without new code.

Arrives: a folder with `campaign.toml`, `form.toml` and the roster it names; in it or beside it the issuer's file.
Leaves:  a frozen `Campaign`.
Not here: what each of the files may say (`file`, `schemas.form.file`, `schemas.roster.file`, `schemas.issuer.file`).

| module | what it is |
| --- | --- |
| `file` | `campaign.toml` itself |
| `schedule` | when a campaign is looked at, and its units are reminded |
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from pydantic import ConfigDict

from schemas.campaign.file import CampaignError, CampaignFile, load_campaign_file
from schemas.form.file import load_form
from schemas.form.form import Form
from schemas.issuer import Issuer, load_issuer
from schemas.roster import Roster
from schemas.roster.file import RosterError, load_roster
from schemas.toml_file import TomlError


class Campaign(CampaignFile):
    """A campaign with its roster, its form, and what held of its issuer on the day of its letter."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    folder: Path
    issued_by: Issuer
    units: Roster
    form: Form


def load_campaign(folder: Path) -> Campaign:
    """Read a campaign's folder. Raises CampaignError naming the file, the line and the reason."""
    settings = load_campaign_file(folder)
    try:
        issuer = load_issuer(_issuer_file(folder, settings.issuer), settings.letter.issued_on)
        form = load_form(folder / "form.toml", settings.starts_on, settings.report_before)
        units = load_roster(folder / settings.roster, issuer, form.subject.called)
    except (RosterError, TomlError) as error:
        raise CampaignError(str(error)) from error
    read = {"folder": folder, "issued_by": issuer, "units": units, "form": form}
    return Campaign.model_validate({**dict(settings), **read})


def issuer_on(campaign: Campaign, day: date) -> Issuer:
    """What holds of the campaign's issuer on another day than its letter's. Raises TomlError likewise."""
    return load_issuer(_issuer_file(campaign.folder, campaign.issuer), day)


def _issuer_file(folder: Path, name: str) -> Path:
    """The campaign's own file of that name, else the one that the campaigns beside it share."""
    own, shared = folder / name, folder.resolve().parent / name
    return own if own.is_file() else shared
