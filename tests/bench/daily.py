"""A day on which nothing changed, at the size of the nation: 2,500 Google Sheets, a look recorded of each, flags, standings.

Run alone: python -m tests.bench.daily [--units 250 --branches 12600] [--beside CHECKOUT]. Drive answers from the tests'
own server; what its lists take on their way is counted apart.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

import sqlalchemy as sa

from flows.desk.rebuild import rebuild_units
from flows.store.migration import migrate
from tests.bench import beside, kept_nation
from tests.given.databases import Created, simulate_clock
from tests.given.desk import moment
from tests.given.forms import FORMS
from tests.given.own_server import OwnServer
from tests.google.plugin import new_identity, running


def main() -> None:
    asked = beside.arguments(rounds=3)
    with tempfile.TemporaryDirectory() as folder, running(new_identity(), Path(folder)) as google:
        server = OwnServer(Path(folder))
        try:
            campaign = kept_nation.campaign_in(Path(folder) / kept_nation.CODE, asked.units)
            for unit in campaign.units.units:
                google.add_sheet(f"sheet-{unit.code}", f"{unit.code} báo cáo", [["Tên"], [unit.name]])
            with Created(server.database, "kept") as database:
                migrate(database, FORMS)
                simulate_clock(database)
                kept_nation.lay_down(database, campaign, asked.branches, versions=1)
                rebuild_units(
                    database, campaign, campaign.units.active, moment("26/8 16:00"), is_dry_run=False
                )
                with database.session() as connection:
                    connection.execute(sa.text("VACUUM ANALYZE"))
                database.engine.dispose()
                beside.compare("collect", database, campaign.folder, asked, google.environment)
            assert google.counts()["sheets"] == 0, "nothing changed, so no sheet is read"
        finally:
            server.stop()


if __name__ == "__main__":
    main()
