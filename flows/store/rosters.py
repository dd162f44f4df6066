"""A campaign and its roster, as their files say now.

Arrives: a `Campaign`.
Leaves:  rows of `core.campaign` and `core.unit`.
Not here: what the files may say (`schemas.campaign`, `schemas.roster`).
"""

from __future__ import annotations

from sqlalchemy import Connection

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
    units = [
        {
            "campaign": campaign.code,
            "unit_code": unit.code,
            "unit_name": unit.name,
            "unit_kind": unit.kind,
            "is_active": unit.is_active,
            "position": unit.position,
            "branches_expected": unit.branches_expected,
        }
        for unit in campaign.units.units
    ]
    connection.execute(statement("put_unit"), units)
    connection.execute(
        statement("retire_units"),
        {"campaign": campaign.code, "unit_codes": [unit["unit_code"] for unit in units]},
    )
