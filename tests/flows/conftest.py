"""One Prefect server for all tests that run flows in this process."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

import pytest
from prefect.testing.utilities import prefect_test_harness


@pytest.fixture(scope="session")
def prefect_server(prefect_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A server of the suite's own, on a database that is made already."""
    folder = tmp_path_factory.mktemp("prefect")
    shutil.copy(prefect_database, folder / "prefect-test.db")
    # where prefect 3.8.8 puts the database of its harness
    with (
        patch("prefect.testing.utilities.mkdtemp", lambda: str(folder)),
        prefect_test_harness(server_startup_timeout=180),
    ):
        yield
