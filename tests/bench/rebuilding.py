"""A rebuild at the size of the nation: 2,500 units, 126,000 branches, three contents of each, derived anew.

Run alone: python -m tests.bench.rebuilding [--units 250 --branches 12600] [--beside CHECKOUT]. What reading and checking
take is counted apart. The server is given room for more locks than it has by default, which releases before this one
need from about a hundred units on.
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


def main() -> None:
    asked = beside.arguments()
    with tempfile.TemporaryDirectory() as folder:
        server = OwnServer(Path(folder))
        try:
            if asked.beside:
                beside.raised_locks(server.database)
                server.stop()
                server.start()
            campaign = kept_nation.campaign_in(Path(folder) / kept_nation.CODE, asked.units)
            with Created(server.database, "kept") as database:
                migrate(database, FORMS)
                simulate_clock(database)
                kept_nation.lay_down(database, campaign, asked.branches)
                rebuild_units(
                    database, campaign, campaign.units.active, moment("30/8 09:00"), is_dry_run=False
                )
                with database.session() as connection:
                    connection.execute(sa.text("VACUUM ANALYZE"))
                database.engine.dispose()
                beside.compare("rebuild", database, campaign.folder, asked, {})
        finally:
            server.stop()


if __name__ == "__main__":
    main()
