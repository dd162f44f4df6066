"""All tables to oneself: a migration waits for those who have a transaction open on them, and says who they are.

Arrives: a transaction of the tables' owner.
Leaves:  the same, holding every table and view of ours; or DatabaseUnavailable, with what to ask of whom.
Not here: what is then changed (`migration`).

Everything is asked for at once and briefly: while PostgreSQL keeps a migration waiting, it keeps every later reader
waiting behind it. So nobody who only reads can stop a migration half-way, nor a migration the desk.
"""

from __future__ import annotations

import logging
import operator
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Never

from psycopg.errors import LockNotAvailable
from sqlalchemy import Connection, text
from sqlalchemy.exc import OperationalError
from tenacity import RetryCallState, Retrying, retry_if_result, stop_after_delay, wait_fixed

from flows.errors import DatabaseUnavailable
from flows.store import records

logger = logging.getLogger("bluezone")

ASK_SECONDS = 2
POLL_SECONDS = 1.0
LONGEST_WAIT_SECONDS = 120.0


@dataclass(frozen=True, slots=True)
class Holder:
    """A session with a transaction open on our tables; `began_at` is None where the server does not tell."""

    pid: int
    account: str | None
    program: str | None
    began_at: datetime | None

    def __str__(self) -> str:
        since = f", từ {self.began_at.astimezone():%H:%M %d/%m}" if self.began_at else ""
        return f"{self.account or 'tiến trình của máy chủ'} ({self.program or 'không rõ chương trình'}, pid {self.pid}{since})"


def wait_for_all(connection: Connection, shown_url: str, longest_wait: float) -> None:
    """Hold all that is ours until the transaction ends. Raises DatabaseUnavailable, naming who has it."""
    relations = records.values(connection, "own_relations")

    def has_all() -> bool:
        return _lock(connection, relations)

    def tell_once(state: RetryCallState) -> None:
        if state.attempt_number == 1:
            logger.warning("Chờ để nâng cấp cơ sở dữ liệu: %s đang mở giao dịch.", _holders(connection))

    def give_up(_: RetryCallState) -> Never:
        raise DatabaseUnavailable(
            f"Chưa nâng cấp được {shown_url}, chưa đổi gì: đã chờ {longest_wait:.0f} giây mà {_holders(connection)} vẫn "
            "mở giao dịch. Hãy bảo người ấy kết thúc (COMMIT hoặc đóng phiên), hoặc nhờ quản trị máy chủ chạy "
            "SELECT pg_terminate_backend(pid); rồi chạy lại: bluezone migrate"
        )

    Retrying(
        retry=retry_if_result(operator.not_),
        wait=wait_fixed(POLL_SECONDS),
        stop=stop_after_delay(longest_wait),
        before_sleep=tell_once,
        retry_error_callback=give_up,
    )(has_all)


def _lock(connection: Connection, relations: Sequence[str]) -> bool:
    """Take all or none: what was taken before one was refused is free again at once."""
    if not relations:
        return True
    try:
        with connection.begin_nested():
            connection.execute(text(f"SET LOCAL lock_timeout = '{ASK_SECONDS}s'"))
            connection.execute(text(f"LOCK TABLE {', '.join(relations)} IN ACCESS EXCLUSIVE MODE"))
    except OperationalError as error:
        if not isinstance(error.orig, LockNotAvailable):
            raise
        return False
    return True


def _holders(connection: Connection) -> str:
    found = records.read(connection, Holder, "lock_holders")
    return ", ".join(map(str, found)) or "một phiên vừa kết thúc"
