"""Whether papers say what Postgres says: every number of them is found again in `report.*`, as of its instant.

Arrives: papers before they are files, and a connection that has read nothing yet.
Leaves:  nothing, or `PaperUnproven` naming the first figure that is another now.
Not here: what papers say.

Two things are held. No word of our own holds a digit: so every number is a figure, or quoted from somebody else's words. And
every figure is asked for anew, by its own cell, apart from the reading that the paper was written from.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flows.desk.papers.figures.book import KEYS, keyed
from flows.desk.papers.figures.figure import Cell, Figure, Text, printed
from flows.desk.papers.paper import Paper
from flows.errors import PaperUnproven
from flows.store.database import Connection
from flows.store.relations import Row, rows_of


def prove(connection: Connection, papers: Iterable[Paper]) -> None:
    """Find every figure of the papers again. Raises PaperUnproven."""
    asked = Asked(connection)
    for paper in papers:
        for text in paper.sentences:
            _require_quoted_digits(paper, text)
        for figure, _ in paper.figures:
            asked.require(paper, figure)


def _require_quoted_digits(paper: Paper, text: Text) -> None:
    for span in text:
        if isinstance(span, str) and any(letter.isdigit() for letter in span):
            raise PaperUnproven(
                f"Văn bản «{paper.kind}» có con số không rõ lấy từ đâu trong câu: {printed(text)}"
            )


class Asked:
    """Relations of `report.*` asked for anew, each once for an instant."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._rows: dict[tuple[Any, ...], dict[tuple[Any, ...], Row]] = {}

    def value(self, cell: Cell) -> object:
        """What stands in a cell now; None also where its row is gone."""
        place = (cell.relation, cell.campaign, cell.as_of, cell.since)
        if place not in self._rows:
            self._rows[place] = keyed(cell.relation, rows_of(self._connection, *place))
        # a key that was kept as JSON comes back in an order of its own
        key = dict(cell.key)
        row = self._rows[place].get(tuple(key[name] for name in KEYS[cell.relation]))
        return None if row is None else row[cell.column]

    def require(self, paper: Paper, figure: Figure) -> None:
        """Raises PaperUnproven where the cell holds another value."""
        if self.value(figure.cell) != figure.value:
            raise PaperUnproven(
                f"Văn bản «{paper.kind}» chưa ghi: {figure.cell.name} không còn đúng với cơ sở dữ liệu. "
                "Nếu đang có lần thu thập, hãy chờ xong rồi lập lại."
            )
