"""Which content each Google Sheet was last told of, so that no sheet is told the same twice, by whichever machine.

Arrives: sheets as they are written to.
Leaves:  rows of `core.told_sheet`.
Not here: what a sheet is told, and when (`flows.desk.feedback`).
"""

from __future__ import annotations

import re
from pathlib import Path

from sqlalchemy import Connection

from flows.store import records
from flows.store.database import Database, statement

LINE = re.compile(r"(?P<sheet_id>\S+) (?P<content_sha256>[0-9a-f]{64})")


def last_told(connection: Connection, sheet_id: str) -> str | None:
    """The hash of that content; None for a sheet in which our tab was never written."""
    found: str | None = records.value(connection, "last_told", sheet_id=sheet_id)
    return found


def note(connection: Connection, sheet_id: str, content_sha256: str) -> None:
    """It was told of this content just now."""
    records.write(connection, "note_told", sheet_id=sheet_id, content_sha256=content_sha256)


def take_over(database: Database, file: Path) -> None:
    """What an earlier release noted in a file of this machine's: read once, and the file is gone. Its last line counts."""
    if not file.exists():
        return
    lines = map(LINE.fullmatch, file.read_text(encoding="ascii").splitlines())
    last = {found["sheet_id"]: found.groupdict() for found in lines if found}
    if last:
        database.run(
            lambda connection: connection.execute(statement("note_told_before"), list(last.values()))
        )
    file.unlink()
