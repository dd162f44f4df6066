"""Pages to judge: a campaign with figures, one of many units with hostile names, one before its first figure."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

from flows.demo.workbooks import INSTANTS
from flows.desk.page.facts import PageFacts, read_facts
from flows.settings import Settings
from flows.store.database import Database
from tests.given.desk import BAD, EMPTY, Desk, branches, collected, moment

CAMPAIGNS = Path(__file__).parents[2] / "flows" / "campaigns"
CODE = "bluezone-2020"
AT = moment("3/9 17:00")
LONG = "Công đoàn cơ sở thành viên Ban Quản lý các khu công nghiệp, khu kinh tế, khu chế xuất"
"""With a number behind it ninety letters."""
HOSTILE = '<b>Công đoàn</b> "Ea & Kar" <script>alert(1)</script> {{ 7 * 7 }}'
MANY = 102


def settings_of(database: Database, home: Path) -> Settings:
    """Settings that point at this database, with the campaigns that come with the product."""
    url = database.url.render_as_string(hide_password=False)
    return Settings(home, CAMPAIGNS, url, google_credentials=None, prefect_api_url=None)


def collect_whole_story(database: Database, home: Path) -> None:
    """The demonstration's looks, all of them, on record."""
    for folder in INSTANTS:
        collected(settings_of(database, home), folder)


def many(database: Database, tmp_path: Path) -> PageFacts:
    """A campaign of 102 units, some with names nobody wishes for: reported, wrong, and missing."""
    folder = tmp_path / "campaigns" / CODE
    shutil.copytree(CAMPAIGNS / CODE, folder)
    shutil.copy(CAMPAIGNS / "issuer.toml", folder.parent / "issuer.toml")
    with (folder / "roster.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("code", "name", "kind", "variants", "active", "branches_expected", "sheet"))
        writer.writerow(("U001", HOSTILE, "district", "", "yes", "7", ""))
        for place in range(2, MANY + 1):
            writer.writerow(
                (f"U{place:03}", f"{LONG} {place:04}", "district", "", "yes", place % 5 or "", "")
            )
    desk = Desk(database, folder)
    for place in range(1, MANY + 1):
        if place % 3:
            desk.look(f"U{place:03}", "29/8 00:05", EMPTY)
        else:
            seen = BAD if place % 2 else branches((f"CĐCS số {place}", 90, 80, place % 80))
            desk.look(f"U{place:03}", "27/8 09:00", seen)
    return read_facts(database, desk.campaign, moment("30/8 08:00"))
