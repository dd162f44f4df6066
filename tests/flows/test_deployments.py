"""The deployments of prefect.yaml on a real Prefect server: schedules fire, reruns run in a worker."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml

from flows.demo.workbooks import FOLDER
from flows.serving.work_pool import SCHEDULED_AT_ONCE
from flows.steps.database import Database
from tests.desk import Desk
from tests.serving import ROOT, Served, serving, started, wait_for

DEPLOYMENTS: list[dict[str, Any]] = yaml.safe_load((ROOT / "prefect.yaml").read_text())["deployments"]
OPERATORS = {each["name"] for each in DEPLOYMENTS if "operator" in each["tags"]}


@pytest.fixture(scope="module")
def deployed(tmp_path_factory: pytest.TempPathFactory, prefect_database: Path) -> Iterator[Served]:
    """A server of this module's own with the work pool and every deployment."""
    with serving(tmp_path_factory.mktemp("deployments"), prefect_database) as served:
        served.bluezone("deploy")
        yield served


def schedules(deployed: Served) -> dict[str, list[tuple[str, str]]]:
    return {
        each["name"]: [(one["schedule"]["cron"], one["schedule"]["timezone"]) for one in each["schedules"]]
        for each in deployed.found("deployments")
    }


def test_deploying_again_keeps_each_schedule_once_and_moves_it_in_place(
    deployed: Served, tmp_path: Path
) -> None:
    declared = {
        each["name"]: [(one["cron"], "Asia/Ho_Chi_Minh") for one in each.get("schedules", [])]
        for each in DEPLOYMENTS
    }
    assert declared["daily"] == [("0 17 * * *", "Asia/Ho_Chi_Minh")]
    assert schedules(deployed) == declared
    changed = (ROOT / "prefect.yaml").read_text().replace("0 17 * * *", "30 16 * * *")
    (tmp_path / "prefect.yaml").write_text(changed)
    arguments = ("--no-prompt", "deploy", "--name", "daily", "--prefect-file", str(tmp_path / "prefect.yaml"))
    done = deployed.run("prefect", *arguments, PREFECT_API_URL=f"{deployed.url}/api")
    assert done.returncode == 0, done.stdout + done.stderr
    assert schedules(deployed) == {**declared, "daily": [("30 16 * * *", "Asia/Ho_Chi_Minh")]}
    deployed.bluezone("deploy")
    assert schedules(deployed) == declared


def test_the_form_of_a_rerun_asks_what_a_collection_needs(deployed: Served) -> None:
    [rerun] = deployed.found("deployments", deployments={"name": {"any_": ["rerun"]}})
    fields = rerun["parameter_openapi_schema"]["properties"]
    assert {"campaign", "units", "source", "reads_again", "dry_run"} <= fields.keys()


def test_operators_have_a_queue_of_their_own_and_schedules_never_run_into_each_other() -> None:
    assert {"rerun"} <= OPERATORS
    for each in DEPLOYMENTS:
        assert "bluezone" in each["tags"], "the automations watch what bears the tag"
        if each["name"] in OPERATORS:
            assert each["work_pool"]["work_queue_name"] == "operators"
            assert "concurrency_limit" not in each
            assert "schedules" not in each
        else:
            assert each["work_pool"]["work_queue_name"] == "default"
            assert each["concurrency_limit"] == {"limit": 1, "collision_strategy": "ENQUEUE"}


def test_a_cron_deployment_gets_its_scheduled_runs(deployed: Served) -> None:
    """With sqlalchemy 2.1 everything seems to work and the scheduler inserts nothing."""
    states = {"state": {"type": {"any_": ["SCHEDULED"]}}}
    names = {"name": {"any_": ["daily"]}}
    runs = wait_for(lambda: deployed.found("flow_runs", flow_runs=states, deployments=names), 120)
    hours = {run["expected_start_time"][11:16] for run in runs}
    assert hours == {"10:00"}, "17:00 in Viet Nam is 10:00 UTC"


def test_an_operators_run_goes_before_a_backlog_and_never_lacks_a_place(deployed: Served) -> None:
    backlog = [deployed.pressed("daily") for _ in range(SCHEDULED_AT_ONCE + 2)]
    operators = deployed.pressed("rerun")
    soon = (datetime.now(UTC) + timedelta(minutes=1)).isoformat()
    given = deployed.asked("POST", "work_pools/bluezone/get_scheduled_flow_runs", {"scheduled_before": soon})
    runs = [each["flow_run"]["id"] for each in given]
    assert runs[0] == operators
    assert runs[1:] == backlog[:SCHEDULED_AT_ONCE]
    for run_id in (*backlog, operators):
        deployed.asked("DELETE", f"flow_runs/{run_id}")


def test_an_operators_rerun_runs_in_a_worker_and_a_killed_run_is_crashed(
    deployed: Served, database: Database, desk: Desk, tmp_path: Path
) -> None:
    url = database.url.render_as_string(hide_password=False)
    with started(deployed, "worker", DATABASE_URL=url):
        rerun = deployed.pressed("rerun", source=str(FOLDER / "28-08-2355"), units=["650"])
        killed, process = deployed.press_waiting(tmp_path)
        os.kill(process, signal.SIGKILL)
        assert deployed.end_of(rerun)["name"] == "Completed"
        assert deployed.end_of(killed)["type"] == "CRASHED"
    assert desk.query("SELECT unit_code FROM report.submission")[0]["unit_code"] == "650"
