"""A nation's kept looks, and nothing derived of them: 2,500 units, 126,000 branches, three contents of each.

Arrives: a migrated, empty database and a folder for the campaign's files.
Leaves:  a campaign, its roster and its looks, recorded as a run records them; contents as units send them.
Not here: what the pipeline makes of them, which is what is measured.
"""

from __future__ import annotations

import hashlib
import random
import shutil
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from flows.store.database import Database
from flows.store.recorded import rosters, runs
from schemas.campaign import Campaign, load_campaign
from schemas.sheet import Row, Sheet, Tab, to_json
from tests.bench.returns import BAD, HEADING
from tests.given.campaign_files import CAMPAIGNS, with_issuer
from tests.given.desk import moment

UNITS, BRANCHES, VERSIONS = 2_500, 126_000, 3
RUN = UUID(int=2020)
FIRST = "24/8 10:00"
CODE = "nation-2020"
CAMPAIGN = """
code = "nation-2020"
title = "Bluezone"
starts_on = 2020-08-18
ends_on = 2020-08-25
report_before = 2020-08-29
policy = "before_date"
time_zone = "Asia/Ho_Chi_Minh"
roster = "roster.csv"
[letter]
issuer = "TLĐ"
subject = "Bluezone"
issued_on = 2020-08-18
number = ""
[source]
kind = "google"
folder = "thu-muc-bluezone"
"""
CHANGED, REFUSED = 0.1, 0.01
"""Shares of a later content's rows: those with another figure, those that a clerk got wrong."""


def campaign_in(folder: Path, units: int = UNITS) -> Campaign:
    """The campaign's files, written and read."""
    folder.mkdir(parents=True, exist_ok=True)
    with_issuer(folder)
    (folder / "campaign.toml").write_text(CAMPAIGN, encoding="utf-8")
    shutil.copy(CAMPAIGNS / "bluezone-2020" / "form.toml", folder)
    lines = [f"u{number:04},LĐLĐ huyện số {number},district,,yes,," for number in range(1, units + 1)]
    header = "code,name,kind,variants,active,branches_expected,sheet"
    (folder / "roster.csv").write_text("\n".join([header, *lines, ""]), encoding="utf-8")
    return load_campaign(folder)


def contents(unit: int, branches: int, versions: int) -> Iterator[Sheet]:
    """One unit's sheet at each look: every branch of the nation has a name of its own, some figures move."""
    pick = random.Random(unit)
    rows = [_row(pick, unit, number) for number in range(1, branches + 1)]
    for version in range(versions):
        sent = [_later(pick, row) if version else row for row in rows]
        # what was typed wrong once is good again the next time
        rows = [row if later[7] in BAD else later for row, later in zip(rows, sent, strict=True)]
        yield Sheet((Tab("Báo cáo", (HEADING, *sent)),))


def _row(pick: random.Random, unit: int, number: int) -> Row:
    workforce = pick.randint(20, 95)
    phones = workforce - pick.randint(0, 6)
    installed = phones - pick.randint(0, 9)
    return (
        number, f"CĐCS Trường THCS số {number} huyện {unit}", workforce, workforce - 1 if phones < workforce else workforce,
        phones, phones, number % 5, installed, None, "x" if number % 3 else None,
        "Zalo, Facebook" if number % 4 else "Zalo", None,
    )  # fmt: skip


def _later(pick: random.Random, row: Row) -> Row:
    chance = pick.random()
    if chance < REFUSED:
        return (*row[:7], pick.choice(BAD), *row[8:])
    if chance < CHANGED:
        return (*row[:7], max(0, int(row[7] or 0) - 1), *row[8:])  # type: ignore[arg-type]
    return row


def lay_down(
    database: Database, campaign: Campaign, branches: int = BRANCHES, versions: int = VERSIONS
) -> None:
    """Record the looks, each unit's in their order, by the same tables and triggers as a run does."""
    with database.begin() as connection:
        rosters.put(connection, campaign)
        runs.start(connection, RUN, campaign.code, "google", moment(FIRST), len(campaign.units.units))
    each = branches // len(campaign.units.units)
    with database.begin(None) as connection:
        cursor: Any = connection.connection.cursor()
        for number, unit in enumerate(campaign.units.units, start=1):
            sheets = contents(number, each + (number % 10 < 4), versions)
            for version, sheet in enumerate(sheets):
                _keep(cursor, unit.code, sheet, moment(FIRST) + timedelta(days=version, seconds=number))


def _keep(cursor: Any, unit_code: str, sheet: Sheet, at: datetime) -> None:
    cells = to_json(sheet)
    sha256 = hashlib.sha256(cells).hexdigest()
    cursor.execute(
        "INSERT INTO raw.snapshot (content_sha256, longest_tab, cells) VALUES (%s, %s, %s) ON CONFLICT DO NOTHING",
        (sha256, len(sheet.tabs[0].rows), cells),
    )
    cursor.execute(
        "INSERT INTO raw.observation (run_id, campaign, unit_code, observed_at, outcome, origin, content_sha256, version, was_read) "
        "VALUES (%s, %s, %s, %s, 'read', %s, %s, '1', TRUE)",
        (RUN, CODE, unit_code, at, f"sheet-{unit_code}", sha256),
    )
