"""Papers with every figure that they print: drafted, issued under a number, the issue taken back.

Arrives: a draft as plain values, whatever drew it up; which paper left the house, under which number and on which day.
Leaves:  rows of `core.paper` and `core.issue`; what was issued, as values, with its figures.
Not here: what a paper says (`flows.desk.papers`), whether an issue makes sense (`flows.desk.issuing`, and the server's own
         `sql/functions/check_issue.sql`), what becomes of drafts (`retention`).
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import groupby
from typing import Any

from sqlalchemy import Connection

from flows.store import records
from flows.store.recorded.closings import Revocation


@dataclass(frozen=True, slots=True)
class NewFigure:
    """A figure as it is printed, in which sentence, and the cell of `report.*` that it is of."""

    figure: str
    relation: str
    column: str
    key: Mapping[str, str]
    as_of: datetime
    since: datetime | None
    measure: str
    value: Decimal | int | datetime | None
    shown: str
    sentence: str


@dataclass(frozen=True, slots=True)
class NewPaper:
    """A draft with its figures in the order of reading. `since`: the earlier instant of a paper that compares two."""

    campaign_code: str
    kind: str
    unit_code: str | None
    as_of: datetime
    since: datetime | None
    figures: Sequence[NewFigure]


@dataclass(frozen=True, slots=True)
class NewIssue:
    """Which draft left the house: under which number, on which day, by whose word."""

    campaign: str
    paper_id: int
    number: str
    issued_on: date
    issued_by: str


@dataclass(frozen=True, slots=True)
class IssuedFigure:
    """A row of `report.issued_figure`, column by column."""

    paper_id: int
    position: int
    campaign: str
    figure: str
    relation: str
    column_name: str
    key: Mapping[str, str]
    as_of: datetime
    since: datetime | None
    measure: str
    value: Decimal | None
    moment: datetime | None
    shown: str
    sentence: str

    def is_still(self, value: object) -> bool:
        """Whether what is read now is what was printed."""
        return value == (self.moment if self.measure in ("moment", "deadline") else self.value)


@dataclass(frozen=True, slots=True)
class Issue:
    """A row of `report.issued_paper`, column by column."""

    issue_id: int
    paper_id: int
    campaign: str
    kind: str
    unit_code: str | None
    as_of: datetime
    since: datetime | None
    number: str
    issued_on: date
    issued_by: str
    figures_sha256: str
    figures: int
    drafted_at: datetime
    recorded_at: datetime
    revoked_at: datetime | None
    revoked_by: str | None
    revoked_reason: str | None
    is_in_force: bool
    as_of_local: datetime
    since_local: datetime | None
    drafted_local: datetime
    recorded_local: datetime
    revoked_local: datetime | None


@dataclass(frozen=True, slots=True)
class IssuedPaper:
    """A paper whose issue holds, and every figure that it prints."""

    issue: Issue
    figures: tuple[IssuedFigure, ...]


def draft(connection: Connection, paper: NewPaper) -> int:
    """Record a draft; its number, which is the same for the same figures however often it is drafted."""
    facts = {each.name: getattr(paper, each.name) for each in fields(paper)}
    facts["figures"] = json.dumps([_plain(each) for each in paper.figures], ensure_ascii=False)
    records.write(connection, "draft_paper", **facts)
    number: int = records.value(connection, "drafted_paper", **facts)
    return number


def issue(connection: Connection, new: NewIssue) -> None:
    """A draft left the house. Raises RecordRefused for what cannot be, such as a number that another paper has."""
    records.write(connection, "issue_paper", **asdict(new))


def revoke_issue(connection: Connection, held: Issue, end: Revocation) -> None:
    """The issue holds no longer: the paper did not leave the house so."""
    records.write(connection, "revoke_issue", **asdict(end), campaign=held.campaign, issue_id=held.issue_id)


def issues(connection: Connection, campaign_code: str) -> list[Issue]:
    """Every issue of a campaign's papers, the first one first, revoked ones included."""
    return records.read(connection, Issue, "issued_papers", campaign=campaign_code)


def issued(connection: Connection, campaign_code: str) -> list[IssuedPaper]:
    """The papers of a campaign whose issue holds, with their figures."""
    found = records.read(connection, IssuedFigure, "issued_figures", campaign=campaign_code)
    of_paper = {number: tuple(each) for number, each in groupby(found, key=lambda figure: figure.paper_id)}
    return [
        IssuedPaper(each, of_paper.get(each.paper_id, ()))
        for each in issues(connection, campaign_code)
        if each.is_in_force
    ]


def _plain(figure: NewFigure) -> dict[str, Any]:
    """As it is kept: instants in UTC and values as text, so that the same figure has the same hash."""
    return {
        **{each.name: getattr(figure, each.name) for each in fields(figure)},
        "key": dict(figure.key),
        "as_of": figure.as_of.astimezone(UTC).isoformat(),
        "since": figure.since.astimezone(UTC).isoformat() if figure.since is not None else None,
        "value": _text(figure.value),
    }


def _text(value: Decimal | int | datetime | None) -> str | None:
    if isinstance(value, datetime):
        return value.isoformat()
    return format(value, "f") if isinstance(value, Decimal) else None if value is None else str(value)
