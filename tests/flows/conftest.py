"""One Prefect server for all tests that run flows in this process."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from prefect.testing.utilities import prefect_test_harness


@pytest.fixture(scope="session")
def prefect_server() -> Iterator[None]:
    """A server of the suite's own; its first start can take half a minute."""
    with prefect_test_harness(server_startup_timeout=180):
        yield
