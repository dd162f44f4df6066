"""How long a piece of work takes, as the standard library's timeit takes it: with the garbage collector at rest."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable


def timed(work: Callable[[], object]) -> float:
    """Seconds by the wall clock."""
    gc.collect()
    gc.disable()
    try:
        start = time.perf_counter()
        work()
        return time.perf_counter() - start
    finally:
        gc.enable()
