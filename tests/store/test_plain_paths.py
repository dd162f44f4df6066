"""A home of any name carries the embedded server: shells, lists and URLs take names apart."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest

from flows.store.database import Database
from flows.store.embedded import plain_paths, postgres, process
from flows.store.migration import migrate
from tests.given.forms import FORMS

NAMES = ["o'brien $HOME dir", "nhà của tôi", 'a"b`c\\d', "100%25 & #1?x=y+z,w"]


@pytest.mark.parametrize("name", NAMES)
def test_an_embedded_server_serves_from_a_home_of_any_name(tmp_path: Path, name: str) -> None:
    home = tmp_path / name
    try:
        database = Database(postgres.start(home))
        migrate(database, FORMS)
        with database.begin() as connection:
            assert connection.exec_driver_sql("SELECT count(*) FROM core.campaign").scalar_one() == 0
        database.engine.dispose()
        assert postgres.psql().is_file()
        assert (home / "postgres" / "PG_VERSION").is_file(), "the data lie where they were asked for"
        assert postgres.start(home), "once more finds it running"
    finally:
        postgres.stop(home)
    assert not (home / "postgres" / "postmaster.pid").exists()
    assert [each.name for each in home.iterdir()] == ["postgres"]
    assert not plain_paths.link_of(home / "postgres").is_symlink()


@pytest.mark.parametrize("name", NAMES)
def test_programs_are_copied_whole_to_where_a_shell_finds_them(tmp_path: Path, name: str) -> None:
    root = tmp_path / name
    (root / "package" / "bin").mkdir(parents=True)
    (root / "package" / "bin" / "initdb").write_text("x")
    (root / "package.libs").mkdir()
    parts, place = ["package", "package.libs"], tmp_path / "copies" / "one"
    copy = plain_paths.copy_of(root, parts, place)
    assert plain_paths.is_plain(copy)
    assert (copy / "package" / "bin" / "initdb").read_text() == "x"
    assert (copy / "package.libs").is_dir()
    assert plain_paths.copy_of(root, parts, place) == copy


def test_a_worker_of_a_home_with_a_long_name_finds_the_server_that_a_command_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its temporary folder is in that home: a link there would be as long."""
    data = tmp_path / ("l" * 100) / "postgres"
    started = process.socket_folder(data)
    monkeypatch.setattr(tempfile, "tempdir", str(data.with_name("tmp")))
    assert process.socket_folder(data) == started
    plain_paths.forget_link(data)
    assert not Path(started).is_symlink()
