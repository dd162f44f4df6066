"""The units and the compose file name commands and files that there are, and nothing else is needed."""

from __future__ import annotations

import configparser
import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from flows.cli.main import bluezone
from tests.given.serving import ROOT

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
    if (analyze := shutil.which("systemd-analyze")) is not None:
        done = subprocess.run(
            [analyze, "verify", path], capture_output=True, text=True, check=False, timeout=60
        )
        # what is not installed on this machine is no fault of the unit
        faults = [
            line
            for line in done.stderr.splitlines()
            if path.name in line and "is not executable" not in line and "Failed to" not in line
        ]
        assert faults == []


MOST_EXPOSED = 4.0
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
    assert {each for each in mounted if not each.startswith("./")} == set(compose["volumes"])
    assert all((DEPLOY / each).is_file() for each in mounted if each.startswith("./"))
    assert services["server"]["ports"] == ["127.0.0.1:4200:4200"], "reachable from this machine only"


def test_the_makefile_has_up_and_down() -> None:
    targets = re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(), re.MULTILINE)
    assert {"up", "down"} <= set(targets)
