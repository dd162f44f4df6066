"""Find the table in a tab: which rows are its heading, and which column holds which field.

Arrives: a tab's cells.
Leaves:  a `Table`: the heading's rows, one column per field, and the headings that name no field.
Not here: what a heading means (`schemas.headings`), what a row is (`rows`). Never positional: a column is
         known by its heading alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from schemas.fields import COUNTS, FIELDS
from schemas.headings import Heading, Kind, match, match_alone
from schemas.headings.phrases import fold_words
from schemas.sheet import Cell, Row, Tab
from schemas.unit_return import Column, Table

ROWS_SEARCHED = 200
"""A heading stands within the first rows that hold anything; letterheads are shorter than this."""
DEEPEST_HEADING = 3
LONGEST_HEADING = 200
WIDEST_TABLE = 200
FEWEST_OF_TABLE = 2
PLAIN_TOTAL = frozenset({"tong so", "tong", "ts", "tong cong"})


Spans = dict[tuple[int, int], int]
"""The last column of each merged range, by its first cell."""


@dataclass(frozen=True, slots=True)
class Found:
    """The table of a tab, and one above it that would be passed over: two tables, of which a person chooses."""

    table: Table
    above: Table | None = None


def find(tab: Tab) -> Found | None:
    """The best heading of a tab, None when no row names a count and another field.

    Of several that have every needed column the topmost is taken: those below it are met again as rows.
    """
    spans = {(first, left): right for first, left, _, right in tab.merges}
    candidates = [
        table
        for first in range(min(len(tab.rows), ROWS_SEARCHED))
        if _may_be_heading(tab.rows[first])
        for last in range(first, min(first + DEEPEST_HEADING, len(tab.rows)))
        if (table := _as_heading(tab.rows, first, last, spans)) is not None
    ]
    if not candidates:
        return None
    top = next((table for table in candidates if not table.missing), None)
    best = max(
        (table for table in candidates if top is None or _overlap(table, top)), key=lambda table: table.score
    )
    best = _with_split_counts(best, tab.rows)
    over = (table for table in candidates if table.last_row < best.first_row)
    above = (
        table for table in over if "branch_name" in table.columns or len(table.columns) > FEWEST_OF_TABLE
    )
    return Found(best, next(above, None))


def _with_split_counts(table: Table, rows: tuple[Row, ...]) -> Table:
    """A count with headings of its own below it, over itself and a column without a heading, is of both: of none.

    "Đã cài" over "Tuần 1" and "Tuần 2" says nothing of which week is meant.
    """
    below = rows[table.last_row + 1] if table.last_row + 1 < len(rows) else ()
    texts = {index: text for index, cell in enumerate(below[:WIDEST_TABLE]) if (text := _text(cell))}
    claimed = {column.index for columns in table.repeated.values() for column in columns}
    headed = claimed | {column.index for column, _ in table.strange}
    headed |= {column.index for column in table.columns.values()}
    split = {
        name: [column, Column(beside, table.last_row + 1, texts[beside])]
        for name, column in table.columns.items()
        if name in COUNTS
        and column.index in texts
        and (beside := column.index + 1) in texts
        and beside not in headed
    }
    columns = {name: column for name, column in table.columns.items() if name not in split}
    return replace(table, columns=columns, repeated=table.repeated | split) if split else table


def _overlap(one: Table, other: Table) -> bool:
    return one.first_row <= other.last_row and other.first_row <= one.last_row


def fields_of(row: Row) -> dict[str, int]:
    """The fields that a single row names as headings, with their columns."""
    return {
        heading.field: index
        for index, cell in enumerate(row[:WIDEST_TABLE])
        if (text := _text(cell)) and (heading := match_alone(text)).field is not None
    }


def _may_be_heading(row: Row) -> bool:
    return any(
        match_alone(text).kind in (Kind.FIELD, Kind.DOUBTFUL)
        for cell in row[:WIDEST_TABLE]
        if (text := _text(cell))
    )


def _as_heading(rows: tuple[Row, ...], first: int, last: int, spans: Spans) -> Table | None:
    """Rows first..last read as one heading; None when they name too little to be one."""
    claims: dict[str, list[tuple[Column, Heading]]] = {}
    strange: list[tuple[Column, Heading]] = []
    grid = _Grid(rows[first : last + 1], first, spans)
    if grid.has_title:
        return None
    for column, heading in grid.headings():
        if heading.field is not None:
            claims.setdefault(heading.field, []).append((column, heading))
        elif heading.kind in (Kind.DOUBTFUL, Kind.PERSONAL, Kind.UNKNOWN):
            strange.append((column, heading))
    if not claims.keys() & set(COUNTS) or len(claims) < 2:
        return None
    columns = {name: only for name, found in claims.items() if (only := _only(name, found)) is not None}
    repeated = {
        name: [column for column, _ in found]
        for name, found in claims.items()
        if len(found) > 1 and name != "ordinal"
    }
    return Table(first, last, *_with_plain_total(columns, claims, strange, repeated))


def _only(name: str, found: list[tuple[Column, Heading]]) -> Column | None:
    """The one column of a field: the only one, the only one that names it exactly, or the first of texts."""
    exact = [column for column, heading in found if not heading.is_loose]
    if len(found) == 1 or len(exact) == 1:
        return (exact or [found[0][0]])[0]
    return found[0][0] if FIELDS[name].kind in ("text", "aside", "phone", "date") else None


def _with_plain_total(
    columns: dict[str, Column],
    claims: dict[str, list[tuple[Column, Heading]]],
    strange: list[tuple[Column, Heading]],
    repeated: dict[str, list[Column]],
) -> tuple[dict[str, Column], dict[str, list[Column]], list[tuple[Column, Heading]]]:
    """A lone "Tổng số" beside the phones and the installs can only be of the people. It is taken, and shown."""
    plain = [column for column, heading in strange if fold_words(heading.text) in PLAIN_TOTAL]
    is_one_meaning = len(plain) == 1 and {"smartphone_users", "installed"} <= columns.keys()
    if not is_one_meaning or claims.keys() & {"workforce", "members"}:
        return columns, repeated, strange
    assumed = Heading(plain[0].heading, Kind.FIELD, "workforce")
    others = [(column, heading) for column, heading in strange if column != plain[0]]
    return {**columns, "workforce": plain[0]}, repeated, [*others, (plain[0], assumed)]


class _Grid:
    """The texts of the rows of one heading, and which text is merged over which column."""

    def __init__(self, rows: tuple[Row, ...], first: int, spans: Spans) -> None:
        self.first, self.spans = first, spans
        self.width = min(max((len(row) for row in rows), default=0), WIDEST_TABLE)
        self.texts = [[_text(row[c]) if c < len(row) else "" for c in range(self.width)] for row in rows]

    @property
    def has_title(self) -> bool:
        """Whether a row above the lowest is a single text at the left: a title, which heads no column."""
        *upper, lowest = self.texts
        left = next((index for index, text in enumerate(lowest) if text), self.width)
        filled = [[index for index, text in enumerate(row) if text] for row in upper]
        return any(len(indexes) == 1 and indexes[0] <= left for indexes in filled)

    def headings(self) -> Iterator[tuple[Column, Heading]]:
        """Each column's heading: its lowest text, under the texts merged above it, the nearest first."""
        for index in range(self.width):
            own = [depth for depth, row in enumerate(self.texts) if row[index]]
            if own:
                lowest = own[-1]
                above = [over for depth in range(lowest - 1, -1, -1) if (over := self.over(depth, index))]
                heading = match(self.texts[lowest][index], *above)
                yield Column(index, self.first + lowest, heading.text or self.texts[lowest][index]), heading

    def over(self, depth: int, index: int) -> str:
        """The text above a column at one depth: its own, or the one merged over it from the left.

        Where a source does not tell its merges, a text reaches over the blanks to its right if it has headings below.
        """
        for column in range(index, -1, -1):
            if text := self.texts[depth][column]:
                end = self.spans.get((self.first + depth, column))
                reaches = any(row[column] for row in self.texts[depth + 1 :]) if end is None else index <= end
                return text if column == index or reaches else ""
        return ""


def _text(cell: Cell) -> str:
    """A heading cell's text; column numbers and long texts are none."""
    if not isinstance(cell, str) or len(cell) > LONGEST_HEADING:
        return ""
    text = cell.strip()
    return "" if match_alone(text).kind is Kind.COLUMN_NUMBER else text
