"""Every paper of an instant, from a collected database to files, beside python-docx's plain interface with the same words alone.

Counted are reading and composing, proving, recording and the files; the units' workbooks and kept contents apart. Processor
time of this process and of the server, medians of rounds in which ours and the library's take turns.

Run alone: python -m tests.bench.all_papers [21 102]
"""

from __future__ import annotations

import csv
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import psutil
import sqlalchemy as sa

from flows.desk.papers import drafting
from flows.desk.papers.composing import compose
from flows.desk.papers.drafting import Wanted
from flows.store.database import Database
from flows.store.migration import migrate
from tests.bench.collecting import used
from tests.bench.papers import TARGET, alone
from tests.given.databases import Created, simulate_clock
from tests.given.desk import Desk, branches, moment, sheet
from tests.given.forms import FORMS
from tests.given.own_server import OwnServer
from tests.given.papers import CAMPAIGNS

ROUNDS = 5
SIZES = (21, 102)
MOST_TIMES = 5
"""So many times as long may the larger of the sizes take."""
BRANCHES = 12
CODE, AT = "bluezone-2020", moment("3/9 17:00")
Took = tuple[float, float]
"""Processor seconds of this process and of the server."""


def collected(database: Database, folder: Path, many: int) -> Desk:
    """A campaign of so many units: most have reported, every fifth has an error, every seventh nothing."""
    place = folder / str(many) / CODE
    shutil.copytree(CAMPAIGNS / CODE, place)
    shutil.copy(CAMPAIGNS / "issuer.toml", place.parent)
    with (place / "roster.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("code", "name", "kind", "variants", "active", "branches_expected", "sheet"))
        writer.writerows(
            (f"U{n:03}", f"LĐLĐ huyện số {n:03}", "district", "", "yes", "", "") for n in range(many)
        )
    migrate(database, FORMS)
    simulate_clock(database)
    desk = Desk(database, place)
    for n in range(many):
        rows = [(f"CĐCS Trường số {n * BRANCHES + row}", 90, 80, (n + row) % 80) for row in range(BRANCHES)]
        if n % 5 == 4:
            desk.look(
                f"U{n:03}",
                "28/8 09:00",
                sheet((1, "CĐCS xã Ea Tam", 24, 22, "hơn 20"), *((k, *row) for k, row in enumerate(rows, 2))),
            )
        elif n % 7 != 6:
            desk.look(f"U{n:03}", "28/8 09:00", branches(*rows))
    with database.session() as connection:
        connection.execute(sa.text("VACUUM ANALYZE"))
    return desk


def took(postmaster: psutil.Process, work: Callable[[], object]) -> Took:
    theirs, ours = used(postmaster), time.process_time()
    work()
    return time.process_time() - ours, used(postmaster) - theirs


def median(rounds: list[Took]) -> Took:
    client, theirs = zip(*rounds, strict=True)
    return statistics.median(client), statistics.median(theirs)


def measure(desk: Desk, folder: Path, many: int) -> float:
    """All papers of a campaign; seconds of ours."""
    with desk.database.begin() as connection:
        papers = compose(connection, desk.campaign, AT, None)
        postmaster = psutil.Process(
            connection.execute(sa.text("SELECT pg_backend_pid()")).scalar_one()
        ).parent()
    assert postmaster
    asked = Wanted(desk.campaign, AT, None, folder)
    works: dict[str, Callable[[], object]] = {
        "papers": lambda: _papers(desk, asked),
        "python-docx": lambda: [alone(paper) for paper in papers],
        "workbooks": lambda: _beside(desk, asked),
    }
    for work in works.values():
        work()
    rounds = [{name: took(postmaster, work) for name, work in works.items()} for _ in range(ROUNDS)]
    middle = {name: median([each[name] for each in rounds]) for name in works}
    ours, library = sum(middle["papers"]), sum(middle["python-docx"])
    kept = "" if ours <= TARGET * library else f"; over {TARGET} times"
    print(
        f"{many:4} units, {len(papers)} papers: {ours:5.2f} s ({middle['papers'][1]:.2f} the server's), python-docx alone "
        f"{library:5.2f} s: {ours / library:.2f}{kept}; workbooks and kept contents {sum(middle['workbooks']):.2f} s"
    )
    return ours


def _papers(desk: Desk, asked: Wanted) -> None:
    composed = desk.database.run(
        lambda connection: compose(connection, asked.campaign, asked.as_of, asked.since)
    )
    drafting.write_papers(desk.database, asked.campaign.code, composed, asked.folder)


def _beside(desk: Desk, asked: Wanted) -> None:
    with desk.database.begin() as connection:
        list(drafting.write_beside(connection, asked))


def main() -> None:
    sizes = tuple(map(int, sys.argv[1:])) or SIZES
    with tempfile.TemporaryDirectory() as folder:
        server = OwnServer(Path(folder))
        try:
            seconds = []
            for many in sizes:
                with Created(server.database, f"bench_{many}") as database:
                    desk = collected(database, Path(folder), many)
                    seconds.append(measure(desk, Path(folder) / f"papers-{many}", many))
        finally:
            server.stop()
    times = seconds[-1] / seconds[0]
    print(
        f"{sizes[-1]} units {times:.1f} times as long as {sizes[0]}"
        + (f"; over {MOST_TIMES}" if times > MOST_TIMES else "")
    )


if __name__ == "__main__":
    main()
