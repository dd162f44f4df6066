"""Find the table in a tab: which rows are its heading, and which column holds which field.

Arrives: a tab's cells.
Leaves:  a `Table`: the heading's rows, one column per field, and the headings that name no field.
Not here: what a heading means (`schemas.headings`), what a row is (`rows`). Never positional: a column is
         known by its heading alone.
"""

from __future__ import annotations

from collections.abc import Iterator

from schemas.headings import Heading, Kind, match, match_alone
from schemas.sheet import Cell, Row, Tab
from schemas.submission import COUNTS, FIELDS
from schemas.unit_return import Column, Table

ROWS_SEARCHED = 200
"""A heading stands within the first rows that hold anything; letterheads are shorter than this."""
DEEPEST_HEADING = 3
LONGEST_HEADING = 200
WIDEST_TABLE = 200


def find(tab: Tab) -> Table | None:
    """The best heading of a tab, None when no row names a count and another field."""
    candidates = [
        table
        for first in range(min(len(tab.rows), ROWS_SEARCHED))
        if _may_be_heading(tab.rows[first])
        for last in range(first, min(first + DEEPEST_HEADING, len(tab.rows)))
        if (table := _as_heading(tab.rows, first, last)) is not None
    ]
    return max(candidates, key=lambda table: table.score, default=None)


def is_heading_of(table: Table, row: Row) -> bool:
    """Whether a row below the heading repeats it, as a table does at the top of each printed page."""
    named = {name: column.index for name, column in table.columns.items()}
    found = fields_of(row)
    return len(found) >= 2 and all(named.get(name) == index for name, index in found.items())


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


def _as_heading(rows: tuple[Row, ...], first: int, last: int) -> Table | None:
    """Rows first..last read as one heading; None when they name too little to be one."""
    claims: dict[str, list[Column]] = {}
    strange: list[tuple[Column, Heading]] = []
    for column, heading in _headings(rows[first : last + 1], first):
        if heading.field is not None:
            claims.setdefault(heading.field, []).append(column)
        elif heading.kind in (Kind.DOUBTFUL, Kind.PERSONAL, Kind.UNKNOWN):
            strange.append((column, heading))
    if not claims.keys() & set(COUNTS) or len(claims) < 2:
        return None
    columns = {name: found[0] for name, found in claims.items() if len(found) == 1 or _first_will_do(name)}
    repeated = {name: found for name, found in claims.items() if len(found) > 1 and name != "ordinal"}
    return Table(first, last, columns, repeated, strange)


def _first_will_do(name: str) -> bool:
    """Of two columns with one text field or one that is kept aside, the first is taken."""
    return FIELDS[name].kind in ("text", "aside", "phone", "date")


def _headings(rows: tuple[Row, ...], first: int) -> Iterator[tuple[Column, Heading]]:
    """Each column's heading: its lowest text, under the texts merged above it."""
    width = min(max((len(row) for row in rows), default=0), WIDEST_TABLE)
    texts = [[_text(row[c]) if c < len(row) else "" for c in range(width)] for row in rows]
    for index in range(width):
        own = [depth for depth in range(len(rows)) if texts[depth][index]]
        if not own:
            continue
        lowest = own[-1]
        above = " ".join(filter(None, (_over(texts, depth, index) for depth in range(lowest))))
        heading = match(texts[lowest][index], above)
        yield Column(index, first + lowest, heading.text or texts[lowest][index]), heading


def _over(texts: list[list[str]], depth: int, index: int) -> str:
    """The text above a column at one depth: its own, or the one merged over it from the left.

    A merged heading leaves blanks to its right; sources differ in what they say of merges, blanks they share.
    """
    for column in range(index, -1, -1):
        if texts[depth][column]:
            return texts[depth][column]
        if column < index and not any(texts[d][column] for d in range(depth + 1, len(texts))):
            return ""
    return ""


def _text(cell: Cell) -> str:
    """A heading cell's text; column numbers and long texts are none."""
    if not isinstance(cell, str) or len(cell) > LONGEST_HEADING:
        return ""
    text = cell.strip()
    return "" if match_alone(text).kind is Kind.COLUMN_NUMBER else text
