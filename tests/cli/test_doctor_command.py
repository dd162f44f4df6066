"""`bluezone doctor`, in a process of its own."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable

import pytest

from flows.settings import Settings
from tests.given import children
from tests.google import diagnosing, plugin
from tests.google.plugin import Google

google = plugin.google
google_identity = plugin.google_identity
told = diagnosing.told
healthy = diagnosing.healthy


@pytest.mark.usefixtures("healthy")
class TestCommand:
    """Its code, and what it prints."""

    @pytest.fixture
    def run(self, told: Settings, google: Google) -> Callable[..., subprocess.CompletedProcess[str]]:
        environ = {
            **google.environment,
            "BLUEZONE_HOME": str(told.home),
            "BLUEZONE_CAMPAIGNS": str(told.campaigns),
            "DATABASE_URL": str(told.database_url),
        }

        def run(*arguments: str) -> subprocess.CompletedProcess[str]:
            return children.bluezone("doctor", "--campaign", "thu-nghiem", *arguments, environ=environ)

        return run

    def test_it_ends_with_0_only_when_all_is_well(
        self, run: Callable[..., subprocess.CompletedProcess[str]], google: Google
    ) -> None:
        """A table for people, JSON for machines, nothing on stderr when nobody watches."""
        done = run()
        assert (done.returncode, done.stderr) == (0, "")
        assert "Mọi thứ đã sẵn sàng." in done.stdout
        google.add_sheet("a", "643", [])
        done = run("--json")
        assert (done.returncode, done.stderr) == (1, "")
        told = json.loads(done.stdout)
        assert (told["is_well"], told["units"][0]["unit_code"]) == (False, "643")
        assert [len(each["troubles"]) for each in told["units"]] == [1, 0, 0]
        assert "CHƯA SẴN SÀNG" in run().stdout

    def test_a_campaign_or_folder_that_is_not_there_is_a_wrong_argument(
        self, run: Callable[..., subprocess.CompletedProcess[str]]
    ) -> None:
        """Code 2 and one line."""
        done = run("--source", "/không/có")
        assert (done.returncode, len(done.stderr.strip().splitlines())) == (2, 1)
