"""Rebuild: derive everything again from the kept snapshots, under today's rules.

    unfold → fold every kept return again → compare      unit by unit, in one transaction

Analysts go on reading the old rows until it commits. When no rule changed, nothing changes. A dry run does the
same work, says what would change, and takes it back.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from flows.comparing import Change, changes, view
from flows.folding import fold
from flows.steps import loading
from flows.steps.database import Database
from schemas.campaign import Campaign

__all__ = ["Change", "rebuild"]


def rebuild(
    database: Database, campaign: Campaign, units: Sequence[str], as_of: datetime, *, is_dry_run: bool
) -> list[Change]:
    """Fold the units again and return what changed, unit by unit; a dry run leaves everything as it was."""
    with database.begin() as connection:
        loading.lock(connection, campaign.code)
        work = connection.begin_nested()
        before = view(connection, campaign.code, units, as_of)
        for unit in units:
            loading.unfold(connection, campaign.code, unit)
            fold(connection, campaign, unit)
        after = view(connection, campaign.code, units, as_of)
        if is_dry_run:
            work.rollback()
    return [change for change in changes(units, before, after) if not change.is_empty]
