"""Which content each Google Sheet was last told of, so that no sheet is told the same twice, by whichever machine.

Arrives: sheets as they are written to.
Leaves:  rows of `core.told_sheet`.
Not here: what a sheet is told, and when (`flows.desk.feedback`).
"""

from __future__ import annotations

from sqlalchemy import Connection

from flows.store import records


def last_told(connection: Connection, sheet_id: str) -> str | None:
    """The hash of that content; None for a sheet in which our tab was never written."""
    found: str | None = records.value(connection, "last_told", sheet_id=sheet_id)
    return found


def note(connection: Connection, sheet_id: str, content_sha256: str) -> None:
    """It was told of this content just now."""
    records.write(connection, "note_told", sheet_id=sheet_id, content_sha256=content_sha256)
