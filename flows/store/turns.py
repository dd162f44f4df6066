"""Turns: what is done by one at a time, on whichever machine; a campaign's next run waits for the one before.

Arrives: a database that all runs share.
Leaves:  the turn, held while a block runs.
Not here: who may lock a row of `core.turn` (`sql/roles/roles.sql`): only the pipeline, so that no analyst stops a run.

The turn hangs on a connection of its own, so that it is free the moment its run is: closed, killed, or on a
machine that went dark. A server that restarts ends it too. The run then goes on: its transactions still take
their lock one by one, and its own last word replaces what another run took it for.
"""

from __future__ import annotations

import logging
import operator
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Never

from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError
from tenacity import RetryCallState, Retrying, retry_if_result, stop_after_delay, wait_fixed

from flows.errors import TurnTaken
from flows.store import records
from flows.store.database import Database, statement
from flows.store.recorded import runs
from schemas.campaign import Campaign

logger = logging.getLogger("bluezone")

POLL_SECONDS = 1.0
LONGEST_WAIT_SECONDS = 3600.0
"""A first look at 2,500 Google Sheets takes three quarters of an hour."""


@contextmanager
def take(
    database: Database, campaign: Campaign, longest_wait: float = LONGEST_WAIT_SECONDS
) -> Iterator[None]:
    """Wait for the campaign's turn and hold it. Raises TurnTaken, naming who has it, after `longest_wait` seconds."""
    with _row(database, _name(campaign.code)) as row:
        _wait(row, database, campaign, longest_wait)
        try:
            yield
        finally:
            _leave(row, campaign.code)


@contextmanager
def alone(database: Database, name: str) -> Iterator[bool]:
    """Whether nobody else does what this name says while the block runs: asked once, without waiting."""
    with _row(database, name) as row:
        yield row.try_take()


def fail_lost_runs(database: Database) -> list[str]:
    """Record that runs were killed whose turn nobody has, without waiting for the next run; their campaigns.

    A turn that went with a restarted server may be a living run's. That one keeps looks, which tells it apart; when it
    keeps none for two minutes and ends later, its own last word replaces this one.
    """
    codes = database.run(runs.unfinished_campaigns)
    return [code for code in codes if _fail_lost_runs(database, code)]


def _fail_lost_runs(database: Database, campaign_code: str) -> bool:
    with alone(database, _name(campaign_code)) as is_ours:
        return is_ours and database.run(lambda connection: runs.fail_lost(connection, campaign_code)) > 0


def _name(campaign_code: str) -> str:
    return f"run of {campaign_code}"


def wait(connection: Connection, name: str) -> None:
    """Hold what this name says until the caller's transaction ends, after whoever holds it now."""
    records.write(connection, "wait_for_turn", name=name)


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of `core.turn` and the session in whose transaction it may be held."""

    session: Connection
    name: str

    def try_take(self) -> bool:
        self.session.execute(text("BEGIN"))
        is_ours = self.session.execute(statement("try_turn"), {"name": self.name}).one_or_none() is not None
        if not is_ours:
            self.leave()
        return is_ours

    def leave(self) -> None:
        self.session.execute(text("ROLLBACK"))


@contextmanager
def _row(database: Database, name: str) -> Iterator[_Row]:
    with database.session() as session:
        records.write(session, "hold_session")
        records.write(session, "make_turn", name=name)
        yield _Row(session, name)


def _wait(row: _Row, database: Database, campaign: Campaign, longest_wait: float) -> None:
    """Ask every second, rather than wait in the server: no timeout ends it, and a killed process is gone at once."""

    def tell_once(state: RetryCallState) -> None:
        if state.attempt_number == 1:
            # a warning, so that a person who runs this from a terminal sees why nothing happens
            holder = _holder(database, campaign)
            logger.warning("Chờ đến lượt: %s đang giữ lượt của đợt %s.", holder, campaign.code)

    def give_up(_: RetryCallState) -> Never:
        raise TurnTaken(
            f"Đã chờ {longest_wait / 60:.0f} phút mà chưa đến lượt: {_holder(database, campaign)} đang giữ "
            f"lượt của đợt {campaign.code}. Hãy xem lần đó còn chạy không, dừng nó nếu đã treo, rồi chạy lại."
        )

    Retrying(
        retry=retry_if_result(operator.not_),
        wait=wait_fixed(POLL_SECONDS),
        stop=stop_after_delay(longest_wait),
        before_sleep=tell_once,
        retry_error_callback=give_up,
    )(row.try_take)


def _holder(database: Database, campaign: Campaign) -> str:
    with database.begin() as connection:
        run = runs.running(connection, campaign.code)
    if run is None:
        return "một lần thu thập vừa bắt đầu"
    started_at = campaign.in_its_zone(run.started_at)
    return f"lần thu thập {run.run_id} (bắt đầu lúc {started_at:%H:%M} ngày {started_at:%d/%m})"


def _leave(row: _Row, campaign_code: str) -> None:
    try:
        row.leave()
    except DBAPIError as error:
        logger.warning("Lượt của đợt %s đã mất giữa chừng (%s).", campaign_code, type(error).__name__)
