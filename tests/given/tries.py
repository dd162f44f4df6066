"""How often a promise is tried on cases that are made up or picked at random.

`make test` takes a third of what a test asks for, `make soak` four times as much.
"""

from __future__ import annotations

import os

IS_SOAK = os.environ.get("SOAK") == "1"


def tries(asked: int) -> int:
    """How many there are in this run."""
    return asked * 4 if IS_SOAK else max(1, asked // 3)
