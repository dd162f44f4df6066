"""The schedules of campaigns on a real Prefect server: each campaign's own, moved in place, gone with what named them."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from prefect.client.orchestration import get_client
from prefect.client.schemas.actions import DeploymentScheduleCreate
from prefect.client.schemas.filters import FlowRunFilter, FlowRunFilterDeploymentId
from prefect.client.schemas.schedules import CronSchedule, IntervalSchedule
from prefect.server.schemas.schedules import RRuleSchedule

import flows.begin
import flows.decide
import flows.show
from flows.begin import begin_campaign, close_campaign
from flows.decide import exempt_unit, grant_extension, revoke_decision
from flows.desk.request import read_campaign
from flows.desk.timetable import AFTER, BEFORE, DAILY, KIND_VI, PAPERS, REMIND
from flows.serving import timetables
from flows.settings import Settings
from flows.show import show_deadlines
from flows.store.database import Database
from tests.given import own_prefect, own_time
from tests.given.desk import ZONE

pytestmark = [
    pytest.mark.usefixtures("prefect_server"),
    pytest.mark.filterwarnings("ignore:Artifact creation outside"),
]

UNIT, WHY = "650 · LĐLĐ huyện Krông Năng", ("lũ", "Ban Thường vụ")
EVERY_YEAR = CronSchedule(cron="55 23 28 8 *", timezone="Asia/Ho_Chi_Minh")
Rows = dict[tuple[str, str | None], Any]


@pytest.fixture
def own(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """A desk with a campaign that runs, due in ten days, and one past."""
    own = replace(settings, campaigns=tmp_path / "campaigns")
    own.campaigns.mkdir()
    own_time.campaign(own.campaigns, "now", -5, 10)
    own_time.campaign(own.campaigns, "past", -90, -60)
    for module in (flows.begin, flows.decide, flows.show):
        monkeypatch.setattr(module, "read_settings", lambda: own)
    return own


@pytest.fixture
def deployed(prefect_server: None) -> Iterator[dict[str, UUID]]:
    """The deployments that a timetable knows, as `prefect deploy` leaves them."""
    with get_client(sync_client=True) as client:
        flow = client.create_flow_from_name("of-a-timetable")
        made = {kind: client.create_deployment(flow, kind, tags=["bluezone"]) for kind in KIND_VI}
        yield made
        for each in made.values():
            client.delete_deployment(each)


def there(deployed: dict[str, UUID]) -> Rows:
    """Every schedule by its deployment and slug."""
    with get_client(sync_client=True) as client:
        return {
            (kind, each.slug): each
            for kind, deployment in deployed.items()
            for each in client.read_deployment(deployment).schedules
        }


def rule(begins: datetime, ends: datetime | None = None) -> str:
    stamp = "%Y%m%dT%H%M%S"
    return f"DTSTART:{begins:{stamp}}\nRRULE:FREQ=DAILY;UNTIL={ends or begins:{stamp}}"


def at(days: int, time: str) -> datetime:
    return datetime.combine(own_time.in_days(days), datetime.strptime(time, "%H:%M").time())


def slug(code: str, days: int, time: str) -> str:
    return f"{code}@{at(days, time):%Y%m%dT%H%M%S}"


def follow_all(own: Settings) -> list[str]:
    told: list[str] = []
    timetables.follow_all(own, told.append)
    return told


def message(state: Any) -> str:
    assert state.is_completed(), state.message
    return str(state.message)


def in_words(days: int, time: str) -> str:
    return f"{at(days, time).day}/{at(days, time).month} {time}"


def test_each_campaign_has_its_own_schedules_and_one_that_is_over_has_none(
    own: Settings, deployed: dict[str, UUID]
) -> None:
    own_time.campaign(own.campaigns, "next", 3, 20, schedule="daily_at = 06:30:00\nsends_reminders = true")
    told = follow_all(own)
    assert "Lịch của đợt past: không còn lần chạy nào." in told
    rows = there(deployed)
    assert {key: (each.schedule.rrule, each.parameters) for key, each in rows.items()} == {
        (DAILY, "now"): (rule(at(-5, "17:00"), at(40, "17:00")), {"campaign": "now"}),
        (BEFORE, slug("now", 9, "23:55")): (rule(at(9, "23:55")), {"campaign": "now"}),
        (AFTER, slug("now", 10, "00:05")): (rule(at(10, "00:05")), {"campaign": "now"}),
        (PAPERS, slug("now", 10, "00:30")): (rule(at(10, "00:30")), {"campaign": "now"}),
        (REMIND, "now"): (rule(at(-5, "08:00"), at(40, "08:00")), {"campaign": "now", "dry_run": True}),
        (DAILY, "next"): (rule(at(3, "06:30"), at(50, "06:30")), {"campaign": "next"}),
        (BEFORE, slug("next", 19, "23:55")): (rule(at(19, "23:55")), {"campaign": "next"}),
        (AFTER, slug("next", 20, "00:05")): (rule(at(20, "00:05")), {"campaign": "next"}),
        (PAPERS, slug("next", 20, "00:30")): (rule(at(20, "00:30")), {"campaign": "next"}),
        (REMIND, "next"): (rule(at(3, "08:00"), at(50, "08:00")), {"campaign": "next", "dry_run": False}),
    }
    assert {each.schedule.timezone for each in rows.values()} == {"Asia/Ho_Chi_Minh"}
    assert all(each.active for each in rows.values())
    follow_all(own)
    assert there(deployed) == rows, "twice changes nothing"


def test_prefect_runs_a_schedule_when_the_timetable_says_and_never_after_its_last_day() -> None:
    def runs(begins: str, ends: str) -> list[datetime]:
        rrule = f"DTSTART:{begins}\nRRULE:FREQ=DAILY;UNTIL={ends}"
        schedule = RRuleSchedule(rrule=rrule, timezone="Asia/Ho_Chi_Minh")
        start = datetime(2031, 8, 27, tzinfo=ZONE)
        return asyncio.run(schedule.get_dates(n=100, start=start, end=start + timedelta(days=800)))

    assert runs("20310818T170000", "20310829T170000") == [
        datetime(2031, 8, day, 17, tzinfo=ZONE) for day in (27, 28, 29)
    ]
    assert runs("20310828T235500", "20310828T235500") == [datetime(2031, 8, 28, 23, 55, tzinfo=ZONE)]
    assert runs("20300828T235500", "20300828T235500") == [], "once, and not each year"


def test_an_extension_brings_its_looks_and_its_end_takes_them_away(
    own: Settings, deployed: dict[str, UUID]
) -> None:
    follow_all(own)
    before = there(deployed)
    until = own_time.in_days(14)
    done = message(grant_extension.fn("now", UNIT, f"hết ngày {until:%d/%m/%Y}", *WHY))
    looks, papers = f"{in_words(14, '23:55')}, {in_words(15, '00:05')}", in_words(15, "00:30")
    assert done.endswith(f"Hệ thống sẽ tự đọc thêm lúc {looks} và lập dự thảo văn bản lúc {papers}.")
    added = there(deployed).keys() - before.keys()
    assert added == {
        (BEFORE, slug("now", 14, "23:55")),
        (AFTER, slug("now", 15, "00:05")),
        (PAPERS, slug("now", 15, "00:30")),
    }
    daily = there(deployed)[DAILY, "now"]
    assert daily.schedule.rrule == rule(at(-5, "17:00"), at(45, "17:00")), "looked at as much longer"
    assert daily.id == before[DAILY, "now"].id, "moved in place"
    again = message(grant_extension.fn("now", UNIT, f"hết ngày {until:%d/%m/%Y}", *WHY))
    assert "tự đọc thêm" not in again
    undone = message(revoke_decision.fn("now", UNIT, "gia hạn", *WHY))
    assert undone.endswith(f"Đã bỏ lần đọc lúc {looks} và lập dự thảo văn bản lúc {papers}.")
    assert {key: each.schedule for key, each in there(deployed).items()} == {
        key: each.schedule for key, each in before.items()
    }


def test_who_is_exempted_needs_no_look_at_its_own_cutoff(own: Settings, deployed: dict[str, UUID]) -> None:
    follow_all(own)
    grant_extension.fn("now", UNIT, f"hết ngày {own_time.in_days(14):%d/%m/%Y}", *WHY)
    assert "Đã bỏ lần đọc lúc" in message(exempt_unit.fn("now", UNIT, *WHY))
    assert (BEFORE, slug("now", 14, "23:55")) not in there(deployed)


def test_what_no_file_names_any_more_is_taken_away_and_what_was_made_by_hand_stays(
    own: Settings, deployed: dict[str, UUID]
) -> None:
    """Also those of an earlier release, whose slugs named no campaign and which fired each 28/8."""
    follow_all(own)
    with get_client(sync_client=True) as client:
        for mark in ("before-cutoff-2355", None):
            made = DeploymentScheduleCreate(schedule=EVERY_YEAR, slug=mark)
            client.create_deployment_schedules(deployed[BEFORE], [made])
    path = own.campaigns / "now" / "campaign.toml"
    path.write_text(path.read_text("utf-8") + "daily_at = 06:00:00\nminutes_before_cutoff = 10\n", "utf-8")
    ids = {key: each.id for key, each in there(deployed).items()}
    follow_all(own)
    rows = there(deployed)
    assert {key for key in rows if key[0] == BEFORE} == {(BEFORE, None), (BEFORE, slug("now", 9, "23:50"))}
    assert rows[DAILY, "now"].id == ids[DAILY, "now"]
    assert rows[DAILY, "now"].schedule.rrule == rule(at(-5, "06:00"), at(40, "06:00"))
    (own.campaigns / "now").rename(own.campaigns.parent / "kept elsewhere")
    follow_all(own)
    assert set(there(deployed)) == {(BEFORE, None)}


def test_a_campaign_whose_file_cannot_be_read_keeps_its_schedules_and_is_told(
    own: Settings, deployed: dict[str, UUID]
) -> None:
    follow_all(own)
    rows = there(deployed)
    for name, wrong in (("campaign.toml", "code = "), ("roster.csv", "code\n")):
        kept = (own.campaigns / "now" / name).read_text("utf-8")
        (own.campaigns / "now" / name).write_text(wrong, "utf-8")
        [told] = [each for each in follow_all(own) if "giữ nguyên" in each]
        assert told.startswith("Lịch của đợt now giữ nguyên, vì tệp của đợt bị sai: ")
        assert name in told
        assert there(deployed) == rows
        (own.campaigns / "now" / name).write_text(kept, "utf-8")


def test_a_campaign_at_rest_stays_at_rest_whatever_is_decided_and_wakes_with_all_of_it(
    own: Settings, deployed: dict[str, UUID]
) -> None:
    own_time.campaign(own.campaigns, "other", -5, 10)
    follow_all(own)
    closed = message(close_campaign.fn("now", closes_early=True))
    assert "đã cho lịch " in closed
    granted = message(grant_extension.fn("now", UNIT, f"hết ngày {own_time.in_days(14):%d/%m/%Y}", *WHY))
    looks = f"{in_words(14, '23:55')}, {in_words(15, '00:05')}"
    runs = f"đọc lúc {looks} và lập dự thảo văn bản lúc {in_words(15, '00:30')}"
    assert f"Lịch của đợt đang nghỉ, nên chưa tự {runs}: hãy bấm begin-campaign." in granted
    follow_all(own)
    of_now = [each.active for key, each in there(deployed).items() if (key[1] or "").startswith("now")]
    assert of_now == [False] * 8
    assert all(each.active for key, each in there(deployed).items() if (key[1] or "").startswith("other"))
    shown = message(show_deadlines.fn("now"))
    assert "lần tới " in shown
    page = str(own_prefect.ask("GET", "/artifacts/now-deadlines/latest")["data"])
    assert "## Lịch đang nghỉ" in page
    assert "after-cutoff" in page.split("## Lịch đang nghỉ", 1)[1]
    begun = message(begin_campaign.fn("now", begins_anyway=True))
    assert "đã bật lịch " in begun
    assert all(each.active for each in there(deployed).values())


def test_the_page_of_deadlines_tells_the_runs_to_come_as_the_schedules_have_them(
    own: Settings, deployed: dict[str, UUID]
) -> None:
    missing = message(show_deadlines.fn("now"))
    page = str(own_prefect.ask("GET", "/artifacts/now-deadlines/latest")["data"])
    assert "## Chưa có trên máy chủ Prefect: hãy chạy bluezone deploy" in page
    follow_all(own)
    assert message(show_deadlines.fn("now")) == missing
    page = str(own_prefect.ask("GET", "/artifacts/now-deadlines/latest")["data"])
    assert "Chưa có trên máy chủ" not in page
    assert "| đọc hằng ngày | daily |" in page
    assert "3 ngày và 1 ngày trước hạn của từng đơn vị" in page
    assert "Không có lần chạy nào sắp tới." in show_page(show_deadlines.fn("past"), "past")


def show_page(state: Any, code: str) -> str:
    message(state)
    return str(own_prefect.ask("GET", f"/artifacts/{code}-deadlines/latest")["data"])


def test_what_goes_takes_no_late_run_of_another_campaign_with_it(
    own: Settings, deployed: dict[str, UUID]
) -> None:
    """Prefect deletes every run of a deployment that waits, once one of its schedules is changed or deleted."""
    own_time.campaign(own.campaigns, "other", -5, 10)
    follow_all(own)
    start = datetime.now(UTC) - timedelta(hours=2)
    due = DeploymentScheduleCreate(
        schedule=IntervalSchedule(interval=timedelta(days=7), anchor_date=start),
        active=True,
        slug="other@late",
    )
    with get_client(sync_client=True) as client:
        client.create_deployment_schedules(deployed[BEFORE], [due])
        asked = {"start_time": (start - timedelta(minutes=1)).isoformat()}
        client.request("POST", f"/deployments/{deployed[BEFORE]}/schedule", json=asked)
        of_it = FlowRunFilter(deployment_id=FlowRunFilterDeploymentId(any_=[deployed[BEFORE]]))

        def waiting() -> list[tuple[datetime, str]]:
            runs = client.read_flow_runs(flow_run_filter=of_it)
            assert all(run.auto_scheduled for run in runs)
            return sorted((run.expected_start_time, run.created_by.display_value) for run in runs)

        before = waiting()
        assert before[0] == (start, "other@late")
        assert {slug("other", 9, "23:55"), slug("now", 9, "23:55")} < {mark for _, mark in before}, (
            "those to come as well"
        )
        (own.campaigns / "now").rename(own.campaigns.parent / "kept elsewhere")
        timetables.clear_away(["past", "other"])
        left = there(deployed)
        assert {key[1] for key in left if key[0] == BEFORE} == {slug("other", 9, "23:55"), "other@late"}
        assert waiting() == [each for each in before if not each[1].startswith("now")]


def test_a_decision_holds_also_where_the_server_has_no_deployments_yet(
    own: Settings, database: Database
) -> None:
    done = message(grant_extension.fn("now", UNIT, f"hết ngày {own_time.in_days(14):%d/%m/%Y}", *WHY))
    assert (
        "Chưa có lịch daily, before-cutoff, after-cutoff, papers, remind trên máy chủ Prefect: hãy chạy bluezone deploy."
        in done
    )
    assert timetables.follow(own, read_campaign(own, "past")) == ""
