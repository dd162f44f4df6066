"""At most so many reads in any minute, counted over all threads and all runs of one machine.

Arrives: the limit, and a small file under BLUEZONE_HOME that runs share.
Leaves:  `Pace`, called before each read; it returns when the read may start.
Not here: what is read, and retries.

Google allows 60 reads a minute to one service account and refuses the rest
(developers.google.com/workspace/sheets/api/limits). 55 leaves room for answers that arrive bunched.

Each caller reserves its instant under a file lock and sleeps outside it, so nobody waits while holding the
lock, and a run that is killed leaves only instants that pass by themselves. The monotonic clock is shared by
the processes of one machine and does not jump when the wall clock is set; it starts anew with the machine,
so instants further ahead than any queue reaches are left over from before and are forgotten.
"""

from __future__ import annotations

import fcntl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

READS_PER_WINDOW = 55
WINDOW_SECONDS = 60.0
LONGEST_QUEUE_SECONDS = 600.0


class Pace:
    """Lets at most `limit` calls through in any `window` seconds."""

    def __init__(
        self,
        shared: Path | None = None,
        *,
        limit: int = READS_PER_WINDOW,
        window: float = WINDOW_SECONDS,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        """`shared` is the file that concurrent runs share; None counts this process alone."""
        self._shared = shared
        self._limit = limit
        self._window = window
        self._clock = clock
        self._sleep = sleep
        self._lock = threading.Lock()
        self._starts: list[float] = []

    def __call__(self) -> None:
        """Return at the instant this read may start."""
        with self._lock, self._exclusively():
            now = self._clock()
            starts = self._recent(now)
            start = max(now, starts[-self._limit] + self._window) if len(starts) >= self._limit else now
            self._keep(sorted([*starts, start]))
        if start > now:
            self._sleep(start - now)

    def _recent(self, now: float) -> list[float]:
        """The instants that still count, oldest first, including those reserved ahead."""
        starts = self._starts if self._shared is None else _read(self._shared)
        return [s for s in starts if now - self._window < s < now + LONGEST_QUEUE_SECONDS]

    def _keep(self, starts: list[float]) -> None:
        if self._shared is None:
            self._starts = starts
        else:
            # replaced in one step: a run killed here must not lose what the others have started
            draft = self._shared.with_suffix(".new")
            draft.write_text("\n".join(map(repr, starts)), encoding="ascii")
            draft.replace(self._shared)

    @contextmanager
    def _exclusively(self) -> Iterator[None]:
        """Hold the lock that other processes respect; the system drops it when a process dies."""
        if self._shared is None:
            yield
            return
        self._shared.parent.mkdir(parents=True, exist_ok=True)
        with self._shared.with_suffix(".lock").open("a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield


def _read(path: Path) -> list[float]:
    """The instants in the file, oldest first; what is no number counts for nothing."""
    try:
        lines = path.read_text(encoding="ascii", errors="replace").split()
    except FileNotFoundError:
        return []
    return sorted(float(line) for line in lines if _is_number(line))


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True
