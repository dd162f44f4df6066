"""Kinds of units are the issuer's: analysts see its code and what it calls them, of each campaign its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.store.recorded import rosters
from schemas.campaign import load_campaign
from tests.given.campaign_files import of_communes
from tests.given.desk import Desk

KINDS = """
SELECT s.campaign, s.unit_kind, s.unit_kind_vi, count(*) AS units
FROM report.unit_standing_at('2020-08-20T12:00+07:00') AS s
GROUP BY s.campaign, s.unit_kind, s.unit_kind_vi ORDER BY s.campaign, min(s.unit_position)
"""
OF_2020 = [
    ("bluezone-2020", "district", "Liên đoàn Lao động huyện, thị xã, thành phố", 15),
    ("bluezone-2020", "sector", "Công đoàn ngành", 6),
]
OF_2026 = [
    ("so-suc-khoe-2026", "commune", "Công đoàn xã, phường, đặc khu", 6),
    ("so-suc-khoe-2026", "zone", "Công đoàn khu công nghiệp", 2),
    ("so-suc-khoe-2026", "grassroots", "CĐCS trực thuộc", 3),
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return of_communes(tmp_path)


def kinds(desk: Desk) -> list[tuple[object, ...]]:
    return [tuple(row.values()) for row in desk.query(KINDS)]


def test_two_campaigns_of_two_issuers_have_each_its_own_kinds(desk: Desk, folder: Path) -> None:
    assert kinds(desk) == OF_2020
    campaign = load_campaign(folder)
    with desk.database.begin() as connection:
        rosters.put(connection, campaign)
    assert kinds(desk) == [*OF_2020, *OF_2026]


def test_what_a_kind_is_called_follows_the_file_and_its_code_stays(desk: Desk, folder: Path) -> None:
    with desk.database.begin() as connection:
        rosters.put(connection, load_campaign(folder))
    path = folder / "issuer.toml"
    told = path.read_text(encoding="utf-8")
    path.write_text(told.replace('"CĐCS trực thuộc"', '"CĐCS trực thuộc tỉnh"'), encoding="utf-8")
    with desk.database.begin() as connection:
        rosters.put(connection, load_campaign(folder))
    assert kinds(desk)[-1] == ("so-suc-khoe-2026", "grassroots", "CĐCS trực thuộc tỉnh", 3)
