"""Campaigns whose time is now, or whatever a test says: the letter of 2020 with other days in its file."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from pathlib import Path

from tests.given.campaign_files import copied
from tests.given.desk import ZONE

TODAY = datetime.now(ZONE).date()
"""Where the desk is; one day for all tests of a process, also of one that runs past midnight."""


def in_days(days: int) -> date:
    return TODAY + timedelta(days=days)


def campaign(campaigns: Path, code: str, begins: int, due: int, *more: str, schedule: str = "") -> Path:
    """A campaign's folder: how many days from now it begins and is due; `more` lines of its file, its table [schedule]."""
    folder = copied(campaigns / code)
    text = (folder / "campaign.toml").read_text(encoding="utf-8").partition("\n[schedule]")[0]
    days = {
        "code": f'"{code}"',
        "starts_on": in_days(begins),
        "ends_on": in_days(begins),
        "report_before": in_days(due),
    }
    for name, value in days.items():
        text = re.sub(rf"(?m)^{name} = .*$", f"{name} = {value}", text)
    above, below = text.split("\n[letter]")
    told = "\n".join([above, *more, f"[letter]{below}", "[schedule]", schedule])
    (folder / "campaign.toml").write_text(told, encoding="utf-8")
    return folder


def still_running(campaigns: Path) -> Path:
    """The campaign of 2020 itself, which closes a month from now: its folder of campaigns."""
    folder = copied(campaigns / "bluezone-2020")
    text = (folder / "campaign.toml").read_text(encoding="utf-8")
    (folder / "campaign.toml").write_text(f"closes_on = {in_days(30)}\n{text}", encoding="utf-8")
    return campaigns
