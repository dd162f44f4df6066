"""A database for as long as a block runs: a server of its own in a temporary folder, and nothing left of either.

Arrives: the forms that are to be stored.
Leaves:  settings that know this server and nothing else of the desk's, and its migrated database, told that its clock is a
         simulated one.
Not here: what is played in it (`flows.desk.playing`).

Neither the desk's server is asked for another database nor its home for another folder: a name that is taken, a disk that
is full or a command that is killed can cost the desk nothing. One that is killed outright leaves its server until the next
one comes, which takes it away.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import gettempdir, mkdtemp
from types import FrameType

import sqlalchemy as sa

from flows.settings import Settings, read_settings
from flows.store import records
from flows.store.database import Database
from flows.store.embedded import postgres
from flows.store.files.locked_files import lock
from flows.store.migration import migrate
from schemas.form.form import Form

PREFIX = "bluezone-rehearsal-"
LOCK = "lock"
JUST_MADE = 10.0
"""Seconds: a folder that young may not be locked yet."""
ENDING = (signal.SIGTERM, signal.SIGHUP)
"""What asks a command to end: it is to tidy up first, as it does after Ctrl-C."""
LASTING = ("fsync", "synchronous_commit", "full_page_writes", "autovacuum")
"""What is thrown away need not outlive a power cut."""


@dataclass(frozen=True, slots=True)
class Scratch:
    """A temporary folder with a server: `settings` name them, `folder` is for what else is to be thrown away."""

    settings: Settings
    database: Database
    folder: Path


@contextmanager
def scratch(forms: Mapping[str, Form]) -> Iterator[Scratch]:
    """The server, its database, and the folder around them while the block runs."""
    _take_away_what_is_left()
    folder = Path(mkdtemp(prefix=PREFIX)).resolve()
    home = folder / "home"
    with _ending_tidily(), _in_use(folder):
        try:
            database = Database(url := postgres.start(home))
            try:
                _prepare(database, forms)
                yield Scratch(
                    read_settings({"BLUEZONE_HOME": str(home), "DATABASE_URL": url}), database, folder
                )
            finally:
                database.engine.dispose()
        finally:
            _take_away(folder)


def _take_away(folder: Path) -> None:
    try:
        postgres.stop(folder / "home")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _take_away_what_is_left() -> None:
    """Of commands of this user that were killed: nobody holds their lock any more."""
    for folder in Path(gettempdir()).resolve().glob(f"{PREFIX}*"):
        # one that ends meanwhile takes its own away
        with suppress(FileNotFoundError):
            about = folder.stat()
            is_old = about.st_mtime < time.time() - JUST_MADE
            if about.st_uid == os.geteuid() and is_old and (held := lock(folder / LOCK)) is not None:
                with held:
                    _take_away(folder)


@contextmanager
def _in_use(folder: Path) -> Iterator[None]:
    held = lock(folder / LOCK)
    try:
        yield
    finally:
        if held is not None:
            held.close()


def _prepare(database: Database, forms: Mapping[str, Form]) -> None:
    with database.session() as connection:
        for name in LASTING:
            connection.execute(sa.text(f"ALTER SYSTEM SET {name} = off"))
        connection.execute(sa.text("SELECT pg_reload_conf()"))
    migrate(database, forms)
    with database.begin(role=None) as connection:
        records.write(connection, "simulate_clock", reason="rehearsal")


@contextmanager
def _ending_tidily() -> Iterator[None]:
    """While the block runs, what asks this process to end ends the block first."""

    def end(number: int, _frame: FrameType | None) -> None:
        sys.exit(128 + number)

    before = {each: signal.signal(each, end) for each in ENDING}
    try:
        yield
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)
