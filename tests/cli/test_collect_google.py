"""`bluezone collect` on Google Sheets: a process of its own that knows Google, database and campaign by environment."""

from __future__ import annotations

import json
import os
import subprocess
import time
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import sqlalchemy as sa

from flows.store.database import Database
from flows.store.runs import STOPPED
from tests.given import children
from tests.google import faults, plugin
from tests.google.books import ServedTab
from tests.google.campaigns import BAD, GOOD, HEADING, campaign, rows
from tests.google.plugin import Google

google = plugin.google
google_identity = plugin.google_identity

EIGHT = tuple(f"U{number}" for number in range(1, 9))


class Desk:
    """Runs the command and asks the database."""

    def __init__(self, database: Database, google: Google, folder: Path) -> None:
        self.database = database
        self.campaigns = folder / "campaigns"
        self.environ = {
            **google.environment,
            "BLUEZONE_HOME": str(folder / "home"),
            "BLUEZONE_CAMPAIGNS": str(self.campaigns),
            "DATABASE_URL": database.url.render_as_string(hide_password=False),
        }

    def collect(self, *arguments: str, **environ: str) -> tuple[int, dict[str, Any]]:
        """The exit code, and what --json says."""
        done = self.run(*arguments, "--json", **environ)
        assert "Traceback" not in done.stderr
        return done.returncode, json.loads(done.stdout) if done.stdout else {"stderr": done.stderr}

    def run(self, *arguments: str, **environ: str) -> subprocess.CompletedProcess[str]:
        return children.bluezone(*self.command(*arguments), environ={**self.environ, **environ})

    def command(self, *arguments: str) -> list[str]:
        name = () if "--campaign" in arguments else ("--campaign", "thu-nghiem", "--source", "google")
        return ["collect", *name, *arguments]

    def query(self, sql: str, **facts: Any) -> list[tuple[Any, ...]]:
        with self.database.begin() as connection:
            return [tuple(row) for row in connection.execute(sa.text(sql), facts)]

    def figures(self, code: str = "thu-nghiem") -> list[tuple[Any, ...]]:
        return self.query(
            "SELECT unit_code, branch_name, workforce, smartphone_users, installed, source_cell, note"
            " FROM report.submission WHERE campaign = :code ORDER BY unit_code, source_cell",
            code=code,
        )

    def findings(self, code: str = "thu-nghiem") -> list[tuple[Any, ...]]:
        return self.query(
            "SELECT unit_code, severity, rule, cell, heading, message_vi FROM report.finding"
            " WHERE campaign = :code ORDER BY unit_code, rule, cell",
            code=code,
        )


@pytest.fixture
def desk(database: Database, google: Google, tmp_path: Path) -> Iterator[Desk]:
    yield Desk(database, google, tmp_path)
    database.engine.dispose()


def outcomes(told: Mapping[str, Any]) -> dict[str, str]:
    return {unit["unit_code"]: unit["outcome"] for unit in told["units"]}


def details(told: Mapping[str, Any]) -> dict[str, str]:
    return {unit["unit_code"]: unit["detail"] for unit in told["units"] if unit["detail"]}


def test_healthy_sheets_give_the_right_rows_and_an_unchanged_second_run_is_one_call(
    desk: Desk, google: Google
) -> None:
    """Exit code 0; the figures of every cell; nothing asked twice."""
    campaign(desk.campaigns)
    google.add_sheet("a", "643 báo cáo", GOOD)
    google.add_sheet(
        "b", "646", [ServedTab("Bìa", [["x"]]), ServedTab("Số liệu", [["BÁO CÁO"], [], *BAD], 5)]
    )
    google.add_sheet("c", "650", rows(("CĐCS Chợ", "1.250", "1.000", 999)))
    code, told = desk.collect()
    assert (code, told["outcome"], set(outcomes(told).values())) == (0, "completed_with_findings", {"read"})
    assert desk.figures() == [
        ("643", "CĐCS xã Ea Tam", 24, 22, 20, "B2", None),
        ("643", "CĐCS xã Phú Xuân", 28, 25, 25, "B3", None),
        ("646", "CĐCS xã Phú Xuân", 28, 25, 25, "B5", None),
        ("650", "CĐCS Chợ", 1250, 1000, 999, "B2", None),
    ]
    assert [found[:5] for found in desk.findings()] == [
        ("646", "error", "count_estimate", "E4", "Đã cài đặt")
    ]
    google.forget_calls()
    code, told = desk.collect()
    assert (code, set(outcomes(told).values())) == (0, {"unchanged"})
    assert google.counts() == {"drive": 1, "sheets": 0, "elsewhere": 0}
    assert len(desk.figures()) == 4


def test_again_fetches_the_cells_of_sheets_that_google_calls_unchanged(desk: Desk, google: Google) -> None:
    """The same content: each cell is read, and nothing changes."""
    campaign(desk.campaigns)
    google.add_sheet("a", "643", GOOD)
    google.add_sheet("b", "646", BAD)
    desk.collect()
    before = desk.figures()
    google.rename("a", "Báo cáo cuối cùng")
    google.forget_calls()
    code, told = desk.collect("--again")
    assert (code, outcomes(told)["643"], outcomes(told)["646"]) == (0, "unchanged", "unchanged")
    assert google.counts()["sheets"] == 2
    assert desk.figures() == before


def test_a_dry_run_shows_what_would_change_and_keeps_nothing(desk: Desk, google: Google) -> None:
    """Also the first one, when no run was ever made."""
    campaign(desk.campaigns)
    google.add_sheet("a", "643", GOOD)
    code, told = desk.collect("--dry-run")
    changes = {change["unit_code"]: (change["figures"], change["standing"]) for change in told["changes"]}
    assert code == 0
    assert changes["643"][0] == 2
    assert changes["646"] == (0, ["unverified", "missing"]), "a look that finds nothing is evidence, too"
    assert desk.query("SELECT 1 FROM raw.collection_run") == desk.figures() == []
    assert "Chạy thử, chưa ghi gì: 3/3 đơn vị sẽ đổi." in desk.run("--dry-run").stdout


def test_trouble_in_some_sheets_leaves_the_others_and_keeps_what_was_there(
    desk: Desk, google: Google
) -> None:
    """One unshared, one deleted, one emptied, one with a renamed tab, one edited in English, two well."""
    campaign(desk.campaigns, EIGHT[:7])
    for code in EIGHT[:7]:
        google.add_sheet(f"sheet-{code}", code, [ServedTab("Trang tính1", GOOD, tab_id=11)])
    assert desk.collect()[0] == 0
    google.unshare("sheet-U1")
    google.delete("sheet-U2")
    google.edit("sheet-U3", [ServedTab("Trang tính1", [], tab_id=11)])
    google.rename_tab("sheet-U4", 0, "Tháng 8")
    google.file("sheet-U5").locale = "en_US"
    google.edit("sheet-U5", rows(("CĐCS xã Ea Tam", 1.234, 22, 20), ("CĐCS xã Phú Xuân", 28, 25, 25)))
    google.edit("sheet-U6", rows(("CĐCS xã Ea Tam", 24, 22, 21), ("CĐCS xã Phú Xuân", 28, 25, 25)))
    code, told = desk.collect()
    assert (code, told["outcome"], told["unreadable"]) == (1, "failed", ["U1", "U2"])
    assert outcomes(told) == {
        "U1": "forbidden",
        "U2": "missing",
        "U3": "read",
        "U4": "read",
        "U5": "read",
        "U6": "read",
        "U7": "unchanged",
    }
    assert google.email in details(told)["U1"]
    assert "liên kết" in details(told)["U2"]
    assert details(told)["U4"] == (
        "Trang tính được đổi tên: «Trang tính1» nay là «Tháng 8»; bảng vẫn được đọc."
    )
    kept = [row[0] for row in desk.figures()]
    assert [kept.count(unit) for unit in EIGHT[:7]] == [2, 2, 2, 2, 2, 2, 2]
    assert [found[1:3] for found in desk.findings() if found[0] == "U3"] == [("question", "sheet_emptied")]
    assert ("U6", "CĐCS xã Ea Tam", 24, 22, 21, "B2", None) in desk.figures()
    english = [found[1:4] for found in desk.findings() if found[0] == "U5"]
    assert ("warning", "locale_not_vietnamese", None) in english
    assert [found[0] for found in english if found[2] == "C2"] == ["error"]
    (stale,) = desk.query(
        "SELECT workforce FROM report.submission WHERE unit_code = 'U5' AND stale_since IS NOT NULL"
    )
    assert stale == (24,)
    standings = dict(desk.query("SELECT unit_code, unreadable_since IS NOT NULL FROM report.unit_standing"))
    assert [unit for unit, is_unreadable in sorted(standings.items()) if is_unreadable] == ["U1", "U2"]


def test_a_renamed_tab_is_told_once(desk: Desk, google: Google) -> None:
    """The next look finds the new name."""
    campaign(desk.campaigns, ["U1"])
    google.add_sheet("a", "U1", GOOD)
    desk.collect()
    google.rename_tab("a", 0, "Tháng 8")
    assert "Tháng 8" in details(desk.collect()[1])["U1"]
    google.edit("a")
    assert details(desk.collect()[1]) == {}


def test_a_key_revoked_in_mid_run_keeps_what_was_read_and_says_who_must_act(
    desk: Desk, google: Google
) -> None:
    """Three sheets were read; the others are nobody's fault but ours, and a new key reads only those."""
    campaign(desk.campaigns, EIGHT)
    for code in EIGHT:
        google.add_sheet(code, code, GOOD)
    google.revoke_key_after(3)
    code, told = desk.collect()
    assert (code, sorted(outcomes(told).values())) == (4, ["forbidden"] * 5 + ["read"] * 3)
    assert (details(told), bool(told["account_refusal"])) == ({}, True), "told once, as ours"
    assert len(desk.figures()) == 6
    google.restore_key()
    google.forget_calls()
    code, told = desk.collect()
    assert (code, sorted(outcomes(told).values())) == (0, ["read"] * 5 + ["unchanged"] * 3)
    assert google.counts()["sheets"] == 5


def test_a_killed_run_started_again_rereads_nothing_that_was_kept(desk: Desk, google: Google) -> None:
    """Four sheets answer at once, four hang until the run is killed."""
    campaign(desk.campaigns, EIGHT)
    for code in EIGHT:
        google.add_sheet(code, code, GOOD)
    for code in EIGHT[4:]:
        google.fail(faults.late(60), key=code)
    child = children.start_bluezone(desk.command(), desk.environ, os.devnull, os.devnull)
    until = time.monotonic() + 60
    # a sheet not yet asked for would hang the second run
    while len(desk.query("SELECT 1 FROM core.unit_return")) < 4 or google.counts()["sheets"] < 8:
        assert time.monotonic() < until
        time.sleep(0.05)
    child.kill()
    child.join()
    google.forget_calls()
    code, told = desk.collect()
    assert (code, sorted(outcomes(told).values())) == (0, ["read"] * 4 + ["unchanged"] * 4)
    read = {call.path.rpartition("/")[2] for call in google.calls("sheets")}
    assert (read, google.counts()["sheets"]) == (set(EIGHT[4:]), 4)
    assert len(desk.figures()) == 16
    assert desk.query("SELECT outcome, detail FROM raw.collection_run ORDER BY started_at") == [
        ("failed", STOPPED),
        ("completed", "Đã xem 8 đơn vị."),
    ]


def test_the_same_content_by_workbook_and_by_google_gives_the_same_rows_and_findings(
    desk: Desk, google: Google, tmp_path: Path
) -> None:
    """Numbers, dates, blanks, texts and what is wrong with them."""
    cells = [
        ["BÁO CÁO KẾT QUẢ"],
        [],
        [*HEADING],
        [1, "CĐCS xã Ea Tam", 24, 22, 20, "đã họp"],
        [2, "CĐCS xã Phú Xuân", "1.250", 1000, "999", None],
        [3, "CĐCS chợ", 12.5, 10, 5, None],
        [4, "CĐCS trường", 30, 29, "hơn 20", None],
        [5, None, 30, 29, 20, None],
        [None, "Tổng cộng", 1274, 1022, 1019, None],
    ]
    folder = tmp_path / "files"
    folder.mkdir()
    workbook = openpyxl.Workbook()
    for row in cells:
        workbook.active.append(row)  # type: ignore[union-attr]
    workbook.save(folder / "643.xlsx")
    google.add_sheet("a", "643", cells)
    campaign(desk.campaigns, ["643"])
    campaign(desk.campaigns, ["643"], code="tep", kind="workbooks", folder=str(folder))
    assert (desk.collect()[0], desk.collect("--campaign", "tep")[0]) == (0, 0)
    assert desk.figures() == desk.figures("tep") != []
    assert desk.findings() == desk.findings("tep") != []


def test_write_back_by_environment_alone(desk: Desk, google: Google) -> None:
    """Turned on in campaign.toml, nothing else: the tab is there, and is no content of the next run."""
    campaign(desk.campaigns, ["643"], feedback=True)
    google.add_sheet("a", "643", BAD)
    google.tell_time(lambda: datetime.now(UTC))
    desk.collect()
    assert [tab.title for tab in google.file("a").tabs] == ["Trang tính1", "Kiểm tra"]
    google.forget_calls()
    assert outcomes(desk.collect()[1]) == {"643": "unchanged"}
    assert google.counts() == {"drive": 1, "sheets": 1, "elsewhere": 0}
    google.forget_calls()
    desk.collect()
    assert google.counts() == {"drive": 1, "sheets": 0, "elsewhere": 0}


class TestExitCodes:
    """0 all well, 1 the run failed, 2 a wrong argument or file, 3 no database, 4 the key."""

    def test_without_a_key_or_with_a_wrong_one_nothing_is_recorded(self, desk: Desk, tmp_path: Path) -> None:
        """One line; code 2 where none was named, 4 where the key is to blame."""
        campaign(desk.campaigns)
        kinds = {
            "empty.json": "",
            "no_object.json": "[]",
            "of_an_app.json": '{"installed": {"client_id": "x", "client_secret": "hush"}}',
            "of_a_person.json": '{"type": "authorized_user", "refresh_token": "hush"}',
            "cut.json": '{"type": "service_account", "private_key": "-----BEGIN',
            "damaged.json": '{"client_email": "a@b", "token_uri": "https://x", "private_key": "hush"}',
        }
        for name, content in kinds.items():
            (tmp_path / name).write_text(content)
        (tmp_path / "picture.json").write_bytes(b"\x89PNG\xff")
        assert desk.run(GOOGLE_APPLICATION_CREDENTIALS="").returncode == 2
        for name in (*kinds, "picture.json", "none.json", "."):
            done = desk.run(GOOGLE_APPLICATION_CREDENTIALS=str(tmp_path / name))
            assert (done.returncode, len(done.stderr.strip().splitlines())) == (4, 1), name
            assert "hush" not in done.stderr
        assert desk.query("SELECT 1 FROM raw.collection_run") == []

    def test_a_key_revoked_from_the_start_is_a_failed_look_at_each_unit(
        self, desk: Desk, google: Google
    ) -> None:
        """Code 4: the run is recorded, so that nobody is missing for our failure; and Google is asked once."""
        campaign(desk.campaigns)
        google.revoke_key()
        code, told = desk.collect()
        assert (code, set(outcomes(told).values())) == (4, {"forbidden"})
        assert len(google.calls("token")) == 1
        assert {standing for (standing,) in desk.query("SELECT standing FROM report.unit_standing")} == {
            "unverified"
        }

    @pytest.mark.parametrize(
        "description, why",
        [
            ("Invalid JWT Signature.", "khóa đã bị xóa hoặc thay"),
            ("Invalid grant: account not found", "tài khoản đã bị xóa"),
            ("Service account is disabled.", "tài khoản đã bị tắt"),
            ("Token must be a short-lived token (60 minutes)", "đồng hồ máy này sai"),
            ("Bad Request", "kiểm tra khóa"),
        ],
    )
    def test_why_google_refuses_the_key_is_told_once_and_as_no_units_fault(
        self, desk: Desk, google: Google, description: str, why: str
    ) -> None:
        campaign(desk.campaigns)
        google.fail(faults.token_refused(description), service="token", times=99)
        done = desk.run()
        said = " ".join(done.stdout.split())
        assert (done.returncode, said.count("từ chối tài khoản dịch vụ"), said.count(why)) == (4, 1, 1)
        assert "không phải lỗi của đơn vị nào" in said
        assert "chưa được chia sẻ" not in said
        assert desk.run("--dry-run").returncode == 4

    def test_a_hidden_folder_is_told_to_the_operator(self, desk: Desk, google: Google) -> None:
        """Code 1: nobody is taken to have handed in nothing."""
        campaign(desk.campaigns)
        google.unshare(google.folder)
        code, told = desk.collect()
        assert (code, "Không thấy thư mục Drive" in details(told)["643"]) == (1, True)

    def test_without_a_database_google_is_not_asked(self, desk: Desk, google: Google) -> None:
        """Code 3."""
        campaign(desk.campaigns)
        nobody = "postgresql://someone:hunter2@127.0.0.1:1/nothing"
        done = desk.run(DATABASE_URL=nobody, BLUEZONE_DATABASE_PATIENCE="0")
        assert (done.returncode, google.calls(), "hunter2" in done.stderr) == (3, [], False)
