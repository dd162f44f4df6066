"""Loading a million prepared rows beside raw COPY and `to_sql` into a table with the same keys, and dlt's default path; and
beside the server's own floor, the same rows from a file of its own, in processor time.

Run alone: python -m tests.bench.loading [rows]. A database of its own is made on the embedded server and thrown away.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import sqlalchemy as sa

from flows.steps.load import load_returns
from flows.steps.load.rows import opened_columns
from flows.store.database import Database
from schemas.typed_rows import Column, TypedRows, objects
from schemas.unit_return import CheckedReturn
from tests.bench import beside_dlt
from tests.bench.one_run import served
from tests.bench.timing import timed
from tests.given.desk import Desk, moment, start_anew
from tests.given.forms import FORM
from tests.given.own_server import fresh_database

ROWS = 1_000_000
ROUNDS = 3
FILE = "/proc/self/cwd/rows.bin"
"""In the server's own folder, as the server names it."""
OPENED = opened_columns(FORM)
CAMPAIGN = Path(__file__).parents[2] / "flows" / "campaigns" / "bluezone-2020"


def prepared(rows: int, installed: int = 20) -> CheckedReturn:
    counts = dict.fromkeys(("workforce", "members", "smartphone_users", "reached"), 40.0)
    numbers = {**counts, "launch_sessions": 1.0, "installed": float(installed), "typed_pct": 50.0}
    texts: dict[str, list[Any]] = {
        "branch_key": [f"cdcstruongtieuhocso{n}" for n in range(rows)],
        "branch_name": [f"CĐCS Trường Tiểu học số {n}" for n in range(rows)],
        "in_industrial_zone": [n % 3 == 0 for n in range(rows)],
        "publicity": ["Zalo, Facebook"] * rows,
        "note": [None] * rows,
        "source_cell": [f"B{n}" for n in range(rows)],
    }
    columns: dict[str, Column] = {name: np.full(rows, value) for name, value in numbers.items()}
    columns |= {name: objects(values) for name, values in texts.items()}
    columns["in_industrial_zone_assumed"] = np.zeros(rows, dtype=bool)
    # as checking leaves them
    accepted = TypedRows(columns)
    return CheckedReturn(accepted, frozenset(), (), rows, 0, 0, is_submitted=True, keeps_vanished=False)


def main() -> None:
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
    with fresh_database() as database:
        measure(Desk(database, CAMPAIGN), rows)


def measure(desk: Desk, rows: int) -> None:
    first = prepared(rows)
    same = as_stored(first.accepted.frame())
    text = same.to_csv(index=False, header=False)
    rounds = []
    for _ in range(ROUNDS):
        # as the yardsticks' table is
        start_anew(desk)
        works = (
            partial(load, desk, first),
            partial(raw_copy, desk.database, text),
            partial(to_sql, desk.database, same),
        )
        rounds.append([settled(desk.database, work) for work in works])
    ours, copied, by_pandas = (statistics.median(times) for times in zip(*rounds, strict=True))
    [by_dlt] = beside_dlt.seconds(desk.database.engine, "append", [as_lines(same)])
    print(
        f"{rows:,} rows: ours {ours:.2f} s, raw COPY {copied:.2f} s, to_sql {by_pandas:.2f} s, dlt {by_dlt:.2f} s"
    )
    of_copy = statistics.median(copied / ours for ours, copied, _ in rounds)
    of_pandas = [by_pandas / ours for ours, _, by_pandas in rounds]
    print(f"speed of raw COPY into the same keys: {of_copy:.2f} of it (target 0.85)")
    print(
        f"times faster than to_sql into the same keys: {statistics.median(of_pandas):.1f}, "
        f"between {min(of_pandas):.1f} and {max(of_pandas):.1f} (target 10)"
    )
    print(f"times faster than dlt's default path: {by_dlt / ours:.1f} (target 15)")
    again(desk, first)
    beside_floor(desk, first)


def beside_floor(desk: Desk, first: CheckedReturn) -> None:
    """What the server takes to read the same rows from a binary file of its own into the same keys."""
    names = ", ".join(OPENED)
    rounds = []
    for _ in range(ROUNDS):
        start_anew(desk)
        ours = used(desk.database, partial(load, desk, first))
        with desk.database.engine.begin() as connection:
            rows = f'SELECT {names} FROM core.submission ORDER BY unit_id, branch_key COLLATE "C"'
            connection.exec_driver_sql(f"COPY ({rows}) TO '{FILE}' (FORMAT binary)")
        keyed(desk.database)
        start_anew(desk)
        copied = used(desk.database, partial(from_file, desk.database, names))
        rounds.append((*ours[:2], copied[1], ours[2], copied[2]))
    client, server, floor, wall, floor_wall = (statistics.median(each) for each in zip(*rounds, strict=True))
    print(
        f"processor time: ours {client:.2f} s and the server's {server:.2f} s, its own COPY from a file {floor:.2f} s: the server's "
        f"part {floor / server:.2f} of the floor, both {floor / (client + server):.2f}; by the clock {floor_wall / wall:.2f} (target 0.9)"
    )


def from_file(database: Database, names: str) -> None:
    with database.engine.begin() as connection:
        connection.exec_driver_sql(f"COPY public.yardstick ({names}) FROM '{FILE}' (FORMAT binary)")


def used(database: Database, work: Callable[[], object]) -> tuple[float, float, float]:
    """Seconds of this process, of the server's, and by the clock."""
    with database.engine.connect() as watching:
        before, cpu = served(watching), time.process_time()
        wall = timed(work)
        return time.process_time() - cpu, served(watching) - before, wall


def settled(database: Database, work: Callable[[], object]) -> float:
    """Seconds of work that begins with nothing left to write of the work before, whose checkpoint it would pay for."""
    with database.session() as connection:
        connection.execute(sa.text("CHECKPOINT"))
    return timed(work)


def again(desk: Desk, first: CheckedReturn) -> None:
    """The same return once more, and one with a changed row in a hundred, once vacuum has been by as it does by itself."""
    with desk.database.session() as connection:
        connection.execute(sa.text("VACUUM core.submission"))
    with desk.database.engine.connect() as connection:
        lsn = sa.text("SELECT pg_current_wal_lsn() - cast(:before AS pg_lsn)")
        before = connection.execute(sa.text("SELECT pg_current_wal_lsn()")).scalar_one()
        same = timed(partial(load, desk, first, at="12:00"))
        written = int(connection.execute(lsn, {"before": before}).scalar_one())
    installed = first.accepted["installed"].copy()
    installed[: len(installed) // 100 + 1] = 21.0
    rows = TypedRows({**first.accepted.columns, "installed": installed})
    changed = timed(partial(load, desk, replace(first, accepted=rows), at="13:00"))
    print(
        f"again with nothing changed {same:.2f} s, {written / 1024:.0f} KiB of WAL; 1% changed {changed:.2f} s"
    )


def load(desk: Desk, checked: CheckedReturn, at: str = "11:00") -> None:
    """One unit's return, at a new look."""
    each = desk.loadable(desk.campaign.units.active[0].code, moment(f"28/8 {at}"), checked)
    with desk.database.begin() as connection:
        load_returns(connection, desk.campaign, [each])


def as_stored(rows: pd.DataFrame) -> pd.DataFrame:
    """The yardsticks' rows: every column that ours writes, made before any time is taken."""
    stored = rows.astype(dict.fromkeys(FORM.stored_amounts, int))
    opened: dict[str, Any] = {
        "unit_id": 1,
        "observation_id": 1,
        "valid_from": moment("28/8 11:00").astimezone(UTC),
    }
    return stored.assign(**opened).reindex(columns=OPENED)


def as_lines(rows: pd.DataFrame) -> bytes:
    return rows.to_json(orient="records", lines=True, force_ascii=False, date_format="iso").encode()


def keyed(database: Database) -> None:
    """An empty table with the keys, indexes and checks of core.submission."""
    with database.engine.begin() as connection:
        connection.execute(sa.text("DROP TABLE IF EXISTS public.yardstick"))
        connection.execute(
            sa.text(
                "CREATE TABLE public.yardstick (LIKE core.submission INCLUDING INDEXES INCLUDING CONSTRAINTS)"
            )
        )


def raw_copy(database: Database, text: str) -> None:
    keyed(database)
    names = ", ".join(OPENED)
    with database.engine.begin() as connection:
        cursor: Any = connection.connection.cursor()
        with cursor.copy(f"COPY public.yardstick ({names}) FROM STDIN WITH (FORMAT csv)") as copy:
            copy.write(text)


def to_sql(database: Database, rows: pd.DataFrame) -> None:
    keyed(database)
    rows.to_sql("yardstick", database.engine, schema="public", index=False, if_exists="append")


if __name__ == "__main__":
    main()
