"""How long a piece of work takes."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable


def timed(work: Callable[[], object]) -> float:
    """Seconds by the wall clock, of work that begins with nothing to collect of the work before."""
    gc.collect()
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
