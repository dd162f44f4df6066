"""How long a piece of work takes, and how another build is made to do the same."""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

HERE = Path(__file__).parents[2]
# the packages under measurement are the checkout's, the bench itself is ours
AS_OF = """
import runpy, sys
checkout, here, module, *words = sys.argv[1:]
sys.path[0] = checkout
import flows, schemas
sys.path[0], sys.argv = here, [module, *words]
runpy.run_module(module, run_name="__main__")
"""


def timed(work: Callable[[], object]) -> float:
    """Seconds by the wall clock, of work that begins with nothing to collect of the work before."""
    gc.collect()
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def checkouts() -> Iterator[Path]:
    """This one, and the earlier build's that `--beside PATH` names."""
    yield HERE
    if "--beside" in sys.argv:
        yield Path(sys.argv[sys.argv.index("--beside") + 1]).resolve()


def by(checkout: Path, module: str, *words: str) -> list[str]:
    """The command that runs one of these benches over the packages of a checkout, which may know nothing of it."""
    return [sys.executable, "-c", AS_OF, str(checkout), str(HERE), module, *words]
