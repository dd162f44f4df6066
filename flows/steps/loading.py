"""Load checked returns: versions opened and closed, findings renewed, in the transaction of the caller.

Arrives: the campaign's file, and checked returns with the observation each comes from, one per unit.
Leaves:  rows of `core`. What did not change is not written.
Not here: what is right (`checking`), where a unit stands (`standings`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from flows.steps.database import statement
from schemas.campaign import Campaign
from schemas.fields import FIELDS, STORED
from schemas.finding import Finding
from schemas.unit_return import CheckedReturn

COUNTS = tuple(name for name in STORED if FIELDS[name].kind == "count")
NUL = "\0"


@dataclass(frozen=True, slots=True)
class LoadableReturn:
    """A checked return with the observation it was read from."""

    unit_code: str
    observation_id: int
    observed_at: datetime
    content_sha256: str
    checked: CheckedReturn


def lock(connection: Connection, campaign: str) -> None:
    """Wait for the campaign's turn; held until the transaction ends, so that two runs cannot interleave."""
    connection.execute(statement("lock_campaign"), {"campaign": campaign})


def put_campaign(connection: Connection, campaign: Campaign) -> None:
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


def unfold(connection: Connection, campaign: str, unit_code: str) -> None:
    """Forget what was derived of a unit, to load its returns again from the first."""
    connection.execute(statement("unfold"), {"campaign": campaign, "unit_code": unit_code})


def load(connection: Connection, campaign: str, returns: Sequence[LoadableReturn]) -> None:
    """Load returns, at most one per unit, each later than what its unit has in `core`."""
    # several statements in one file: the driver's own cursor takes them, SQLAlchemy's binds do not
    connection.connection.cursor().execute(statement("stage").text)
    for table, rows in _staged(returns).items():
        _copy(connection, table, rows)
    for name in (
        "find_changes",
        "close_versions",
        "open_versions",
        "close_findings",
        "open_findings",
        "record_returns",
    ):
        connection.execute(statement(name), {"campaign": campaign})
    connection.connection.cursor().execute(
        "DROP TABLE staged_return, staged_submission, staged_bad_branch, staged_finding, submission_change"
    )


def _staged(returns: Sequence[LoadableReturn]) -> dict[str, Iterator[tuple[Any, ...]]]:
    """The rows of each staging table."""
    return {
        "staged_return": map(_accounts, returns),
        "staged_submission": (row for each in returns for row in _submissions(each)),
        "staged_bad_branch": (
            (each.unit_code, key) for each in returns for key in sorted(each.checked.bad_keys)
        ),
        "staged_finding": (
            row for each in returns for row in _findings(each.unit_code, each.checked.findings)
        ),
    }


def _accounts(each: LoadableReturn) -> tuple[Any, ...]:
    checked = each.checked
    return (
        each.observation_id,
        each.unit_code,
        each.observed_at,
        each.content_sha256,
        checked.rows_in_sheet,
        checked.rows_accepted,
        checked.rows_refused,
        checked.rows_not_data,
        checked.errors,
        checked.warnings,
        checked.is_submitted,
        checked.is_valid,
        checked.keeps_vanished,
    )


def _submissions(each: LoadableReturn) -> Iterator[tuple[Any, ...]]:
    """The accepted rows as the staging table's columns; NaN and None are both NULL."""
    rows = each.checked.accepted
    counts = [[None if value != value else int(value) for value in rows[name].tolist()] for name in COUNTS]
    typed_pct = [None if value != value else value for value in rows["typed_pct"].tolist()]
    return zip(
        [each.unit_code] * len(rows),
        rows["branch_key"].tolist(),
        map(_text, rows["branch_name"].tolist()),
        *counts,
        rows["in_industrial_zone"].tolist(),
        typed_pct,
        map(_text, rows["publicity"].tolist()),
        map(_text, rows["note"].tolist()),
        rows["source_cell"].tolist(),
        strict=True,
    )


def _findings(unit_code: str, findings: Iterable[Finding]) -> Iterator[tuple[Any, ...]]:
    """The findings, each once, known by its whole content."""
    keyed = {_finding_key(each): each for each in findings}
    for key, each in keyed.items():
        texts = (each.cell, each.heading, each.raw_value, each.message_vi)
        yield (unit_code, key, each.severity, each.rule, *map(_text, texts))


def _finding_key(each: Finding) -> str:
    parts = (each.severity, each.rule, each.cell, each.heading, each.raw_value, each.message_vi)
    return hashlib.sha256(repr(parts).encode("utf-8", "backslashreplace")).hexdigest()[:32]


def _text(value: str | None) -> str | None:
    """Text as Postgres stores it: no NUL, no lone surrogate."""
    if value is None:
        return None
    return value.replace(NUL, "").encode("utf-8", "replace").decode("utf-8")


def _copy(connection: Connection, table: str, rows: Iterator[tuple[Any, ...]]) -> None:
    cursor: Any = connection.connection.cursor()
    with cursor, cursor.copy(f"COPY {table} FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)
