"""Choices for the forms of the operators' deployments: campaigns and units as the files name them.

Arrives: the campaign folders, read when a deployment's flow is loaded.
Leaves:  types whose values Prefect shows as a list to choose from, and the code that a choice means.
Not here: what is done with the answer.

A form refuses what is not among its choices, so the bare codes follow the names: programs send those.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Literal

from flows.settings import Settings, read_settings
from schemas.campaign import Campaign, CampaignError, load_campaign

SEPARATOR = " · "


def campaign_codes(settings: Settings) -> list[str]:
    """The campaigns there are, by their folders' names."""
    return sorted(path.parent.name for path in settings.campaigns.glob("*/campaign.toml"))


def unit_choices(settings: Settings) -> list[str]:
    """Every active unit of every campaign in the rosters' order: "650 · LĐLĐ huyện Krông Năng" …, then "650" …"""
    units = [unit for campaign in _campaigns(settings) for unit in campaign.units.active]
    named = [f"{unit.code}{SEPARATOR}{unit.name}" for unit in units]
    return list(dict.fromkeys([*named, *(unit.code for unit in units)]))


def codes_of(choices: Sequence[str] | None) -> tuple[str, ...]:
    """The codes that were chosen; none means all."""
    return tuple(choice.partition(SEPARATOR)[0] for choice in choices or ())


def _campaigns(settings: Settings) -> Iterator[Campaign]:
    """The campaigns whose files can be read; whoever chooses another is told then what is wrong with it."""
    for code in campaign_codes(settings):
        with suppress(CampaignError):
            yield load_campaign(settings.campaign_folder(code))


def _one_of(choices: Sequence[str]) -> type:
    """A list to choose from; any text where there is nothing to choose from, since a list must not be empty."""
    return Literal[tuple(choices)] if choices else str  # type: ignore[return-value]


if TYPE_CHECKING:
    CampaignChoice = str
    UnitChoice = str
else:
    CampaignChoice = _one_of(campaign_codes(read_settings()))
    UnitChoice = _one_of(unit_choices(read_settings()))
