"""Load checked returns: versions opened and closed, findings renewed, in the transaction of the caller.

Arrives: checked returns with the observation each comes from, one per unit.
Leaves:  rows of `core`. What did not change is not written.
Not here: what is right (`checking`), where a unit stands (`standings`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain, starmap
from typing import Any

from sqlalchemy import Connection

from flows.steps.database import statement
from flows.steps.loading import rows
from flows.steps.loading.rows import LoadableReturn, UnitToLoad

__all__ = ["LoadableReturn", "load", "lock", "unfold"]


def lock(connection: Connection, campaign: str) -> None:
    """Wait for the campaign's turn; held until the transaction ends, so that two runs cannot interleave."""
    connection.execute(statement("lock_campaign"), {"campaign": campaign})


def unfold(connection: Connection, campaign: str, unit_code: str) -> None:
    """Forget what was derived of a unit, to load its returns again from the first."""
    connection.execute(statement("unfold"), {"campaign": campaign, "unit_code": unit_code})


def load(connection: Connection, campaign: str, returns: Sequence[LoadableReturn]) -> None:
    """Load returns, at most one per unit, each later than what its unit has in `core`.

    Rows are staged and compared with the open versions; those of a unit that has none go straight where they belong.
    """
    # several statements in one file: the driver's own cursor takes them, SQLAlchemy's binds do not
    connection.connection.cursor().execute(statement("stage").text)
    facts: dict[str, Any] = {"campaign": campaign, "unit_codes": [each.unit_code for each in returns]}
    units = {row.unit_code: UnitToLoad(*row) for row in connection.execute(statement("units_to_load"), facts)}
    pairs = [(each, units[each.unit_code]) for each in returns]
    first = [(each, unit) for each, unit in pairs if unit.is_first]
    compared = [(each, unit) for each, unit in pairs if not unit.is_first]
    facts["unit_ids"] = [unit.unit_id for _, unit in pairs]
    _copy(connection, "staged_return", (), starmap(rows.account, pairs))
    _copy(connection, "staged_finding", (), chain.from_iterable(map(rows.findings, returns)))
    _copy(connection, "staged_bad_branch", (), chain.from_iterable(starmap(rows.bad_branches, compared)))
    staged = chain.from_iterable(starmap(rows.submissions, compared))
    _copy(connection, "staged_submission", rows.SUBMISSION, staged)
    for name in ("find_changes", "close_versions", "open_versions", "close_findings", "open_findings"):
        connection.execute(statement(name), facts)
    opened = chain.from_iterable(starmap(rows.opened_submissions, first))
    _copy(connection, "core.submission", rows.OPENED_SUBMISSION, opened)
    connection.execute(statement("record_returns"), facts)
    connection.connection.cursor().execute(
        "DROP TABLE staged_return, staged_submission, staged_bad_branch, staged_finding, submission_change"
    )


def _copy(
    connection: Connection, table: str, columns: Sequence[str], tuples: Iterable[tuple[Any, ...]]
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
            for each in tuples:
                copy.write_row(each)
