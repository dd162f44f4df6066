"""The border: what somebody typed becomes values once, and whoever works with it gets the values.

Arrives: what an operator or a schedule typed.
Leaves:  a campaign, its units, a `Request`; or ConfigurationError naming what is wrong.
Not here: anything heavy, so that `bluezone standings` answers at once.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from flows.desk.campaigns import meant
from flows.desk.instants import instant
from flows.errors import ConfigurationError, untold
from flows.settings import Settings
from schemas.campaign import Campaign, load_campaign
from schemas.campaign.file import CampaignError
from schemas.form.form import Form
from schemas.roster import Unit
from schemas.vietnamese.writing import first_of

Clock = Callable[[], datetime]


CODES_NAMED = 10
BETWEEN_CAMPAIGNS = " · đợt "


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

    campaign: Campaign
    campaign_name: str
    """As it was typed, a code or a path: another process finds the campaign's folder by it."""
    units: tuple[Unit, ...]
    source: str | None = None
    observed_at: datetime | None = None
    due_at: datetime | None = None
    reads_again: bool = False
    nothing_was_sent: bool = False
    declared_by: str | None = None
    """Who declares `observed_at`; None: whoever's account runs this."""

    @property
    def covers_roster(self) -> bool:
        """Whether every unit that owes a return is asked for."""
        return set(self.campaign.units.active) <= set(self.units)


@untold()
def read_request(
    settings: Settings,
    campaign_name: str,
    source: str | None = None,
    unit_codes: Sequence[str] = (),
    observed_at: str | None = None,
    *,
    due_at: datetime | None = None,
    reads_again: bool = False,
    nothing_was_sent: bool = False,
    declared_by: str | None = None,
) -> Request:
    """What to collect, as typed; no units mean all of them. Raises ConfigurationError."""
    name = meant(settings, campaign_name, now())
    campaign = read_campaign(settings, name)
    return Request(
        campaign,
        name,
        read_units(campaign, unit_codes),
        source,
        instant(observed_at, campaign.time_zone) if observed_at is not None else None,
        due_at,
        reads_again,
        nothing_was_sent,
        declared_by,
    )


def read_campaign(settings: Settings, name: str) -> Campaign:
    """The campaign of that name; of none, the one that runs. Raises ConfigurationError with the file, the line, the reason."""
    try:
        return load_campaign(settings.campaign_folder(meant(settings, name, now())))
    except CampaignError as error:
        raise ConfigurationError(f"Tệp của đợt báo cáo bị sai: {error}") from error


def read_forms(settings: Settings) -> dict[str, Form]:
    """What each campaign of the folder of campaigns asks for, by its code. Raises ConfigurationError like the former."""
    campaigns = (read_campaign(settings, str(folder)) for folder in settings.campaign_folders)
    return {each.code: each.form for each in campaigns}


def read_units(campaign: Campaign, typed: Sequence[str]) -> tuple[Unit, ...]:
    """The units of these codes or names, each once; all that owe a return when none is typed."""
    return tuple(dict.fromkeys(read_unit(campaign, each) for each in typed)) or campaign.units.active


def read_unit(campaign: Campaign, typed: str) -> Unit:
    """The unit of that code or name, or as it is chosen in a form. Raises ConfigurationError with those it may mean."""
    chosen = typed.partition(BETWEEN_CAMPAIGNS)[0]
    unit = next((each for each in campaign.units.active if unit_choice(each) == chosen), None)
    unit = unit or campaign.units.by_code(typed)
    meant = (unit,) if unit is not None else campaign.units.meant(typed)
    if not meant:
        known = ", ".join(each.code for each in campaign.units.active)
        raise ConfigurationError(f"Không có đơn vị '{typed}' trong đợt {campaign.code}. Các mã: {known}.")
    if len(meant) > 1:
        several = ", ".join(map(unit_choice, meant))
        raise ConfigurationError(
            f"'{typed}' có thể là nhiều đơn vị của đợt {campaign.code}; hãy ghi mã: {several}."
        )
    return meant[0]


def unit_choice(unit: Unit) -> str:
    """A unit as a form offers it."""
    return f"{unit.code} · {unit.name}"


def unit_choices(campaigns: Sequence[Campaign]) -> list[str]:
    """Every active unit once, in the rosters' order; one that some campaign has not says whose it is."""
    found: dict[str, list[str]] = {}
    for campaign in campaigns:
        for unit in campaign.units.active:
            found.setdefault(unit_choice(unit), []).append(campaign.code)
    return [
        choice if len(codes) == len(campaigns) else f"{choice}{BETWEEN_CAMPAIGNS}{', '.join(codes)}"
        for choice, codes in found.items()
    ]


def choice_in_words(campaign: Campaign, units: Sequence[Unit]) -> str:
    """Whom something was asked of, as its answer begins: "Đợt …, mọi đơn vị"."""
    if set(campaign.units.active) <= set(units):
        return f"Đợt {campaign.code}, mọi đơn vị"
    return f"Đợt {campaign.code}, đơn vị {first_of([unit.code for unit in units], CODES_NAMED)}"
