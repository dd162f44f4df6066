"""Where this home's own Prefect server answers, said by the server itself: whoever started it, on whatever port.

Arrives: BLUEZONE_HOME.
Leaves:  BLUEZONE_HOME/run/server.url, locked for as long as the server lives, and gone after it.
Not here: what is sent there (`local_prefect`), the process (`background`).

The lock tells that the server lives, as for `background`: what listens at an address of a server that has gone is
somebody else's, and gets no password.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from flows.settings import is_this_machine
from flows.store.files.folders import make_folder, refusing
from flows.store.files.locked_files import is_free, lock

PAGES = "/bluezone"
"""Under it the server shows the pages of campaigns."""
TRIES, PAUSE = 20, 0.1
"""Whoever asks whether the server lives holds the lock for an instant; seconds between two tries."""


def living(home: Path) -> str | None:
    """The address of the server that lives now, as http://127.0.0.1:4200; None where none does."""
    try:
        with refusing(home), _file_of(home).open("r+", encoding="ascii") as file:
            return None if is_free(file) else file.read().strip() or None
    except FileNotFoundError:
        return None


def last(home: Path) -> str | None:
    """The address of the server that lives, or of one that was killed: one that was stopped has left none."""
    try:
        with refusing(home):
            return _file_of(home).read_text(encoding="ascii").strip() or None
    except FileNotFoundError:
        return None


def forget(home: Path) -> None:
    """What a killed server left goes."""
    if living(home) is None:
        with refusing(home):
            _file_of(home).unlink(missing_ok=True)


@contextmanager
def told(home: Path, url: str) -> Iterator[None]:
    """While the block runs, this process is the home's server. A second one of a home stays untold."""
    file = _file_of(home)
    make_folder(file.parent)
    with refusing(home):
        held = lock(file)
        for _ in range(TRIES):
            if held is not None:
                break
            time.sleep(PAUSE)
            held = lock(file)
    if held is None:
        yield
        return
    with held:
        held.truncate(0)
        held.write(f"{url}\n")
        held.flush()
        try:
            yield
        finally:
            file.unlink(missing_ok=True)


def is_at(own: str, asked: str) -> bool:
    """Whether an address leads to the server at another of this machine, by whichever of the machine's names."""
    there = urlsplit(asked)
    return there.port == urlsplit(own).port and is_this_machine(there.hostname or "")


def _file_of(home: Path) -> Path:
    return home / "run" / "server.url"
