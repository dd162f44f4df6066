"""dlt's own timing of the same rows, as a process of its own: dlt is no part of this project's packages.

Arrives: a database URL, "append" or "scd2", and files of JSON rows on the command line.
Leaves:  seconds for each file, one a line.
"""

from __future__ import annotations

import contextlib
import json
import sys
import tempfile
import time
from pathlib import Path


def main(url: str, how: str, *files: str) -> None:
    import dlt

    pipeline = dlt.pipeline(
        "yardstick",
        destination=dlt.destinations.postgres(url),
        dataset_name=f"dlt_{how}",
        pipelines_dir=tempfile.mkdtemp(),
    )
    disposition = {"disposition": "merge", "strategy": "scd2"} if how == "scd2" else "append"
    for path in files:
        rows = json.loads(Path(path).read_text(encoding="utf-8"))
        with contextlib.redirect_stdout(sys.stderr):
            start = time.perf_counter()
            pipeline.run(rows, table_name="branches", write_disposition=disposition)
            took = time.perf_counter() - start
        print(took)


if __name__ == "__main__":
    main(*sys.argv[1:])
