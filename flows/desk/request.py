"""What is asked of a process: which campaign, which units, from where, as of when.

Arrives: what an operator or a schedule typed.
Leaves:  a campaign, its units, a `Request`; or ConfigurationError naming what is wrong.
Not here: anything heavy, so that `bluezone standings` answers at once.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from flows.errors import ConfigurationError
from flows.settings import Settings
from schemas.campaign import Campaign, CampaignError, load_campaign
from schemas.roster import Unit

Clock = Callable[[], datetime]


def now() -> datetime:
    """The clock of every process; steps are told the time."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Request:
    """What to collect. `source` is "google", a folder of workbooks, or None for the campaign's own.

    `observed_at` declares when a folder's workbooks reached the desk; a live pull is never back-dated.
    `nothing_was_sent` is a person's word that a place without any unit's sheet is the right one.
    `due_at` is when a schedule wanted this, so that a look at the whole roster begun since then serves as well;
    None when a person asked. `reads_again` fetches cells also where the source says that nothing changed.
    """

    campaign: str
    source: str | None = None
    units: tuple[str, ...] = ()
    observed_at: datetime | None = None
    due_at: datetime | None = None
    reads_again: bool = False
    nothing_was_sent: bool = False


def read_campaign(settings: Settings, name: str) -> Campaign:
    """The campaign of that name. Raises ConfigurationError with the file, the line and the reason."""
    try:
        return load_campaign(settings.campaign_folder(name))
    except CampaignError as error:
        raise ConfigurationError(f"Tệp của đợt báo cáo bị sai: {error}") from error


def asked_units(campaign: Campaign, codes: Sequence[str]) -> tuple[Unit, ...]:
    units = []
    for code in codes:
        unit = campaign.units.by_code(code) or campaign.units.match(code)
        if unit is None:
            known = ", ".join(each.code for each in campaign.units.active)
            raise ConfigurationError(f"Không có đơn vị '{code}' trong đợt {campaign.code}. Các mã: {known}.")
        units.append(unit)
    return tuple(dict.fromkeys(units)) or campaign.units.active
