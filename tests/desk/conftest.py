"""What the tests of this folder share: the mail office, and the demonstration, which they only read."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import uuid4

import pytest

from flows.store.database import Database
from tests.given.databases import Created
from tests.given.mail import mailing, office
from tests.given.pages import collect_whole_story

__all__ = ["mailing", "office", "story"]


@pytest.fixture(scope="session")
def story(server: Database, template: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """A database with the demonstration in it, which tests only read."""
    with Created(server, f"bluezone_story_{uuid4().hex[:8]}", template) as database:
        collect_whole_story(database, tmp_path_factory.mktemp("home"))
        yield database
