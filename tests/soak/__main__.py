"""`make soak`'s last part: runs, workers, server and Postgres killed at random instants; nothing hangs and nothing is lost.

    python -m tests.soak [--kills 50] [--seed 2020]

Three campaigns side by side, two workers on one pool; of each folder of the demonstration some runs are killed and one is
left in peace before the next folder comes. Every third kill the Prefect server is killed as well, or in turn
the Postgres. Each run is collected under Prefect from a folder of workbooks, declared for its instant, so that the
database at the end must be that of an undisturbed history, line by line.

| promise | figure |
| --- | --- |
| no run is left Running, Pending or Cancelling | 0 |
| a killed run is marked, in Prefect and in our own record, within five minutes | the longest |
| no living run is taken for a dead one, none ends for a server that was away, once it had reached it | 0 |
| no difference in the ordered dumps | 0 |

Ends with 1 where one of them does not hold.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from flows.demo.workbooks import FOLDER, INSTANTS
from flows.desk.collection.looks import collect_here
from flows.desk.request import read_request
from flows.errors import DatabaseUnavailable
from flows.serving.alerts.rules import UNSTARTED
from flows.settings import read_settings
from flows.store.database import Database
from flows.store.migration import migrate
from tests.faults.dumps import Dump, dump
from tests.given.databases import Created
from tests.given.forms import FORMS
from tests.given.serving import ENDED
from tests.soak.estate import CAMPAIGNS, WORKERS, Estate, deploy_campaigns, pressed
from tests.soak.history import Kill, Peace, history, state_at

MARKED_WITHIN = 300.0
RESTART_EVERY = 3
UNFINISHED = ["RUNNING", "PENDING", "CANCELLING"]


class Soak:
    """The whole of it: what was killed, and how long a dead collection stood as running in our own record."""

    def __init__(self, estate: Estate, kills: int, seed: int) -> None:
        self.estate, self.each, self.seed = estate, -(-kills // len(CAMPAIGNS)), seed
        self.kills: list[Kill] = []
        self.peaceful: list[Peace] = []
        self._open: dict[Any, tuple[float, float]] = {}
        self._lock = threading.Lock()
        self._is_over = threading.Event()

    def run(self) -> list[str]:
        """From the first peaceful runs to the last; what does not hold."""
        life = self._lifetime()
        say(f"a run lives {life:.0f} s from Pending on, beside two others")
        watcher = threading.Thread(target=self._watch_record, daemon=True)
        watcher.start()
        self._for_each(
            lambda at, code: history(
                self.estate, code, self.each, life, random.Random(self.seed + at), self._told
            )
        )
        say(f"in peace: {dict(Counter(each.state for each in self.peaceful))}")
        self._is_over.set()
        watcher.join()
        return self._judge()

    def _for_each(self, work: Any) -> list[Any]:
        with ThreadPoolExecutor(len(CAMPAIGNS)) as pool:
            return list(pool.map(work, range(len(CAMPAIGNS)), CAMPAIGNS))

    def _lifetime(self) -> float:
        """Of a run beside those of the other campaigns, as it is killed later."""
        [folder, *_] = INSTANTS

        def lived(_: int, code: str) -> float:
            run_id = pressed(self.estate, code, folder, INSTANTS[folder])
            state_at(self.estate, run_id, {"PENDING", "RUNNING"})
            began = time.monotonic()
            state_at(self.estate, run_id, set(ENDED))
            return time.monotonic() - began

        return max(self._for_each(lived))

    def _told(self, event: Kill | Peace) -> None:
        with self._lock:
            if isinstance(event, Peace):
                self.peaceful.append(event)
                if event.is_struck:
                    say(f"struck, and pressed again: {event.message}")
                return
            self.kills.append(event)
            number = len(self.kills)
            say(f"kill {number}: {event.what} in {event.state}")
            if number % RESTART_EVERY == 0:
                is_server = number // RESTART_EVERY % 2 == 1
                say(f"{'Prefect server' if is_server else 'Postgres'} killed")
                self.estate.kill("server") if is_server else self.estate.restart_postgres()

    def _watch_record(self) -> None:
        """Since when, and until when, each collection stood as running."""
        question = sa.text("SELECT run_id FROM raw.collection_run WHERE outcome = 'running'")
        while not self._is_over.wait(2):
            try:
                with self.estate.postgres.database.begin(None) as connection:
                    found = list(connection.execute(question).scalars())
            except (DatabaseUnavailable, sa.exc.SQLAlchemyError):
                continue
            now = time.monotonic()
            self._open |= {run_id: (self._open.get(run_id, (now, now))[0], now) for run_id in found}

    def _judge(self) -> list[str]:
        served, broken = self.estate.served, []
        until = time.monotonic() + MARKED_WITHIN
        while (left := self._left()) and time.monotonic() < until:
            time.sleep(2)
        if left:
            broken.append(f"{left} runs are left unfinished")
        marked = [(kill, served.asked("GET", f"flow_runs/{kill.run_id}")["state"]) for kill in self.kills]
        took = {
            kill: (datetime.fromisoformat(state["timestamp"]) - kill.at).total_seconds()
            for kill, state in marked
        }
        longest = max(took.values())
        if longest > MARKED_WITHIN:
            broken.append(f"a killed run was marked after {longest:.0f} s")
        say(f"ends of the killed: {dict(Counter(state['name'] for _, state in marked))}")
        say(f"killed in: {dict(Counter(kill.state for kill in self.kills))}")
        say(f"killed: {dict(Counter(kill.what for kill in self.kills))}")
        say(f"marked in Prefect after, longest: {longest:.0f} s; left unfinished: {left}")
        for kill, seconds in sorted(took.items(), key=lambda each: -each[1])[:5]:
            say(f"    {seconds:6.1f} s  {kill.what} in {kill.state}")
        stood = max((last - first for first, last in self._open.values()), default=0.0)
        say(f"stood as running in our own record, longest: {stood:.0f} s, its life included")
        if stood > MARKED_WITHIN + 60:
            broken.append(f"a collection stood as running for {stood:.0f} s")
        return broken

    def _left(self) -> int:
        states = {"state": {"type": {"any_": UNFINISHED}}}
        found = self.estate.ask(lambda: self.estate.served.found("flow_runs", flow_runs=states))
        with self.estate.postgres.database.begin(None) as connection:
            rows = connection.execute(
                sa.text("SELECT count(*) FROM raw.collection_run WHERE outcome = 'running'")
            )
            return len(found) + int(rows.scalar_one())

    def false_alarms(self) -> list[str]:
        """Runs that nobody killed, called lost or ended otherwise, but for those whose worker went before they had begun."""
        filters = {"state": {"type": {"any_": ["CRASHED"]}}}
        found = self.estate.served.found("flow_runs", flow_runs=filters)
        known = {kill.run_id for kill in self.kills} | {
            each.run_id
            for each in self.peaceful
            if self._has_lost_its_worker(each) or self._never_reached_the_server(each)
        }
        return [
            f"{run['name']} was killed by nobody: {run['state']['message']}"
            for run in found
            if run["id"] not in known
        ]

    def _has_lost_its_worker(self, run: Peace) -> bool:
        """Taken by a worker that was killed before the run's own process was there; a process outlives its worker."""
        killed = [instant for name in WORKERS for instant in self.estate.killed_at[name]]
        return run.message == UNSTARTED and any(run.began <= instant <= run.ended for instant in killed)

    def _never_reached_the_server(self, run: Peace) -> bool:
        """Begun just as the server was killed: a client of Prefect's that meets no server at first gives up at once."""
        is_ended_by_itself = run.message.startswith("Flow run infrastructure exited")
        return is_ended_by_itself and any(
            run.began <= instant <= run.ended for instant in self.estate.killed_at["server"]
        )


def undisturbed(estate: Estate) -> Dump:
    """The same folders of every campaign, collected in peace by nobody but us, in a database beside."""
    with Created(estate.postgres.database, "undisturbed") as database:
        migrate(database, FORMS)
        url = database.url.render_as_string(hide_password=False)
        settings = replace(read_settings(estate.served.environ), database_url=url)
        for code in CAMPAIGNS:
            for folder, instant in INSTANTS.items():
                collect_here(settings, read_request(settings, code, str(FOLDER / folder), (), instant))
        return dump(database)


def differences(expected: Dump, database: Database) -> list[str]:
    """Lines that are missing (-) or too many (+)."""
    found = dump(database)
    return [
        f"{sign} {question}: {line}"
        for question in sorted(expected.keys() | found.keys())
        for sign, one, other in (("-", expected, found), ("+", found, expected))
        for line in sorted((Counter(one.get(question, ())) - Counter(other.get(question, ()))).elements())
    ]


def say(line: str) -> None:
    print(f"{time.monotonic() - BEGAN:7.1f}  {line}", flush=True)


BEGAN = time.monotonic()


def main() -> int:
    asked = argparse.ArgumentParser()
    asked.add_argument("--kills", type=int, default=50)
    asked.add_argument("--seed", type=int, default=2020)
    options = asked.parse_args()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        estate = Estate(Path(folder))
        try:
            deploy_campaigns(estate)
            soak = Soak(estate, options.kills, options.seed)
            broken = [*soak.run(), *soak.false_alarms()]
            found = differences(undisturbed(estate), estate.postgres.database)
            say(f"differences in the ordered dumps: {len(found)}")
            broken += found[:20]
        finally:
            estate.end()
    for line in broken:
        say(f"BROKEN {line}")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
