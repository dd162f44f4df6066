"""Loading prepared rows: ours (staged by COPY, versioned) against raw COPY into a keyed table and `DataFrame.to_sql`.

A database of its own is made on the embedded server under a temporary folder and thrown away.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
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

ROWS = 200_000
CAMPAIGN = Path(__file__).parents[2] / "flows" / "campaigns" / "bluezone-2020"


def prepared(rows: int, installed: int = 20) -> CheckedReturn:
    names = [f"CĐCS Trường Tiểu học số {n}" for n in range(rows)]
    accepted = pd.DataFrame(
        {
            "branch_key": [f"cdcstruongtieuhocso{n}" for n in range(rows)],
            "branch_name": names,
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
    with tempfile.TemporaryDirectory() as folder:
        database = Database(embedded_postgres.start(Path(folder)))
        try:
            database.migrate()
            measure(Desk(database, CAMPAIGN))
        finally:
            database.engine.dispose()
            embedded_postgres.stop(Path(folder))


def measure(desk: Desk) -> None:
    first = prepared(ROWS)
    for n in range(3):
        desk.look("650", f"28/8 1{n}:00", Sheet((Tab("T", ((n,),)),)), folds=False)
    kept = desk.query("SELECT observation_id, content_sha256 FROM raw.observation ORDER BY 1")

    def load(place: int, checked: CheckedReturn) -> None:
        each = LoadableReturn(
            "650",
            kept[place]["observation_id"],
            moment(f"28/8 1{place}:00"),
            kept[place]["content_sha256"],
            checked,
        )
        with desk.database.begin() as connection:
            loading.load(connection, desk.campaign.code, [each])

    ours = timed(lambda: load(0, first))
    unchanged = timed(lambda: load(1, first))
    changed_rows = first.accepted.copy()
    changed_rows.loc[: ROWS // 100, "installed"] = 21.0
    one_percent = timed(lambda: load(2, replace(first, accepted=changed_rows)))
    columns, text = as_text(first.accepted)
    copy = timed(lambda: raw_copy(desk.database, columns, text))
    to_sql = timed(
        lambda: first.accepted.to_sql(
            "yardstick", desk.database.engine, schema="public", index=False, chunksize=10_000
        )
    )
    print(
        f"{ROWS:,} rows: ours {ours:.2f} s; raw COPY with the same keys {copy:.2f} s; to_sql {to_sql:.2f} s"
    )
    print(f"speed of raw COPY: {copy / ours:.2f} of it; times faster than to_sql: {to_sql / ours:.1f}")
    print(f"again with nothing changed {unchanged:.2f} s; with 1% changed {one_percent:.2f} s")


def as_text(rows: pd.DataFrame) -> tuple[str, str]:
    """The yardstick's input, made before its time is taken: column names and CSV lines."""
    columns = [name for name in rows.columns if name not in ("in_industrial_zone", "note")]
    text = rows[columns].astype(dict.fromkeys(loading.COUNTS, int)).to_csv(index=False, header=False)
    return ", ".join(columns), text


def raw_copy(database: Database, columns: str, text: str) -> None:
    """Raw COPY of prepared lines into an empty table with the keys and indexes of core.submission."""
    with database.engine.begin() as connection:
        connection.execute(sa.text("CREATE TABLE public.raw_copy (LIKE core.submission INCLUDING INDEXES)"))
        connection.execute(
            sa.text(
                "ALTER TABLE public.raw_copy ALTER campaign SET DEFAULT 'c', ALTER unit_code SET DEFAULT 'u', "
                "ALTER observation_id SET DEFAULT 1, ALTER valid_from SET DEFAULT now()"
            )
        )
        cursor: Any = connection.connection.cursor()
        with cursor.copy(f"COPY public.raw_copy ({columns}) FROM STDIN WITH (FORMAT csv)") as copy:
            copy.write(text)


if __name__ == "__main__":
    main()
