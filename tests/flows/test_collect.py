"""The daily run under Prefect: one bad unit stops no other, and the state tells the truth."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest

import flows.collect
from flows.collect import collect
from flows.demo.workbooks import FOLDER
from flows.desk.collection.looks import collect_here, in_rounds
from flows.desk.request import read_request
from flows.errors import SheetUnreachable
from flows.settings import Settings
from flows.steps.pull.workbooks.folder import Workbooks
from flows.store.database import Database
from tests.given.desk import Desk

EVENING = FOLDER / "28-08-2355"
AT = datetime.fromisoformat("2020-08-28T23:55+07:00")


pytestmark = pytest.mark.usefixtures("prefect_server")


@pytest.fixture(autouse=True)
def _of_this_test(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(flows.collect, "read_settings", lambda: settings)


def run(folder: Path, *units: str) -> Any:
    return collect("bluezone-2020", str(folder), list(units), AT.isoformat(), return_state=True)


def test_a_run_that_could_not_read_some_units_fails_names_them_and_loads_the_rest(desk: Desk) -> None:
    state = run(EVENING)
    assert state.is_failed()
    assert state.message.startswith("2/21 đơn vị không đọc được.")
    assert "LĐLĐ huyện Krông Búk: Tệp 649-krong-buk.xlsx" in state.message
    assert desk.standing("643", AT)["standing"] == "on_time"
    [record] = desk.query("SELECT * FROM report.collection_run WHERE finished_at IS NOT NULL")
    assert (record["outcome"], record["units_read"], record["units_absent"], record["units_unreadable"]) == (
        "failed", 14, 5, 2,
    )  # fmt: skip


def test_a_run_that_read_every_unit_completes_and_says_when_there_are_findings(desk: Desk) -> None:
    assert (run(EVENING, "650").name, run(EVENING, "646").name) == ("Completed", "CompletedWithFindings")
    assert desk.standing("646", AT)["standing"] == "needs_fix"


def test_a_scheduled_run_on_a_database_without_our_tables_says_with_what_they_are_made(
    bare_database: Database, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = bare_database.url.render_as_string(hide_password=False)
    monkeypatch.setattr(flows.collect, "read_settings", lambda: replace(settings, database_url=url))
    state = run(EVENING)
    assert (state.is_failed(), "hãy chạy: bluezone migrate" in state.message) == (True, True)


def test_a_defect_of_ours_in_one_unit_stops_no_other_and_tells_no_cell(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    real = Workbooks.observe

    def broken(self: Workbooks, unit: Any) -> Any:
        if unit.code == "650":
            raise ZeroDivisionError("0912345678")
        return real(self, unit)

    monkeypatch.setattr(Workbooks, "observe", broken)
    state = run(EVENING, "650", "643")
    assert state.is_failed()
    assert "ZeroDivisionError" in state.message
    assert "0912345678" not in state.message + caplog.text
    assert desk.standing("643", AT)["standing"] == "on_time"
    assert desk.standing("650", AT)["unreadable_since"] == AT, (
        "our failure is a failed look, never an absence"
    )


def test_a_look_that_may_heal_is_tried_again_and_one_that_may_not_is_not(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, tries = Workbooks.observe, {"650": 0, "649": 0}

    def flaky(self: Workbooks, unit: Any) -> Any:
        tries[unit.code] += 1
        if unit.code == "650" and tries["650"] < 3:
            raise SheetUnreachable("Mạng đứt; sẽ tự thử lại.")
        return real(self, unit)

    monkeypatch.setattr(Workbooks, "observe", flaky)
    monkeypatch.setattr(flows.collect, "in_rounds", partial(in_rounds, delays=(0.0, 0.0)))
    state = run(EVENING, "650", "649")
    assert tries == {"650": 3, "649": 1}
    assert state.message.startswith("1/2 đơn vị không đọc được.")
    looks = desk.query("SELECT outcome FROM raw.observation WHERE unit_code = '650' ORDER BY observation_id")
    assert [look["outcome"] for look in looks] == ["unreachable", "read"]


def test_a_run_without_a_prefect_server_does_the_same(settings: Settings, desk: Desk) -> None:
    state = run(EVENING)
    before = desk.dump()
    summary = collect_here(
        settings, read_request(settings, "bluezone-2020", str(EVENING), (), AT.isoformat())
    )
    assert summary.message == state.message
    assert desk.dump() == before


def test_flags_are_raised_once_past_the_deadline_and_closed_when_the_unit_reports(
    settings: Settings, desk: Desk
) -> None:
    def collected(folder: str, at: str) -> Any:
        units = ("646", "648", "654")
        return collect_here(
            settings, read_request(settings, "bluezone-2020", str(FOLDER / folder), units, at)
        )

    assert collected("28-08-2355", "2020-08-28T23:55+07:00").flagged == ()
    first = collected("29-08-0005", "2020-08-29T00:05+07:00")
    assert {"646", "648", "654"} <= set(first.flagged)
    assert collected("29-08-0005", "2020-08-29T00:10+07:00").flagged == ()
    monday = collected("31-08-0900", "2020-08-31T09:00+07:00")
    assert set(monday.cleared) == {"646", "654"}
    [flag] = desk.query("SELECT * FROM core.flag WHERE unit_code = '648'")
    assert (flag["flagged_at"], flag["closed_at"], flag["run_id"]) == (first.as_of, None, first.run_id)
