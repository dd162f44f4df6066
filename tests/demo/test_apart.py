"""The demonstration is apart: nothing of the desk's environment reaches it, and one plays at a time."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

import flows.settings
from flows.demo import apart
from flows.errors import ConfigurationError
from flows.settings import NOT_OF_THE_MACHINE, read_settings
from flows.store.database import Database
from flows.store.embedded import postgres
from tests.given.serving import Served, environ_of

VARIABLES = re.findall(r"^\| ([A-Z_]+) \|", str(flows.settings.__doc__), re.MULTILINE)


def test_every_variable_of_the_settings_is_left_behind() -> None:
    assert "DATABASE_URL" in VARIABLES
    assert [each for each in VARIABLES if not each.startswith(NOT_OF_THE_MACHINE)] == []


def test_whatever_is_set_for_the_desk_the_demonstration_is_beside_it_with_a_server_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(os, "environ", dict(os.environ))
    others = dict.fromkeys(VARIABLES, "10")
    prefects = {"PREFECT_HOME": "/desk", "PREFECT_API_AUTH_STRING": "desk:hush", "PGHOSTADDR": "192.0.2.1"}
    os.environ.update({**others, **prefects, "BLUEZONE_HOME": str(tmp_path / "home")})
    own = apart.beside(read_settings())
    assert own.home == tmp_path / "home-demo"
    assert apart.enter(own) == ["DATABASE_URL", "PREFECT_API_URL"]
    assert read_settings() == own == read_settings({"BLUEZONE_HOME": str(own.home)})
    assert [each for each in os.environ if each.startswith(("PREFECT_", "PG"))] == []
    assert Path.cwd() == own.home, "no .env or prefect.toml of the folder it was called in is read"


def test_two_who_play_at_once_are_told_of_each_other(tmp_path: Path) -> None:
    own = apart.beside(read_settings({"BLUEZONE_HOME": str(tmp_path / "home")}))
    with apart.alone(own):
        refused = Served(environ_of(tmp_path / "home")).run("demo")
        assert (refused.returncode, refused.stdout) == (2, "")
        assert "đang chạy" in refused.stderr
        with pytest.raises(ConfigurationError), apart.alone(own):
            pass
    with apart.alone(own):
        apart.stop(own)
    assert list(own.home.iterdir()) == []


def test_a_shell_that_names_another_server_does_not_lead_away_from_a_socket(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PGHOSTADDR", "127.0.0.2")
    monkeypatch.setenv("PGPORT", "9")
    database = Database(postgres.start(home))
    with database.begin(role=None) as connection:
        assert connection.exec_driver_sql("SELECT 1").scalar_one() == 1
    database.engine.dispose()
