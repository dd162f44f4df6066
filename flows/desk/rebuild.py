"""Rebuild: derive everything again from the kept snapshots, under today's rules.

    unfold → fold every kept return again → compare      some units at a time, in one transaction

Analysts go on reading the old rows until it commits. When no rule changed, nothing changes. A dry run does the
same work, says what would change, and takes it back. A unit with a pruned content cannot be folded again: its rows
stay as they are, and its `Change` says so in a note.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from flows.desk.changes import Change, changes, remember
from flows.desk.editions import as_taken
from flows.desk.request import now, read_campaign, read_units
from flows.settings import Settings
from flows.steps import keep
from flows.steps.fold import UNITS_FOLDED_AT_ONCE, refold
from flows.steps.load import lock
from flows.store.database import Database, open_database
from schemas.campaign import Campaign
from schemas.roster import Unit

LEFT_VI = "giữ nguyên: bản chụp cũ đã xóa theo thời hạn lưu, không tính lại được"


def read_rebuild(
    settings: Settings, campaign_name: str, unit_codes: Sequence[str]
) -> tuple[Database, Campaign, tuple[Unit, ...]]:
    """What to derive again, as typed: units of the roster as it was taken last. Raises ConfigurationError."""
    of_file = read_campaign(settings, campaign_name)
    database = open_database(settings)
    campaign = as_taken(database, of_file, now()).campaign
    return database, campaign, read_units(campaign, unit_codes)


def message_of(changes: Sequence[Change], unit_count: int, *, is_dry_run: bool) -> str:
    """What a rebuild did, in one sentence or two."""
    untouched = sum(bool(change.note) for change in changes)
    share = f"{len(changes) - untouched}/{unit_count} đơn vị"
    what = f"Chạy thử, chưa ghi gì: {share} sẽ đổi." if is_dry_run else f"Đã tính lại và ghi: {share} đã đổi."
    left = f" {untouched} đơn vị giữ nguyên vì bản chụp cũ đã xóa theo thời hạn lưu." if untouched else ""
    return what + left


def rebuild_units(
    database: Database, campaign: Campaign, units: Sequence[Unit], as_of: datetime, *, is_dry_run: bool
) -> list[Change]:
    """Fold the units again and return what changed or was left, unit by unit; a dry run leaves everything as it was."""
    with database.begin() as connection:
        lock(connection, campaign.code)
        work = connection.begin_nested()
        remember(connection, campaign, units, as_of)
        untouched = keep.pruned_units(connection, campaign.code, [unit.code for unit in units])
        codes = [unit.code for unit in units if unit.code not in untouched]
        for start in range(0, len(codes), UNITS_FOLDED_AT_ONCE):
            refold(connection, campaign, codes[start : start + UNITS_FOLDED_AT_ONCE])
        found = changes(connection, campaign, units, as_of)
        if is_dry_run:
            work.rollback()
    with_notes = (
        replace(change, note=LEFT_VI) if change.unit_code in untouched else change for change in found
    )
    return [change for change in with_notes if not change.is_empty]
