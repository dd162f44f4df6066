"""A campaign of three units in our Google, and what the doctor finds wrong with it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from flows.desk import doctor
from flows.desk.checkup import UnitCheck
from flows.desk.doctor import Diagnosis
from flows.desk.request import read_request
from flows.settings import Settings
from tests.google.books import ServedTab
from tests.google.campaigns import BAD, GOOD, HEADING, campaign
from tests.google.plugin import Google


@pytest.fixture
def told(google: Google, settings: Settings, tmp_path: Path) -> Settings:
    """Settings of a campaign of three units in our Google."""
    campaign(tmp_path / "campaigns")
    return replace(settings, campaigns=tmp_path / "campaigns", google_credentials=google.credentials)


@pytest.fixture
def healthy(google: Google) -> None:
    """Three sheets; the second has its table on the second tab, below a letterhead."""
    google.add_sheet("a", "643 báo cáo", GOOD)
    letterhead = [["LIÊN ĐOÀN LAO ĐỘNG"], [], *BAD]
    google.add_sheet("b", "646", [ServedTab("Hướng dẫn", [["Đọc kỹ"]]), ServedTab("Số liệu", letterhead, 5)])
    google.add_sheet("c", "650", [HEADING])


def unit(diagnosis: Diagnosis, code: str) -> UnitCheck:
    return next(each for each in diagnosis.units if each.unit_code == code)


def failed(diagnosis: Diagnosis) -> dict[str, str]:
    return {each.name: each.detail for each in diagnosis.checks if not each.is_well}


def examine(told: Settings, campaign: str, source: str | None = None, **options: Any) -> Diagnosis:
    """A doctor's look, as the command asks for it."""
    return doctor.examine(told, read_request(told, campaign, source), **options)
