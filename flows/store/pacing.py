"""At most so many calls to Google in any minute, counted over all threads, runs and machines of one database.

Arrives: a database, a name for what is counted together, the limit.
Leaves:  `Pace`, called before each call; it returns when the call may start.
Not here: what is called, and retries.

Google allows 60 reads and 60 writes a minute to one service account and refuses the rest
(developers.google.com/workspace/sheets/api/limits). 55 leaves room for calls that arrive bunched.

Each caller reserves its instant under a lock and sleeps outside it, so nobody waits while holding the lock, and
a run that is killed leaves only instants that pass by themselves. The clock is the server's: machines need not
agree on the time.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from sqlalchemy import Connection

from flows.store import records, turns
from flows.store.database import Database

READS, WRITES = "google-read", "google-write"
CALLS_PER_WINDOW = 55
WINDOW_SECONDS = 60.0
LONGEST_QUEUE_SECONDS = 600.0


class Pace:
    """Lets at most `limit` calls of one name through in any `window` seconds."""

    def __init__(
        self,
        database: Database,
        name: str,
        *,
        limit: int = CALLS_PER_WINDOW,
        window: float = WINDOW_SECONDS,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._database = database
        self._facts = {
            "pace": name,
            "room_left": limit - 1,
            "window_seconds": window,
            "longest_queue_seconds": LONGEST_QUEUE_SECONDS,
        }
        self._sleep = sleep

    def __call__(self) -> None:
        """Return at the instant this call may start. Raises DatabaseUnavailable."""
        wait = self._database.run(self._reserve)
        if wait > 0:
            self._sleep(wait)

    def _reserve(self, connection: Connection) -> float:
        turns.wait(connection, f"calls of {self._facts['pace']}")
        records.write(connection, "forget_calls", **self._facts)
        return float(records.value(connection, "reserve_call", **self._facts))


class Alone:
    """Lets calls through evenly, for a process that has no database to ask who else calls."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._next = time.monotonic()

    def __call__(self) -> None:
        """Return when the last call is long enough ago."""
        with self._lock:
            start = max(time.monotonic(), self._next)
            self._next = start + WINDOW_SECONDS / CALLS_PER_WINDOW
        time.sleep(max(0.0, start - time.monotonic()))
