"""The forms of decisions, under a real Prefect server."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from prefect.utilities.schema_tools.validation import is_valid

import flows.decide
import flows.show
from flows.collect import collect
from flows.decide import (
    answer_question,
    close_figures,
    exempt_unit,
    grant_extension,
    revoke_decision,
    rule_on_unverified,
    take_roster,
)
from flows.rebuild import rebuild
from flows.remind import remind
from flows.rerun import rerun
from flows.settings import Settings
from flows.show import show_roster
from tests.given import own_prefect
from tests.given.campaign_files import copied
from tests.given.desk import ASKED, GOOD, Desk, moment

WHO: Any = ("bluezone-2020", "650 · LĐLĐ huyện Krông Năng")
WHY = ("đã gọi điện", "chị Mai")
FORMS = (grant_extension, exempt_unit, rule_on_unverified, answer_question, revoke_decision)


@pytest.mark.parametrize(
    "form", (*FORMS, take_roster, close_figures, collect, rerun, rebuild, remind), ids=lambda form: form.name
)
def test_a_form_asks_for_an_instant_in_words_since_a_picker_would_take_it_for_utc(form: Any) -> None:
    assert "date-time" not in form.parameters.model_dump_json()


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
def test_a_form_asks_for_the_campaign_first_and_offers_each_unit_once_by_name(form: Any) -> None:
    schema = form.parameters
    properties = schema.properties
    units = properties["unit"]["enum"]
    assert "650 · LĐLĐ huyện Krông Năng" in units
    assert len({choice[:3] if choice[0].isdigit() else choice for choice in units}) == len(units), "each once"
    first, second = sorted(properties, key=lambda name: properties[name]["position"])[:2]
    assert (first, second) == ("campaign", "unit"), "whose unit, before which one"
    assert properties["campaign"]["enum"] == ["bluezone-2020"]
    assert {"campaign", "unit", "reason", "decided_by"} <= set(schema.required)


@pytest.mark.parametrize("blank", ["", " ", "\n"])
def test_the_server_refuses_a_blank_reason_and_what_is_no_instant_before_a_run_starts(blank: str) -> None:
    """By the very function with which Prefect's server judges what a form sends."""
    schema = grant_extension.parameters.model_dump_for_openapi()
    good = {
        "campaign": "bluezone-2020",
        "unit": "650 · LĐLĐ huyện Krông Năng",
        "cutoff_at": "hết ngày 31/8",
        "reason": "lũ",
        "decided_by": "Ban Thường vụ",
    }
    assert is_valid(good, schema)
    for name in ("reason", "decided_by", "cutoff_at", "unit", "campaign"):
        assert not is_valid({**good, name: blank}, schema)
    for wrong in ("hết tháng 8", "32/8/2020 0:00", "1/13/2020 0:00", "1/9/2020 25:00", "1/9/20 0:00"):
        assert not is_valid({**good, "cutoff_at": wrong}, schema)


def test_an_extension_from_the_form_is_recorded_and_a_senseless_one_ends_failed_with_the_reason(
    prefect_server: None, settings: Settings, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(flows.decide, "read_settings", lambda: settings)

    def grant(cutoff_at: str, **more: Any) -> Any:
        words = (*WHO, cutoff_at, "lũ", "Ban Thường vụ", "33/LĐLĐ")
        return grant_extension(*words, **{"is_past_meant": True, **more}, return_state=True)

    doubted = grant("hết ngày 31/8", is_past_meant=False)
    assert doubted.is_failed()
    assert doubted.message == (
        "Đợt bluezone-2020 đã qua (báo cáo trước ngày 29/08/2020); chưa ghi gì. Nếu đúng là quyết định cho đợt này, "
        "hãy làm lại và chọn «Vẫn ghi dù đợt đã qua»."
    )
    done = grant("hết ngày 31/8")
    assert done.is_completed()
    assert done.message.startswith("Đợt bluezone-2020: LĐLĐ huyện Krông Năng, gia hạn: ")
    assert done.message.endswith("; hạn: trước 1/9/2020 00:00 (hết ngày 31/8/2020).")
    assert desk.standing("650", datetime.now(UTC))["cutoff_at"] == moment("1/9 00:00")
    run_id = str(done.state_details.flow_run_id)
    made = own_prefect.ask(
        "POST", "/artifacts/filter", json={"artifacts": {"flow_run_id": {"any_": [run_id]}}}
    )
    pages = {page["key"].removeprefix("bluezone-2020-"): page["data"] for page in made}
    assert sorted(pages) == ["changes", "findings", "standings"], "they say what holds since"
    assert "hạn riêng: trước 1/9 00:00" in pages["standings"]
    assert own_prefect.ask("GET", f"/flow_runs/{run_id}")["name"].startswith(
        "gia hạn 650: LĐLĐ huyện Krông Năng"
    )
    refused = grant("27/8/2020 0:00")
    assert refused.is_failed()
    assert refused.message == "Hạn mới (27/8/2020 00:00) phải sau hạn đang có (1/9/2020 00:00)."
    unreadable = grant("hết tháng 8")
    assert unreadable.is_failed()
    assert "hãy ghi như «hết ngày 31/8/2020»" in unreadable.message
    assert len(desk.query("SELECT * FROM report.decision")) == 1


def test_figures_are_closed_from_a_form_and_the_closing_is_taken_back_from_it(
    prefect_server: None, settings: Settings, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(flows.decide, "read_settings", lambda: settings)

    def pressed(as_of: str, **more: Any) -> Any:
        return close_figures(
            "bluezone-2020", *WHY, as_of, **{"is_past_meant": True, **more}, return_state=True
        )

    never = pressed("31/8/2020 17:00")
    assert never.is_failed()
    assert "đợt chưa được thu thập lần nào, chưa có số liệu để chốt. Chưa ghi gì." in never.message
    desk.look("650", "28/8 17:00", GOOD)
    done = pressed("31/8/2020 17:00", letter_number="44/LĐLĐ")
    assert done.is_completed()
    assert done.message.startswith(
        "Đợt bluezone-2020: chốt số liệu lúc 31/8/2020 17:00; khi đó còn 20 đơn vị cần xác minh."
    )
    name = own_prefect.ask("GET", f"/flow_runs/{done.state_details.flow_run_id}")["name"]
    assert name.startswith("chốt số liệu bluezone-2020: chốt số liệu lúc 31/8/2020 17:00")
    blank = pressed("")
    assert blank.is_failed()
    assert blank.message == "Hãy ghi số liệu của lúc nào («Số liệu của lúc nào»)."
    undone = pressed("", is_revoked=True)
    assert undone.message.startswith(
        "Đợt bluezone-2020: đã thu hồi chốt số liệu lúc 31/8/2020 17:00 (lần chốt số 1);"
    )
    [kept] = desk.query("SELECT closed_by, letter_number, is_in_force FROM report.closing")
    assert kept == {"closed_by": "chị Mai", "letter_number": "44/LĐLĐ", "is_in_force": False}


def stands(desk: Desk) -> str:
    return str(desk.standing("650", datetime.now(UTC))["standing"])


def test_a_roster_is_taken_from_a_form_and_the_pages_show_what_it_changes_before(
    prefect_server: None, settings: Settings, desk: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    copied(tmp_path / "campaigns" / "bluezone-2020")
    own = replace(settings, campaigns=tmp_path / "campaigns")
    for module in (flows.decide, flows.show):
        monkeypatch.setattr(module, "read_settings", lambda: own)
    roster = own.campaigns / "bluezone-2020" / "roster.csv"
    roster.write_text(roster.read_text("utf-8").replace("LĐLĐ huyện Krông Năng", "LĐLĐ huyện Ea Hồ"), "utf-8")
    seen = show_roster("bluezone-2020", return_state=True)
    assert seen.message == (
        "Đợt bluezone-2020: nhận thì đổi 1 đơn vị; phải báo cáo 21 → 21 đơn vị, đã báo cáo 0 → 0. Chưa ghi gì. "
        "Xem trang trong tab Artifacts."
    )
    page = own_prefect.ask("GET", "/artifacts/bluezone-2020-roster/latest")["data"]
    assert "tên «LĐLĐ huyện Krông Năng» → «LĐLĐ huyện Ea Hồ»" in page
    assert "| 1 | từ đầu đợt |" in page
    doubted = take_roster("bluezone-2020", *WHY, return_state=True)
    assert doubted.is_failed()
    taken = take_roster("bluezone-2020", *WHY, is_past_meant=True, return_state=True)
    assert taken.is_completed()
    assert taken.message.startswith("Đợt bluezone-2020: đã nhận bản danh sách số 2: đổi 1 đơn vị; ")
    assert desk.standing("650", datetime.now(UTC))["unit_name"] == "LĐLĐ huyện Ea Hồ"
    assert desk.standing("650", moment("28/8 12:00"))["unit_name"] == "LĐLĐ huyện Krông Năng"


def test_a_question_is_answered_from_the_form_and_the_answer_taken_back_from_another(
    prefect_server: None, settings: Settings, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(flows.decide, "read_settings", lambda: settings)
    desk.look("650", "28/8 17:00", ASKED)
    done = answer_question(*WHO, "đúng", *WHY, cell="B5", is_past_meant=True, return_state=True)
    assert (done.is_completed(), stands(desk)) == (True, "on_time")
    undone = revoke_decision(*WHO, "trả lời", *WHY, is_past_meant=True, return_state=True)
    assert (undone.is_completed(), stands(desk)) == (True, "unverified")
    none = answer_question(*WHO, "không", *WHY, cell="B4", is_past_meant=True, return_state=True)
    assert none.is_failed()
    assert none.message == (
        "Không có câu hỏi nào ở ô B4. Các câu hỏi đang chờ trả lời, theo «Ô của câu hỏi»: B5."
    ), "in the words of the form"
