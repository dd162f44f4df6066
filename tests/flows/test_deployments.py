"""The deployments of prefect.yaml on a real Prefect server: schedules fire, reruns run in a worker."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from flows.demo.workbooks import FOLDER
from flows.steps.database import Database
from tests.desk import Desk

ROOT = Path(__file__).parents[2]
BIN = Path(sys.executable).parent
Prefect = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="module")
def environ(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """A Prefect server of this module's own, stopped at the end."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    environ = {
        **os.environ,
        "PREFECT_HOME": str(tmp_path_factory.mktemp("prefect")),
        "PREFECT_API_URL": f"http://127.0.0.1:{port}/api",
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "PREFECT_CLI_PROMPT": "false",
        # a worker keeps its files under the temporary folder, which root and others would share
        "TMPDIR": str(tmp_path_factory.mktemp("tmp")),
    }
    server = subprocess.Popen(
        [BIN / "prefect", "server", "start", "--host", "127.0.0.1", "--port", str(port), "--no-ui"],
        env=environ,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_for(lambda: healthy(environ["PREFECT_API_URL"]), seconds=180)
        yield environ
    finally:
        server.terminate()
        server.wait(30)


@pytest.fixture(scope="module")
def deployed(environ: dict[str, str]) -> dict[str, str]:
    """The server with the work pool and every deployment, deployed twice as an operator may."""
    prefect(environ, "work-pool", "create", "bluezone", "--type", "process")
    for _ in range(2):
        prefect(environ, "--no-prompt", "deploy", "--all")
    return environ


def prefect(environ: dict[str, str], *arguments: str) -> str:
    done = subprocess.run(
        [BIN / "prefect", *arguments],
        env=environ,
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def healthy(api: str) -> bool:
    try:
        return httpx.get(f"{api}/health", timeout=5).status_code == 200
    except httpx.TransportError:
        return False


def wait_for(is_so: Callable[[], Any], seconds: float) -> Any:
    deadline = time.monotonic() + seconds
    while not (found := is_so()):
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.5)
    return found


def asked(environ: dict[str, str], path: str, **body: Any) -> list[dict[str, Any]]:
    answer = httpx.post(f"{environ['PREFECT_API_URL']}/{path}", json=body, timeout=30)
    answer.raise_for_status()
    return answer.json()  # type: ignore[no-any-return]


def test_the_four_deployments_stand_with_their_schedules_in_viet_nam_time(deployed: dict[str, str]) -> None:
    deployments = {each["name"]: each for each in asked(deployed, "deployments/filter")}
    schedules = {
        name: [(one["schedule"]["cron"], one["schedule"]["timezone"]) for one in each["schedules"]]
        for name, each in deployments.items()
    }
    assert schedules == {
        "daily": [("0 17 * * *", "Asia/Ho_Chi_Minh")],
        "before-cutoff": [("55 23 28 8 *", "Asia/Ho_Chi_Minh")],
        "after-cutoff": [("5 0 29 8 *", "Asia/Ho_Chi_Minh")],
        "rerun": [],
    }
    fields = deployments["rerun"]["parameter_openapi_schema"]["properties"]
    assert list(fields) == ["campaign", "units", "reads_again", "dry_run", "source"]
    assert "650 · LĐLĐ huyện Krông Năng" in str(fields["units"])


def test_a_cron_deployment_gets_its_scheduled_runs(deployed: dict[str, str]) -> None:
    """With sqlalchemy 2.1 everything seems to work and the scheduler inserts nothing."""

    def scheduled() -> list[dict[str, Any]]:
        states = {"state": {"type": {"any_": ["SCHEDULED"]}}}
        names = {"name": {"any_": ["daily"]}}
        return asked(deployed, "flow_runs/filter", flow_runs=states, deployments=names)

    runs = wait_for(scheduled, seconds=60)
    hours = {run["expected_start_time"][11:16] for run in runs}
    assert hours == {"10:00"}, "17:00 in Viet Nam is 10:00 UTC"


def test_an_operators_rerun_runs_in_a_worker_and_loads_the_database(
    deployed: dict[str, str], database: Database, desk: Desk, tmp_path: Path
) -> None:
    environ = {
        **deployed,
        "DATABASE_URL": database.url.render_as_string(hide_password=False),
        "BLUEZONE_HOME": str(tmp_path),
        "PREFECT_WORKER_QUERY_SECONDS": "1",
    }
    worker = subprocess.Popen(
        [BIN / "prefect", "worker", "start", "--pool", "bluezone", "--type", "process", "--limit", "1"],
        env=environ,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        parameters = {"source": str(FOLDER / "28-08-2355"), "units": ["650"]}
        asked_for = asked(
            deployed,
            "deployments/filter",
            deployments={"name": {"any_": ["rerun"]}},
        )[0]
        created: Any = asked(
            deployed, f"deployments/{asked_for['id']}/create_flow_run", parameters=parameters
        )

        def ended() -> str | None:
            run = httpx.get(f"{deployed['PREFECT_API_URL']}/flow_runs/{created['id']}", timeout=30).json()
            return (
                run["state"]["name"] if run["state"]["type"] in ("COMPLETED", "FAILED", "CRASHED") else None
            )

        assert wait_for(ended, seconds=120) == "Completed"
    finally:
        worker.terminate()
        worker.wait(30)
    assert len(desk.query("SELECT * FROM report.submission WHERE unit_code = '650'")) == 4


def test_a_parameter_of_the_wrong_type_is_refused_when_it_is_sent(deployed: dict[str, str]) -> None:
    [rerun] = asked(deployed, "deployments/filter", deployments={"name": {"any_": ["rerun"]}})
    answer = httpx.post(
        f"{deployed['PREFECT_API_URL']}/deployments/{rerun['id']}/create_flow_run",
        json={"parameters": {"units": "650"}},
        timeout=30,
    )
    assert answer.status_code == 409
