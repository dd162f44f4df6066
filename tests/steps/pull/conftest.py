"""Makes our Google known to the tests of this folder."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from flows.desk.collection.looks import collect_here
from flows.desk.collection.summary import RunSummary
from flows.desk.request import read_request
from flows.settings import Settings
from tests.given.desk import moment
from tests.google.campaigns import campaign
from tests.google.feedback import Run
from tests.google.plugin import Google, google, google_identity, google_other_key

__all__ = ["google", "google_identity", "google_other_key"]


@pytest.fixture
def run(google: Google, settings: Settings, tmp_path: Path) -> Run:
    """A collection at an instant such as "24/8 17:00"; the first one makes the campaign."""
    configured = replace(settings, campaigns=tmp_path / "campaigns", google_credentials=google.credentials)

    def run(at: str, *, feedback: bool = True, home: str = "home") -> RunSummary:
        if not configured.campaigns.exists():
            campaign(configured.campaigns, ("643",), feedback=feedback)
        google.tell_time(lambda: moment(at) + timedelta(seconds=30))
        here = replace(configured, home=tmp_path / home)
        return collect_here(here, read_request(here, "thu-nghiem"), lambda: moment(at))

    return run
