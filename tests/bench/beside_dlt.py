"""dlt over our rows, in a process and an environment of its own: it is no part of this project's packages.

Arrives: the engine of the embedded server, and contents for `dlt_rows`.
Leaves:  dlt's own seconds.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

import sqlalchemy as sa

RUN = ("run", "--no-project", "--quiet")
DLT = "dlt[postgres]==1.31.0"


def seconds(engine: sa.Engine, how: str, contents: list[bytes]) -> list[float]:
    """How long dlt takes for each content, one after the other into one table."""
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(sa.text("ALTER ROLE postgres PASSWORD 'bench'"))
    url = f"postgresql://postgres:bench@localhost/postgres?host={engine.url.query['host']}"
    uv, script = (
        str(Path(of).with_name(name)) for of, name in ((sys.executable, "uv"), (__file__, "dlt_rows.py"))
    )
    asked = [uv, *RUN, "--python", sys.executable, "--with", DLT, "python", script, url, how]
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder) / str(place) for place in range(len(contents))]
        for path, content in zip(files, contents, strict=True):
            path.write_bytes(content)
        done = subprocess.run([*asked, *map(str, files)], capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(done.stderr)
    with engine.begin() as connection:
        connection.execute(sa.text(f"DROP SCHEMA dlt_{how} CASCADE"))
        connection.execute(sa.text(f"DROP SCHEMA IF EXISTS dlt_{how}_staging CASCADE"))
    return [float(line) for line in done.stdout.split()]
