"""A file that is locked while something lives or is done, and gone afterwards: the lock tells, never that it is there.

Arrives: a path in a folder of ours.
Leaves:  the open file, locked for as long as it is open, here or in a child that got it.
Not here: what is locked for (`flows.serving.server.background`, `flows.store.embedded.postgres`).
"""

from __future__ import annotations

import fcntl
import os
from pathlib import Path
from typing import IO


def lock(path: Path) -> IO[str] | None:
    """The file, made if need be and locked; None where somebody else holds it."""
    while True:
        file = path.open("a+", encoding="ascii")
        if not is_free(file):
            file.close()
            return None
        if _is_still_there(file, path):
            return file
        # whoever held it has removed it meanwhile: the next one is another file
        file.close()


def is_free(file: IO[str]) -> bool:
    """Lock an open file; False where somebody else holds it."""
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _is_still_there(file: IO[str], path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(file.fileno()), path.stat())
    except FileNotFoundError:
        return False
