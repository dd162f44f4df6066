"""dlt over our rows, in a process and an environment of its own: it is no part of this project's packages.

Arrives: the engine of the embedded server, and files for `dlt_rows`.
Leaves:  dlt's own seconds.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import sqlalchemy as sa

DLT = "dlt[postgres]==1.31.0"


def seconds(engine: sa.Engine, how: str, files: list[Path]) -> list[float]:
    """How long dlt takes for each file, one after the other into one table."""
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(sa.text("ALTER ROLE postgres PASSWORD 'bench'"))
    url = f"postgresql://postgres:bench@localhost/postgres?host={engine.url.query['host']}"
    uv, script = (
        str(Path(of).with_name(name)) for of, name in ((sys.executable, "uv"), (__file__, "dlt_rows.py"))
    )
    asked = [
        uv,
        "run",
        "--no-project",
        "--quiet",
        "--python",
        sys.executable,
        "--with",
        DLT,
        "python",
        script,
    ]
    done = subprocess.run([*asked, url, how, *map(str, files)], capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(done.stderr)
    with engine.begin() as connection:
        connection.execute(sa.text(f"DROP SCHEMA dlt_{how} CASCADE"))
        connection.execute(sa.text(f"DROP SCHEMA IF EXISTS dlt_{how}_staging CASCADE"))
    return [float(line) for line in done.stdout.split()]
