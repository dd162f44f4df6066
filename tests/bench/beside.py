"""Two checkouts do the same work in turn, each on a copy of one database; what comes out is compared before any time counts.

Arrives: what is to be run, a database as it is before, the path of another checkout or None; of one with the same
         migrations and the same lines in a campaign's files: one before 0024 knows no form, and cannot be beside ours.
Leaves:  lines with each one's seconds of processor time, client's and server's, and how many times ours is faster.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import sqlalchemy as sa

from flows.store.database import Database
from tests.faults.dumps import Dump, assert_same, dump
from tests.given.databases import Created

OURS = Path(__file__).parents[2]
AT = ("2020-08-25T12:00+07:00", "2020-08-30T09:00+07:00")
MIGRATE = """
import os, sys
os.environ["DATABASE_URL"] = sys.argv.pop()
sys.argv.append("migrate")
from flows.cli.main import main
main()
"""
Took = dict[str, float]


def arguments(rounds: int = 1) -> argparse.Namespace:
    """How many units and branches, and beside which other checkout."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--units", type=int, default=2_500)
    parser.add_argument("--branches", type=int, default=126_000)
    parser.add_argument("--beside", type=Path, help="another checkout, whose code runs on its own copy")
    parser.add_argument("--rounds", type=int, default=rounds)
    return parser.parse_args()


def compare(
    what: str, before: Database, folder: Path, asked: argparse.Namespace, environ: Mapping[str, str]
) -> None:
    """Run it by ours, and by the other in between, and print what each took."""
    checkouts = {"ours": OURS, **({"beside": asked.beside.resolve()} if asked.beside else {})}
    took: dict[str, list[Took]] = {name: [] for name in checkouts}
    left: Dump | None = None
    for _ in range(asked.rounds):
        for name, checkout in checkouts.items():
            with Created(before, f"bench_{name}", before.url.database or "") as database:
                _migrated(database, checkout)
                took[name].append(_run(what, database, folder, checkout, environ))
                _migrated(database, OURS)
                if left is None:
                    left = dump(database, AT)
                else:
                    assert_same(database, left, AT)
    came_out = {run["came_out"] for runs in took.values() for run in runs}
    assert len(came_out) == 1, f"not the same came out: {came_out}"
    for name, runs in took.items():
        print(name, _told(runs), flush=True)
    if asked.beside:
        times = [
            _processor(his) / _processor(own) for own, his in zip(took["ours"], took["beside"], strict=True)
        ]
        print(f"the same rows in both; ours is {statistics.median(times):.1f} times as fast")


def _migrated(database: Database, checkout: Path) -> None:
    """Functions and views as a checkout has them."""
    _python(checkout, {}, "-c", MIGRATE, _url(database))


def _run(what: str, database: Database, folder: Path, checkout: Path, environ: Mapping[str, str]) -> Took:
    script = str(OURS / "tests" / "bench" / "one_run.py")
    said = _python(checkout, environ, script, what, _url(database), str(folder))
    took: Took = json.loads(said.splitlines()[-1])
    return took


def _python(checkout: Path, environ: Mapping[str, str], *command: str) -> str:
    whole = {**os.environ, **environ, "PYTHONPATH": str(checkout)}
    done = subprocess.run(
        [sys.executable, *command], cwd=checkout, env=whole, capture_output=True, text=True, check=False
    )
    if done.returncode:
        sys.exit(done.stderr)
    return done.stdout


def _url(database: Database) -> str:
    return database.url.set(drivername="postgresql").render_as_string(hide_password=False)


def _processor(took: Took) -> float:
    return took["client"] + took["server"]


def _told(runs: list[Took]) -> str:
    middle = {name: statistics.median(run[name] for run in runs) for name in runs[0]}
    return (
        f"{_processor(middle):6.1f} s of processor time ({middle['client']:.1f} ours, {middle['server']:.1f} the server's) "
        f"and {middle['apart']:.1f} s apart; {middle['wall']:.0f} s by the clock, {middle['mib']:.0f} MiB at most"
    )


def raised_locks(database: Database) -> None:
    """Room for the locks of a release that makes its temporary tables anew for each return: none of ours needs it."""
    with database.session() as connection:
        connection.execute(sa.text("ALTER SYSTEM SET max_locks_per_transaction = 4096"))
