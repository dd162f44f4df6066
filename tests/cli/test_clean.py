"""Who removes everything is asked first, when the database keeps looks at real sheets or nobody can tell."""

from __future__ import annotations

import os
import pty
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from flows.demo.workbooks import INSTANTS
from flows.store.database import Database
from flows.store.embedded import postgres
from flows.store.files import home
from flows.store.migration import migrate
from flows.store.recorded import kept_looks
from tests.conftest import CAMPAIGNS
from tests.given.databases import simulate_clock
from tests.given.desk import GOOD, Desk
from tests.given.forms import FORMS
from tests.given.serving import BIN, environ_of

FICTION = list(INSTANTS)


def clean(place: Path, answer: str | None = None) -> tuple[int, str]:
    """`bluezone clean` with somebody at the keyboard, who types this; with nobody there for None."""
    keyboard, theirs = pty.openpty() if answer is not None else (None, subprocess.DEVNULL)
    if keyboard is not None:
        os.write(keyboard, f"{answer}\n".encode())
    done = subprocess.run(
        [BIN / "bluezone", "clean"],
        env=environ_of(place),
        stdin=theirs,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=300,
        check=False,
    )
    for each in (keyboard, theirs if answer is not None else None):
        if each is not None:
            os.close(each)
    return done.returncode, done.stdout


@pytest.fixture
def real(tmp_path: Path) -> Iterator[Path]:
    """A home whose embedded database keeps one look at a real sheet."""
    place = tmp_path / "home"
    database = Database(postgres.start(place))
    migrate(database, FORMS)
    simulate_clock(database)
    Desk(database, CAMPAIGNS / "bluezone-2020").look("650", "28/8 17:00", GOOD)
    database.engine.dispose()
    yield place
    postgres.stop(place)


def test_looks_at_real_sheets_go_only_when_somebody_says_so(real: Path) -> None:
    refused, said = clean(real)
    assert refused == 2
    assert "1 lần ghi nhận bảng thật của 1 đơn vị, lần cuối 28/8/2020 17:00" in said
    assert "REMOVE=yes" in said
    kept, said = clean(real, "không")
    assert kept == 2
    assert "Đã giữ nguyên" in said
    assert kept_looks.in_home(real, FICTION).looks == 1
    (real / "notes.txt").write_text("the desk's own")
    # as some keyboards type it: the letter and its mark apart
    done, said = clean(real, "co\u0301")
    assert done == 0, said
    assert [each.name for each in real.iterdir()] == ["notes.txt"]


def test_a_database_that_nobody_can_look_into_is_asked_about_as_well(tmp_path: Path) -> None:
    (tmp_path / "home" / "postgres" / "base").mkdir(parents=True)
    refused, said = clean(tmp_path / "home")
    assert refused == 2
    assert "Không biết" in said
    assert (tmp_path / "home" / "postgres" / "base").is_dir()


def test_fiction_and_a_database_without_tables_are_nothing_to_ask_about(
    desk: Desk, bare_database: Database, tmp_path: Path
) -> None:
    assert kept_looks.of(bare_database, FICTION) == kept_looks.NONE
    assert kept_looks.in_home(tmp_path, FICTION) == kept_looks.NONE
    desk.look("650", "28/8 17:00", GOOD)
    assert kept_looks.of(desk.database, FICTION).looks == 1
    with desk.database.begin(None) as connection:
        source = connection.exec_driver_sql("SELECT source FROM raw.collection_run").scalar_one()
    assert kept_looks.of(desk.database, [*FICTION, source]) == kept_looks.NONE


def test_what_was_never_ours_stays_where_a_home_was(tmp_path: Path) -> None:
    for name in home.OURS:
        (tmp_path / "home" / name.replace("*", "x")).mkdir(parents=True)
    home.remove(tmp_path / "home")
    assert not (tmp_path / "home").exists()
    home.remove(tmp_path / "home")
