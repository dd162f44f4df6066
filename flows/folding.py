"""Fold a unit's kept returns into `core`, in the order they were observed.

Everything after `keep` is derived: the same kept observations, folded in order under today's rules, give the
same rows, whether day by day, all at once, or again after a run was killed.
"""

from __future__ import annotations

from sqlalchemy import Connection

from flows.steps import checking, loading, reading, snapshots
from flows.steps.loading import LoadableReturn
from schemas.campaign import Campaign
from schemas.unit_return import CheckedReturn


def fold(connection: Connection, campaign: Campaign, unit_code: str) -> CheckedReturn | None:
    """Fold what `core` does not reflect yet, under the campaign's lock, in the caller's transaction.

    Returns the last return folded, None when there was nothing to fold. A look that arrived out of order
    makes the unit be folded again from its first return.
    """
    checked = None
    own = campaign.units.by_code(unit_code)

    def not_of(name: str) -> str | None:
        """Whose sheet this is, when a name in it is another unit's."""
        named = campaign.units.match(name)
        return own.name if named is not None and own is not None and named != own else None

    loading.lock(connection, campaign.code)
    pending = snapshots.pending(connection, campaign.code, unit_code)
    if pending and pending[0].must_refold:
        loading.unfold(connection, campaign.code, unit_code)
    for each in pending:
        sheet = snapshots.content(connection, each.content_sha256)
        checked = checking.check(reading.read(sheet, campaign.starts_on), campaign.starts_on, not_of)
        kept = LoadableReturn(unit_code, each.observation_id, each.observed_at, each.content_sha256, checked)
        loading.load(connection, campaign.code, [kept])
    return checked
