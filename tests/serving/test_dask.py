"""The workers of a Dask scheduler, chosen by the environment alone, give the rows that threads give."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import dask
import pytest
import sqlalchemy as sa
from distributed import Client, LocalCluster
from prefect.context import refresh_global_settings_context
from prefect.settings import PREFECT_API_URL
from prefect_dask import DaskTaskRunner

import flows.collect
import flows.desk.collection.run
from flows.collect import collect
from flows.demo.workbooks import FOLDER, INSTANTS
from flows.desk.collection.looks import collect_units
from flows.desk.collection.run import reach
from flows.desk.request import read_request
from flows.errors import ConfigurationError
from flows.serving.runs.task_runners import chunks, named, task_runner
from flows.settings import Settings, read_settings
from flows.store.database import Database
from flows.store.migration import migrate
from schemas.campaign import load_campaign
from schemas.roster import Unit
from tests.conftest import CAMPAIGNS
from tests.given import children
from tests.given.desk import Desk, collected
from tests.given.forms import FORMS
from tests.given.own_prefect import PASSWORD

FOLDERS = ("28-08-2355", "31-08-0900")
UNITS = load_campaign(CAMPAIGNS / "bluezone-2020").units.active
PIPELINES_OWN = (
    "run_id",
    "closed_by_run_id",
    "observation_id",
    "event_id",
    "closed_by_observation_id",
    "opened_by",
    "closed_by",
    "recorded_at",
    "recorded_local",
    "first_kept_at",
    "modified_at",
)
"""What differs between two runs of the same: identities, and clocks that decide nothing here."""
RECORDED_IN_ORDER = ("core.link", "core.linked_record", "core.campaign_change", "core.simulated_clock")
"""Whose rows bear salts, and the order in which workers happened to look."""


@pytest.fixture
def environ(settings: Settings, prefect_server: None) -> dict[str, str]:
    """How a machine is set up for this test's database and Prefect server."""
    return {
        **os.environ,
        "DATABASE_URL": str(settings.database_url),
        "BLUEZONE_HOME": str(settings.home),
        "PREFECT_API_URL": str(PREFECT_API_URL.value()),
        "PREFECT_API_AUTH_STRING": PASSWORD,
    }


@pytest.fixture
def scheduler(environ: dict[str, str]) -> Iterator[str]:
    """A scheduler with two workers, each a process of its own: a copy of the warm one."""
    children.begin()
    with (
        dask.config.set({"distributed.worker.multiprocessing-method": "forkserver"}),
        LocalCluster(
            n_workers=2, threads_per_worker=2, processes=True, dashboard_address=None, env=environ
        ) as cluster,
    ):
        yield cluster.scheduler_address


def collect_both(environ: dict[str, str], told: Path) -> None:
    """Both folders, in an environment; how each run ended, and how much each worker has done by then.

    Chunks as a large campaign has them: on Dask each task run costs a third of a second, whatever it does.
    """
    os.environ.clear()
    os.environ.update(environ)
    refresh_global_settings_context()
    flows.collect.chunks = partial(chunks, most=8)
    with Client(environ["DASK_ADDRESS"]) as workers, told.open("w") as lines:
        for name in FOLDERS:
            state = collect(source=str(FOLDER / name), observed_at=INSTANTS[name], return_state=True)
            done = workers.run(lambda dask_worker: dask_worker.state.executed_count)
            print(state.name, *done.values(), file=lines)


def rows(desk: Desk) -> dict[str, list[str]]:
    """Every row of `core` and of the analysts' views as the server writes it, in one order."""
    with desk.database.begin(None) as connection:
        names = connection.execute(
            sa.text(
                "SELECT n.nspname || '.' || c.relname FROM pg_class AS c"
                " INNER JOIN pg_namespace AS n ON c.relnamespace = n.oid"
                " WHERE c.relkind IN ('r', 'v') AND n.nspname IN ('core', 'report')"
                " AND NOT (n.nspname || '.' || c.relname = ANY(:left_out)) AND c.relname <> 'collection_run' ORDER BY 1"
            ),
            {"left_out": ["core.alembic_version", *RECORDED_IN_ORDER]},
        ).scalars()
        lines = "SELECT (to_jsonb(t) - cast(:left_out AS text []))::text FROM {} AS t"
        left_out = {"left_out": list(PIPELINES_OWN)}
        return {
            name: sorted(connection.execute(sa.text(lines.format(name)), left_out).scalars())
            for name in names.all()
        }


def test_dask_gives_row_by_row_what_threads_give(
    scheduler: str,
    environ: dict[str, str],
    settings: Settings,
    desk: Desk,
    bare_database: Database,
    tmp_path: Path,
) -> None:
    told = tmp_path / "told"
    run = children.start(collect_both, {**environ, "TASK_RUNNER": "dask", "DASK_ADDRESS": scheduler}, told)
    run.join(300)
    assert run.exitcode == 0
    (early, *first), (late, *both) = (line.split() for line in told.read_text().splitlines())
    assert (early, late) == ("Failed", "CompletedWithFindings")
    assert all(0 < int(one) < int(two) for one, two in zip(first, both, strict=True)), (
        "both looked, in both runs"
    )
    by_dask = rows(desk)
    migrate(bare_database, FORMS)
    url = bare_database.url.render_as_string(hide_password=False)
    for folder in FOLDERS:
        collected(replace(settings, database_url=url), folder)
    by_threads = rows(Desk(bare_database, CAMPAIGNS / "bluezone-2020"))
    assert by_dask.keys() == by_threads.keys()
    for name, expected in by_threads.items():
        assert by_dask[name] == expected, name
    assert len(by_dask["core.submission"]) > 100


def test_a_worker_that_knows_another_database_is_refused(
    settings: Settings, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The order of a run that this worker's database has never heard of."""
    monkeypatch.setattr(flows.desk.collection.run, "read_settings", lambda: settings)
    order = reach(settings, read_request(settings, "bluezone-2020", str(FOLDER / FOLDERS[0]))).order
    with pytest.raises(ConfigurationError, match="cơ sở dữ liệu khác"):
        collect_units(order, UNITS)
    assert desk.query("SELECT 1 FROM raw.observation") == []


def test_the_runner_is_chosen_by_the_environment() -> None:
    """Threads, unless somebody asks for Dask and says where it is."""
    environ = {"TASK_RUNNER": "dask", "DASK_ADDRESS": "tcp://10.0.0.5:8786"}
    assert type(task_runner(read_settings({}))).__name__ == "ThreadPoolTaskRunner"
    assert task_runner(read_settings(environ)) == DaskTaskRunner(address="tcp://10.0.0.5:8786")
    for wrong in ({"TASK_RUNNER": "ray"}, {"TASK_RUNNER": "dask"}):
        with pytest.raises(ConfigurationError, match="TASK_RUNNER"):
            task_runner(read_settings(wrong))


@pytest.mark.parametrize("count", [1, 21, 200, 201, 2500])
def test_a_run_has_few_task_runs_however_many_units_there_are(count: int) -> None:
    """Each unit is in one chunk, in the roster's order; of up to 200 units each is a task run of its own."""
    units = [Unit(f"u{n}", f"Đơn vị {n}", "affiliated") for n in range(count)]
    made = chunks(units)
    assert [unit for chunk in made for unit in chunk] == units
    assert len(made) == count if count <= 200 else len(made) <= 200


def test_a_task_run_is_named_by_its_units() -> None:
    """A code, or the ends of a chunk."""
    assert named({"units": UNITS[:1]}) == "643"
    assert named({"units": UNITS[:3]}) == "643 … 645 (3)"
