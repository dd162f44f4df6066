"""Fold a unit's kept returns into `core`, in the order they were observed.

Everything after `keep` is derived: the same kept observations, folded in order under today's rules, give the
same rows, whether day by day, all at once, or again after a run was killed.
"""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection

from flows.steps import checking, loading, reading, snapshots
from flows.steps.loading import LoadableReturn
from schemas.unit_return import CheckedReturn


def fold(connection: Connection, campaign: str, unit_code: str, opens_on: date) -> CheckedReturn | None:
    """Fold what `core` does not reflect yet, under the campaign's lock, in the caller's transaction.

    Returns the last return folded, None when there was nothing to fold. A look that arrived out of order
    makes the unit be folded again from its first return.
    """
    checked = None
    loading.lock(connection, campaign)
    pending = snapshots.pending(connection, campaign, unit_code)
    if pending and pending[0].must_refold:
        loading.unfold(connection, campaign, unit_code)
    for each in pending:
        sheet = snapshots.content(connection, each.content_sha256)
        checked = checking.check(reading.read(sheet, opens_on), opens_on)
        kept = LoadableReturn(unit_code, each.observation_id, each.observed_at, each.content_sha256, checked)
        loading.load(connection, campaign, [kept])
    return checked
