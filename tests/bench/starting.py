"""How soon a command answers: whole processes, in turn with bare ones that do the least that the same answer needs.

`--help` beside `import click`, and beside a page of as many commands by click alone; `standings` beside a process that
asks the same SQL through psycopg, beside one that does so with the libraries loaded that the desk's processes stand on.
Run alone: python -m tests.bench.starting [rounds]
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from flows.store.database import SQL
from flows.store.embedded import postgres

ROUNDS = 15
LIBRARIES = "import click, pydantic, rich.console, rich.table, sqlalchemy.dialects.postgresql\n"
ASK = """
import sys, psycopg
with psycopg.connect(sys.argv[1]) as connection:
    for path in sys.argv[2:]:
        text = open(path, encoding="utf-8").read().replace(":as_of", "now()").replace(":campaign", "'bluezone-2020'")
        print(*connection.execute(text).fetchall(), sep="\\n")
"""
PAGE = """
import click
page = click.Group(commands={f"c{n}": click.Command(f"c{n}", help="Thu thập báo cáo, kiểm tra, ghi") for n in range(27)})
page(["--help"])
"""
DAY = Path("flows/demo/workbooks/28-08-2355")


def main() -> None:
    """Print each command's seconds and its ratio to each yardstick, medians of rounds run side by side."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        environment = {**os.environ, "BLUEZONE_HOME": folder, "DATABASE_URL": ""}
        bluezone = str(Path(sys.executable).with_name("bluezone"))
        url = postgres.start(home)
        try:
            told = ["--source", str(DAY), "--observed-at", "2020-08-28T23:55+07:00"]
            _run([bluezone, "migrate"], environment)
            _run([bluezone, "collect", *told], environment, may_fail=True)
            asked = [
                url,
                *(str(SQL / "statements" / f"{name}.sql") for name in ("unit_standings", "campaign_summary")),
            ]
            python = [sys.executable, "-c"]
            _compare(
                "--help",
                [bluezone, "--help"],
                {"import click": [*python, "import click"], "click's own page": [*python, PAGE]},
                environment,
                rounds,
            )
            _compare(
                "standings",
                [bluezone, "standings"],
                {
                    "bare psycopg": [*python, ASK, *asked],
                    "the same, libraries loaded": [*python, LIBRARIES + ASK, *asked],
                },
                environment,
                rounds,
            )
        finally:
            postgres.stop(home)


def _compare(
    name: str, command: list[str], yardsticks: dict[str, list[str]], environment: dict[str, str], rounds: int
) -> None:
    measured: dict[str, list[tuple[float, float]]] = {each: [] for each in (name, *yardsticks)}
    for _ in range(rounds):
        for label, each in {name: command, **yardsticks}.items():
            measured[label].append(_run(each, environment))
    wall, processor = (median(each[which] for each in measured[name]) for which in (0, 1))
    print(f"{name}: {wall:.2f} s, {processor:.2f} s of processor time")
    for label in yardsticks:
        ratios = [
            median(
                ours[which] / theirs[which]
                for ours, theirs in zip(measured[name], measured[label], strict=True)
            )
            for which in (0, 1)
        ]
        print(f"  beside {label}: {ratios[0]:.2f} times by the clock, {ratios[1]:.2f} by processor time")


def _run(command: list[str], environment: dict[str, str], *, may_fail: bool = False) -> tuple[float, float]:
    """Seconds by the clock and of the processor, of a process to its end."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(
        command, env=environment, check=not may_fail, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    took, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    return took, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


if __name__ == "__main__":
    main()
