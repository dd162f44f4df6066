"""`bluezone up` and `bluezone down` as an operator presses them: with a password, behind a proxy, in any state."""

from __future__ import annotations

import os
import signal
import socket
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import httpx
import pytest

from flows.steps.database import Database
from tests.serving import Served, environ_of, started, wait_for

PASSWORD = "desk:hush-hush"
DEAD_PROXY = "http://127.0.0.1:9"


@pytest.fixture(scope="module")
def raised(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """What `bluezone up` makes of a folder that does not exist yet."""
    served = Served(
        environ_of(
            tmp_path_factory.mktemp("operating") / "home",
            PREFECT_SERVER_API_AUTH_STRING=PASSWORD,
            HTTP_PROXY=DEAD_PROXY,
            HTTPS_PROXY=DEAD_PROXY,
            http_proxy=DEAD_PROXY,
            https_proxy=DEAD_PROXY,
        )
    )
    served.environ.pop("DATABASE_URL", None)
    try:
        printed = served.bluezone("up")
        assert f"Giao diện Prefect: {served.url}" in printed
        assert str(served.home / "logs") in printed
        assert "make down" in printed
        yield served
    finally:
        served.bluezone("down", "--now")


def pid(served: Served, name: str) -> int:
    return int((served.home / "run" / f"{name}.pid").read_text())


def processes_of(served: Served) -> list[str]:
    """The command lines of whatever was started with this home."""
    mark = f"BLUEZONE_HOME={served.home}".encode()
    found = []
    for entry in Path("/proc").iterdir():
        try:
            if entry.name.isdigit() and mark in (entry / "environ").read_bytes().split(b"\0"):
                found.append((entry / "cmdline").read_bytes().replace(b"\0", b" ").decode())
        except OSError:
            continue
    return [each for each in found if each]


def test_up_brings_the_ui_the_schedules_and_a_worker(raised: Served) -> None:
    assert httpx.get(raised.url, trust_env=False, follow_redirects=True).status_code == 200
    deployments = {each["name"]: each for each in raised.found("deployments")}
    assert len(deployments["daily"]["schedules"]) == 1
    [worker] = raised.found("work_pools/bluezone/workers")
    assert worker["status"] == "ONLINE"
    assert "bluezone: mất tín hiệu" in {each["name"] for each in raised.found("automations")}


def test_without_the_password_nobody_gets_in(raised: Served) -> None:
    answer = httpx.post(f"{raised.url}/api/deployments/filter", json={}, trust_env=False)
    assert answer.status_code == 401
    refused = raised.run("bluezone", "deploy", PREFECT_SERVER_API_AUTH_STRING="desk:wrong")
    assert refused.returncode == 5
    assert "không nhận mật khẩu" in refused.stderr
    assert "Traceback" not in refused.stderr


def test_a_run_outlives_a_killed_server_and_is_waited_for(raised: Served, tmp_path: Path) -> None:
    """The server dies under a run; `up` brings it back and leaves the worker; `down` waits, then leaves nothing."""
    run_id, _ = raised.press_waiting(tmp_path)
    worker, server = pid(raised, "worker"), pid(raised, "server")
    os.killpg(server, signal.SIGKILL)
    wait_for(lambda: not raised.is_up(), 30)
    raised.bluezone("up")
    assert pid(raised, "worker") == worker, "what runs is left running"
    assert pid(raised, "server") != server
    assert [len(each["schedules"]) for each in raised.found("deployments") if each["name"] == "daily"] == [1]

    assert len(processes_of(raised)) >= 3, "server, worker and run at least"

    refused = raised.run("bluezone", "down", "--wait", "0")
    assert refused.returncode == 1
    assert "bluezone down --now" in refused.stderr
    assert raised.asked("GET", "work_pools/bluezone")["is_paused"] is False
    assert raised.state(run_id)["type"] == "RUNNING"

    with started(raised, "down") as down:
        wait_for(lambda: "Chờ 1 lần chạy xong" in (raised.home / "down.out").read_text(), 120)
        (tmp_path / "enough").touch()
        assert down.wait(300) == 0
    with closing(sqlite3.connect(raised.home / "prefect" / "prefect.db")) as kept:
        [state] = kept.execute("SELECT state_name FROM flow_run WHERE id = ?", [run_id]).fetchone()
    assert state == "Completed"
    assert processes_of(raised) == []
    assert not (raised.home / "postgres" / "postmaster.pid").exists()
    assert "Đã dừng." in raised.bluezone("down"), "twice is safe"


def test_a_port_that_another_program_has_is_named(database: Database, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        environ = environ_of(
            tmp_path,
            DATABASE_URL=database.url.render_as_string(hide_password=False),
            PREFECT_SERVER_API_PORT=port,
        )
        refused = Served(environ).run("bluezone", "up")
    assert refused.returncode == 2
    assert f"Cổng {port}" in refused.stderr
