"""Decisions in one table: each kind counts its own, and a reminder's days are those that operators are told."""

from __future__ import annotations

import threading
from pathlib import Path

import sqlalchemy as sa
import yaml

from flows.store.recorded import decisions
from flows.store.recorded.decisions import NewDecision
from schemas.campaign.schedule import Schedule
from schemas.reminder import kind_vi, kinds_before
from tests.given.desk import Desk, moment

ROOT = Path(__file__).parents[2]


def new(desk: Desk, unit: str) -> NewDecision:
    return NewDecision(desk.campaign.code, unit, moment("28/8 09:00"), "lũ", "Chủ tịch", "")


def test_decisions_are_numbered_among_their_kind(desk: Desk) -> None:
    with desk.database.begin() as connection:
        decisions.decide(connection, "extension", new(desk, "650"), cutoff_at=moment("1/9 00:00"))
        decisions.decide(connection, "exemption", new(desk, "651"))
        decisions.decide(connection, "exemption", new(desk, "652"))
        decisions.decide(connection, "ruling", new(desk, "653"), standing="late")
        found = decisions.decisions(connection, desk.campaign.code)
    assert sorted((each.kind, each.decision_id, each.unit_code) for each in found) == [
        ("exemption", 1, "651"),
        ("exemption", 2, "652"),
        ("extension", 1, "650"),
        ("ruling", 1, "653"),
    ]


def test_two_who_record_at_the_same_time_get_two_numbers(desk: Desk) -> None:
    """Two campaigns take no turns at each other: nothing but the number itself keeps them apart."""

    def record(unit: str) -> None:
        with desk.database.begin() as connection:
            decisions.decide(connection, "exemption", new(desk, unit))

    other = threading.Thread(target=record, args=("651",))
    with desk.database.begin() as connection:
        decisions.decide(connection, "exemption", new(desk, "650"))
        other.start()
        other.join(timeout=0.5)
        assert other.is_alive(), "the second waits for the first"
    other.join()
    numbers = desk.query("SELECT unit_code, decision_id FROM report.decision ORDER BY decision_id")
    assert [tuple(row.values()) for row in numbers] == [("650", 1), ("651", 2)]


def test_a_reminders_kind_is_one_that_the_database_takes(desk: Desk) -> None:
    with desk.database.begin(None) as connection:
        for kind in kinds_before((*Schedule().remind_days_before, 7, 60)):
            connection.execute(
                sa.text(
                    "INSERT INTO core.reminder (campaign, unit_code, kind, cutoff_at, due_at, state, recipient, message_id, "
                    "tried_at, run_id) VALUES (:campaign, '650', :kind, now(), now(), 'sending', '', :kind, now(), :run)"
                ),
                {"campaign": desk.campaign.code, "kind": kind, "run": desk.run_id},
            )


def test_operators_are_told_the_days_before_a_cutoff_on_which_units_are_reminded() -> None:
    deployments = yaml.safe_load((ROOT / "prefect.yaml").read_text(encoding="utf-8"))["deployments"]
    [told] = [each["description"] for each in deployments if each["name"] == "remind"]
    days = Schedule().remind_days_before
    assert " và ".join(f"{each} ngày" for each in days) + " trước hạn" in told
    assert [kind_vi(each) for each in kinds_before(days)] == [
        "nhắc trước hạn 3 ngày",
        "nhắc trước hạn 1 ngày",
    ]
