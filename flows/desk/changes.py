"""What analysts see of some units before and after something is done, and what differs.

Arrives: a connection, whose transaction need not be kept.
Leaves:  one `Change` a unit.
Not here: what is done in between (`rebuild`, `collection.dry_run`).

What was seen before is remembered by the server, and there compared: of a nation's branches only what differs comes here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flows.store import records
from flows.store.database import Connection
from schemas.campaign import Campaign
from schemas.roster import Unit


@dataclass(frozen=True, slots=True)
class Change:
    """What changes for one unit; `standing` is (before, after), `named` the same in the words of union staff."""

    unit_code: str
    standing: tuple[str, str]
    named: tuple[str, str]
    figures: int
    """Branches whose current figures differ, appear or disappear."""
    findings_raised: tuple[str, ...]
    findings_gone: tuple[str, ...]
    note: str = ""
    """Why the unit was left as it is; empty when something was done with it."""

    @property
    def standing_vi(self) -> str:
        """Where the unit stands, in the words of union staff: "chưa báo cáo → cần sửa", once when it stays."""
        return " → ".join(dict.fromkeys(filter(None, self.named)))

    @property
    def is_empty(self) -> bool:
        is_same = (self.standing[0], self.named[0]) == (self.standing[1], self.named[1])
        return is_same and not (self.figures or self.findings_raised or self.findings_gone or self.note)


@dataclass(frozen=True, slots=True)
class _Seen:
    """A row of `seen_changes`; a unit that owes nothing stands nowhere."""

    unit_code: str
    standing_before: str | None
    standing: str | None
    standing_before_vi: str | None
    standing_vi: str | None
    figures: int
    findings_raised: list[str] | None
    findings_gone: list[str] | None


def remember(connection: Connection, campaign: Campaign, units: Sequence[Unit], as_of: datetime) -> None:
    """Keep what analysts see of these units now, and where they stand as of an instant: once in a transaction."""
    records.write(connection, "remember_seen", **_facts(campaign, units, as_of))


def changes(
    connection: Connection, campaign: Campaign, units: Sequence[Unit], as_of: datetime
) -> list[Change]:
    """What differs from what was remembered, one `Change` for each of the same units."""
    found = records.read(connection, _Seen, "seen_changes", **_facts(campaign, units, as_of))
    by_unit = {each.unit_code: _change(each) for each in found}
    nothing = (("", ""), ("", ""), 0, (), ())
    return [by_unit.get(unit.code) or Change(unit.code, *nothing) for unit in units]


def _facts(campaign: Campaign, units: Sequence[Unit], as_of: datetime) -> dict[str, Any]:
    return {"campaign": campaign.code, "unit_codes": [unit.code for unit in units], "as_of": as_of}


def _change(seen: _Seen) -> Change:
    return Change(
        unit_code=seen.unit_code,
        standing=(seen.standing_before or "", seen.standing or ""),
        named=(seen.standing_before_vi or "", seen.standing_vi or ""),
        figures=seen.figures,
        findings_raised=tuple(seen.findings_raised or ()),
        findings_gone=tuple(seen.findings_gone or ()),
    )
