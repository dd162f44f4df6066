"""What an undisturbed history leaves, for every test here to compare with."""

from __future__ import annotations

from dataclasses import replace
from uuid import uuid4

import pytest

from flows.demo.workbooks import INSTANTS
from flows.settings import Settings
from flows.store.database import Database
from tests.faults.dumps import Dump, dump
from tests.given import pages
from tests.given.databases import Created
from tests.given.desk import collected
from tests.given.once import once


@pytest.fixture(scope="session")
def undisturbed(server: Database, template: str, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Dump]:
    """The dump after each of the demonstration's folders, collected in order and in peace; told once for all workers."""

    def told() -> dict[str, Dump]:
        with Created(server, f"bluezone_peace_{uuid4().hex[:8]}", template) as database:
            settings = pages.settings_of(database, tmp_path_factory.mktemp("peace"))
            dumps = {}
            for folder in INSTANTS:
                collected(settings, folder)
                dumps[folder] = dump(database)
            return dumps

    return once(tmp_path_factory, "undisturbed", told)


@pytest.fixture
def own_settings(own_database: Database, settings: Settings) -> Settings:
    """Settings that point at the database on the server that may be killed."""
    return replace(settings, database_url=own_database.url.render_as_string(hide_password=False))
