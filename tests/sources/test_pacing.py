"""Never more starts in any window than allowed, over threads and processes."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from pathlib import Path

from flows.sources.pacing import Pace


class Clock:
    """A clock that only sleeping moves."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


def paced(clock: Clock, shared: Path | None = None, limit: int = 55) -> Pace:
    return Pace(shared, limit=limit, clock=clock, sleep=clock.sleep)


def most_in_a_window(starts: list[float], window: float) -> int:
    return max(sum(1 for other in starts if start <= other < start + window) for start in starts)


def test_a_minute_holds_no_more_starts_than_allowed() -> None:
    """400 reads at 55 a minute: no window of 60 s holds 56, and the last starts after 7 minutes, no later."""
    clock = Clock()
    pace = paced(clock)
    starts = []
    for _ in range(400):
        pace()
        starts.append(clock.now)
    assert most_in_a_window(starts, 60.0) == 55
    assert starts[-1] - starts[0] == 7 * 60.0


def test_the_first_reads_do_not_wait() -> None:
    """As many as allowed start at once."""
    clock = Clock()
    pace = paced(clock)
    for _ in range(55):
        pace()
    assert clock.slept == []


def test_two_runs_share_one_window(tmp_path: Path) -> None:
    """A second run on the machine sees what the first has started."""
    clock = Clock()
    first, second = (paced(clock, tmp_path / "home" / "google.pace", limit=3) for _ in range(2))
    for pace in (first, second, first):
        pace()
    assert clock.slept == []
    second()
    assert clock.slept == [60.0]


def test_starts_left_over_from_before_a_reboot_are_forgotten(tmp_path: Path) -> None:
    """The monotonic clock begins anew; instants of its former life lie far ahead."""
    shared = tmp_path / "google.pace"
    shared.write_text("\n".join(["987654.5"] * 9 + ["cut off", "nan", "inf"]), encoding="ascii")
    clock = Clock()
    paced(clock, shared, limit=2)()
    assert clock.slept == []


def test_threads_together_keep_the_limit() -> None:
    """Eight threads at 20 starts in 0.3 s, on the real clock."""
    pace = Pace(limit=20, window=0.3)
    starts: list[float] = []

    def work() -> None:
        for _ in range(10):
            pace()
            starts.append(time.monotonic())

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(starts) == 80
    # a thread may be woken late, so that its stamp lies in the next window: a few of slack, as for Google
    assert most_in_a_window(starts, 0.29) <= 24


def test_processes_together_keep_the_limit(tmp_path: Path) -> None:
    """Three processes that know only the file: their reserved starts, which it holds, keep the limit."""
    shared = tmp_path / "google.pace"
    program = f"""
from pathlib import Path
from flows.sources.pacing import Pace
pace = Pace(Path({str(shared)!r}), limit=1000, window=500.0)
for _ in range(60):
    pace()
"""
    runs = [
        subprocess.Popen([sys.executable, "-c", program], cwd=Path(__file__).parents[2]) for _ in range(3)
    ]
    assert [run.wait(timeout=60) for run in runs] == [0, 0, 0]
    assert len(shared.read_text(encoding="ascii").split()) == 180
