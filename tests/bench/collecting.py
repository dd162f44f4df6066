"""`bluezone collect` of 21 workbooks of 2,000 rows × 8, process to process, from a folder to committed rows.

Run alone: python -m tests.bench.collecting [--beside CHECKOUT] [--prefect URL] [--rows N] [--rounds N]. An earlier build's
checkout runs with its own .venv; the rows of both are compared before a time counts. With the address of a Prefect server
the same command is run as a run of its own too. Processor time of the command, its children and the database server.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import psutil
import sqlalchemy as sa

from flows.store.database import Database
from schemas.campaign import load_campaign
from schemas.sheet import Sheet
from tests.bench.opening import made
from tests.bench.timing import HERE
from tests.given.databases import Created
from tests.given.made_workbooks import WRITERS
from tests.given.own_server import OwnServer

UNITS, FIRST_INSTALLED = 21, 6
SETTLED = 0.3
AT = ("2020-08-28T17:00+07:00", "2020-08-28T23:41+07:00")
"""A first content of each unit, then one in which every row differs."""
ROWS = """
SELECT unit_code, branch_name, workforce, members, smartphone_users, reached, installed, publicity, note, source_cell
FROM report.submission_at(:at) ORDER BY unit_code, branch_name
"""


@dataclass(frozen=True, slots=True)
class Took:
    """Seconds of one run: the command's and the server's of the processor, and by the clock."""

    client: float
    server: float
    wall: float

    @property
    def processor(self) -> float:
        return self.client + self.server


def fill(folder: Path, rows: int, *, less: int) -> None:
    """A workbook of each unit, with so many fewer installs in every row."""
    campaign = load_campaign(HERE / "flows" / "campaigns" / "bluezone-2020")
    folder.mkdir()
    for unit in campaign.units.active[:UNITS]:
        [tab] = made("plain", rows).tabs
        changed = tuple(
            (*row[:FIRST_INSTALLED], max(0, installed - less), *row[FIRST_INSTALLED + 1 :])
            if isinstance(installed := row[FIRST_INSTALLED], int)
            else row
            for row in tab.rows
        )
        book = Sheet((type(tab)(tab.title, changed),))
        (folder / f"{unit.code}.xlsx").write_bytes(WRITERS[".xlsx"](book))


def collected(checkout: Path, database: Database, at: str, folder: Path, environ: Mapping[str, str]) -> Took:
    """What one command of a checkout takes."""
    with database.engine.connect() as watching:
        postmaster = psutil.Process(
            watching.execute(sa.text("SELECT pg_backend_pid()")).scalar_one()
        ).parent()
        assert postmaster
        before = used(postmaster)
        own, start = os.times(), time.perf_counter()
        _command(checkout, database, environ, "collect", "--source", str(folder), "--observed-at", at)
        wall, now = time.perf_counter() - start, os.times()
        client = now.children_user + now.children_system - own.children_user - own.children_system
        return Took(client, used(postmaster) - before, wall)


def used(postmaster: psutil.Process) -> float:
    """Processor seconds of a server's processes, those that ended included."""
    # the command's own connections end a moment after it
    time.sleep(SETTLED)
    own = postmaster.cpu_times()
    alive = [each.cpu_times() for each in postmaster.children()]
    return float(own.children_user + own.children_system + sum(each.user + each.system for each in alive))


def _command(checkout: Path, database: Database, environ: Mapping[str, str], *words: str) -> None:
    url = database.url.set(drivername="postgresql").render_as_string(hide_password=False)
    with tempfile.TemporaryDirectory() as home:
        whole = {**os.environ, "BLUEZONE_HOME": home, "DATABASE_URL": url, **environ}
        done = subprocess.run(
            [str(checkout / ".venv" / "bin" / "bluezone"), *words],
            cwd=checkout, env=whole, capture_output=True, text=True, check=False,
        )  # fmt: skip
    if done.returncode not in (0, 1):
        sys.exit(done.stdout + done.stderr)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--beside", type=Path)
    parser.add_argument("--prefect")
    parser.add_argument("--rows", type=int, default=2_000)
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    ways: dict[str, tuple[Path, dict[str, str]]] = {"ours": (HERE, {})}
    if asked.beside:
        ways["beside"] = (asked.beside.resolve(), {})
    if asked.prefect:
        ways["ours, under Prefect"] = (HERE, {"PREFECT_API_URL": asked.prefect})
    with tempfile.TemporaryDirectory() as name:
        server = OwnServer(Path(name) / "server")
        folders = [Path(name) / "first", Path(name) / "changed"]
        for less, folder in enumerate(folders):
            fill(folder, asked.rows, less=less)
        try:
            compare(server.database, ways, folders, asked.rounds)
        finally:
            server.stop()


def compare(
    server: Database, ways: Mapping[str, tuple[Path, dict[str, str]]], folders: list[Path], rounds: int
) -> None:
    """Run each way in turn over databases of their own, and print what each took."""
    took: dict[tuple[str, str], list[Took]] = {}
    left: list[sa.Row[tuple[object, ...]]] | None = None
    for _ in range(rounds):
        for way, (checkout, environ) in ways.items():
            with Created(server, "bench_collecting") as database:
                _command(checkout, database, {}, "migrate")
                for at, folder in zip(AT, folders, strict=True):
                    run = collected(checkout, database, at, folder, environ)
                    took.setdefault((way, folder.name), []).append(run)
                with database.engine.connect() as connection:
                    rows = [row for at in AT for row in connection.execute(sa.text(ROWS), {"at": at}).all()]
                assert left in (None, rows), f"{way}: not the same rows"
                left = rows
    print(f"{len(left or ()):,} rows of both instants, the same in all")
    for (way, which), runs in took.items():
        middle = [
            statistics.median(of) for of in zip(*((r.client, r.server, r.wall) for r in runs), strict=True)
        ]
        slower = statistics.median(
            run.processor / own.processor for run, own in zip(runs, took["ours", which], strict=True)
        )
        print(
            f"{which:<8} {way:<20} {middle[0]:6.2f} s of the command and {middle[1]:.2f} s of the server, "
            f"{middle[2]:.2f} s by the clock: {slower:.2f} times ours"
        )


if __name__ == "__main__":
    main()
