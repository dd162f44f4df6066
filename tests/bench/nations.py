"""What analysts ask of one campaign, with that campaign alone in the database, and with five as large.

Run alone: python -m tests.bench.nations [campaigns] [branches of each] [DATABASE_URL]. Two databases are made on the
embedded server, or on that of the URL, and dropped again. Beside milliseconds stand the pages that an answer touched, which
no other process of the machine can change.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

import sqlalchemy as sa

from flows.store.database import Database
from flows.store.migration import migrate
from tests.bench.national import BRANCHES, UNITS, lay_down
from tests.given.databases import simulate_clock
from tests.given.forms import FORMS
from tests.given.own_server import fresh_database

CAMPAIGNS = 5
ROUNDS = 5
OURS = "campaign = 'national'"
QUESTIONS = {
    "unit_standing of a campaign": f"SELECT * FROM report.unit_standing WHERE {OURS}",
    "unit_standing of a unit": f"SELECT * FROM report.unit_standing WHERE {OURS} AND unit_code = 'U0007'",
    "submission of a campaign": f"SELECT count(*), sum(people), sum(installed) FROM report.submission WHERE {OURS}",
    "submission of a unit, sorted": "SELECT * FROM report.submission "
    f"WHERE {OURS} AND unit_code = 'U0007' ORDER BY branch_sort",
    "progress_daily of a campaign": f"SELECT * FROM report.progress_daily WHERE {OURS}",
    "progress_daily of a day": f"SELECT * FROM report.progress_daily WHERE {OURS} AND day = '2020-08-24'",
    "progress_daily of all": "SELECT * FROM report.progress_daily",
    "campaign_summary of a campaign": f"SELECT * FROM report.campaign_summary WHERE {OURS}",
}


class Cost(NamedTuple):
    """What an answer took, at its best of several."""

    milliseconds: float
    pages: int


def main() -> None:
    campaigns = int(sys.argv[1]) if len(sys.argv) > 1 else CAMPAIGNS
    branches = int(sys.argv[2]) if len(sys.argv) > 2 else BRANCHES
    if len(sys.argv) > 3:
        compare(Database(sys.argv[3]), campaigns, branches)
    else:
        with fresh_database() as database:
            compare(database, campaigns, branches)


def compare(server: Database, campaigns: int, branches: int) -> None:
    costs = []
    for many in (1, campaigns):
        with database_of(server, f"bench_{many}_campaigns") as database:
            migrate(database, FORMS)
            simulate_clock(database)
            others = [f"nation-{number}" for number in range(2, many + 1)]
            lay_down(database, UNITS * branches // BRANCHES, branches, campaigns=["national", *others])
            costs.append({name: cost(database, question) for name, question in QUESTIONS.items()})
    alone, among = costs
    for name in QUESTIONS:
        print(
            f"{name:<32} alone {alone[name].milliseconds:7.1f} ms, {alone[name].pages:7,} pages; among {campaigns} "
            f"{among[name].milliseconds:7.1f} ms, {among[name].pages:7,} pages: "
            f"{among[name].milliseconds / alone[name].milliseconds:.2f} times"
        )


@contextmanager
def database_of(server: Database, name: str) -> Iterator[Database]:
    """An empty database of the server, gone when the block ends."""
    with server.session() as connection:
        connection.execute(sa.text(f"CREATE DATABASE {name} TEMPLATE template0"))
    database = Database(server.url.set(database=name).render_as_string(hide_password=False))
    try:
        yield database
    finally:
        database.engine.dispose()
        with server.session() as connection:
            connection.execute(sa.text(f"DROP DATABASE {name}"))


def cost(database: Database, question: str) -> Cost:
    """Planned and answered as an analyst, several times."""
    with database.begin("bluezone_analyst") as connection:
        explain = sa.text(f"EXPLAIN (ANALYZE, BUFFERS, TIMING OFF, FORMAT JSON) {question}")
        rounds = [connection.execute(explain).scalar_one()[0] for _ in range(ROUNDS)]
    return min(Cost(each["Planning Time"] + each["Execution Time"], pages(each["Plan"])) for each in rounds)


def pages(plan: dict[str, Any]) -> int:
    """A plan's own figures include its parts'."""
    return int(plan["Shared Hit Blocks"] + plan["Shared Read Blocks"])


if __name__ == "__main__":
    main()
