"""What the tests of write-back share: a sheet of unit 643, the tab of ours in it, and what the database holds of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import sqlalchemy as sa

from flows.desk.collection.summary import RunSummary
from flows.steps.pull.google.feedback import FEEDBACK_TAB_ID
from flows.store.database import Database
from tests.given.desk import moment
from tests.google.books import ServedTab
from tests.google.plugin import Google

Run = Callable[..., RunSummary]


def add(google: Google, cells: list[list[object]], *, edited: str = "24/8 10:00") -> None:
    tab = ServedTab("Báo cáo", cells, tab_id=7)
    google.add_sheet("a", "643 báo cáo", [ServedTab("Bìa", [["x"]], tab_id=0), tab])
    google.file("a").modified_at = moment(edited)


def ours(google: Google) -> list[tuple[Any, ...]]:
    """The cells of our tab, blanks left out at each row's end."""
    return [tuple(row) for tab in google.file("a").tabs if tab.tab_id == FEEDBACK_TAB_ID for row in tab.rows]


def looks(database: Database) -> list[tuple[Any, ...]]:
    with database.begin() as connection:
        found = connection.execute(
            sa.text("SELECT outcome, was_read, modified_at FROM raw.observation ORDER BY observation_id")
        )
        return [tuple(row) for row in found]


def standing(database: Database, at: str) -> str:
    with database.begin() as connection:
        found = connection.execute(
            sa.text("SELECT standing FROM report.unit_standing_at(:at)"), {"at": moment(at)}
        )
        return str(found.scalar_one())
