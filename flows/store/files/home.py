"""What BLUEZONE_HOME holds of ours, by name, so that it can be put in order or removed, and nothing else with it.

Arrives: a home in which nothing runs.
Leaves:  a home without leftovers; or one without anything of ours, and none where nothing else was in it.
Not here: what stands in a folder of the system's while the embedded server runs (`flows.store.embedded`).
"""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from flows.store.files.folders import refusing

DEMO_LOCK = "demo.lock"
OURS = (
    "postgres",
    "postgres.new",
    "postgres.lock",
    "prefect",
    "prefect.password",
    "prefect.password.new-*",
    "run",
    "logs",
    "pages",
    "papers",
    "tmp",
    "google.told",
    DEMO_LOCK,
)
"""Every name that is ever made there; the README's ledger says by whom. `google.told` was an earlier release's."""


def tidy(home: Path) -> None:
    """Once nothing runs there: what a killed run left in `tmp` goes, and Prefect's database is one file, to be copied."""
    shutil.rmtree(home / "tmp", ignore_errors=True)
    kept = home / "prefect" / "prefect.db"
    if kept.exists():
        # the last one who closes it puts into it what still lies beside it; a damaged one is for Prefect to tell
        with suppress(sqlite3.Error), closing(sqlite3.connect(kept)) as database:
            database.execute("PRAGMA schema_version")


def remove(home: Path) -> None:
    """Remove what is ours. Raises ConfigurationError where the system refuses."""
    with refusing(home):
        for found in [each for name in OURS for each in home.glob(name)]:
            if found.is_dir() and not found.is_symlink():
                shutil.rmtree(found)
            else:
                found.unlink(missing_ok=True)
    with suppress(OSError):
        # something of somebody else's is in it, or it was never made
        home.rmdir()
