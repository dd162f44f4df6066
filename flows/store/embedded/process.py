"""The embedded server as others find it: whether it runs, as which process, where its socket is.

Arrives: the folder of its data.
Leaves:  what the server wrote of itself there, held against the list of processes.
Not here: starting and stopping (`postgres`).
"""

from __future__ import annotations

import os
from pathlib import Path

from flows.store.embedded.plain_paths import is_plain, link_of, link_to

WORKING_FOLDER = "/proc/self/cwd"
"""What the server is told of its folder."""
LONGEST_SOCKET = 107
"""Bytes of a socket's path."""


def mark(data: Path) -> str:
    """A setting that means nothing to PostgreSQL and tells our servers apart in a list of processes."""
    return f"bluezone.data={data}"


def pid(data: Path) -> int | None:
    """The server's process; its number may have gone to another program since, whose arguments tell."""
    lines = _written(data)
    if not lines:
        return None
    try:
        command = Path(f"/proc/{int(lines[0])}/cmdline").read_bytes().split(b"\0")
    except (FileNotFoundError, ProcessLookupError):
        return None
    # releases before this one told the server its folder, or the link to it
    names = {os.fsencode(each) for each in (mark(data), str(data), str(link_of(data)))}
    return int(lines[0]) if names & set(command) else None


def is_ready(data: Path) -> bool:
    return pid(data) is not None and _written(data)[-1:] == ["ready"]


def _written(data: Path) -> list[str]:
    """What the server writes of itself: its process first, then its folder, …, the folder of its socket, its state."""
    try:
        return [line.strip() for line in (data / "postmaster.pid").read_text().splitlines()]
    except FileNotFoundError:
        return []


def socket_folder(data: Path) -> str:
    """By a path that fits into a URL and into a socket's address."""
    written = _written(data)[4:5]
    if written and written != [WORKING_FOLDER]:
        return written[0]
    is_short = len(os.fsencode(data / ".s.PGSQL.5432")) <= LONGEST_SOCKET
    return str(data if is_plain(data) and is_short else link_to(data))
