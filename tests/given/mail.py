"""A campaign whose units have addresses, and a real SMTP server that takes their mail."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from flows.desk.reminders.sending import read_remind_request, remind_here
from flows.desk.reminders.summary import RemindingSummary
from flows.settings import Settings
from flows.steps import stand
from tests.given.campaign_files import copied
from tests.given.desk import BAD, EMPTY, GOOD, Desk, moment
from tests.given.post_office import PostOffice

ADDRESSES = {"646": "easup@congdoan.test", "648": "cumgar@congdoan.test", "650": "krongnang@congdoan.test"}


@pytest.fixture
def office() -> Iterator[PostOffice]:
    with PostOffice() as office:
        yield office


@pytest.fixture
def mailing(settings: Settings, tmp_path: Path, office: PostOffice) -> Settings:
    """The Bluezone campaign with addresses for three of its units, and one that has none: 654."""
    folder = tmp_path / "campaigns" / "bluezone-2020"
    copied(folder)
    with (folder / "roster.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    with (folder / "roster.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, [*rows[0], "email"])
        writer.writeheader()
        writer.writerows({**row, "email": ADDRESSES.get(row["code"], "")} for row in rows)
    return replace(
        settings,
        campaigns=folder.parent,
        smtp_url=f"smtp://127.0.0.1:{office.port}",
        mail_from="LĐLĐ tỉnh Đắk Lắk <bluezone@congdoan.test>",
        mail_reply_to="tuyengiao@congdoan.test",
    )


def at(settings: Settings, when: str, *units: str, sends: bool = True, doubt: Any = None) -> RemindingSummary:
    """A run at an instant of 2020 over some units, three when none is named."""
    chosen = units or tuple(ADDRESSES)
    request = read_remind_request(settings, "bluezone-2020", chosen, sends=sends, doubt=doubt)
    return remind_here(settings, request, lambda: moment(when))


def environ(settings: Settings) -> dict[str, str]:
    """The environment that gives a process of its own these settings."""
    return {
        "DATABASE_URL": str(settings.database_url),
        "BLUEZONE_HOME": str(settings.home),
        "BLUEZONE_CAMPAIGNS": str(settings.campaigns),
        "SMTP_URL": str(settings.smtp_url),
        "MAIL_FROM": str(settings.mail_from),
    }


def outcomes(summary: RemindingSummary) -> dict[str, tuple[str, str]]:
    """What became of each unit's reminder, and of which kind it is."""
    return {each.unit_code: (each.kind, each.outcome) for each in summary.reminders}


def flag(desk: Desk, when: str) -> None:
    with desk.database.begin() as connection:
        stand.flag(connection, desk.campaign.code, desk.run_id, moment(when))


def put(desk: Desk) -> None:
    """648 has handed nothing in, 646 a return with an error, 650 a good one."""
    desk.look("648", "24/8 17:00", EMPTY)
    desk.look("646", "24/8 17:00", BAD)
    desk.look("650", "24/8 17:00", GOOD)
