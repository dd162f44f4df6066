"""`bluezone up` and `bluezone down` as an operator presses them, and what goes on in between: schedules, reruns, kills.

One server for all of it, for a server, a deployment and a worker cost far more than what is asked of them. The tests
stand in the order of the story; the last one takes everything down.
"""

from __future__ import annotations

import os
import re
import signal
import socket
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
import sqlalchemy as sa
import yaml

from flows.demo.workbooks import FOLDER
from flows.serving.runs.places import SCHEDULED_AT_ONCE
from flows.serving.server.local_prefect import client_environ
from flows.settings import read_settings
from flows.store.database import Database
from flows.store.embedded import postgres
from tests.given import own_time
from tests.given import raised as raising
from tests.given.raised import pid, processes_of
from tests.given.serving import BIN, ROOT, Served, environ_of, started, wait_for

DEPLOYMENTS: list[dict[str, Any]] = yaml.safe_load((ROOT / "prefect.yaml").read_text())["deployments"]
LAST_DAY = f"{own_time.in_days(30):%Y%m%d}"
DAILY = f"DTSTART:20200818T170000\nRRULE:FREQ=DAILY;UNTIL={LAST_DAY}T170000"
REMIND = f"DTSTART:20200818T080000\nRRULE:FREQ=DAILY;UNTIL={LAST_DAY}T080000"
DECLARED: dict[str, list[tuple[str, str]]] = {
    **{each["name"]: [] for each in DEPLOYMENTS},
    "daily": [(DAILY, "Asia/Ho_Chi_Minh")],
    "remind": [(REMIND, "Asia/Ho_Chi_Minh")],
}
"""The campaign of 2020, were it open to this day: its cutoff is long past."""


@pytest.fixture(scope="module")
def raised(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("operating")
    campaigns = own_time.still_running(folder / "campaigns")
    with raising.raised(folder / "home", BLUEZONE_CAMPAIGNS=str(campaigns)) as served:
        yield served


def schedules(raised: Served) -> dict[str, list[tuple[str, str]]]:
    return {
        each["name"]: [(one["schedule"]["rrule"], one["schedule"]["timezone"]) for one in each["schedules"]]
        for each in raised.found("deployments")
    }


def test_up_brings_the_ui_the_schedules_and_a_worker(raised: Served) -> None:
    page = httpx.get(raised.url, trust_env=False, follow_redirects=True)
    assert page.status_code == 200
    # unpacked there, for an account of a service may not write where the program is
    assert page.content in [each.read_bytes() for each in raised.home.glob("prefect/ui/*/index.html")]
    assert schedules(raised) == DECLARED
    [worker] = raised.found("work_pools/bluezone/workers")
    assert worker["status"] == "ONLINE"
    assert "bluezone: mất tín hiệu" in {each["name"] for each in raised.found("automations")}


def test_without_the_password_nobody_gets_in(raised: Served) -> None:
    """`up` made it; a page in the operator's browser, which has none, records no exemption."""
    [form] = raised.found("deployments", deployments={"name": {"any_": ["exempt-unit"]}})
    stranger = {"Origin": "https://evil.example", "Content-Type": "text/plain"}
    for headers in (stranger, {}):
        forged = raised.send(
            "POST", f"api/deployments/{form['id']}/create_flow_run", json={}, headers=headers
        )
        assert forged.status_code in {401, 403}
    assert raised.found("flow_runs", deployments={"name": {"any_": ["exempt-unit"]}}) == []
    refused = raised.run("deploy", PREFECT_SERVER_API_AUTH_STRING="desk:wrong")
    assert refused.returncode == 5
    assert "PREFECT_API_AUTH_STRING" in refused.stderr
    assert "Traceback" not in refused.stderr


def test_the_password_is_in_one_file_and_in_no_log_and_no_list_of_processes(raised: Served) -> None:
    secret = raised.auth[1]
    assert not [each for each in processes_of(raised) if secret in each]
    files = [each for each in raised.home.rglob("*") if each.is_file()]
    holding = {each.name for each in files if secret.encode() in each.read_bytes()}
    assert holding == {"prefect.password"}
    assert (raised.home / "prefect.password").stat().st_mode & 0o777 == 0o600


def test_the_form_of_a_rerun_asks_what_a_collection_needs(raised: Served) -> None:
    [rerun] = raised.found("deployments", deployments={"name": {"any_": ["rerun"]}})
    fields = rerun["parameter_openapi_schema"]["properties"]
    assert {"campaign", "units", "source", "reads_again", "dry_run"} <= fields.keys()
    assert fields["campaign"]["title"] == "Đợt báo cáo"


def test_a_blank_reason_or_a_wrong_instant_is_refused_before_a_run_starts(raised: Served) -> None:
    good = {
        "campaign": "bluezone-2020",
        "unit": "650 · LĐLĐ huyện Krông Năng",
        "cutoff_at": "hết ngày 31/8",
        "reason": "lũ",
        "decided_by": "Ban Thường vụ",
    }
    for wrong in ({"reason": " "}, {"cutoff_at": "hết tháng 8"}, {"unit": "650"}):
        with pytest.raises(httpx.HTTPStatusError, match="409"):
            raised.pressed("grant-extension", **{**good, **wrong})


def test_an_operators_run_goes_before_a_backlog_and_never_lacks_a_place(raised: Served) -> None:
    """All due a little later than a worker looks ahead, so that ours takes none of them."""
    due = datetime.now(UTC) + timedelta(seconds=60)
    backlog = [raised.pressed("daily", due=due + timedelta(seconds=n)) for n in range(SCHEDULED_AT_ONCE + 2)]
    operators = raised.pressed("rerun", due=due + timedelta(seconds=10))
    soon = (due + timedelta(seconds=20)).isoformat()
    given = raised.asked("POST", "work_pools/bluezone/get_scheduled_flow_runs", {"scheduled_before": soon})
    runs = [each["flow_run"]["id"] for each in given]
    assert runs[0] == operators
    assert runs[1:] == backlog[:SCHEDULED_AT_ONCE]
    for run_id in (*backlog, operators):
        raised.asked("DELETE", f"flow_runs/{run_id}")


def test_a_worker_runs_in_the_place_of_the_command_too(raised: Served, tmp_path: Path) -> None:
    """As systemd and containers start it; nothing is written into the account's own folder."""
    with started(raised, "worker", HOME=str(tmp_path)):
        wait_for(lambda: "started!" in (raised.home / "worker.out").read_text(), 120)
    assert list(tmp_path.iterdir()) == []


def test_an_operators_rerun_runs_in_a_worker_and_a_killed_run_is_crashed(
    raised: Served, tmp_path: Path
) -> None:
    rerun = raised.pressed("rerun", source=str(FOLDER / "28-08-2355"), units=["650 · LĐLĐ huyện Krông Năng"])
    killed, process = raised.press_waiting(tmp_path)
    os.kill(process, signal.SIGKILL)
    assert raised.end_of(rerun)["name"] == "Completed"
    assert raised.end_of(killed)["type"] == "CRASHED"
    database = Database(postgres.start(raised.home))
    with database.begin() as connection:
        found = connection.execute(sa.text("SELECT DISTINCT unit_code FROM report.submission"))
        assert found.scalars().all() == ["650"]
    database.engine.dispose()


def test_a_cron_deployment_gets_its_scheduled_runs(raised: Served) -> None:
    """With prefect 3.8.8 and sqlalchemy 2.1, and with 3.9.1 and whenever 0.10.5, all seems well and nothing is scheduled.

    Asked late in the story: a scheduler looks round once a minute, and what comes before need not wait for it.
    """
    states = {"state": {"type": {"any_": ["SCHEDULED"]}}}
    names = {"name": {"any_": ["daily"]}}
    runs = wait_for(lambda: raised.found("flow_runs", flow_runs=states, deployments=names), 120)
    hours = {run["expected_start_time"][11:16] for run in runs}
    assert hours == {"10:00"}, "17:00 in Viet Nam is 10:00 UTC"

    def named() -> bool:
        runs = raised.found("flow_runs", flow_runs=states, deployments=names)
        return all(re.fullmatch(r"thu thập \d+/\d+ 17:00", run["name"]) for run in runs)

    wait_for(named, 120)


@dataclass(frozen=True)
class Again:
    """What `up` found when it was pressed again: a run under way, a killed server, another schedule."""

    run_id: str
    folder: Path
    worker: int
    server: int
    schedule_id: str


@pytest.fixture(scope="module")
def again(raised: Served, tmp_path_factory: pytest.TempPathFactory) -> Again:
    folder = tmp_path_factory.mktemp("again")
    run_id, _ = raised.press_waiting(folder)
    [daily] = raised.found("deployments", deployments={"name": {"any_": ["daily"]}})
    [schedule] = daily["schedules"]
    other = DAILY.replace("T17", "T16")
    another = {"schedule": {**schedule["schedule"], "rrule": other}}
    raised.asked("PATCH", f"deployments/{daily['id']}/schedules/{schedule['id']}", another)
    # a release before this one had each schedule in prefect.yaml, and no other would take it away
    yearly = {
        "schedule": {"cron": "55 23 28 8 *", "timezone": "Asia/Ho_Chi_Minh"},
        "slug": "before-cutoff-2355",
    }
    [before] = raised.found("deployments", deployments={"name": {"any_": ["before-cutoff"]}})
    raised.asked("POST", f"deployments/{before['id']}/schedules", [yearly])
    deployed = subprocess.run(
        [BIN / "python", "-m", "prefect", "--no-prompt", "deploy", "--name", "daily"],
        cwd=ROOT, env=client_environ(read_settings(raised.environ), raised.environ), capture_output=True,
        text=True, timeout=300, check=False,
    )  # fmt: skip
    assert deployed.returncode == 0, deployed.stdout + deployed.stderr
    [daily] = raised.found("deployments", deployments={"name": {"any_": ["daily"]}})
    kept = [(each["id"], each["schedule"]["rrule"]) for each in daily["schedules"]]
    assert kept == [(schedule["id"], other)], "prefect's own command leaves the schedules as they are"
    found = Again(run_id, folder, pid(raised, "worker"), pid(raised, "server"), schedule["id"])
    os.killpg(found.server, signal.SIGKILL)
    wait_for(lambda: not raised.is_up(), 30)
    raised.installed("up")
    return found


def test_up_again_brings_a_killed_server_back_and_leaves_what_runs(raised: Served, again: Again) -> None:
    assert pid(raised, "worker") == again.worker, "what runs is left running"
    assert pid(raised, "server") != again.server
    assert len(processes_of(raised)) >= 3, "server, worker and run at least"


def test_deploying_again_keeps_each_schedule_once_and_moves_it_in_place(raised: Served, again: Again) -> None:
    assert schedules(raised) == {**DECLARED, "waiting": []}
    [daily] = raised.found("deployments", deployments={"name": {"any_": ["daily"]}})
    assert [each["id"] for each in daily["schedules"]] == [again.schedule_id]


def test_a_run_outlives_a_killed_server_and_is_waited_for(raised: Served, again: Again) -> None:
    """`down` waits, then leaves nothing."""
    refused = raised.run("down", "--wait", "0")
    assert refused.returncode == 1
    assert "bluezone down --now" in refused.stderr
    assert raised.asked("GET", "work_pools/bluezone")["is_paused"] is False
    assert raised.state(again.run_id)["type"] == "RUNNING"

    with started(raised, "down") as down:
        wait_for(lambda: "Chờ 1 lần chạy xong" in (raised.home / "down.out").read_text(), 120)
        (again.folder / "enough").touch()
        assert down.wait(300) == 0
    with closing(sqlite3.connect(raised.home / "prefect" / "prefect.db")) as kept:
        [state] = kept.execute("SELECT state_name FROM flow_run WHERE id = ?", [again.run_id]).fetchone()
    assert state == "Completed"
    assert processes_of(raised) == []
    assert not (raised.home / "postgres" / "postmaster.pid").exists()
    assert "Đã dừng." in raised.bluezone("down"), "twice is safe"
    left = [each.name for each in (*raised.home.iterdir(), *raised.home.glob("*/*"))]
    assert not [each for each in left if each.endswith((".pid", ".lock", "-wal", "-shm")) or each == "tmp"]
    raised.bluezone("clean")
    assert {each.suffix for each in raised.home.iterdir()} == {".out"}, (
        "fiction goes without a question; what stays is these tests' own"
    )


def test_a_port_that_another_program_has_is_named(database: Database, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        environ = environ_of(
            tmp_path,
            DATABASE_URL=database.url.render_as_string(hide_password=False),
            PREFECT_SERVER_API_PORT=port,
        )
        refused = Served(environ).run("up")
    assert refused.returncode == 2
    assert f"Cổng {port}" in refused.stderr
