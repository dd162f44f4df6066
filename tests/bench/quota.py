"""400 sheets under Google's own quota, enforced: 60 reads a minute. Takes seven minutes, as Google would.

Prints the time against the floor of our own pace (55 starts in any 60 s) and how often Google refused.
Run alone: python -m tests.bench.quota [sheets]
"""

from __future__ import annotations

import os
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic

from flows.steps.pull.google.sheets import GoogleSheets
from flows.store.database import Database
from flows.store.pacing import READS, Pace
from schemas.roster import Roster, Unit
from tests.given.own_server import fresh_database
from tests.google.plugin import Google, new_identity, running

SHEETS = 400


def main() -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        running(new_identity(), Path(folder)) as google,
        fresh_database() as database,
    ):
        os.environ |= google.environment
        measure(google, database, int(sys.argv[1]) if len(sys.argv) > 1 else SHEETS)


def measure(google: Google, database: Database, sheets: int) -> None:
    # the starts beyond each 55 wait for the next minute
    floor = 60.0 * ((sheets - 1) // 55)
    units = [Unit(f"u{n:03}", f"Đơn vị {n}", "affiliated") for n in range(sheets)]
    for unit in units:
        google.add_sheet(f"sheet-{unit.code}", f"{unit.code} báo cáo", [["Tên"], [unit.name]])
    google.limit(60, 60.0)
    start = monotonic()
    source = GoogleSheets(
        roster=Roster(tuple(units)),
        folder=google.folder,
        credentials_path=google.credentials,
        known={},
        clock=lambda: datetime.now(UTC),
        pace=Pace(database, READS),
    )
    with ThreadPoolExecutor(4) as pool:
        seen = list(pool.map(source.observe, units))
    took = monotonic() - start
    refused = sum(call.status == 429 for call in google.calls())
    read = sum(each.sheet is not None for each in seen)
    print(
        f"{read} of {sheets} sheets read in {took:.0f} s, {took - floor:.1f} s more than the floor of {floor:.0f} s; 429: {refused}"
    )


if __name__ == "__main__":
    main()
