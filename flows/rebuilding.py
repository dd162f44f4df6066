"""Rebuild: derive everything again from the kept snapshots, under today's rules.

    unfold → fold every kept return again → compare      unit by unit, in one transaction

Analysts go on reading the old rows until it commits. When no rule changed, nothing changes. A dry run does the
same work, says what would change, and takes it back. A unit with a pruned content cannot be folded again: its rows
stay as they are, and its `Change` says so in a note.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from flows.folding import fold
from flows.steps import loading, snapshots, standings
from flows.steps.database import Database
from schemas.campaign import Campaign

Record = dict[str, Any]

LEFT_VI = "giữ nguyên: bản chụp cũ đã xóa theo thời hạn lưu, không tính lại được"


@dataclass(frozen=True, slots=True)
class Change:
    """What a rebuild changes for one unit; `standing` is (before, after)."""

    unit_code: str
    standing: tuple[str, str]
    figures: int
    """Branches whose current figures differ, appear or disappear."""
    findings_raised: tuple[str, ...]
    findings_gone: tuple[str, ...]
    note: str = ""
    """Why the unit was left as it is; empty when it was folded again."""

    @property
    def is_empty(self) -> bool:
        is_same = self.standing[0] == self.standing[1]
        return is_same and not (self.figures or self.findings_raised or self.findings_gone or self.note)


def told(changes: Sequence[Change], asked: int, *, is_dry_run: bool) -> str:
    """What a rebuild did, in one sentence or two."""
    left = sum(bool(change.note) for change in changes)
    changed = f"{len(changes) - left}/{asked} đơn vị"
    done = (
        f"Chạy thử, chưa ghi gì: {changed} sẽ đổi."
        if is_dry_run
        else f"Đã tính lại và ghi: {changed} đã đổi."
    )
    return f"{done} {left} đơn vị giữ nguyên vì bản chụp cũ đã xóa theo thời hạn lưu." if left else done


def rebuild(
    database: Database, campaign: Campaign, units: Sequence[str], as_of: datetime, *, is_dry_run: bool
) -> list[Change]:
    """Fold the units again and return what changed or was left, unit by unit; a dry run leaves everything as it was."""
    with database.begin() as connection:
        loading.lock(connection, campaign.code)
        work = connection.begin_nested()
        before = _state(connection, campaign.code, units, as_of)
        left = snapshots.pruned_units(connection, campaign.code, units)
        for unit in units:
            if unit in left:
                continue
            loading.unfold(connection, campaign.code, unit)
            fold(connection, campaign, unit)
        after = _state(connection, campaign.code, units, as_of)
        if is_dry_run:
            work.rollback()
    changes = [_change(unit, before, after, LEFT_VI if unit in left else "") for unit in units]
    return [change for change in changes if not change.is_empty]


@dataclass(frozen=True, slots=True)
class _State:
    standing: dict[str, str]
    figures: dict[str, dict[str, Record]]
    findings: dict[str, set[str]]


def _state(connection: Connection, campaign: str, units: Sequence[str], as_of: datetime) -> _State:
    """What analysts see now of some units."""
    standing = {u["unit_code"]: u["standing"] for u in standings.units(connection, campaign, as_of)}
    figures: dict[str, dict[str, Record]] = {unit: {} for unit in units}
    for row in standings.submissions(connection, campaign, units):
        figures[row["unit_code"]][row["branch_key"]] = row
    findings: dict[str, set[str]] = {unit: set() for unit in units}
    for row in standings.findings(connection, campaign, units):
        findings[row["unit_code"]].add(f"{row['cell'] or ''} {row['rule']}".strip())
    return _State(standing, figures, findings)


def _change(unit: str, before: _State, after: _State, note: str) -> Change:
    old, new = before.figures[unit], after.figures[unit]
    return Change(
        unit_code=unit,
        standing=(before.standing.get(unit, ""), after.standing.get(unit, "")),
        figures=sum(old.get(key) != new.get(key) for key in old.keys() | new.keys()),
        findings_raised=tuple(sorted(after.findings[unit] - before.findings[unit])),
        findings_gone=tuple(sorted(before.findings[unit] - after.findings[unit])),
        note=note,
    )
