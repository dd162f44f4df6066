"""What papers quote: relations of the analysts' contract as of one instant, each read once.

Arrives: a connection, a campaign, an instant, the earlier one that gains are counted from.
Leaves:  rows, and the figures in them, each with the cell of `report.*` that it is.
Not here: whether a figure is still that (`flows.desk.papers.proof`), what is said with it.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from flows.desk.papers.figures.figure import Cell, Figure, Measure
from flows.store.database import Connection
from flows.store.relations import COMPARING, Row, rows_of
from schemas.campaign import Campaign

KEYS = {
    "campaign_summary_at": (),
    "figures_at": ("scope", "scope_code"),
    "gain_at": ("scope", "scope_code"),
    "ranking_at": ("unit_code", "rate"),
    "reading_at": ("unit_code", "policy"),
    "receipt_at": ("unit_code",),
    "reminder_at": ("unit_code",),
    "submission_at": ("unit_code", "branch_key"),
    "unit_standing_at": ("unit_code",),
}
"""Every relation that papers quote, and the columns that find a row of it within a campaign."""


class Book:
    """A campaign's figures as of an instant. `since` is None where nothing was reported before."""

    def __init__(
        self, connection: Connection, campaign: Campaign, as_of: datetime, since: datetime | None
    ) -> None:
        self.campaign = campaign
        self.as_of = campaign.in_its_zone(as_of)
        self.since = since
        self._connection = connection
        self._read: dict[str, dict[tuple[Any, ...], Row]] = {}

    def rows(self, relation: str) -> list[Row]:
        """Every row of a relation, in no order that means anything."""
        return list(self._keyed(relation).values())

    def row(self, relation: str, *key: str) -> Row | None:
        """One row by its key (`KEYS`); None where there is none."""
        return self._keyed(relation).get(key)

    def figure(
        self, relation: str, row: Row, column: str, measure: Measure = "count", *, with_sign: bool = False
    ) -> Figure:
        """The figure in a row's column. Raises KeyError where the relation has no such column."""
        key = tuple((name, row[name]) for name in KEYS[relation])
        since = self.since if relation in COMPARING else None
        cell = Cell(relation, column, key, self.campaign.code, self.as_of, since)
        return Figure(cell, row[column], measure, with_sign)

    def _keyed(self, relation: str) -> dict[tuple[Any, ...], Row]:
        if relation not in self._read:
            found = rows_of(self._connection, relation, self.campaign.code, self.as_of, self.since)
            self._read[relation] = keyed(relation, found)
        return self._read[relation]


def keyed(relation: str, rows: list[Row]) -> dict[tuple[Any, ...], Row]:
    """Rows by their keys. Raises ValueError where two have the same."""
    found = {tuple(row[name] for name in KEYS[relation]): row for row in rows}
    if len(found) != len(rows):
        raise ValueError(f"{relation}: two rows with one key {KEYS[relation]}")
    return found
