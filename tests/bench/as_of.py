"""As of an instant at the size of the nation: 2,500 units, 126,000 branches, twelve versions of each.

The yardstick is one pass over the same versions, as a report written from scratch would need.
Run alone: python -m tests.bench.as_of [branches]
"""

from __future__ import annotations

import statistics
import sys
import time

import sqlalchemy as sa

from flows.store.database import Database
from tests.bench.national import BRANCHES, UNITS, lay_down
from tests.given.own_server import fresh_database

AT = "'2020-08-24T17:00+07:00'"
DAY_BEFORE = "'2020-08-23T17:00+07:00'"
PASS = "SELECT count(*), sum(installed) FROM core.submission"
QUESTIONS = {
    "report.unit_standing_at(t)": f"SELECT count(*), sum(open_errors) FROM report.unit_standing_at({AT})",
    "report.submission_at(t)": f"SELECT count(*), sum(installed) FROM report.submission_at({AT})",
    "report.submission_at(t) of a unit": f"SELECT count(*) FROM report.submission_at({AT}) "
    "WHERE campaign = 'national' AND unit_code = 'U0007'",
    "report.submission": "SELECT count(*), sum(installed) FROM report.submission",
    "report.progress_daily": "SELECT count(*), sum(installed) FROM report.progress_daily",
    "report.campaign_summary_at(t)": f"SELECT * FROM report.campaign_summary_at({AT})",
    "report.figures_at(t)": f"SELECT count(*), sum(installed) FROM report.figures_at({AT})",
    "report.gain_at(a day before, t)": f"SELECT count(*), sum(installed_gain) FROM report.gain_at({DAY_BEFORE}, {AT})",
    "report.ranking_at(t)": f"SELECT count(*), max(rank) FROM report.ranking_at({AT})",
}
ROUNDS = 5


def main() -> None:
    branches = int(sys.argv[1]) if len(sys.argv) > 1 else BRANCHES
    with fresh_database() as database:
        lay_down(database, UNITS * branches // BRANCHES, branches)
        measure(database)


def measure(database: Database) -> None:
    with database.engine.connect() as connection:

        def asked(question: str) -> float:
            start = time.perf_counter()
            connection.execute(sa.text(question)).fetchall()
            return time.perf_counter() - start

        for name, question in QUESTIONS.items():
            pairs = [(asked(question), asked(PASS)) for _ in range(ROUNDS)]
            ours = statistics.median(ours for ours, _ in pairs)
            ratio = statistics.median(ours / one_pass for ours, one_pass in pairs)
            print(f"{name:<34} {ours:6.3f} s, {ratio:5.1f} passes over all versions")


if __name__ == "__main__":
    main()
