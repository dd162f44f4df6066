"""What operators find in Prefect after a run: read back through the server's own API."""

from __future__ import annotations

import contextvars
import json
import shutil
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import openpyxl
import pytest
from prefect import flow, task
from prefect.futures import PrefectFuture
from prefect.settings import PREFECT_API_URL, PREFECT_CLIENT_MAX_RETRIES, temporary_settings
from prefect.states import State

import flows.collect
from flows.collect import collect
from flows.demo.workbooks import FOLDER, INSTANTS
from flows.serving.pages import artifacts
from flows.serving.pages.artifacts import FLAGGED, show_progress
from flows.settings import Settings
from schemas.campaign import load_campaign
from tests.conftest import CAMPAIGNS
from tests.given import own_prefect
from tests.given.campaign_files import with_issuer
from tests.given.desk import Desk
from tests.given.serving import wait_for

pytestmark = pytest.mark.usefixtures("prefect_server")

PAGES = ("changes", "findings", "progress", "standings", "summary")
CAMPAIGN = load_campaign(CAMPAIGNS / "bluezone-2020")
PLANTED = ("hơn 0912345678", "CĐCS Xưởng Mật Danh", "Cột Lạ Kỳ 079123456789", "anh Tư Bí Mật", "424242")


@pytest.fixture(autouse=True)
def _of_this_test(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(flows.collect, "read_settings", lambda: settings)


@pytest.fixture
def own_campaign(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Whose pages and events no other file makes: the server is shared, and the usual one's come all the time."""
    usual, own = CAMPAIGNS / "bluezone-2020", tmp_path / "campaigns" / "again-2020"
    own.mkdir(parents=True)
    told = (usual / "campaign.toml").read_text(encoding="utf-8").replace(usual.name, own.name)
    (own / "campaign.toml").write_text(told, encoding="utf-8")
    for name in ("form.toml", "roster.csv"):
        shutil.copy(usual / name, own)
    with_issuer(own.parent)
    monkeypatch.setattr(flows.collect, "read_settings", lambda: replace(settings, campaigns=own.parent))
    return own.name


def run(folder: Path, at: str, *units: str, campaign: str = "bluezone-2020") -> State[Any]:
    return collect(campaign, str(folder), list(units), at, return_state=True)


def demonstrated(folder: str, *units: str, campaign: str = "bluezone-2020") -> State[Any]:
    return run(FOLDER / folder, INSTANTS[folder], *units, campaign=campaign)


def asked(path: str, **body: Any) -> Any:
    return own_prefect.ask("POST", f"/{path}", json=body)


def pages_of(run_id: UUID | None) -> dict[str, dict[str, Any]]:
    """The pages that one run made, by their keys."""
    made = asked("artifacts/filter", artifacts={"flow_run_id": {"any_": [str(run_id)]}})
    return {each["key"].partition("-2020-")[2]: each for each in made if each["key"]}


def test_a_run_leaves_five_pages_that_say_how_it_ended_and_who_must_act(desk: Desk) -> None:
    demonstrated("28-08-2355")
    state = demonstrated("29-08-0005")
    pages = pages_of(state.state_details.flow_run_id)
    assert sorted(pages) == list(PAGES)
    summary = pages["summary"]["data"]
    assert "**Lần thu thập lúc 29/8 00:05: CHƯA ĐỦ.** Đã xem được 19/21 đơn vị." in summary
    assert "648 LĐLĐ huyện Cư M'gar: chưa báo cáo, quá hạn 1 ngày (mới)" in summary
    assert "| LĐLĐ huyện Krông Búk | tệp không đọc được | Tệp 649-krong-buk.xlsx" in summary
    [sensitivity] = desk.query(
        "SELECT sensitivity_vi FROM report.campaign_summary_at('2020-08-29T00:05+07:00')"
    )
    assert sensitivity["sensitivity_vi"] in summary
    assert pages["progress"]["data"] == 100
    assert pages["progress"]["description"] == "21/21 đơn vị"
    standings = pages["standings"]["data"]
    assert "| 648 | LĐLĐ huyện Cư M'gar | **chưa báo cáo, quá hạn 1 ngày** |" in standings
    assert "| 643 | LĐLĐ thành phố Buôn Ma Thuột | đúng hạn | 28/8 23:55 | 12 |" in standings
    assert "## 646 LĐLĐ huyện Ea Súp: 5" in pages["findings"]["data"]
    assert "| 648 | LĐLĐ huyện Cư M'gar | chưa đến hạn → chưa báo cáo |" in pages["changes"]["data"]


def test_no_page_and_no_log_tells_what_a_unit_typed(desk: Desk, tmp_path: Path) -> None:
    count, branch, heading, note, number = PLANTED
    workbook = openpyxl.Workbook()
    for row in (
        ("STT", "Tên CĐCS", "Tổng số CNVCLĐ", "Số ĐTTM", "Đã cài đặt", "Ghi chú", heading),
        (1, "CĐCS xã Ea Tam", 24, 22, count, note, "x"),
        (2, branch, 30, 22, int(number), note, "x"),
        (2, branch, 31, 22, 20, note, "x"),
    ):
        workbook.active.append(row)  # type: ignore[union-attr]
    workbook.save(tmp_path / "650 Krông Năng.xlsx")
    state = run(tmp_path, "2020-08-28T23:55+07:00", "650")
    assert state.name == "CompletedWithFindings"
    run_id = state.state_details.flow_run_id
    pages = pages_of(run_id)
    assert "| E2 | lỗi | Đã cài đặt | Ô E2: '…' là số ước lượng;" in pages["findings"]["data"]
    assert "| G1 | cảnh báo |  | Ô G1: cột '…' không có trong mẫu" in pages["findings"]["data"]
    told = desk.query("SELECT message_vi FROM core.open_finding")
    assert any(number in finding["message_vi"] for finding in told), "the unit itself is told the value"

    def logs() -> Any:
        lines = asked("logs/filter", logs={"flow_run_id": {"any_": [str(run_id)]}})
        return lines if any("Kết thúc: " in line["message"] for line in lines) else None

    shown = json.dumps([pages, wait_for(logs, 60), state.message], ensure_ascii=False)
    assert [value for value in PLANTED if value in shown or json.dumps(value)[1:-1] in shown] == []


def test_the_keys_stay_so_that_each_page_has_a_history(own_campaign: str) -> None:
    states = [demonstrated("29-08-0005", "650", campaign=own_campaign) for _ in range(2)]
    first, second = (state.state_details.flow_run_id for state in states)
    assert sorted(pages_of(first)) == sorted(pages_of(second)) == list(PAGES)
    latest = asked("artifacts/latest/filter", artifacts={"key": {"like_": f"{own_campaign}-"}})
    assert {each["flow_run_id"] for each in latest} == {str(second)}


@pytest.mark.filterwarnings("ignore:Artifact creation outside of a flow:FutureWarning")
def test_a_server_that_cannot_be_reached_neither_fails_the_run_nor_goes_untold(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    make = artifacts.create_markdown_artifact

    def to_nobody(*page: str) -> None:
        with temporary_settings({PREFECT_API_URL: "http://127.0.0.1:1/api", PREFECT_CLIENT_MAX_RETRIES: 0}):
            make(*page)

    # outside the run's context, where its connection to the server would be used
    monkeypatch.setattr(
        artifacts, "create_markdown_artifact", lambda *page: contextvars.Context().run(to_nobody, *page)
    )
    state = demonstrated("28-08-2355", "650")
    assert state.name == "Completed"
    assert (state.message or "").endswith(
        "Không đưa được trang báo cáo lên Prefect, số liệu không bị ảnh hưởng: "
        "máy chủ Prefect không nhận (ConnectError)."
    )
    assert len(desk.query("SELECT 1 FROM report.submission WHERE unit_code = '650'")) == 4


def test_a_page_that_we_make_wrongly_is_told_as_a_defect_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    make = artifacts.create_markdown_artifact
    monkeypatch.setattr(
        artifacts, "create_markdown_artifact", lambda _text, key, told: make("\ud800", key, told)
    )
    state = demonstrated("28-08-2355", "650")
    assert (state.name, "Lỗi chương trình" in (state.message or "")) == ("Completed", True)


def test_progress_is_told_in_at_most_twenty_steps_however_many_units(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[float] = []
    update = artifacts.update_progress_artifact

    def counted(shown: UUID, progress: float, description: str) -> None:
        told.append(progress)
        update(shown, progress, description)

    monkeypatch.setattr(artifacts, "update_progress_artifact", counted)

    @task
    def unit() -> None:
        pass

    @flow
    def many(count: int) -> None:
        futures: list[PrefectFuture[Any]] = [unit.submit() for _ in range(count)]
        show_progress(CAMPAIGN, futures)

    many(45)
    assert len(told) <= 20
    assert (told == sorted(told), told[-1]) == (True, 100)
    many(0)
    assert len(told) <= 20


def test_a_unit_newly_past_its_deadline_is_one_event_and_none_at_the_next_run(
    desk: Desk, own_campaign: str
) -> None:
    def events() -> list[dict[str, Any]]:
        by = {"event": {"name": [FLAGGED]}, "resource": {"id": [f"bluezone.unit.{own_campaign}.648"]}}
        return asked("events/filter", filter=by)["events"]  # type: ignore[no-any-return]

    demonstrated("29-08-0005", "648", campaign=own_campaign)
    [flagged] = wait_for(events, 60)
    assert flagged["resource"]["prefect.resource.name"] == "LĐLĐ huyện Cư M'gar"
    assert flagged["payload"] == {
        "campaign": own_campaign,
        "unit_code": "648",
        "unit_name": "LĐLĐ huyện Cư M'gar",
        "standing": "missing",
        "cutoff_at": flagged["payload"]["cutoff_at"],
    }
    assert datetime.fromisoformat(flagged["payload"]["cutoff_at"]) == datetime.fromisoformat(
        "2020-08-29T00:00+07:00"
    )
    run(FOLDER / "29-08-0005", "2020-08-29T00:10+07:00", "648", campaign=own_campaign)
    # an event of the same run that comes after shows that nothing more is on its way
    artifacts.emit_event("bluezone.test.done", resource={"prefect.resource.id": "bluezone.test"})
    wait_for(lambda: asked("events/filter", filter={"event": {"name": ["bluezone.test.done"]}})["events"], 60)
    assert len(events()) == 1
