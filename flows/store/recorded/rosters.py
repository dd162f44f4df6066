"""A campaign as its file says now, and its roster as the editions said that were taken of it.

Arrives: a `Campaign`; who takes its roster's file as it is now, and why.
Leaves:  rows of `core.campaign`, `core.form`, `core.unit_kind`, `core.unit` and `core.edition`; what the last edition says of
         each unit, as values; ConfigurationError where the form is not migrated yet.
Not here: what the files may say (`schemas.campaign.file`, `schemas.issuer.file`, `schemas.roster.file`), what differs (`schemas.roster.edition`),
          how what was said before is remembered: triggers do that (`sql/functions/remember_roster.sql`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import Connection

from flows.store import dictionaries, records
from schemas.campaign import Campaign
from schemas.roster.edition import SaidUnit


@dataclass(frozen=True, slots=True)
class Edition:
    """A row of `report.edition`, column by column; the first one may be nobody's and is of since ever."""

    campaign: str
    edition: int
    effective_at: datetime | None
    reason: str | None
    decided_by: str | None
    letter_number: str
    recorded_at: datetime
    units_changed: int
    units_active: int
    effective_local: datetime | None
    recorded_local: datetime


@dataclass(frozen=True, slots=True)
class NewEdition:
    """Who takes the roster's file as it is now, why, by which letter ("" for none), and at which instant."""

    effective_at: datetime
    reason: str
    decided_by: str
    letter_number: str


def put(connection: Connection, campaign: Campaign) -> None:
    """Write the campaign as its file says now; its roster only where none was ever taken: that is the first edition."""
    _put_campaign(connection, campaign)
    if not editions(connection, campaign.code):
        _put_units(connection, campaign)


def take(connection: Connection, campaign: Campaign, new: NewEdition) -> None:
    """The roster as its file says now is what answers go by from `effective_at` on; of the first edition, since ever."""
    _put_campaign(connection, campaign)
    records.write(connection, "take_edition", campaign=campaign.code, **asdict(new))
    _put_units(connection, campaign)


def said(connection: Connection, campaign_code: str, instants: Sequence[datetime]) -> list[SaidUnit]:
    """What the last edition says of every unit that any named, in the roster's order; nothing before the first one.

    A unit owes that does so as of any of the instants.
    """
    return records.read(connection, SaidUnit, "said_units", campaign=campaign_code, instants=list(instants))


def editions(connection: Connection, campaign_code: str) -> list[Edition]:
    """Every edition of a campaign's roster, the first one first."""
    return records.read(connection, Edition, "editions", campaign=campaign_code)


def _put_campaign(connection: Connection, campaign: Campaign) -> None:
    letter = campaign.letter
    records.write(
        connection,
        "put_campaign",
        campaign=campaign.code,
        title=campaign.title,
        letter_issuer=letter.issuer,
        letter_subject=letter.subject,
        letter_issued_on=letter.issued_on,
        letter_number=letter.number,
        starts_on=campaign.starts_on,
        ends_on=campaign.ends_on,
        closes_on=campaign.last_day,
        **campaign.deadline,
    )
    dictionaries.put_form(connection, campaign.code, campaign.form)
    kinds = campaign.issued_by.kinds
    records.write(
        connection,
        "put_unit_kinds",
        campaign=campaign.code,
        unit_kinds=[kind.code for kind in kinds],
        words=[kind.word for kind in kinds],
    )


def _put_units(connection: Connection, campaign: Campaign) -> None:
    """Units that left the roster become inactive."""
    units = campaign.units.units
    records.write(
        connection,
        "put_units",
        campaign=campaign.code,
        unit_codes=[unit.code for unit in units],
        unit_names=[unit.name for unit in units],
        unit_kinds=[unit.kind for unit in units],
        are_active=[unit.is_active for unit in units],
        positions=[unit.position for unit in units],
        branches_expected=[unit.branches_expected for unit in units],
        joined_on=[unit.joined_on for unit in units],
        left_on=[unit.left_on for unit in units],
        successors_of=["|".join(unit.successor_of) for unit in units],
    )
