"""Loading a million prepared rows against raw COPY and `to_sql` into a table with the same keys, run beside it.

Run alone: python -m tests.bench.loading [rows]. A database of its own is made on the embedded server and thrown away.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd
import sqlalchemy as sa

from flows.steps import embedded_postgres, loading
from flows.steps.database import Database
from flows.steps.loading import LoadableReturn
from schemas.sheet import Sheet, Tab
from schemas.unit_return import CheckedReturn
from tests.desk import Desk, moment

ROWS = 1_000_000
ROUNDS = 3
CAMPAIGN = Path(__file__).parents[2] / "flows" / "campaigns" / "bluezone-2020"


def prepared(rows: int, installed: int = 20) -> CheckedReturn:
    accepted = pd.DataFrame(
        {
            "branch_key": [f"cdcstruongtieuhocso{n}" for n in range(rows)],
            "branch_name": [f"CĐCS Trường Tiểu học số {n}" for n in range(rows)],
            **dict.fromkeys(("workforce", "members", "smartphone_users", "reached"), 40.0),
            "launch_sessions": 1.0,
            "installed": float(installed),
            "in_industrial_zone": None,
            "typed_pct": 50.0,
            "publicity": "Zalo, Facebook",
            "note": None,
            "source_cell": [f"B{n}" for n in range(rows)],
        }
    )
    return CheckedReturn(accepted, frozenset(), (), rows, 0, is_submitted=True, keeps_vanished=False)


def timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main() -> None:
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
    with tempfile.TemporaryDirectory() as folder:
        database = Database(embedded_postgres.start(Path(folder)))
        try:
            database.migrate()
            measure(Desk(database, CAMPAIGN), rows)
        finally:
            database.engine.dispose()
            embedded_postgres.stop(Path(folder))


def measure(desk: Desk, rows: int) -> None:
    first = prepared(rows)
    columns, text = as_text(first.accepted)
    pairs = [
        (timed(partial(load, desk, turn, first)), timed(partial(raw_copy, desk.database, columns, text)))
        for turn in range(ROUNDS)
    ]
    ours, copy = (statistics.median(times) for times in zip(*pairs, strict=True))
    share = statistics.median(copy / ours for ours, copy in pairs)
    by_pandas = timed(partial(to_sql, desk.database, first.accepted))
    print(f"{rows:,} rows: ours {ours:.2f} s, raw COPY {copy:.2f} s, to_sql {by_pandas:.2f} s")
    print(f"speed of raw COPY into the same keys: {share:.2f} of it (target 0.85)")
    print(f"times faster than to_sql into the same keys: {by_pandas / ours:.1f} (target 10)")
    again(desk, first)


def again(desk: Desk, first: CheckedReturn) -> None:
    """The same return once more, and one with a changed row in a hundred, once vacuum has been by as it does by itself."""
    with desk.database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(sa.text("VACUUM core.submission"))
    with desk.database.engine.connect() as connection:
        lsn = sa.text("SELECT pg_current_wal_lsn() - cast(:before AS pg_lsn)")
        before = connection.execute(sa.text("SELECT pg_current_wal_lsn()")).scalar_one()
        same = timed(partial(load, desk, 0, first, at="12:00"))
        written = int(connection.execute(lsn, {"before": before}).scalar_one())
    rows = first.accepted.copy()
    rows.loc[: len(rows) // 100, "installed"] = 21.0
    changed = timed(partial(load, desk, 0, replace(first, accepted=rows), at="13:00"))
    print(
        f"again with nothing changed {same:.2f} s, {written / 1024:.0f} KiB of WAL; 1% changed {changed:.2f} s"
    )


def load(desk: Desk, turn: int, checked: CheckedReturn, at: str = "11:00") -> None:
    """One return of the turn's unit, at a new look."""
    unit = desk.campaign.units.active[turn].code
    desk.look(unit, f"28/8 {at}", Sheet((Tab("T", ((at,),)),)), folds=False)
    [kept] = desk.query("SELECT observation_id, content_sha256 FROM raw.observation ORDER BY 1 DESC LIMIT 1")
    each = LoadableReturn(unit, kept["observation_id"], moment(f"28/8 {at}"), kept["content_sha256"], checked)
    with desk.database.begin() as connection:
        loading.load(connection, desk.campaign.code, [each])


def as_text(rows: pd.DataFrame) -> tuple[str, str]:
    """The yardstick's input, made before its time is taken: column names and CSV lines."""
    columns = [name for name in rows.columns if name not in ("in_industrial_zone", "note")]
    text = rows[columns].astype(dict.fromkeys(loading.COUNTS, int)).to_csv(index=False, header=False)
    return ", ".join(columns), text


def keyed(database: Database) -> None:
    """An empty table with the keys and indexes of core.submission; what the rows do not say has defaults."""
    with database.engine.begin() as connection:
        connection.execute(sa.text("DROP TABLE IF EXISTS public.yardstick"))
        connection.execute(sa.text("CREATE TABLE public.yardstick (LIKE core.submission INCLUDING INDEXES)"))
        connection.execute(
            sa.text(
                "ALTER TABLE public.yardstick ALTER campaign SET DEFAULT 'c', ALTER unit_code SET DEFAULT 'u', "
                "ALTER observation_id SET DEFAULT 1, ALTER valid_from SET DEFAULT now()"
            )
        )


def raw_copy(database: Database, columns: str, text: str) -> None:
    keyed(database)
    with database.engine.begin() as connection:
        cursor: Any = connection.connection.cursor()
        with cursor.copy(f"COPY public.yardstick ({columns}) FROM STDIN WITH (FORMAT csv)") as copy:
            copy.write(text)


def to_sql(database: Database, rows: pd.DataFrame) -> None:
    keyed(database)
    rows.dropna(axis=1).to_sql("yardstick", database.engine, schema="public", index=False, if_exists="append")


if __name__ == "__main__":
    main()
