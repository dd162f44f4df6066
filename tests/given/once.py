"""What one worker of a run makes for all of them: the others wait for it and read it."""

from __future__ import annotations

import fcntl
import os
import pickle
from collections.abc import Callable
from typing import TypeVar

import pytest

Made = TypeVar("Made")


def once(tmp_path_factory: pytest.TempPathFactory, name: str, make: Callable[[], Made]) -> Made:
    """What `make` gave, whichever worker of this run called it. It goes through a file, so it is data."""
    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        # each worker's folder is in the run's
        folder = folder.parent
    made = folder / f"{name}.made"
    with (folder / f"{name}.turn").open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        if not made.exists():
            value = make()
            made.with_suffix(".new").write_bytes(pickle.dumps(value))
            made.with_suffix(".new").rename(made)
            return value
    found: Made = pickle.loads(made.read_bytes())
    return found
