"""From template to standings: another letter's workbooks, filled in, sent back under any name, collected."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from flows.desk.collection.looks import collect_here
from flows.desk.request import now, read_request
from flows.desk.template import files
from flows.settings import Settings
from flows.store.database import Database
from flows.store.migration import migrate
from tests.given.databases import Created, simulate_clock
from tests.given.desk import Desk
from tests.given.filled_templates import TET, Filled, asked
from tests.given.forms import FORMS

CAMPAIGNS = Path(__file__).parents[1] / "given" / "campaigns"
ROW = {
    **dict.fromkeys(asked(TET)),
    "branch_name": "CĐCS Trường THPT Ea Tam",
    "workforce": 90,
    "in_need": 20,
    "gifts": 45,
    "spent": 22_500_000,
    "funded_by": "employer",
    "has_gathering": True,
    "held_on": date(2026, 2, 10),
}


@pytest.fixture
def desk(server: Database) -> Iterator[Desk]:
    with Created(server, "bluezone_from_template") as database:
        migrate(database, FORMS)
        migrate(database, {**FORMS, TET.code: TET.form})
        simulate_clock(database)
        yield Desk(database, CAMPAIGNS / "tet-2026")


def test_what_was_filled_in_is_what_the_analysts_see(desk: Desk, tmp_path: Path) -> None:
    """An empty template is no return, a filled one is on time until the working day after Tết."""
    folder = tmp_path / "mail"
    ptl, xek, xkb, *_ = TET.units.active
    files.write(TET, [xek], folder)
    (folder / "gửi lại bản cuối.xlsx").write_bytes(Filled(TET, ptl, {0: ROW}).saved(computes=True))
    (folder / "bảng của anh Tư.xlsx").write_bytes(Filled(TET, xkb, {3: ROW}).saved(computes=False))
    collected(desk, folder, tmp_path, "23/2/2026 17:00")
    standings = desk.query(
        "SELECT unit_code, standing, branches_accepted FROM report.unit_standing_at('2026-02-24T00:05+07:00') "
        "WHERE campaign = 'tet-2026' AND unit_code IN ('PTL', 'XEK', 'XKB') ORDER BY unit_code"
    )
    assert [tuple(row.values()) for row in standings] == [
        ("PTL", "on_time", 1),
        ("XEK", "missing", 0),
        ("XKB", "on_time", 1),
    ]
    [first, second] = desk.query(
        "SELECT * FROM report.submission WHERE campaign = 'tet-2026' ORDER BY unit_code"
    )
    told = [name for name in ROW if name != "members"]
    assert [first[name] for name in told] == [second[name] for name in told] == [ROW[name] for name in told]
    assert (float(first["gifts_of_people_pct"]), float(first["gifts_of_in_need_pct"])) == (50.0, 225.0)
    assert desk.query("SELECT * FROM report.finding WHERE campaign = 'tet-2026'") == []


def collected(desk: Desk, folder: Path, home: Path, at: str) -> None:
    settings = Settings(
        home=home / "home",
        campaigns=CAMPAIGNS,
        database_url=desk.database.url.render_as_string(hide_password=False),
        google_credentials=None,
        prefect_api_url=None,
    )
    request = read_request(settings, "tet-2026", str(folder), (), at, declared_by="văn thư")
    collect_here(settings, request, now)
