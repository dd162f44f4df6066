"""An operator's rebuild under Prefect: a dry run unless told otherwise, a page, and one sentence as its state."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from prefect.states import State

import flows.rebuild
from flows.rebuild import rebuild
from flows.settings import Settings
from tests.given import own_prefect
from tests.given.desk import GOOD, Desk, sheet

pytestmark = pytest.mark.usefixtures("prefect_server")

UNIT = "650 · LĐLĐ huyện Krông Năng"
FORGED = "UPDATE core.submission SET installed = 1 WHERE branch_key = 'xaeatam' RETURNING unit_id"


@pytest.fixture(autouse=True)
def _of_this_test(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(flows.rebuild, "read_settings", lambda: settings)


def pages_of(state: State[Any]) -> dict[str, str]:
    of_it = {"artifacts": {"flow_run_id": {"any_": [str(state.state_details.flow_run_id)]}}}
    made = own_prefect.ask("POST", "/artifacts/filter", json=of_it)
    return {page["key"].removeprefix("bluezone-2020-"): page["data"] for page in made}


def page_of(state: State[Any]) -> str:
    return pages_of(state)["rebuild"]


def installed(desk: Desk) -> int:
    [row] = desk.query("SELECT installed FROM report.submission WHERE branch_key = 'xaeatam'")
    return row["installed"]  # type: ignore[no-any-return]


def test_a_rebuild_only_shows_what_would_change_unless_it_is_told_to_write(desk: Desk) -> None:
    desk.look("650", "28/8 17:00", GOOD)
    desk.query(FORGED)
    state = rebuild(return_state=True)
    assert (state.name, state.message) == (
        "Completed",
        "Đợt bluezone-2020, mọi đơn vị: Chạy thử, chưa ghi gì: 1/21 đơn vị sẽ đổi.",
    )
    assert "| 650 | LĐLĐ huyện Krông Năng | đúng hạn | 1 |  |  |" in page_of(state)
    assert list(pages_of(state)) == ["rebuild"], "what is only shown changes no page"
    assert installed(desk) == 1
    state = rebuild(units=[UNIT], dry_run=False, return_state=True)
    assert state.message == "Đợt bluezone-2020, đơn vị 650: Đã tính lại và ghi: 1/1 đơn vị đã đổi."
    assert installed(desk) == 20
    assert sorted(pages_of(state)) == ["changes", "findings", "rebuild", "standings"], (
        "they say what holds now"
    )


def test_what_comes_and_goes_is_told_by_cell_and_rule_and_never_by_value(desk: Desk) -> None:
    desk.look("650", "28/8 17:00", sheet((1, "CĐCS Xưởng Mật Danh", 24, 22, "hơn 0912345678")))
    desk.query("UPDATE core.finding SET rule = 'an_old_rule', finding_key = 'old' RETURNING 1 AS one")
    page = page_of(rebuild(units=["650"], return_state=True))
    assert "| Ô E2: '…' là số ước lượng; hãy nhập con số chính xác, ví dụ 498. | E2 |" in page
    assert "0912345678" not in page
    assert "Mật Danh" not in page


def test_a_rebuild_that_changes_nothing_says_so(desk: Desk) -> None:
    desk.look("650", "28/8 17:00", GOOD)
    state = rebuild(dry_run=False, return_state=True)
    assert "0/21" in (state.message or "")
    assert "|" not in page_of(state)


def test_a_campaign_that_is_not_there_fails_with_the_sentence_that_names_the_others(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(flows.rebuild, "read_settings", lambda: replace(settings, campaigns=tmp_path))
    state = rebuild("bluezone-2020", return_state=True)
    assert (state.is_failed(), state.message) == (
        True, "Không có đợt báo cáo 'bluezone-2020'. Các đợt hiện có: chưa có.",
    )  # fmt: skip


def test_without_a_database_the_state_says_so_and_hides_the_password(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    down = replace(settings, database_url="postgresql://someone:hunter2@127.0.0.1:1/nothing")
    monkeypatch.setattr(flows.rebuild, "read_settings", lambda: down)
    state = rebuild(return_state=True)
    assert state.is_failed()
    assert "postgresql://someone:***@127.0.0.1:1/nothing" in (state.message or "")
    assert "hunter2" not in (state.message or "")


def test_the_form_offers_the_units_by_name_and_begins_as_a_dry_run() -> None:
    fields = rebuild.parameters.properties
    assert fields["dry_run"]["default"] is True
    assert UNIT in fields["units"]["items"]["enum"]
