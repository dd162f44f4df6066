"""The units and the compose file name commands and files that there are, and tell each process what it reads."""

from __future__ import annotations

import configparser
import re
import shutil
import subprocess
from collections import UserDict
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
import yaml

import flows.settings
from flows.cli.main import bluezone
from flows.serving import operating
from flows.settings import Settings, read_settings
from flows.store.database import open_database
from tests.given.serving import BIN, ROOT

DEPLOY = ROOT / "flows" / "deploy"
UNITS = sorted(DEPLOY.glob("*.service"))
COMMAND = re.compile(r"\bbluezone ([a-z]+)((?: --[a-z]+)*)")


def commands(text: str) -> list[tuple[str, list[str]]]:
    """Each `bluezone` command and its options, comments aside."""
    lines = [line for line in text.splitlines() if not line.lstrip().startswith("#")]
    return [(name, options.split()) for name, options in COMMAND.findall("\n".join(lines))]


@pytest.mark.parametrize("path", [*UNITS, DEPLOY / "compose.yaml"], ids=lambda path: path.name)
def test_every_command_named_is_one_of_ours_with_its_options(path: Path) -> None:
    named = commands(path.read_text())
    assert named
    for name, options in named:
        known = {opt for parameter in bluezone.commands[name].params for opt in parameter.opts}
        assert set(options) <= known


@pytest.mark.parametrize("path", UNITS, ids=lambda path: path.name)
def test_a_unit_reads_as_one_and_drains_before_it_is_stopped(path: Path) -> None:
    unit = configparser.ConfigParser(strict=False, interpolation=None)
    unit.optionxform = str  # type: ignore[assignment,method-assign]
    unit.read_string(path.read_text())
    service = unit["Service"]
    if "worker" in service["ExecStart"]:
        waited = int(service["ExecStop"].rpartition(" ")[2])
        assert service["ExecStop"].endswith(f"bluezone drain --wait {waited}")
        assert int(service["TimeoutStopSec"]) > waited


def test_systemd_reads_every_line_of_the_units(tmp_path: Path) -> None:
    """Where it is installed; `python -m tests.machine` starts them under it."""
    for unit in UNITS:
        # a program that there is, on whichever machine
        text = unit.read_text().replace("/opt/bluezone/.venv/bin", str(BIN))
        (tmp_path / unit.name).write_text(text)
    if (analyze := shutil.which("systemd-analyze")) is not None:
        units = [tmp_path / unit.name for unit in UNITS]
        done = subprocess.run(
            [analyze, "verify", *units], capture_output=True, text=True, check=False, timeout=60
        )
        assert (done.returncode, done.stderr) == (0, "")


MOST_EXPOSED = 2.0
"""Of 10, as `systemd-analyze security` counts; a unit without any care is near 9.6."""


@pytest.mark.parametrize("path", UNITS, ids=lambda path: path.name)
def test_a_unit_keeps_its_files_to_itself_and_reaches_little_of_the_machine(path: Path) -> None:
    lines = path.read_text().splitlines()
    assert {"UMask=0077", "StateDirectoryMode=0700", "NoNewPrivileges=yes", "User=bluezone"} <= set(lines)
    if (analyze := shutil.which("systemd-analyze")) is not None:
        done = subprocess.run(
            [analyze, "security", "--offline=yes", path],
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
        [exposed] = re.findall(r"exposure level for \S+: ([\d.]+)", done.stdout)
        assert float(exposed) <= MOST_EXPOSED


def test_the_owner_of_the_tables_migrates_and_nobody_else_has_its_password() -> None:
    holders = {path.name for path in UNITS if "EnvironmentFile=/etc/bluezone-owner.env" in path.read_text()}
    assert holders == {"bluezone-migrate.service"}
    assert ("migrate", []) not in commands((DEPLOY / "bluezone-worker.service").read_text())
    services = yaml.safe_load((DEPLOY / "compose.yaml").read_text())["services"]
    holders = {name for name, service in services.items() if "OWNER_PASSWORD" in str(service)}
    assert holders == {"postgres", "migrate"}
    assert "//bluezone_worker:" in services["worker"]["environment"]["DATABASE_URL"]
    assert services["worker"]["depends_on"]["migrate"] == {"condition": "service_completed_successfully"}


def test_the_compose_file_builds_from_files_that_there_are_and_tells_every_client_the_password() -> None:
    compose = yaml.safe_load((DEPLOY / "compose.yaml").read_text())
    services = compose["services"]
    assert services.keys() == {"postgres", "migrate", "server", "worker"}
    for name in ("server", "worker"):
        build = services[name]["build"]
        context = (DEPLOY / build["context"]).resolve()
        assert context == ROOT
        assert (context / build["dockerfile"]).is_file()
        assert "PREFECT_SERVER_API_AUTH_STRING" in services[name]["environment"]
    mounted = {each.partition(":")[0] for s in services.values() for each in s.get("volumes", [])}
    assert {each for each in mounted if re.fullmatch("[a-z]+", each)} == set(compose["volumes"])
    assert all((DEPLOY / each).is_file() for each in mounted if each.startswith("./"))
    assert services["server"]["ports"] == ["127.0.0.1:4200:4200"], "reachable from this machine only"


class Asked(UserDict[str, str]):
    """An environment that remembers what it was asked for; each variable is as the compose file's services have it."""

    def __init__(self, **given: str) -> None:
        super().__init__(given)
        self.names: set[str] = set()

    def get(self, name: str, default: Any = None) -> Any:
        self.names.add(name)
        return super().get(name, default)


class Watched(Settings):
    """Settings that remember which of them were read."""

    read: set[str] = set()  # noqa: RUF012 - one for all: instances are frozen

    def __getattribute__(self, name: str) -> Any:
        Watched.read.add(name)
        return super().__getattribute__(name)


def variables() -> set[str]:
    """Of flows/settings.py, by its own table."""
    return set(re.findall(r"^\| ([A-Z_]+) \|", str(flows.settings.__doc__), re.MULTILINE))


def told(service: str) -> dict[str, str]:
    """The environment of a service: the image's, then its own."""
    [line] = re.findall(r"^ENV (.*)$", (DEPLOY / "Dockerfile").read_text(), re.MULTILINE)
    own = yaml.safe_load((DEPLOY / "compose.yaml").read_text())["services"][service]["environment"]
    return {**dict(each.split("=", 1) for each in line.split()), **own}


def named_in(example: str) -> dict[str, str]:
    lines = (DEPLOY / example).read_text(encoding="utf-8").splitlines()
    return dict(line.split("=", 1) for line in lines if not line.startswith("#") and line)


def test_every_variable_of_the_settings_reaches_the_worker_of_units_and_of_containers() -> None:
    asked = Asked()
    read_settings(asked)
    assert variables() == asked.names, "the table of flows/settings.py"
    assert variables() <= told("worker").keys()
    assert variables() - {"BLUEZONE_HOME"} <= named_in("bluezone.env").keys()
    for unit in UNITS:
        assert "Environment=BLUEZONE_HOME=/var/lib/bluezone\n" in unit.read_text()
    # what an installer leaves as it is means what it means where nothing is set
    unset = Asked(
        **{name: value for name, value in named_in("bluezone.env").items() if "CHANGE" not in value}
    )
    assert read_settings(unset) == read_settings({})


def test_a_variable_for_the_worker_comes_from_whoever_starts_the_containers() -> None:
    own = {name: value for name, value in told("worker").items() if "${" + name in value}
    fixed = {"BLUEZONE_HOME", "DATABASE_URL", "PREFECT_API_URL", "GOOGLE_APPLICATION_CREDENTIALS"}
    assert own.keys() >= variables() - fixed - {"BLUEZONE_CAMPAIGNS"}
    compose = (DEPLOY / "compose.yaml").read_text()
    assert f"${{BLUEZONE_CAMPAIGNS:-../campaigns}}:{told('worker')['BLUEZONE_CAMPAIGNS']}:ro" in compose
    assert told("worker")["GOOGLE_APPLICATION_CREDENTIALS"] == "/run/secrets/google"


@pytest.mark.parametrize("service", ["server", "migrate"])
def test_server_and_migration_are_told_all_that_they_read(service: str, tmp_path: Path) -> None:
    given = {**told(service), "BLUEZONE_HOME": str(tmp_path)}
    settings = read_settings(given)
    watched = Watched(**{each.name: getattr(settings, each.name) for each in fields(Settings)})
    Watched.read.clear()
    operating.server(watched) if service == "server" else open_database(watched).engine.dispose()
    read = {each.name for each in fields(Settings)} & Watched.read
    names = {"home": "BLUEZONE_HOME", "campaigns": "BLUEZONE_CAMPAIGNS", "database_url": "DATABASE_URL"}
    assert {names[each] for each in read} <= told(service).keys()


def test_passwords_stand_in_no_file_that_is_kept_or_goes_into_the_image() -> None:
    assert "flows/deploy/.env" in (ROOT / ".gitignore").read_text().splitlines()
    assert "**/.env" in (ROOT / ".dockerignore").read_text().splitlines()
    for example in DEPLOY.glob("*.env"):
        addresses = [value for value in named_in(example.name).values() if "@" in value]
        assert all(":CHANGE@" in each for each in addresses), example.name


def test_the_makefile_has_up_and_down() -> None:
    targets = re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(), re.MULTILINE)
    assert {"up", "down"} <= set(targets)
