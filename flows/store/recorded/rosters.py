"""A campaign, its roster and what its form asks for, as their files say now.

Arrives: a `Campaign`.
Leaves:  rows of `core.campaign`, `core.unit_kind`, `core.unit` and `core.form`; ConfigurationError where the form is not
         migrated yet.
Not here: what the files may say (`schemas.campaign`, `schemas.issuer`, `schemas.roster`).
"""

from __future__ import annotations

from sqlalchemy import Connection

from flows.store import dictionaries
from flows.store.database import statement
from schemas.campaign import Campaign


def put(connection: Connection, campaign: Campaign) -> None:
    """Write the campaign and its roster as their files say now. Units that left the roster become inactive."""
    letter = campaign.letter
    connection.execute(
        statement("put_campaign"),
        {
            "campaign": campaign.code,
            "title": campaign.title,
            "letter_issuer": letter.issuer,
            "letter_subject": letter.subject,
            "letter_issued_on": letter.issued_on,
            "letter_number": letter.number,
            "starts_on": campaign.starts_on,
            "ends_on": campaign.ends_on,
            "closes_on": campaign.last_day,
            "report_before": campaign.report_before,
            "policy": campaign.policy.value,
            "time_zone": campaign.time_zone,
            "holidays": list(campaign.holidays),
        },
    )
    dictionaries.put_form(connection, campaign.code, campaign.form)
    kinds = campaign.issued_by.kinds
    connection.execute(
        statement("put_unit_kinds"),
        {
            "campaign": campaign.code,
            "unit_kinds": [kind.code for kind in kinds],
            "words": [kind.word for kind in kinds],
        },
    )
    units = campaign.units.units
    connection.execute(
        statement("put_units"),
        {
            "campaign": campaign.code,
            "unit_codes": [unit.code for unit in units],
            "unit_names": [unit.name for unit in units],
            "unit_kinds": [unit.kind for unit in units],
            "are_active": [unit.is_active for unit in units],
            "positions": [unit.position for unit in units],
            "branches_expected": [unit.branches_expected for unit in units],
        },
    )
