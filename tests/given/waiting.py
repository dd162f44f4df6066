"""A flow that works until it is told, for what must happen while one runs."""

from __future__ import annotations

import os
import time
from pathlib import Path

from prefect import flow


@flow(name="waiting")
def wait(folder: str) -> None:
    """Say which process this is, then go on until a file `enough` appears."""
    Path(folder, "pid").write_text(str(os.getpid()), encoding="ascii")
    while not Path(folder, "enough").exists():
        time.sleep(0.2)
