"""One rebuild, or one day's run, by whichever checkout stands first on the path; run by `beside`, which compares two.

Arrives: what is to be run, a database URL and a campaign's folder on the command line; for a day's run Google's
         environment.
Leaves:  one line of JSON: seconds by the wall clock, of this process and of the server's; of reading and checking apart;
         the highest memory; what came out.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

import psutil
import sqlalchemy as sa

from flows.desk import rebuild
from flows.desk.collection.looks import collect_here
from flows.desk.request import read_request
from flows.settings import read_settings
from flows.steps import keep
from flows.steps.fold import settling
from flows.steps.pull.google.sheets import ServiceAccount
from flows.store.database import Database
from schemas.campaign import load_campaign
from tests.given.desk import moment

READING = (settling, "read_sheet"), (settling, "check_return"), (keep, "from_json")
"""The reader and the rules, which `reading` measures."""
ASKING = ((ServiceAccount, "_drive"),)
"""Drive's lists on their way, which are the network's and a library's."""
NIGHT = "30/8 09:00"
EVENING = "26/8 17:00"
CONNECTIONS = "SELECT pid FROM pg_stat_activity WHERE datname = current_database()"


def main(what: str, url: str, folder: str) -> None:
    database, campaign = Database(url), load_campaign(Path(folder))
    apart = counted_apart(READING if what == "rebuild" else ASKING)
    units = campaign.units.active

    def rebuilt(some: int) -> int:
        """How many units a rebuild of some of them changes."""
        return len(rebuild.rebuild_units(database, campaign, units[:some], moment(NIGHT), is_dry_run=False))

    def looked(some: int) -> int:
        """How many units' sheets were seen as they should be."""
        settings = read_settings({"BLUEZONE_HOME": folder, "DATABASE_URL": url, **environment()})
        request = read_request(settings, folder, unit_codes=[unit.code for unit in units[:some]])
        summary = collect_here(settings, request, lambda: moment(EVENING))
        return sum(each.outcome.is_successful for each in summary.units)

    work = rebuilt if what == "rebuild" else looked
    # imports, connections and plans are no part of what is measured
    work(1)
    with database.engine.connect() as watching:
        apart[0] = 0.0
        before = served(watching)
        wall, cpu = time.perf_counter(), time.process_time()
        came_out = work(len(units))
        took = {"wall": time.perf_counter() - wall, "client": time.process_time() - cpu - apart[0]}
        took |= {"server": served(watching) - before, "apart": apart[0], "came_out": came_out}
        took["mib"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps(took))


def environment() -> dict[str, str]:
    import os

    return {"GOOGLE_APPLICATION_CREDENTIALS": os.environ["GOOGLE_APPLICATION_CREDENTIALS"]}


def counted_apart(works: tuple[tuple[Any, str], ...]) -> list[float]:
    """Seconds of this process that these take, added up from now on; each counts once, whichever calls which."""
    seconds, depth = [0.0], [0]

    def counted(work: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(work)
        def counting(*args: Any, **more: Any) -> Any:
            depth[0] += 1
            start = time.process_time()
            try:
                return work(*args, **more)
            finally:
                depth[0] -= 1
                seconds[0] += (time.process_time() - start) if depth[0] == 0 else 0.0

        return counting

    for of, name in works:
        if hasattr(of, name):
            setattr(of, name, counted(getattr(of, name)))
    return seconds


def served(watching: sa.Connection) -> float:
    """Processor seconds of the server's processes for this database, those that ended included."""
    watching.rollback()
    [mine, *_] = pids = watching.execute(sa.text(CONNECTIONS)).scalars().all()
    postmaster = psutil.Process(mine).parent()
    ended = postmaster.cpu_times() if postmaster else None
    gone = ended.children_user + ended.children_system if ended else 0.0
    alive = [psutil.Process(pid).cpu_times() for pid in pids]
    return float(gone + sum(each.user + each.system for each in alive))


if __name__ == "__main__":
    main(*sys.argv[1:])
