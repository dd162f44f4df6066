"""Rows of the analysts' contract as of an instant, whole, as analysts would read them.

Arrives: a connection, the name of a function of `report`, a campaign, an instant, for some an earlier one.
Leaves:  rows by the names of their columns.
Not here: what the columns mean (their COMMENT in `sql/`), rows as values of a kind (`records`).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa

Row = Mapping[str, Any]

COMPARING = frozenset({"gain_at"})
"""Those that compare two instants."""


def rows_of(
    connection: sa.Connection, relation: str, campaign_code: str, as_of: datetime, since: datetime | None
) -> list[Row]:
    """A campaign's rows of one relation. `since`: the earlier instant of one that compares two."""
    instants = (since, as_of) if relation in COMPARING else (as_of,)
    function = getattr(sa.func.report, relation)(*instants).alias("asked")
    query = sa.select(sa.text("*")).select_from(function).where(sa.column("campaign") == campaign_code)
    return [dict(row) for row in connection.execute(query).mappings()]
