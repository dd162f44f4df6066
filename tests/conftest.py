"""Real Postgres for every test that needs one: the embedded server, or the one of DATABASE_URL.

Each test gets a migrated database in which nothing is left of the test before.
"""

# ruff: noqa: E402
from __future__ import annotations

import gc

# What is imported and collected stays: to look through it again and again for garbage takes half of a worker's start.
gc.disable()

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import hypothesis
import pytest
import sqlalchemy as sa
from xdist.remote import Producer
from xdist.scheduler import LoadFileScheduling

from flows.cli.main import speak_vietnamese
from flows.settings import Settings
from flows.store.database import Database
from flows.store.embedded import postgres
from flows.store.migration import migrate
from tests.given import own_prefect
from tests.given.databases import Created, Emptied, simulate_clock, write_anew
from tests.given.desk import Desk
from tests.given.forms import FORMS
from tests.given.own_server import OwnServer
from tests.given.tries import tries

CAMPAIGNS = Path(__file__).parents[1] / "flows" / "campaigns"

# A run of the suite is the same each time, on a slow machine too; `make fuzz` is where new cases are sought.
hypothesis.settings.register_profile("suite", deadline=None, derandomize=True, max_examples=tries(100))
hypothesis.settings.load_profile("suite")

# Nothing here speaks TLS but our own Google and mail servers. The system's authorities take a thirtieth of a second
# to read, and Prefect and httpx read them for every client they make: hundreds of times.
os.environ["SSL_CERT_FILE"] = str(Path(__file__).parent / "fixtures" / "nobody.pem")

# Compiled modules are kept, whatever the shell says: a run starts forty interpreters, and each would compile ours.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

# Left in place, because the workers of a parallel run read it too; every test makes databases of its own there.
SERVER_URL = os.environ.get("DATABASE_URL")
# A suite must not write to the data of the person who runs it.
for name in (
    "BLUEZONE_HOME",
    "BLUEZONE_CAMPAIGNS",
    "PREFECT_API_URL",
    "GOOGLE_APPLICATION_CREDENTIALS",
    "BLUEZONE_DATABASE_PATIENCE",
):
    os.environ.pop(name, None)


MEMORY, ROOM = Path("/dev/shm"), 3 << 30
"""Where files are kept in memory (Linux), and how many bytes must be free: four workers take half a gigabyte."""


WAITING = (
    "test_operating.py",
    "test_automations.py",
    "test_server_killed.py",
)
"""Files that wait for servers more than they work: begun first, beside what keeps the processors busy."""


PREFECT = (
    "tests/flows/test_asked.py",
    "tests/flows/test_collect.py",
    "tests/flows/test_collect_backlog.py",
    "tests/flows/test_decide.py",
    "tests/flows/test_draft.py",
    "tests/flows/test_rebuild_flow.py",
    "tests/flows/test_rerun.py",
    "tests/demo/",
    "tests/secrets/",
    "tests/cli/test_recording.py::TestLive",
    "tests/desk/test_reminding.py::test_under_prefect",
    "tests/serving/test_artifacts.py",
    "tests/serving/test_dask.py",
    "tests/serving/test_lost_runs.py",
    "tests/serving/test_origin.py",
    "tests/serving/test_schedules.py",
)
"""What asks `prefect_server`: all of one worker, begun first, since they share it."""


PLAYED = ("tests/desk/test_playing.py", "tests/spec/test_rehearsal.py")
"""Two files that tell of the same plays, each played once for both."""

STORY = (
    "tests/desk/test_page.py",
    "tests/desk/papers/test_every_paper.py",
    "tests/desk/papers/test_proof.py",
    "tests/desk/papers/test_words.py",
)
"""What reads the demonstration, which is collected once for all of them."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest first, so that no worker is left with one of them at the end."""

    def place(item: pytest.Item) -> int:
        if item.nodeid.startswith(PREFECT):
            return -1
        if "prefect_server" in getattr(item, "fixturenames", ()):
            raise pytest.UsageError(f"{item.nodeid} would start another Prefect server: PREFECT must name it")
        return WAITING.index(item.path.name) if item.path.name in WAITING else len(WAITING)

    items.sort(key=place)


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop() -> None:
    """From here on there may be garbage, and nothing from before is looked through."""
    gc.freeze()
    gc.enable()


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> LoadFileScheduling:
    """A file's tests stay together, since they share what its fixtures made."""
    return ByFileOrServer(config, log)


class ByFileOrServer(LoadFileScheduling):
    """Hands each worker one file after the other; those that share a server, plays or a story go to one of them."""

    def _split_scope(self, nodeid: str) -> str:
        groups = (("prefect", PREFECT), ("played", PLAYED), ("story", STORY))
        shared = (name for name, of in groups if nodeid.startswith(of))
        return next(shared, None) or super()._split_scope(nodeid)


@pytest.fixture(scope="session", autouse=True)
def spoken_from_the_beginning() -> None:
    """As `main` begins: click keeps the words of a help option that it has made once, in whatever language that was."""
    speak_vietnamese()


@pytest.fixture
def vietnamese(monkeypatch: pytest.MonkeyPatch) -> None:
    """As `bluezone` begins, on a machine whose own language is another. Click keeps the first words of a command's help."""
    monkeypatch.setenv("LANGUAGE", "en")
    speak_vietnamese()


@pytest.fixture(scope="session")
def swift() -> Iterator[Path]:
    """A folder for the servers of this session: a database is a thousand files, made and removed in memory where there is room."""
    has_room = os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM
    with tempfile.TemporaryDirectory(prefix="bluezone-tests-", dir=MEMORY if has_room else None) as folder:
        yield Path(folder)


@pytest.fixture(scope="session")
def home(swift: Path) -> Iterator[Path]:
    """A BLUEZONE_HOME for the whole session; its server is stopped at the end."""
    yield swift / "home"
    postgres.stop(swift / "home")


@pytest.fixture(scope="session")
def server(home: Path) -> Iterator[Database]:
    """The server, connected to its maintenance database.

    The embedded one need not outlive a power cut: it waits for no disk and tidies nothing. The server of `own_server`, which is
    killed and starved, keeps its defaults.
    """
    server = Database(SERVER_URL or postgres.start(home))
    if not SERVER_URL:
        with server.session() as connection:
            for name in ("fsync", "synchronous_commit", "full_page_writes", "autovacuum"):
                connection.execute(sa.text(f"ALTER SYSTEM SET {name} = off"))
            connection.execute(sa.text("SELECT pg_reload_conf()"))
    yield server
    server.engine.dispose()


@pytest.fixture(scope="session")
def prefect_database(pytestconfig: pytest.Config) -> Path:
    """The file of a Prefect database with nothing in it, to copy."""
    return own_prefect.made_database(pytestconfig.cache.mkdir("prefect"))  # type: ignore[union-attr]


@pytest.fixture(scope="session")
def prefect_server(swift: Path, prefect_database: Path) -> Iterator[None]:
    """The server for all tests that run flows in this process, threads of theirs included.

    They are all one worker's: on SQLite a server that three ask at once makes them wait for a lock, up to a minute.
    """
    from prefect.context import _temporary_global_settings_context, get_settings_context
    from prefect.events.worker import EventsWorker
    from prefect.logging.handlers import APILogHandler
    from prefect.settings import temporary_settings

    with (
        own_prefect.server(swift / "prefect", prefect_database) as url,
        temporary_settings(own_prefect.client_settings(url)),
        _temporary_global_settings_context(get_settings_context()),
    ):
        yield
        APILogHandler().flush()
        EventsWorker.drain_all(timeout=5)


@pytest.fixture(scope="session")
def template(server: Database) -> Iterator[str]:
    """A migrated, empty database to copy."""
    name = f"bluezone_template_{uuid4().hex[:8]}"
    with Created(server, name) as database:
        migrate(database, FORMS)
        simulate_clock(database)
        write_anew(database)
        database.engine.dispose()
        yield name


@pytest.fixture(scope="session")
def databases(server: Database, template: str) -> Iterator[Emptied]:
    """The databases of this worker's tests, one after the other."""
    databases = Emptied(server, template)
    yield databases
    databases.drop()


@pytest.fixture
def database(databases: Emptied) -> Iterator[Database]:
    """A migrated, empty database of this test's own."""
    yield databases.take()
    databases.give_back()


@pytest.fixture
def bare_database(server: Database) -> Iterator[Database]:
    """A database without our tables."""
    with Created(server, f"bluezone_bare_{uuid4().hex[:8]}") as database:
        yield database


@pytest.fixture
def settings(database: Database, tmp_path: Path) -> Settings:
    """Settings that point at this test's database."""
    return Settings(
        home=tmp_path / "home",
        campaigns=CAMPAIGNS,
        database_url=database.url.render_as_string(hide_password=False),
        google_credentials=None,
        prefect_api_url=None,
    )


@pytest.fixture
def desk(database: Database) -> Desk:
    """The desk of the Bluezone campaign, ready to record looks."""
    return Desk(database, CAMPAIGNS / "bluezone-2020")


@pytest.fixture(scope="session")
def own_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OwnServer]:
    """A server of this session's own, to be killed, stopped or starved; a test leaves it running."""
    server = OwnServer(tmp_path_factory.mktemp("own"))
    yield server
    server.stop()


@pytest.fixture(scope="session")
def own_template(own_server: OwnServer) -> str:
    """A migrated, empty database on it, to copy."""
    database = Created(own_server.database, "own_template").__enter__()
    migrate(database, FORMS)
    simulate_clock(database)
    database.engine.dispose()
    return "own_template"


@pytest.fixture
def own_database(own_server: OwnServer, own_template: str) -> Iterator[Database]:
    """A migrated, empty database of this test's own, on the server that may be killed."""
    with Created(own_server.database, f"own_{uuid4().hex[:8]}", own_template) as database:
        yield database
