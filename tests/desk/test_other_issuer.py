"""A letter of another issuer, to other kinds of units, collected from workbooks that came by e-mail: no line of code."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import sqlalchemy as sa

from flows.demo.workbooks import xlsx
from flows.desk.collection.looks import collect_here
from flows.desk.request import read_request
from flows.settings import Settings
from flows.store.database import Database
from schemas.observation import Outcome
from tests.given.campaign_files import of_communes

FILES = {
    "BC CĐ P. Tân An 27.8.2026 (lần 2).xlsx": "P01",
    "Công đoàn các KCN tỉnh.xlsx": "KCN",
    "CTCP Cao su Tân An - tỉnh Cao Nguyên.xlsx": "C01",
    "X01 Hòa Phú.xlsx": "X01",
}
STANDINGS = """
SELECT s.unit_code, s.unit_kind_vi, s.standing FROM report.unit_standing_at('2026-08-28T12:00+07:00') AS s
WHERE s.standing != 'not_due' ORDER BY s.unit_code
"""


def test_each_file_goes_to_the_unit_that_its_name_tells_and_one_that_tells_two_to_neither(
    settings: Settings, database: Database, tmp_path: Path
) -> None:
    campaign = of_communes(tmp_path / "campaigns")
    sent = tmp_path / "sent"
    sent.mkdir()
    for number, name in enumerate((*FILES, "Hòa Phú.xlsx", "H. Ea Kar.xlsx")):
        rows = [
            ["STT", "Tên CĐCS", "Tổng số CNVCLĐ", "Số ĐTTM", "Đã cài đặt"],
            [1, f"CĐCS số {number}", 24, 22, number],
        ]
        (sent / name).write_bytes(xlsx(rows))
    settings = replace(settings, campaigns=campaign.parent)
    done = collect_here(
        settings, read_request(settings, campaign.name, str(sent), (), "2026-08-28T11:00+07:00")
    )
    with database.begin() as connection:
        stood = {
            row.unit_code: (row.unit_kind_vi, row.standing) for row in connection.execute(sa.text(STANDINGS))
        }
    assert stood == {
        "C01": ("CĐCS trực thuộc", "on_time"),
        "KCN": ("Công đoàn khu công nghiệp", "on_time"),
        "P01": ("Công đoàn xã, phường, đặc khu", "on_time"),
        "X01": ("Công đoàn xã, phường, đặc khu", "on_time"),
    }
    assert sorted(stood) == sorted(FILES.values())
    assert list(done.strays) == [
        "Tệp H. Ea Kar.xlsx không thuộc đơn vị nào; hãy đặt tên bắt đầu bằng mã đơn vị.",
    ]
    unread = {unit.unit_code: unit.detail for unit in done.units if unit.outcome is Outcome.AMBIGUOUS}
    assert unread == {
        "P02": "Tệp Hòa Phú.xlsx có thể là của Công đoàn xã Hòa Phú (X01), Công đoàn phường Hòa Phú (P02); hãy đặt tên bắt đầu bằng mã đơn vị.",
    }
