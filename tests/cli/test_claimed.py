"""A place in which no sheet is any unit's: told, and no unit is called missing because of it."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from flows.demo.workbooks import FOLDER, xlsx
from flows.store.database import Database
from tests.given import children
from tests.given.desk import Desk
from tests.google import plugin
from tests.google.campaigns import GOOD, campaign
from tests.google.plugin import Google

google = plugin.google
google_identity = plugin.google_identity

Run = Callable[..., "subprocess.CompletedProcess[str]"]
STRAYS = ("Hướng dẫn.xlsx", "Ea Kao.csv", "mẫu báo cáo.xlsx")
BEFORE, AFTER = ("--observed-at", "24/8/2020 17:00"), ("--observed-at", "29/8/2020 0:05")
OWN = ("--campaign", "thu-nghiem")


@pytest.fixture
def run(database: Database, google: Google, tmp_path: Path) -> Run:
    own = {
        **google.environment,
        "DATABASE_URL": database.url.render_as_string(hide_password=False),
        "BLUEZONE_HOME": str(tmp_path / "home"),
    }
    return lambda *arguments, **more: children.bluezone(*arguments, environ={**own, **more})


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    """The desk's own folder of a campaign of three units."""
    folder = tmp_path / "inbox"
    folder.mkdir()
    campaign(tmp_path / "campaigns", kind="workbooks", folder=str(folder))
    return folder


def nothing_is_said_of_any_unit(desk: Desk) -> bool:
    """No look, no flag, and no run but the one that the desk of the tests opens."""
    facts = ("raw.observation", "core.flag", "raw.collection_run")
    return [len(desk.query(f"SELECT 1 FROM {table}")) for table in facts] == [0, 0, 1]


@pytest.mark.parametrize("when", [(), BEFORE, AFTER, ("--dry-run",), ("--unit", "650")])
@pytest.mark.parametrize("names", [(), STRAYS])
def test_a_folder_typed_wrong_is_told_and_costs_no_unit_anything(
    run: Run, desk: Desk, tmp_path: Path, names: tuple[str, ...], when: tuple[str, ...]
) -> None:
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    for name in names:
        (folder / name).write_bytes(b"")
    done = run("collect", "--source", str(folder), *when)
    [line] = done.stderr.strip().splitlines()
    assert (done.returncode, done.stdout, str(folder) in line) == (2, "", True)
    assert ("trống" in line, "không tệp nào là bảng" in line) == (not names, bool(names))
    assert "--nothing-sent" in line
    assert nothing_is_said_of_any_unit(desk)


class TestItsOwnFolder:
    """The campaign's own place, as schedules look at it."""

    @pytest.fixture
    def look(self, run: Run, inbox: Path, tmp_path: Path) -> Run:
        campaigns = str(tmp_path / "campaigns")
        return lambda *more: run("collect", *OWN, *more, BLUEZONE_CAMPAIGNS=campaigns)

    def test_before_the_deadline_nobody_has_sent_anything_yet_and_that_is_told(
        self, look: Run, inbox: Path, desk: Desk
    ) -> None:
        """Also beside the desk's own template, and as often as a schedule looks."""
        (inbox / "Mẫu báo cáo.xlsx").write_bytes(b"")
        for when in (BEFORE, ("--observed-at", "25/8/2020 17:00")):
            done = look(*when)
            assert (done.returncode, "[source]" in done.stdout) == (0, True)
        assert desk.query("SELECT DISTINCT outcome FROM raw.observation") == [{"outcome": "absent"}]

    def test_past_the_deadline_nobody_is_flagged_until_a_person_says_that_nothing_was_sent(
        self, look: Run, desk: Desk
    ) -> None:
        look(*BEFORE)
        assert look(*AFTER).returncode == 2
        assert desk.query("SELECT 1 FROM core.flag") == []
        said = look(*AFTER, "--nothing-sent", "--json")
        assert (said.returncode, json.loads(said.stdout)["flagged"]) == (0, ["643", "646", "650"])
        assert look("--observed-at", "29/8/2020 17:00").returncode == 0, "said once, it holds"

    def test_where_something_was_read_before_an_empty_folder_is_a_wrong_one(
        self, look: Run, inbox: Path, desk: Desk
    ) -> None:
        sent = inbox / "650.xlsx"
        sent.write_bytes(xlsx([list(row) for row in GOOD]))
        assert look(*BEFORE).returncode == 0
        sent.unlink()
        assert look("--observed-at", "25/8/2020 17:00").returncode == 2
        assert len(desk.query("SELECT 1 FROM raw.observation")) == 3


def test_a_drive_folder_in_which_nothing_is_any_units_is_told_alike(
    run: Run, google: Google, desk: Desk, tmp_path: Path
) -> None:
    """Now is long past the deadline of 2020."""
    campaign(tmp_path / "campaigns")
    google.add_sheet("a", "Hướng dẫn", GOOD)
    collect = ("collect", *OWN, "--source", "google")
    done = run(*collect, BLUEZONE_CAMPAIGNS=str(tmp_path / "campaigns"))
    assert done.returncode == 2
    assert "Thư mục Drive của đợt báo cáo có tệp nhưng không tệp nào" in done.stderr
    assert nothing_is_said_of_any_unit(desk)
    said = run(*collect, "--nothing-sent", BLUEZONE_CAMPAIGNS=str(tmp_path / "campaigns"))
    assert said.returncode == 0


def test_the_doctor_says_it_too(run: Run, tmp_path: Path) -> None:
    done = run("doctor", "--source", str(tmp_path), "--json")
    assert done.returncode == 1
    assert "Nguồn" in [each["name"] for each in json.loads(done.stdout)["checks"] if not each["is_well"]]


def test_a_folder_with_one_units_file_is_the_right_one(run: Run) -> None:
    done = run("collect", "--source", str(FOLDER / "24-08-1700"), *BEFORE)
    assert done.returncode == 0
