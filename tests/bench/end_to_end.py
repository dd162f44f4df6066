"""126,000 branches from JSON in memory to committed versions, against a floor and dlt's scd2 run beside it.

The floor decodes the same JSON, copies the cells into a staging table and opens a version for each row whose hash is
new: no parsing, no checks, no findings. Run alone: python -m tests.bench.end_to_end [rows]
"""

from __future__ import annotations

import hashlib
import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from flows.steps import checking, embedded_postgres, loading, reading
from flows.steps.database import Database
from flows.steps.loading import LoadableReturn
from schemas.sheet import Row, Sheet, Tab, from_json, to_json
from tests.bench.loading import CAMPAIGN
from tests.bench.reading import HEADING, OPENS, rows
from tests.desk import Desk, moment

BRANCHES = 126_000
UNIT = "650"
RUNS = ("first load", "1% changed", "nothing changed")
INSTALLED = 7
DLT = (
    "uv",
    "run",
    "--no-project",
    "--quiet",
    "--python",
    sys.executable,
    "--with",
    "dlt[postgres]==1.31.0",
    "python",
)
FLOOR = """
CREATE TABLE public.floor (
    name text NOT NULL, hash bytea NOT NULL, cells text [] NOT NULL, valid_from timestamptz NOT NULL,
    valid_to timestamptz, PRIMARY KEY (name, valid_from)
);
CREATE UNIQUE INDEX floor_current ON public.floor (name) WHERE valid_to IS NULL
"""
CLOSE = """
UPDATE public.floor AS f SET valid_to = clock_timestamp()
FROM staged AS s WHERE f.name = s.name AND f.valid_to IS NULL AND f.hash != s.hash
"""
OPEN = """
INSERT INTO public.floor SELECT s.name, s.hash, s.cells, clock_timestamp() FROM staged AS s
WHERE NOT EXISTS (SELECT 1 FROM public.floor AS f WHERE f.name = s.name AND f.valid_to IS NULL)
"""


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else BRANCHES
    contents = [content(count, step) for step in range(len(RUNS))]
    with tempfile.TemporaryDirectory() as folder:
        database = Database(embedded_postgres.start(Path(folder)))
        try:
            database.migrate()
            with database.engine.begin() as connection:
                connection.exec_driver_sql(FLOOR)
            measure(Desk(database, CAMPAIGN), contents, Path(folder))
        finally:
            database.engine.dispose()
            embedded_postgres.stop(Path(folder))


def content(count: int, step: int) -> str:
    """The sheet's JSON at the first load, with one branch in a hundred changed, and so again with another note."""
    table = [list(row) for row in rows(count, 0)]
    if step:
        for row in random.Random(2).sample(table, count // 100):
            row[INSTALLED] = max(0, int(row[INSTALLED] or 0) - 1)
            row[INSTALLED + 1] = None
    # a note below the table: another content with the same figures
    noted: list[Row] = [HEADING, *map(tuple, table), (None, f"Ghi chú {step}")]
    return json.dumps(to_json(Sheet((Tab("Báo cáo", tuple(noted)),))))


def measure(desk: Desk, contents: list[str], folder: Path) -> None:
    dlt = by_dlt(desk.database, contents, folder)
    for step, (run, text) in enumerate(zip(RUNS, contents, strict=True)):
        floor = timed(partial(by_floor, desk.database, text))
        ours = timed(partial(by_us, desk, text, step))
        print(
            f"{run:<16} ours {ours:5.2f} s, floor {floor:5.2f} s: {ours / floor:4.2f} floors (at most 2.5); "
            f"dlt scd2 {dlt[step]:5.1f} s: {dlt[step] / ours:4.1f} times ours (target 8)"
        )


def timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def by_us(desk: Desk, text: str, step: int) -> None:
    checked = checking.check(reading.read(from_json(json.loads(text)), OPENS), OPENS)
    at = moment("28/8 10:00") + timedelta(hours=step)
    desk.look(UNIT, at, Sheet((Tab("T", ((step,),)),)), folds=False)
    [kept] = desk.query("SELECT observation_id, content_sha256 FROM raw.observation ORDER BY 1 DESC LIMIT 1")
    each = LoadableReturn(UNIT, kept["observation_id"], at, kept["content_sha256"], checked)
    with desk.database.begin() as connection:
        loading.load(connection, desk.campaign.code, [each])


def by_floor(database: Database, text: str) -> None:
    table = json.loads(text)["tabs"][0]["rows"][1:-1]
    with database.engine.begin() as connection:
        connection.exec_driver_sql(
            "CREATE TEMP TABLE staged (name text, hash bytea, cells text[]) ON COMMIT DROP"
        )
        cursor: Any = connection.connection.cursor()
        with cursor.copy("COPY staged (name, hash, cells) FROM STDIN") as copy:
            for row in table:
                cells = [None if cell is None else str(cell) for cell in row]
                copy.write_row((row[1], hashlib.sha256(repr(row).encode()).digest(), cells))
        connection.exec_driver_sql("ANALYZE staged")
        connection.exec_driver_sql(CLOSE)
        connection.exec_driver_sql(OPEN)


def by_dlt(database: Database, contents: list[str], folder: Path) -> list[float]:
    """dlt over the same rows as dictionaries, typed already."""
    names = [f"c{place}" for place in range(len(HEADING))]
    files = []
    for step, text in enumerate(contents):
        table = json.loads(text)["tabs"][0]["rows"][1:-1]
        path = folder / f"rows{step}.json"
        path.write_text(json.dumps([dict(zip(names, row, strict=False)) for row in table]), encoding="utf-8")
        files.append(str(path))
    socket = database.url.query["host"]
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(sa.text("ALTER ROLE postgres PASSWORD 'bench'"))
    url = f"postgresql://postgres:bench@localhost/postgres?host={socket}"
    script = str(Path(__file__).with_name("dlt_rows.py"))
    uv = str(Path(sys.executable).with_name(DLT[0]))
    done = subprocess.run(
        [uv, *DLT[1:], script, url, "scd2", *files], capture_output=True, text=True, check=False
    )
    if done.returncode:
        sys.exit(done.stderr)
    return [float(line) for line in done.stdout.split()]


if __name__ == "__main__":
    main()
