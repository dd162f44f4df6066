"""dlt's own timing of rows; run by `beside_dlt` where dlt is installed.

Arrives: a database URL, "append" or "scd2", and files on the command line. To append: one JSON row a line, decoded
         before the clock starts, as the rows that our loader gets are. For scd2: a sheet's JSON, which dlt's rows,
         like ours, are made of while the clock runs.
Leaves:  seconds for each file, one a line.
"""

from __future__ import annotations

import contextlib
import gc
import json
import sys
import tempfile
import time
from pathlib import Path
from typing import Any


def of_lines(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def of_sheet(text: str) -> list[dict[str, Any]]:
    table = json.loads(text)["tabs"][0]["rows"]
    names = [f"c{place}" for place in range(len(table[0]))]
    return [dict(zip(names, row, strict=False)) for row in table[1:-1]]


def main(url: str, how: str, *files: str) -> None:
    import dlt

    pipeline = dlt.pipeline(
        "yardstick",
        destination=dlt.destinations.postgres(url),
        dataset_name=f"dlt_{how}",
        pipelines_dir=tempfile.mkdtemp(),
    )
    with contextlib.redirect_stdout(sys.stderr):
        pipeline.run([{"c0": 1}], table_name="warming")
    disposition = {"disposition": "merge", "strategy": "scd2"} if how == "scd2" else "append"
    for path in files:
        text = Path(path).read_text(encoding="utf-8")
        prepared = of_lines(text) if how == "append" else None
        with contextlib.redirect_stdout(sys.stderr):
            gc.collect()
            start = time.perf_counter()
            rows = of_sheet(text) if prepared is None else prepared
            pipeline.run(rows, table_name="branches", write_disposition=disposition)
            took = time.perf_counter() - start
        print(took)


if __name__ == "__main__":
    main(*sys.argv[1:])
