"""126,000 branches from JSON in memory to committed versions, against a floor and dlt's scd2 run beside it.

All three decode the same JSON. The floor copies the cells into a staging table and opens a version for each row whose
hash is new: no parsing, no checks, no findings. Run alone: python -m tests.bench.end_to_end [rows]
"""

from __future__ import annotations

import json
import random
import statistics
import sys
from datetime import timedelta
from functools import partial
from typing import Any

from flows.steps.check import check_return
from flows.steps.load import load_returns
from flows.steps.read import read_sheet
from flows.store.database import Database
from schemas.sheet import Row, Sheet, Tab, from_json, to_json
from tests.bench import beside_dlt
from tests.bench.loading import CAMPAIGN
from tests.bench.reading import rows
from tests.bench.returns import HEADING
from tests.bench.timing import timed
from tests.given.desk import Desk, moment, start_anew
from tests.given.forms import FORM
from tests.given.own_server import fresh_database

BRANCHES = 126_000
UNIT = "650"
RUNS = ("first load", "1% changed", "nothing changed")
INSTALLED = 7
ROUNDS = 3
WARMING = 100
"""Rows read by each before the clock starts, so that no import is measured."""
COLUMNS = """
no integer, name text, workforce integer, members integer, phones integer, reached integer, sessions integer,
installed integer, pct text, zone text, publicity text, note text
"""
TYPES = ("int4", "text", *["int4"] * 6, *["text"] * 4)
FLOOR = f"""
CREATE TABLE public.floor ({COLUMNS}, hash bigint NOT NULL, valid_from timestamptz NOT NULL, valid_to timestamptz);
CREATE UNIQUE INDEX floor_open ON public.floor (name) WHERE valid_to IS NULL
"""
STAGE = f"CREATE TEMP TABLE staged ({COLUMNS}) ON COMMIT DROP"
CHANGED = """
CREATE TEMP TABLE changed ON COMMIT DROP AS
SELECT s.*, f.name IS NOT NULL AS is_known
FROM (SELECT staged.*, hashtextextended(staged::text, 0) AS hash FROM staged) AS s
LEFT JOIN public.floor AS f ON s.name = f.name AND f.valid_to IS NULL
WHERE s.hash IS DISTINCT FROM f.hash
"""
CLOSE = """
UPDATE public.floor AS f SET valid_to = clock_timestamp()
FROM changed AS c WHERE c.is_known AND f.name = c.name AND f.valid_to IS NULL
"""
OPEN = """
INSERT INTO public.floor
SELECT no, name, workforce, members, phones, reached, sessions, installed, pct, zone, publicity, note, hash,
    clock_timestamp()
FROM changed
"""


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else BRANCHES
    contents = [content(count, step) for step in range(len(RUNS))]
    with fresh_database() as database:
        with database.engine.begin() as connection:
            for definition in FLOOR.split(";"):
                connection.exec_driver_sql(definition)
        measure(Desk(database, CAMPAIGN), contents)


def content(count: int, step: int) -> bytes:
    """The sheet's JSON at the first load, with one branch in a hundred changed, and so again with another note."""
    table = [list(row) for row in rows(count, 0)]
    if step:
        for row in random.Random(2).sample(table, count // 100):
            row[INSTALLED] = max(0, int(row[INSTALLED] or 0) - 1)  # type: ignore[arg-type]
            row[INSTALLED + 1] = None
    # a note below the table: another content with the same figures
    noted: list[Row] = [HEADING, *map(tuple, table), (None, f"Ghi chú {step}")]
    return to_json(Sheet((Tab("Báo cáo", tuple(noted)),)))


def measure(desk: Desk, contents: list[bytes]) -> None:
    by_us(desk, content(WARMING, 0), "643", 0)
    rounds = [one_round(desk, contents) for _ in range(ROUNDS)]
    for step, run in enumerate(RUNS):
        of_step = [each[step] for each in rounds]
        ours, floor, dlt = (statistics.median(times) for times in zip(*of_step, strict=True))
        floors = statistics.median(ours / floor for ours, floor, _ in of_step)
        times = statistics.median(dlt / ours for ours, _, dlt in of_step)
        print(
            f"{run:<16} ours {ours:5.2f} s, floor {floor:5.2f} s: {floors:4.2f} floors (at most 2.5); "
            f"dlt scd2 {dlt:5.1f} s: {times:4.1f} times ours (target 8)"
        )


def one_round(desk: Desk, contents: list[bytes]) -> list[tuple[float, float, float]]:
    """Seconds of ours, the floor and dlt for each content in turn, from empty tables."""
    start_anew(desk)
    with desk.database.engine.begin() as connection:
        connection.exec_driver_sql("TRUNCATE public.floor")
    dlt = beside_dlt.seconds(desk.database.engine, "scd2", contents)
    beside = [
        (timed(partial(by_us, desk, text, UNIT, step)), timed(partial(by_floor, desk.database, text)))
        for step, text in enumerate(contents)
    ]
    return [(ours, floor, of_dlt) for (ours, floor), of_dlt in zip(beside, dlt, strict=True)]


def by_us(desk: Desk, text: bytes, unit: str, step: int) -> None:
    checked = check_return(read_sheet(from_json(text), FORM))
    each = desk.loadable(unit, moment("28/8 10:00") + timedelta(hours=step), checked)
    with desk.database.begin() as connection:
        load_returns(connection, desk.campaign, [each])


def by_floor(database: Database, text: bytes) -> None:
    table = json.loads(text)["tabs"][0]["rows"][1:-1]
    with database.engine.begin() as connection:
        connection.exec_driver_sql(STAGE)
        cursor: Any = connection.connection.cursor()
        with cursor.copy("COPY staged FROM STDIN (FORMAT BINARY)") as copy:
            copy.set_types(TYPES)
            for row in table:
                copy.write_row(row)
        for statement in (CHANGED, CLOSE, OPEN):
            connection.exec_driver_sql(statement)


if __name__ == "__main__":
    main()
