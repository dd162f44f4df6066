"""What an officer asks for in a form: pages of what was, workbooks that came by mail, a campaign begun and closed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from prefect.client.orchestration import get_client
from prefect.client.schemas.actions import DeploymentScheduleCreate
from prefect.client.schemas.schedules import CronSchedule

import flows.begin
import flows.rerun
import flows.show
from flows.begin import begin_campaign, close_campaign
from flows.demo.workbooks import FOLDER
from flows.desk import decisions
from flows.desk.grounds import Grounds
from flows.rerun import import_workbooks
from flows.settings import Settings
from flows.show import show_deadlines, show_decisions, show_standings
from flows.steps import stand
from flows.steps.publish.words import dated
from tests.given import own_prefect
from tests.given.desk import BAD, GOOD, ZONE, Desk, moment
from tests.given.issued import closed, reopened

pytestmark = [
    pytest.mark.usefixtures("prefect_server"),
    # a page made by a flow's function alone: Prefect would rather see a run around it
    pytest.mark.filterwarnings("ignore:Artifact creation outside"),
]

CODE = "bluezone-2020"
EVENING = CronSchedule(cron="0 17 * * *", timezone="Asia/Ho_Chi_Minh")


@pytest.fixture(autouse=True)
def _of_this_test(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (flows.show, flows.begin, flows.rerun):
        monkeypatch.setattr(module, "read_settings", lambda: settings)


@pytest.fixture
def deployment(prefect_server: None) -> Iterator[UUID]:
    """One with a schedule of the campaign's, as prefect.yaml has them."""
    with get_client(sync_client=True) as client:
        flow_id = client.create_flow_from_name("of-a-campaign")
        made = client.create_deployment(
            flow_id,
            "every-evening",
            schedules=[DeploymentScheduleCreate(schedule=EVENING, active=True)],
            parameters={"campaign": CODE},
            tags=["bluezone"],
        )
        yield made
        client.delete_deployment(made)


def ended(state: Any) -> str:
    assert state.is_completed(), state.message
    return str(state.message)


def page(key: str) -> str:
    """The latest page of a key."""
    return str(own_prefect.ask("GET", f"/artifacts/{CODE}-{key}/latest")["data"])


def is_awake(deployment_id: UUID) -> bool:
    with get_client(sync_client=True) as client:
        return client.read_deployment(deployment_id).schedules[0].active


def test_standings_and_findings_of_a_past_instant_are_a_page_without_what_came_later(desk: Desk) -> None:
    desk.look("643", "28/8 10:00", GOOD)
    desk.look("646", "28/8 10:00", BAD)
    desk.look("646", "29/8 00:05", BAD)
    desk.look("646", "30/8 10:00", GOOD)
    told = ended(show_standings.fn(CODE, "29/8/2020 9:00"))
    assert told.startswith(
        "Đợt bluezone-2020: tình trạng 21 đơn vị và 1 lỗi, câu hỏi, cảnh báo lúc 29/8/2020 09:00."
    )
    shown = page("standings-at")
    assert "| 646 | LĐLĐ huyện Ea Súp | **cần sửa, quá hạn 1 ngày** |" in shown
    assert "| 646 | E2 | lỗi |" in shown
    assert "hơn 20" not in shown, "what was typed is the unit's to see"
    assert shown.index("| 646 |") < shown.index("| 643 |"), "who must act stands on top"
    assert "và 0 lỗi" in ended(show_standings.fn(CODE))


def test_the_findings_of_now_are_those_that_are_open(desk: Desk) -> None:
    desk.look("646", "28/8 10:00", BAD)
    with desk.database.begin() as connection:
        assert stand.findings_at(connection, CODE, moment("3/9 17:00")) == stand.findings(connection, CODE)


def test_every_decision_is_on_a_page_with_who_took_it_back(desk: Desk) -> None:
    decisions.exempt(desk.case("650", Grounds("Ban Thường vụ", "lũ"), moment("28/8 10:00")))
    decisions.revoke(desk.case("650", Grounds("chị Mai", "nhầm"), moment("28/8 11:00")), "exemption")
    assert ended(show_decisions.fn(CODE)) == "Đợt bluezone-2020: 1 quyết định. Xem trang trong tab Artifacts."
    desk.look("643", "28/8 10:00", GOOD)
    closed(desk)
    reopened(desk)
    assert "1 quyết định, 1 lần chốt số liệu." in ended(show_decisions.fn(CODE))
    assert "| 31/8/2020 17:00 | Chủ tịch | gửi Tổng Liên đoàn | 44/LĐLĐ |  | 1/9/2020 08:00 Chủ tịch" in page(
        "decisions"
    )
    assert "miễn báo cáo | 28/8/2020 10:00 | Ban Thường vụ | lũ |  | 28/8/2020 11:00 chị Mai nhầm |" in page(
        "decisions"
    )


def test_deadlines_are_shown_under_each_reading_with_the_units_own(desk: Desk, deployment: UUID) -> None:
    decisions.extend(desk.case("650", Grounds("ai", "lũ"), moment("28/8 10:00")), moment("1/9 00:00"))
    assert "hạn của đợt trước 29/8/2020 00:00 (hết ngày 28/8/2020)" in ended(show_deadlines.fn(CODE))
    shown = page("deadlines")
    assert "| hết ngày ghi trong công văn | trước 30/8/2020 00:00 (hết ngày 29/8/2020) |  |" in shown
    assert "| 650 | LĐLĐ huyện Krông Năng | trước 1/9/2020 00:00 (hết ngày 31/8/2020) |" in shown


def test_a_campaign_is_closed_and_begun_again_from_a_form(desk: Desk, deployment: UUID) -> None:
    assert "đã cho lịch every-evening nghỉ" in ended(close_campaign.fn(CODE))
    assert not is_awake(deployment)
    assert "lịch đã nghỉ từ trước" in ended(close_campaign.fn(CODE))
    refused = begin_campaign.fn(CODE)
    assert refused.is_failed()
    assert "chọn «Vẫn bắt đầu khi chưa sẵn sàng»" in str(refused.message)
    assert "GOOGLE\\_APPLICATION\\_CREDENTIALS" in page("begin")
    assert not is_awake(deployment)
    assert "đã bật lịch every-evening" in ended(begin_campaign.fn(CODE, begins_anyway=True))
    assert is_awake(deployment)


def test_a_campaign_is_not_closed_while_some_unit_has_time(desk: Desk, deployment: UUID) -> None:
    today = datetime.now(ZONE)
    until = today + timedelta(days=30)
    decisions.extend(desk.case("650", Grounds("ai", "lũ"), today), until)
    refused = close_campaign.fn(CODE)
    assert (refused.is_failed(), is_awake(deployment)) == (True, True)
    assert f"còn hạn trước {dated(until, str(ZONE))}" in str(refused.message)
    ended(close_campaign.fn(CODE, closes_early=True))
    assert not is_awake(deployment)


def test_workbooks_that_came_by_mail_are_imported_as_somebody_declares(desk: Desk) -> None:
    folder = str(FOLDER / "28-08-2355")
    words = (CODE, folder, "28/8/2020 16:40", " chị Mai ")
    state = import_workbooks(*words, units=("650 · LĐLĐ huyện Krông Năng",), return_state=True)
    assert ended(state) == "Đợt bluezone-2020, đơn vị 650, tệp đến lúc 28/8/2020 16:40: Đã xem 1 đơn vị."
    [seen] = desk.query("SELECT observed_at, declared_by FROM raw.observation")
    assert seen == {"observed_at": moment("28/8 16:40"), "declared_by": "chị Mai"}


def test_an_import_says_in_the_words_of_the_form_what_is_missing(desk: Desk) -> None:
    blank = import_workbooks.fn(CODE, " ", "28/8/2020 16:40", "chị Mai")
    assert blank.message == "Hãy ghi «Thư mục tệp», «Lúc tệp đến văn phòng» và «Ai nhận tệp»."
    nowhere = import_workbooks.fn(CODE, "/không/có", "28/8/2020 16:40", "chị Mai")
    assert (nowhere.is_failed(), "--" in str(nowhere.message)) == (True, False)
    google = import_workbooks.fn(CODE, "google", "28/8/2020 16:40", "chị Mai")
    assert "«Lúc tệp đến văn phòng» chỉ dùng cho thư mục tệp" in str(google.message)
