"""Whose tables are these? A database serves one release of this program, and is told apart before it is used.

Arrives: a connection.
Leaves:  nothing, or DatabaseUnavailable with the command that mends it.
Not here: the migrations themselves (`migration`, `sql/migrations/`).
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import sqlalchemy as sa

from flows.errors import DatabaseUnavailable

MIGRATIONS = Path(__file__).parents[2] / "sql" / "migrations"
FOUND = sa.text("SELECT max(version_num) FROM core.alembic_version")


@cache
def latest() -> str:
    """The revision that this release needs, as alembic knows it: its files are numbered in their order."""
    return max(path.stem.partition("_")[0] for path in (MIGRATIONS / "versions").glob("[0-9]*.py"))


def require(connection: sa.Connection, shown_url: str) -> None:
    """Raises DatabaseUnavailable when the tables are of an earlier release, of a later one, or not there."""
    found = connection.execute(FOUND).scalar_one()
    if found != latest():
        raise DatabaseUnavailable(message(found, shown_url))


def refuse_later(found: str | None, shown_url: str) -> None:
    """Raises DatabaseUnavailable for tables of a later release, which no migration of this one leads to."""
    if found is not None and found > latest():
        raise DatabaseUnavailable(message(found, shown_url))


def message(found: str | None, shown_url: str) -> str:
    """What is there, what is needed, and what the operator does about it."""
    if found is None:
        return (
            f"Cơ sở dữ liệu {shown_url} chưa có bảng của bản này (cần bản {latest()}); "
            "người vận hành hãy chạy: bluezone migrate"
        )
    if found > latest():
        return (
            f"Cơ sở dữ liệu {shown_url} ở bản {found}, mới hơn chương trình này (bản {latest()}); hãy cập nhật "
            "chương trình trên máy này: bluezone migrate chỉ nâng lên, không hạ xuống."
        )
    return f"Cơ sở dữ liệu {shown_url} ở bản {found}, cần bản {latest()}; hãy chạy: bluezone migrate"
