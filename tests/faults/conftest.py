"""What an undisturbed history leaves, for every test here to compare with."""

from __future__ import annotations

from dataclasses import replace

import pytest

from flows.demo.workbooks import INSTANTS
from flows.settings import Settings
from flows.store.database import Database
from tests.faults.dumps import Dump, dump, empty
from tests.given.desk import collected


@pytest.fixture
def undisturbed(settings: Settings, database: Database, _dumps: dict[str, Dump]) -> dict[str, Dump]:
    """The dump after each of the demonstration's folders, collected in order and in peace."""
    if not _dumps:
        for folder in INSTANTS:
            collected(settings, folder)
            _dumps[folder] = dump(database)
        empty(database)
    return _dumps


@pytest.fixture(scope="session")
def _dumps() -> dict[str, Dump]:
    return {}


@pytest.fixture
def own_settings(own_database: Database, settings: Settings) -> Settings:
    """Settings that point at the database on the server that may be killed."""
    return replace(settings, database_url=own_database.url.render_as_string(hide_password=False))
