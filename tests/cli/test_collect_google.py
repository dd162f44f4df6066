"""`bluezone collect` on Google Sheets: what is read, what is read again, and trouble that stays with its sheet."""

from __future__ import annotations

import os
import time
from datetime import UTC, datetime
from pathlib import Path

import openpyxl

from flows.store.recorded.runs import STOPPED
from tests.given import children
from tests.google import commanding, faults, plugin
from tests.google.books import ServedTab
from tests.google.campaigns import BAD, GOOD, HEADING, campaign, rows
from tests.google.commanding import EIGHT, Desk, details, outcomes
from tests.google.plugin import Google

google = plugin.google
google_identity = plugin.google_identity
desk = commanding.desk


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
