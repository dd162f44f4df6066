"""The demonstration a newcomer watches: every standing occurs, and what it says is what the database says."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import zipfile
from dataclasses import replace
from functools import partial
from pathlib import Path
from xml.etree.ElementTree import canonicalize

import pytest
from rich.console import Console

import flows.collect
from flows.demo.play import play
from flows.demo.story import files
from flows.demo.workbooks import FOLDER, INSTANTS
from flows.errors import ConfigurationError
from flows.serving.runs.task_runners import chunks
from flows.settings import Settings
from tests.given.desk import GOOD, Desk

pytestmark = pytest.mark.usefixtures("prefect_server")


def played(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr(flows.collect, "read_settings", lambda: settings)
    # all units in two task runs: that each may have its own is test_collect's, and 200 more prove nothing here
    monkeypatch.setattr(flows.collect, "chunks", partial(chunks, most=2))
    # what it prepares is for a process of its own
    monkeypatch.setattr(os, "environ", dict(os.environ))
    console = Console(file=io.StringIO(), width=160)
    play(settings, console)
    return console.file.getvalue()  # type: ignore[attr-defined, no-any-return]


def test_every_standing_occurs_and_the_figures_are_those_of_the_story(
    settings: Settings, database: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = played(settings, monkeypatch)
    for told in (
        "đúng hạn",
        "trễ hạn",
        "chưa báo cáo",
        "cần sửa",
        "cần xác minh",
        "chưa đến hạn",
        "miễn báo cáo",
    ):
        assert told in shown
    assert "Nếu hiểu hạn khác đi" in shown
    assert "psql" in shown
    desk = Desk.__new__(Desk)
    desk.database = database  # type: ignore[assignment]
    at = "2020-09-03T17:00+07:00"
    standings = {
        row["unit_code"]: row["standing"]
        for row in desk.query("SELECT unit_code, standing FROM report.unit_standing_at(:at)", at=at)
    }
    assert {code for code, standing in standings.items() if standing != "on_time"} == {
        "646", "647", "648", "649", "653", "654", "CN-NN",
    }  # fmt: skip
    [stale] = desk.query("SELECT unit_code FROM report.submission WHERE stale_since IS NOT NULL")
    assert stale["unit_code"] == "651"
    left = desk.query("SELECT unit_code FROM report.submission_history WHERE valid_to IS NOT NULL")
    assert {row["unit_code"] for row in left} >= {"651", "652", "650"}
    before = desk.dump()
    played(settings, monkeypatch)
    assert desk.dump() == before, "playing it again changes nothing"


def test_the_demonstration_never_plays_over_real_data(settings: Settings, desk: Desk) -> None:
    desk.look("650", "28/8 17:00", GOOD)
    with pytest.raises(ConfigurationError, match="đã có số liệu thật"):
        play(replace(settings), Console(file=io.StringIO()))


def test_the_workbooks_kept_are_those_the_story_makes() -> None:
    for instant in INSTANTS:
        kept = {path.name: path.read_bytes() for path in (FOLDER / instant).iterdir()}
        made = files(instant)
        assert kept.keys() == made.keys()
        for name, content in made.items():
            assert meant(content) == meant(kept[name]), name


def meant(content: bytes) -> object:
    """A file by its parts, as XML says when two are the same: with lxml beside it, openpyxl writes other bytes."""
    if not content.startswith(b"PK"):
        return content
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            return [
                (part.filename, part.date_time, canonicalize(book.read(part), rewrite_prefixes=True))
                for part in book.infolist()
            ]
    except zipfile.BadZipFile:
        return "cut short"


def test_a_newcomers_demo_runs_on_the_embedded_server(tmp_path: Path) -> None:
    """With no database at all: the server comes as a wheel and is left running for psql."""
    command = Path(sys.executable).parent / "bluezone"
    environ = {"PATH": "/usr/bin:/bin", "HOME": str(tmp_path), "BLUEZONE_HOME": str(tmp_path / "home")}
    try:
        done = subprocess.run(
            [command, "migrate"], env=environ, capture_output=True, text=True, timeout=120, check=False
        )
        assert done.returncode == 0, done.stderr
        assert "postgresql://postgres@/postgres?host=" in done.stdout
        assert done.stderr == ""
    finally:
        subprocess.run([command, "stop"], env=environ, check=True, timeout=60)
