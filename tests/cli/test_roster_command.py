"""The roster's commands as people use them: what its file would change, taking it, what was taken."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from flows.store.database import Database
from tests.given import children
from tests.given.campaign_files import copied
from tests.given.desk import Desk, moment

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def run(database: Database, tmp_path: Path) -> Run:
    """Runs `bluezone roster` with this test's database and files."""
    copied(tmp_path / "campaigns" / "bluezone-2020")
    environ = {
        "DATABASE_URL": database.url.render_as_string(hide_password=False),
        "BLUEZONE_HOME": str(tmp_path / "home"),
        "BLUEZONE_CAMPAIGNS": str(tmp_path / "campaigns"),
    }
    return lambda *arguments: children.bluezone("roster", *arguments, environ=environ)


def test_a_changed_file_is_shown_then_taken_with_who_and_why_and_listed(
    run: Run, desk: Desk, tmp_path: Path
) -> None:
    same = run("diff")
    assert same.stdout == "Đợt bluezone-2020: danh sách đơn vị đúng như bản số 1 đã nhận.\n", same.stderr
    roster = tmp_path / "campaigns" / "bluezone-2020" / "roster.csv"
    lines = roster.read_text("utf-8").replace(
        "AF-CA,Công đoàn Công an tỉnh,affiliated,CĐ Công an tỉnh|CĐCA tỉnh,no",
        "AF-CA,Công đoàn Công an tỉnh,affiliated,,yes",
    )
    roster.write_text(lines, "utf-8")
    shown = run("diff").stdout
    assert "AF-CA │ Công đoàn Công an tỉnh │ nay phải báo cáo" in shown
    assert "nhận thì thêm 1 đơn vị; phải báo cáo 21 → 22 đơn vị, đã báo cáo 0 → 0. Chưa ghi gì." in shown
    assert 'bluezone roster take --campaign bluezone-2020 --by "AI" --reason "VÌ SAO"' in shown
    assert json.loads(run("diff", "--json").stdout)["owing"] == [21, 22]
    refused = run("take", "--by", "Ban Tổ chức", "--why", "có công văn")
    assert (refused.returncode, "--past" in refused.stderr) == (2, True)
    taken = run("take", "--by", "Ban Tổ chức", "--why", "có công văn", "--letter", "12/QĐ", "--past")
    assert taken.stdout == (
        "Đợt bluezone-2020: đã nhận bản danh sách số 2: thêm 1 đơn vị; phải báo cáo 21 → 22 đơn vị, đã báo cáo 0 → 0.\n"
    ), taken.stderr
    listed = run("list").stdout
    assert "từ đầu đợt" in listed
    assert "Ban Tổ chức" in listed
    assert [each["edition"] for each in json.loads(run("list", "--json").stdout)] == [1, 2]
    assert len(desk.query("SELECT 1 AS one FROM report.unit_standing_at(:at)", at=moment("28/8 12:00"))) == 21
    assert len(desk.query("SELECT 1 AS one FROM report.unit_standing")) == 22
