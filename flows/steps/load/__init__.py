"""Load checked returns: versions opened and closed, findings renewed, in the transaction of the caller.

Arrives: a campaign; checked returns with the observation each comes from, one per unit. A transaction loads one campaign.
Leaves:  rows of `core`. What did not change is not written.
Not here: what is right (`check`; here `contract` only stops what is not), where a unit stands (`stand`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial
from itertools import chain, starmap
from typing import Any

from sqlalchemy import Connection

from flows.steps.load import accounts, contract, rows
from flows.steps.load.accounts import worth
from flows.steps.load.figures import State
from flows.steps.load.rows import LoadableReturn, UnitToLoad
from flows.store import records, turns
from flows.store.database import statement
from schemas.answer import Moment
from schemas.campaign import Campaign
from schemas.form.dictionary import of_form
from schemas.form.form import Form

_types: dict[tuple[str, tuple[str, ...]], list[int]] = {}
"""The exact types of a table's columns, asked once: they are the server's own, with the same numbers everywhere."""

__all__ = ["LoadableReturn", "count_branches", "load_returns", "lock", "settle", "unfold", "worth"]


def lock(connection: Connection, campaign_code: str) -> None:
    """Wait for the campaign's turn; held until the transaction ends, so that two runs cannot interleave."""
    turns.wait(connection, f"figures of {campaign_code}")


def unfold(connection: Connection, campaign_code: str, unit_codes: Sequence[str]) -> None:
    """Forget what was derived of some units, to load their returns again from the first."""
    records.write(connection, "unfold", campaign=campaign_code, unit_codes=list(unit_codes))


def count_branches(connection: Connection, campaign_code: str, unit_code: str) -> int:
    """How many branches of a unit have figures now, stale ones included."""
    return int(records.value(connection, "count_branches", campaign=campaign_code, unit_code=unit_code))


def load_returns(connection: Connection, campaign: Campaign, returns: Sequence[LoadableReturn]) -> None:
    """Load returns, at most one per unit, each later than what its unit has in `core`.

    Rows are staged and compared with the open versions; those of a unit that has none go straight where they belong.
    Raises Defect where a row breaks the contract.
    """
    form = campaign.form
    contract.hold_accepted(form, [each.checked.accepted for each in returns])
    facts, pairs = _stage(connection, campaign, returns)
    first = [(each, unit) for each, unit in pairs if unit.is_first]
    compared = [(each, unit) for each, unit in pairs if not unit.is_first]
    _copy(connection, "staged_return", (), starmap(partial(accounts.account, form), pairs))
    _copy(connection, "staged_bad_branch", (), chain.from_iterable(starmap(rows.bad_branches, compared)))
    staged = chain.from_iterable(starmap(partial(rows.submissions, form), compared))
    _copy(connection, "staged_submission", rows.submission_columns(form), staged)
    if compared:
        _change_versions(connection, form, facts)
    opened = chain.from_iterable(starmap(partial(rows.opened_submissions, form), first))
    _copy(connection, "core.submission", rows.opened_columns(form), opened)
    _renew_findings(connection, facts)
    records.write(connection, "record_returns", of_form(form), **facts)


def settle(
    connection: Connection,
    campaign: Campaign,
    at: Moment,
    last: LoadableReturn,
    state: State,
    earlier: Sequence[tuple[LoadableReturn, int]],
) -> None:
    """Load what an answer, or its end, makes of a unit's returns: of the last one, whose figures then are `state`, and
    of those earlier ones that are worth something else, each with how many branches had figures after it. Raises Defect
    where a row breaks the contract.
    """
    form = campaign.form
    contract.hold_figures(form, [each.figures for each in state.values()])
    facts, [(_, unit)] = _stage(connection, campaign, [last])
    # everything is compared; whatever is kept of bad rows and vanished ones is among the figures already
    whole = replace(last, checked=replace(last.checked, keeps_vanished=False))
    account = accounts.account(form, whole, replace(unit, is_first=False), at)
    _copy(connection, "staged_return", (), [account])
    held = (
        (unit.unit_id, *each.figures, each.stale_since, each.first_seen_at)
        for _, each in sorted(state.items())
    )
    _copy(
        connection,
        "staged_submission",
        (*rows.submission_columns(form), "stale_since", "first_seen_at"),
        held,
    )
    _change_versions(connection, form, facts)
    _renew_findings(connection, facts)
    records.write(connection, "record_returns", of_form(form), **facts)
    for each, branches in earlier:
        records.write(connection, "revalue_return", **accounts.revaluation(each, at, campaign.code, branches))
    changed = [each.observation_id for each in (last, *(each for each, _ in earlier))]
    moment = {"known_at": at[0], "event_id": at[1]}
    records.write(connection, "supersede_returns", campaign=campaign.code, observation_ids=changed, **moment)


def _stage(
    connection: Connection, campaign: Campaign, returns: Sequence[LoadableReturn]
) -> tuple[dict[str, Any], list[tuple[LoadableReturn, UnitToLoad]]]:
    """Where rows arrive, with the findings in it; the facts for the statements, and what `core` knows of each unit."""
    # several statements in one file: the driver's own cursor takes them, SQLAlchemy's binds do not
    connection.connection.cursor().execute(statement("stage", of_form(campaign.form)).text)
    facts: dict[str, Any] = {"campaign": campaign.code, "unit_codes": [each.unit_code for each in returns]}
    units = {each.unit_code: each for each in records.read(connection, UnitToLoad, "units_to_load", **facts)}
    pairs = [(each, units[each.unit_code]) for each in returns]
    facts["unit_ids"] = [unit.unit_id for _, unit in pairs]
    _copy(connection, "staged_finding", (), chain.from_iterable(map(accounts.findings, returns)))
    return facts, pairs


def _change_versions(connection: Connection, form: Form, facts: dict[str, Any]) -> None:
    for name in ("find_changes", "close_versions", "open_versions"):
        records.write(connection, name, of_form(form), **facts)


def _renew_findings(connection: Connection, facts: dict[str, Any]) -> None:
    for name in ("close_findings", "open_findings"):
        records.write(connection, name, **facts)


def _copy(
    connection: Connection, table: str, columns: Sequence[str], tuples: Iterable[tuple[Any, ...]]
) -> None:
    """Copy rows in the binary format, which wants each column's exact type: the table itself tells them."""
    cursor: Any = connection.connection.cursor()
    with cursor:
        key = (table, tuple(columns))
        if key not in _types:
            cursor.execute(f"SELECT {', '.join(columns) or '*'} FROM {table} LIMIT 0")  # noqa: S608 - names of ours, none from outside
            _types[key] = [column.type_code for column in cursor.description]
        into = f"{table} ({', '.join(columns)})" if columns else table
        with cursor.copy(f"COPY {into} FROM STDIN (FORMAT BINARY)") as copy:
            copy.set_types(_types[key])
            for each in tuples:
                copy.write_row(each)
