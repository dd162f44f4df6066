"""Prefect's own settings where nobody set them: its data under BLUEZONE_HOME, patience, no analytics.

Must be prepared before Prefect is imported, since it reads the environment then.
"""

from __future__ import annotations

import os
from pathlib import Path

DEFAULTS = {
    # the first start of a server in this process takes up to 25 s, on a busy machine a minute
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "DO_NOT_TRACK": "1",
    "PREFECT_LOGGING_EXTRA_LOGGERS": "bluezone",
    "PREFECT_CLI_PROMPT": "false",
}


def prepare(home: Path, **more: str) -> None:
    """Set what the environment leaves open."""
    for name, value in {"PREFECT_HOME": str(home / "prefect"), **DEFAULTS, **more}.items():
        os.environ.setdefault(name, value)
