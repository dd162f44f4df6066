"""Which campaigns there are, and which one is meant where nobody says.

Arrives: the folder of campaigns, an instant.
Leaves:  their names, which are their folders'; or ConfigurationError that asks, with the names to choose from.
Not here: their rosters (`schemas.campaign`): for a campaign's time its own file is enough.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from flows.errors import ConfigurationError
from flows.settings import Settings
from schemas.campaign import Campaign
from schemas.campaign.file import CampaignError, CampaignFile, load_campaign_file

RUNNING = "đợt đang chạy"
"""What a form offers where a command need say nothing."""


@dataclass(frozen=True, slots=True)
class Campaigns:
    """Every campaign by its name: its file, or why that cannot be read."""

    files: dict[str, CampaignFile] = field(default_factory=dict)
    troubles: dict[str, str] = field(default_factory=dict)

    def running(self, at: datetime) -> list[str]:
        """Those that have begun and are not over."""
        return [name for name in self.begun(at) if not self.files[name].is_over(at)]

    def begun(self, at: datetime) -> list[str]:
        """Those whose first day has come, the latest first."""
        found = sorted(name for name, file in self.files.items() if file.has_begun(at))
        return sorted(found, key=self._first_day, reverse=True)

    def in_turn(self, at: datetime) -> list[str]:
        """All of them as a form lists them: those that run, the past, those to come, what cannot be read."""
        to_come = sorted(sorted(self.files), key=self._first_day)
        return list(dict.fromkeys([*self.running(at), *self.begun(at), *to_come, *self.troubles]))

    def _first_day(self, name: str) -> date:
        return self.files[name].starts_on


def find(settings: Settings) -> Campaigns:
    """Read the file of every campaign there is."""
    found = Campaigns()
    for folder in settings.campaign_folders:
        try:
            found.files[folder.name] = load_campaign_file(folder)
        except CampaignError as error:
            found.troubles[folder.name] = str(error)
    return found


def name_of(settings: Settings, campaign: Campaign) -> str | None:
    """The name of a campaign's folder; None for one that lies elsewhere, which is nobody's but who typed its path."""
    own = campaign.folder.resolve()
    return next((each.name for each in settings.campaign_folders if each.resolve() == own), None)


def meant(settings: Settings, typed: str | None, at: datetime) -> str:
    """The campaign that was typed; where none was, the only one that runs, else the only one that has begun.

    A file that cannot be read stands in nobody's way while exactly one other campaign runs: the next letter's may lie
    half written for weeks. Otherwise it might be the one, and is named. Raises ConfigurationError.
    """
    if typed is not None and typed.strip() not in ("", RUNNING):
        return typed.strip()
    campaigns = find(settings)
    running, begun = campaigns.running(at), campaigns.begun(at)
    if len(running) == 1:
        return running[0]
    if not running and len(begun) == 1 and not campaigns.troubles:
        return begun[0]
    raise ConfigurationError(_question(settings, campaigns, at))


def _question(settings: Settings, campaigns: Campaigns, at: datetime) -> str:
    running, names = campaigns.running(at), campaigns.in_turn(at)
    if not names:
        return f"Chưa có đợt báo cáo nào trong {settings.campaigns}."
    how_many = f"Đang có {len(running)} đợt chạy" if running else "Không có đợt nào đang chạy"
    unread = [f"Tệp của đợt {name} bị sai: {why}." for name, why in campaigns.troubles.items()]
    asked = f"{how_many}, nên phải nêu «Đợt báo cáo» (--campaign): {', '.join(names)}."
    return " ".join([asked, *unread])
