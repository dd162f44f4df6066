"""The demonstration's campaign as a whole, told once for the tests of what analysts ask."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
import sqlalchemy as sa

from flows.demo import decide
from flows.demo.workbooks import INSTANTS
from flows.settings import Settings
from flows.steps.database import Database
from tests.conftest import CAMPAIGNS, Created
from tests.desk import Desk, collected


@pytest.fixture(scope="session")
def told(server: Database, template: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """The desk after all five instants, decisions included; nobody may write to it."""
    with Created(server, "bluezone_told", template) as database:
        settings = Settings(
            home=Path(tmp_path_factory.mktemp("told")),
            campaigns=CAMPAIGNS,
            database_url=database.url.render_as_string(hide_password=False),
            google_credentials=None,
            prefect_api_url=None,
        )
        desk = Desk(database, CAMPAIGNS / "bluezone-2020")
        with database.begin(None) as connection:
            connection.execute(sa.text("DELETE FROM raw.collection_run"))
        for folder, instant in INSTANTS.items():
            decide(database, desk.campaign, datetime.fromisoformat(instant))
            collected(settings, folder)
        yield desk
