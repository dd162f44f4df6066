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
from itertools import repeat
from typing import Any

import numpy as np
import pandas as pd
from sqlalchemy import Connection

from flows.steps.database import statement
from schemas.campaign import Campaign
from schemas.fields import FIELDS, STORED
from schemas.finding import Finding
from schemas.unit_return import CheckedReturn

COUNTS = tuple(name for name in STORED if FIELDS[name].kind == "count")
SUBMISSION = (
    "unit_code",
    "branch_key",
    "branch_name",
    *COUNTS,
    "in_industrial_zone",
    "typed_pct",
    "publicity",
    "note",
    "source_cell",
)
OPENED_BY = ("campaign", "observation_id", "valid_from")
NUL = "\0"
FEWEST_TELLING = 3
"""Rows with different figures that a return must have before another one like it is taken for its copy."""


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
    """Load returns, at most one per unit, each later than what its unit has in `core`.

    Rows are staged and compared with the open versions; those of a unit that has none go straight where they belong.
    """
    # several statements in one file: the driver's own cursor takes them, SQLAlchemy's binds do not
    connection.connection.cursor().execute(statement("stage").text)
    facts = {"campaign": campaign, "unit_codes": [each.unit_code for each in returns]}
    known = set(connection.execute(statement("units_with_versions"), facts).scalars())
    _copy(connection, "staged_return", (), map(_accounts, returns))
    for each in returns:
        _copy(connection, "staged_finding", (), _findings(each.unit_code, each.checked.findings))
        if each.unit_code in known:
            bad = ((each.unit_code, key) for key in sorted(each.checked.bad_keys))
            _copy(connection, "staged_bad_branch", (), bad)
            _copy(connection, "staged_submission", SUBMISSION, _submissions(each, [each.unit_code]))
    for name in ("find_changes", "close_versions", "open_versions", "close_findings", "open_findings"):
        connection.execute(statement(name), {"campaign": campaign})
    for each in returns:
        if each.unit_code not in known:
            opened_by = [campaign, each.observation_id, each.observed_at, each.unit_code]
            _copy(connection, "core.submission", (*OPENED_BY, *SUBMISSION), _submissions(each, opened_by))
    connection.execute(statement("record_returns"), {"campaign": campaign})
    connection.connection.cursor().execute(
        "DROP TABLE staged_return, staged_submission, staged_bad_branch, staged_finding, submission_change"
    )


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
        _figures_key(checked.accepted),
    )


def _figures_key(rows: pd.DataFrame) -> str | None:
    """A key that returns with the same figures share, in whatever order; None where too few differ to tell a copy."""
    hashes = pd.util.hash_pandas_object(rows[list(COUNTS)], index=False).to_numpy()
    if len(np.unique(hashes)) < FEWEST_TELLING:
        return None
    return f"{len(hashes)}:{int(hashes.sum(dtype=np.uint64)):016x}"


def _submissions(each: LoadableReturn, before: Sequence[Any]) -> Iterator[tuple[Any, ...]]:
    """The accepted rows as `SUBMISSION` names them, after the values that all share; NaN and None are both NULL."""
    rows = each.checked.accepted
    counts = [[None if value != value else int(value) for value in rows[name].tolist()] for name in COUNTS]
    typed_pct = [None if value != value else value for value in rows["typed_pct"].tolist()]
    return zip(
        *(repeat(value, len(rows)) for value in before),
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


def _copy(
    connection: Connection, table: str, columns: Sequence[str], rows: Iterable[tuple[Any, ...]]
) -> None:
    """Copy rows in the binary format, which wants each column's exact type: the table itself tells them."""
    names = ", ".join(columns) or "*"
    cursor: Any = connection.connection.cursor()
    with cursor:
        cursor.execute(f"SELECT {names} FROM {table} LIMIT 0")  # noqa: S608 - names of ours, none from outside
        types = [column.type_code for column in cursor.description]
        into = f"{table} ({names})" if columns else table
        with cursor.copy(f"COPY {into} FROM STDIN (FORMAT BINARY)") as copy:
            copy.set_types(types)
            for row in rows:
                copy.write_row(row)
