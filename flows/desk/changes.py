"""What analysts see of some units before and after something is done, and what differs.

Arrives: a connection, whose transaction need not be kept.
Leaves:  one `Change` a unit.
Not here: what is done in between (`rebuild`, `collection.rehearsal`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flows.steps import stand
from flows.store.database import Connection
from schemas.campaign import Campaign
from schemas.report import CurrentSubmission
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
class View:
    """What analysts see of some units."""

    standing: dict[str, tuple[str, str]]
    """By unit, the code and its name."""
    figures: dict[str, dict[str, CurrentSubmission]]
    findings: dict[str, set[str]]


def view(connection: Connection, campaign: Campaign, units: Sequence[Unit], as_of: datetime) -> View:
    """What analysts see of these units now, and where they stand as of an instant."""
    codes = [unit.code for unit in units]
    standing = {
        each.unit_code: (each.standing, each.standing_vi)
        for each in stand.standings(connection, campaign.code, as_of)
    }
    figures: dict[str, dict[str, CurrentSubmission]] = {code: {} for code in codes}
    for row in stand.submissions(connection, campaign.code, codes):
        figures[row.unit_code][row.branch_key] = row
    findings: dict[str, set[str]] = {code: set() for code in codes}
    for finding in stand.findings(connection, campaign.code, codes):
        findings[finding.unit_code].add(f"{finding.cell or ''} {finding.rule}".strip())
    return View(standing, figures, findings)


def changes(units: Sequence[Unit], before: View, after: View) -> list[Change]:
    """What differs, one `Change` for each of the units."""
    return [_change(unit.code, before, after) for unit in units]


def _change(unit_code: str, before: View, after: View) -> Change:
    old, new = before.figures[unit_code], after.figures[unit_code]
    was, now = before.standing.get(unit_code, ("", "")), after.standing.get(unit_code, ("", ""))
    return Change(
        unit_code=unit_code,
        standing=(was[0], now[0]),
        named=(was[1], now[1]),
        figures=sum(old.get(key) != new.get(key) for key in old.keys() | new.keys()),
        findings_raised=tuple(sorted(after.findings[unit_code] - before.findings[unit_code])),
        findings_gone=tuple(sorted(before.findings[unit_code] - after.findings[unit_code])),
    )
