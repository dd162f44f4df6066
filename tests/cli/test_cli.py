"""The command as people use it: a process of its own, tables or JSON, one line when something is wrong."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import unicodedata
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import openpyxl
import pytest

from flows.demo.workbooks import FOLDER, INSTANTS
from flows.store.database import Database
from schemas.observation import Outcome
from tests.given import children
from tests.given.campaign_files import copied
from tests.given.desk import ASKED, GOOD, WAITING, ZONE, Desk

Run = Callable[..., "subprocess.CompletedProcess[str]"]
EVENING, MIDNIGHT = FOLDER / "28-08-2355", FOLDER / "29-08-0005"
BY = ("--by", "chị Mai", "--reason", "lũ", "--past")


@pytest.fixture
def run(database: Database, tmp_path: Path) -> Run:
    """Runs `bluezone` with this test's database."""
    url = database.url.render_as_string(hide_password=False)

    def run(*arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
        own = {"DATABASE_URL": url, "BLUEZONE_HOME": str(tmp_path / "home")}
        return children.bluezone(*arguments, environ={**own, **more})

    return run


def test_two_captures_around_the_cutoff_say_who_is_on_time_and_who_is_not(run: Run) -> None:
    for folder in (EVENING, MIDNIGHT):
        done = run("collect", "--source", str(folder), "--observed-at", INSTANTS[folder.name], "--json")
        assert done.returncode == 1, "two units cannot be read, so the run is not all well"
    report = json.loads(done.stdout)
    assert sorted(report["unreadable"]) == ["649", "653"]
    shown = json.loads(run("standings", "--at", "2020-08-29T00:05+07:00", "--json").stdout)
    standings = {unit["unit_code"]: unit["standing"] for unit in shown["units"]}
    assert [standings[code] for code in ("643", "645", "646", "648", "649")] == [
        "on_time",
        "unverified",
        "needs_fix",
        "missing",
        "unverified",
    ]
    assert shown["summary"]["expected"] == 21
    found = json.loads(run("findings", "--unit", "646", "--json").stdout)
    assert {each["unit_code"] for each in found} == {"646"}
    assert {"count_estimate", "branch_name_missing"} <= {each["rule"] for each in found}
    assert run("findings", "--unit", "646", "--at", "28/8/2020 23:54", "--json").stdout.strip() == "[]"
    assert "trước 30/8/2020 00:00 (hết ngày 29/8/2020)" in run("campaign", "deadlines").stdout


def test_a_run_with_nothing_unreadable_ends_well_and_shows_a_table(run: Run) -> None:
    done = run("collect", "--source", str(EVENING), "--unit", "650", "--observed-at", "28/8/2020 23:55")
    assert done.returncode == 0, done.stderr
    assert "LĐLĐ huyện Krông Năng" in done.stdout
    assert "đúng hạn" in run("standings", "--at", "2020-08-29T00:05+07:00").stdout


def test_a_dry_run_says_in_vietnamese_where_a_unit_would_stand(run: Run, desk: Desk) -> None:
    desk.look("646", "29/8 00:05", Outcome.ABSENT)
    shown = run("collect", "--source", str(EVENING), "--unit", "646", "--dry-run").stdout
    assert "646 │ chưa báo cáo → cần sửa" in shown, "in the table"
    assert "LĐLĐ huyện Ea Súp: tình trạng chưa báo cáo → cần sửa," in shown, "in the sentence"


def test_a_workbook_declared_to_have_arrived_is_recorded_as_declared(run: Run, desk: Desk) -> None:
    run("collect", "--source", str(EVENING), "--unit", "650", "--observed-at", "2020-08-28T23:55+07:00")
    [seen] = desk.query("SELECT observed_at, declared_by, recorded_at FROM raw.observation")
    assert seen["observed_at"] == datetime.fromisoformat("2020-08-28T23:55+07:00")
    assert seen["declared_by"]
    assert seen["recorded_at"].year >= 2026
    assert desk.standing("650", "29/8 00:05")["is_declared_evidence"]


def test_a_live_look_at_a_folder_is_never_back_dated(run: Run, desk: Desk) -> None:
    run("collect", "--source", str(EVENING), "--unit", "650")
    [seen] = desk.query("SELECT observed_at, declared_by FROM raw.observation")
    assert (seen["observed_at"].year >= 2026, seen["declared_by"]) == (True, None)


@pytest.mark.parametrize(
    "arguments, told, code",
    [
        (["collect", "--source", str(EVENING), "--unit", "999"], "Không có đơn vị '999'", 2),
        (["collect", "--source", "/không/có"], "Không có thư mục /không/có", 2),
        (
            ["collect", "--source", str(EVENING), "--observed-at", "hôm qua"],
            "'hôm qua' không phải thời điểm",
            2,
        ),
        (["collect", "--source", str(EVENING), "--observed-at", "2999-01-01T00:00+07:00"], "ở tương lai", 2),
        (
            ["collect", "--source", "google", "--observed-at", "2020-08-28T23:55+07:00"],
            "luôn ghi giờ thật",
            2,
        ),
        (["collect", "--source", "google"], "GOOGLE_APPLICATION_CREDENTIALS", 2),
        (["collect", "--campaign", "khong-co"], "Các đợt hiện có: bluezone-2020", 2),
        (["standings"], "hãy chạy: bluezone collect", 2),
        (["standings", "--at", "29/8"], "'29/8'", 2),
        (["findings", "--unit", "Ea Kao"], "'Ea Kao'", 2),
        (["exempt"], "Lỗi: Thiếu tùy chọn '--unit'. Xem: bluezone exempt --help", 2),
    ],
)
def test_a_wrong_request_is_answered_in_one_line(
    run: Run, arguments: list[str], told: str, code: int
) -> None:
    done = run(*arguments)
    assert (done.returncode, done.stdout) == (code, "")
    assert told in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


@pytest.mark.parametrize("command", [["standings"], ["collect", "--source", str(EVENING)], ["migrate"]])
def test_without_a_database_one_line_says_so_and_hides_the_password(run: Run, command: list[str]) -> None:
    nobody = "postgresql://someone:hunter2@127.0.0.1:1/nothing"
    done = run(*command, DATABASE_URL=nobody, BLUEZONE_DATABASE_PATIENCE="0")
    assert done.returncode == 3
    assert len(done.stderr.strip().splitlines()) == 1
    assert "hunter2" not in done.stdout + done.stderr


@pytest.mark.parametrize("name", ["a file", "a file/below"])
def test_a_home_that_cannot_be_one_is_named(run: Run, tmp_path: Path, name: str) -> None:
    (tmp_path / "a file").touch()
    done = run("standings", DATABASE_URL="", BLUEZONE_HOME=str(tmp_path / name))
    assert (done.returncode, "hãy đặt BLUEZONE_HOME" in done.stderr) == (2, True)


def test_a_terminal_without_vietnamese_letters_gets_their_codes(database: Database, tmp_path: Path) -> None:
    """In a process whose streams Python made, as a shell's are."""
    code = "from flows.cli.main import main; import sys; sys.argv = ['bluezone', 'findings']; main()"
    url = database.url.render_as_string(hide_password=False)
    environ = {"PYTHONIOENCODING": "ascii", "DATABASE_URL": url, "BLUEZONE_HOME": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=environ, check=False
    )
    assert (done.returncode, "0 l\\u1ed7i" in done.stdout) == (0, True)


def test_a_database_that_was_not_migrated_is_told_to_be(run: Run, bare_database: Database) -> None:
    done = run("standings", DATABASE_URL=bare_database.url.render_as_string(hide_password=False))
    assert (done.returncode, "bluezone migrate" in done.stderr) == (3, True)


@pytest.mark.parametrize("arguments", [[], ["automations"]])
def test_a_group_of_commands_alone_shows_its_help(run: Run, arguments: list[str]) -> None:
    done = run(*arguments)
    assert (done.returncode, done.stderr.startswith("Cách dùng: bluezone")) == (2, True)


def test_a_wrong_campaign_file_is_told_with_its_line(run: Run, tmp_path: Path) -> None:
    folder = copied(tmp_path / "wrong")
    path = folder / "campaign.toml"
    path.write_text(path.read_text(encoding="utf-8").replace('before_date"', 'sometime"'), encoding="utf-8")
    done = run("standings", "--campaign", str(folder))
    assert (done.returncode, "line 12" in done.stderr) == (2, True)


def test_two_extensions_to_the_same_day_of_two_years_are_listed_apart(run: Run) -> None:
    doubted = run("extend", "--unit", "648", "--until", "hết ngày 31/8", *BY[:-1])
    assert (doubted.returncode, "chọn «Vẫn ghi dù đợt đã qua» (--past)" in doubted.stderr) == (2, True)
    soon = datetime.now(ZONE) + timedelta(days=40)
    days = [f"15/{soon.month}/{year} 17:00" for year in (soon.year, soon.year + 1)]
    for day in days:
        told = run("extend", "--unit", "648", "--until", day, *BY).stdout
        assert f"hạn: trước {day}." in told
    run("revoke", "--unit", "648", "--kind", "extension", *BY)
    listed = run("decisions").stdout
    today = f"{datetime.now(ZONE):%Y}"
    assert [day for day in days if f"gia hạn đến {day}" not in listed] == []
    assert re.search(rf"17:00 │ \d+/\d+/{today} \d", listed), "since when"
    assert re.search(rf"│ \d+/\d+/{today} \d\d:\d\d\s+chị Mai", listed), "until when"


def test_a_unit_may_be_named_by_its_code_or_by_its_name(run: Run) -> None:
    asked = ("collect", "--source", str(EVENING), "--observed-at", "2020-08-28T23:55+07:00", "--json")
    for name in ("650", "cn-ct", "Krông Năng"):
        assert len(json.loads(run(*asked, "--unit", name).stdout)["units"]) == 1


def test_help_answers_without_loading_the_heavy_packages() -> None:
    code = "import sys; import flows.cli.main; print([m for m in ('pandas', 'prefect', 'sqlalchemy') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_importing_a_folder_twice_changes_nothing(run: Run, desk: Desk) -> None:
    desk.look("643", "20/8 17:00", GOOD)
    arguments = ("collect", "--source", str(MIDNIGHT), "--observed-at", "2020-08-29T00:05+07:00")
    run(*arguments)
    before, looks = desk.dump(), desk.query("SELECT count(*) FROM raw.observation")
    run(*arguments)
    assert desk.dump() == before
    assert desk.query("SELECT count(*) FROM raw.observation") == looks


def test_questions_are_shown_apart_answered_listed_and_taken_back(run: Run, desk: Desk) -> None:
    desk.look("650", "28/8 17:00", ASKED)
    shown = run("findings").stdout
    assert "0 lỗi và cảnh báo đang mở" in shown
    assert "1 câu hỏi đang chờ trả lời" in shown
    assert "bluezone answer --unit 650 --cell B5 --as đúng|không" in shown
    assert WAITING in run("standings").stdout
    wrong = run("answer", "--unit", "650", "--cell", "B5", "--as", "có lẽ", *BY)
    assert (wrong.returncode, "--as" in wrong.stderr) == (2, True)
    decomposed = unicodedata.normalize("NFD", "Đúng")
    done = run("answer", "--unit", "650", "--cell", "b5", "--as", decomposed, *BY, "--since", "2/9/2020 8:00")
    assert "trả lời (B5: đúng): chờ trả lời → đúng hạn" in done.stdout
    assert "trả lời ô B5: đúng" in run("decisions").stdout
    [before, after] = [
        next(
            unit
            for unit in json.loads(run("standings", "--at", at, "--json").stdout)["units"]
            if unit["unit_code"] == "650"
        )
        for at in ("2/9/2020 7:59", "2/9/2020 8:00")
    ]
    assert (before["standing"], before["standing_vi"], before["branches_accepted"]) == (
        "unverified",
        WAITING,
        3,
    )
    assert (after["standing"], after["branches_accepted"]) == ("on_time", 4)
    undone = run("revoke", "--unit", "650", "--kind", "answer", "--cell", "B5", *BY)
    assert f"đúng hạn → {WAITING}" in undone.stdout


def test_a_run_tells_of_an_emptied_sheet_and_keeps_its_figures(run: Run, desk: Desk, tmp_path: Path) -> None:
    desk.look("650", "27/8 17:00", GOOD)
    book = openpyxl.Workbook()
    (tmp_path / "in").mkdir()
    book.save(tmp_path / "in" / "650.xlsx")
    arguments = ("--source", str(tmp_path / "in"), "--observed-at", "28/8/2020 17:00", "--unit", "650")
    shown = run("collect", *arguments)
    assert shown.returncode == 0
    assert "Bảng đã trống" in " ".join(shown.stdout.split())
    assert "1 câu hỏi chờ trả lời (650 cả bảng)" in " ".join(shown.stdout.split())
    assert len(desk.query("SELECT 1 FROM report.submission WHERE stale_since IS NOT NULL")) == 2
