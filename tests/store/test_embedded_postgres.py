"""The server that comes along: whose it is, which folders it leaves as they were, and that no wait is without an end."""

from __future__ import annotations

import fcntl
import os
import pwd
import shutil
import signal
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from flows.errors import DatabaseUnavailable
from flows.store.database import Database
from flows.store.embedded import account, postgres

KEPT_TO_ITSELF = 0o700
IS_ROOT = os.geteuid() == 0


def modes(folder: Path) -> dict[str, int]:
    """Of a folder and of all above it."""
    return {str(each): each.stat().st_mode for each in (folder, *folder.parents)}


def postmaster(data: Path) -> int:
    """The server's first process, by the file that it keeps of itself."""
    return int((data / "postmaster.pid").read_text().split()[0])


@pytest.fixture(scope="module")
def closed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder that its owner keeps closed, with the clone's programs and a home in it, as under /root."""
    closed = tmp_path_factory.mktemp("closed")
    closed.chmod(KEPT_TO_ITSELF)
    package = account.installed_programs().parents[1]
    for part in account.parts(package):
        shutil.copytree(package.parent / part, closed / part, symlinks=True)
    programs = closed / package.name / account.RELEASE / "bin"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(account, "installed_programs", lambda: programs)
        yield closed
        postgres.stop(closed / "home")


def test_a_server_behind_closed_folders_leaves_every_folders_mode_as_it_was(closed: Path) -> None:
    before = modes(closed)
    database = Database(postgres.start(closed / "home"))
    with database.begin(role=None) as connection:
        assert connection.exec_driver_sql("SELECT to_tsvector('english', 'cats')").scalar_one() == "'cat':1"
    database.engine.dispose()
    assert modes(closed) == before
    assert (closed / "home").stat().st_mode & 0o777 == KEPT_TO_ITSELF
    assert (closed / "home" / "postgres").stat().st_mode & 0o777 == KEPT_TO_ITSELF


def test_it_runs_as_whoever_started_it_and_under_root_as_an_account_that_nobody_logs_in_to(
    closed: Path,
) -> None:
    server = Path(f"/proc/{postmaster(closed / 'home' / 'postgres')}")
    owner = pwd.getpwuid(server.stat().st_uid)
    if IS_ROOT:
        assert (owner.pw_name, owner.pw_shell) == (account.NAME, "/usr/sbin/nologin")
        assert "\nGroups:\t \n" in (server / "status").read_text(), "none of root's groups"
        reads = ["setpriv", f"--reuid={owner.pw_uid}", "--clear-groups", "ls", str(closed)]
        assert subprocess.run(reads, capture_output=True, check=False).returncode != 0, (
            "what is closed stays so"
        )
    else:
        assert owner.pw_uid == os.geteuid()


def test_none_of_the_desks_secrets_are_in_its_environment(
    closed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SMTP_URL", "smtp://desk:hush@mail")
    postgres.stop(closed / "home")
    postgres.start(closed / "home")
    server = Path(f"/proc/{postmaster(closed / 'home' / 'postgres')}")
    assert b"hush" not in (server / "environ").read_bytes()


def test_a_server_knocked_down_as_it_starts_is_started_again(closed: Path) -> None:
    data = closed / "home" / "postgres"
    postgres.stop(closed / "home")
    killed: list[int] = []

    def knock_down() -> None:
        until = time.monotonic() + 30
        while not killed and time.monotonic() < until:
            with suppress(FileNotFoundError, IndexError):
                pid = postmaster(data)
                os.kill(pid, signal.SIGKILL)
                killed.append(pid)
            time.sleep(0.002)

    knocking = threading.Thread(target=knock_down)
    knocking.start()
    url = postgres.start(closed / "home")
    knocking.join()
    assert killed not in ([], [postmaster(data)])
    database = Database(url)
    with database.begin(role=None) as connection:
        assert connection.exec_driver_sql("SELECT 1").scalar_one() == 1
    database.engine.dispose()


def test_a_start_waits_for_another_command_of_its_own_installation_and_not_without_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postgres, "LONGEST_WAIT", 0.3)
    with (tmp_path / "postgres.lock").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        with pytest.raises(DatabaseUnavailable, match=r"quá 0 giây.*postgres/log"):
            postgres.start(tmp_path)


def test_after_a_stop_nothing_is_left_but_the_data(closed: Path) -> None:
    data = closed / "home" / "postgres"
    postgres.stop(closed / "home")
    assert {each.name for each in data.iterdir()}.isdisjoint({"postmaster.pid", ".s.PGSQL.5432"})
    assert not list(account.COPIES.glob(f"*{account.digest(data)}*"))
