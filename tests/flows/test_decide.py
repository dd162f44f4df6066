"""The forms of decisions, under a real Prefect server."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

import flows.decide
from flows.collect import collect
from flows.decide import answer_question, exempt_unit, grant_extension, revoke_decision, rule_on_unverified
from flows.rebuild import rebuild
from flows.remind import remind
from flows.rerun import rerun
from flows.settings import Settings
from tests.given.desk import ASKED, Desk, moment

FORMS = (grant_extension, exempt_unit, rule_on_unverified, answer_question, revoke_decision)


@pytest.mark.parametrize("form", (*FORMS, collect, rerun, rebuild, remind), ids=lambda form: form.name)
def test_a_form_asks_for_an_instant_in_words_since_a_picker_would_take_it_for_utc(form: Any) -> None:
    assert "date-time" not in form.parameters.model_dump_json()


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
def test_a_form_offers_every_unit_by_name_and_explains_each_field(form: Any) -> None:
    schema = form.parameters
    properties = schema.properties
    assert "650 · LĐLĐ huyện Krông Năng" in properties["unit"]["enum"]
    assert properties["campaign"]["const"] == "bluezone-2020", (
        "a choice of one, until there is another campaign"
    )
    assert all(field.get("description") for field in properties.values())
    assert {"unit", "reason", "decided_by"} <= set(schema.required)


def test_an_extension_from_the_form_is_recorded_and_a_senseless_one_ends_failed_with_the_reason(
    prefect_server: None, settings: Settings, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(flows.decide, "read_settings", lambda: settings)
    unit: Any = "650 · LĐLĐ huyện Krông Năng"

    def grant(cutoff_at: str) -> Any:
        return grant_extension(unit, cutoff_at, "lũ", "Ban Thường vụ", "33/LĐLĐ", return_state=True)

    done = grant("1/9/2020 0:00")
    assert done.is_completed()
    assert desk.standing("650", datetime.now(UTC))["cutoff_at"] == moment("1/9 00:00")
    refused = grant("27/8/2020 0:00")
    assert refused.is_failed()
    assert refused.message == "Hạn mới phải sau hạn đang có (1/9/2020 00:00)."
    unreadable = grant("hết tháng 8")
    assert unreadable.is_failed()
    assert "hãy ghi như 28/8/2020 23:55" in unreadable.message
    assert len(desk.query("SELECT * FROM report.decision")) == 1


def stands(desk: Desk) -> str:
    return str(desk.standing("650", datetime.now(UTC))["standing"])


def test_a_question_is_answered_from_the_form_and_the_answer_taken_back_from_another(
    prefect_server: None, settings: Settings, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(flows.decide, "read_settings", lambda: settings)
    desk.look("650", "28/8 17:00", ASKED)
    unit: Any = "650 · LĐLĐ huyện Krông Năng"
    done = answer_question(unit, "đúng", "đã gọi điện", "chị Mai", cell="B5", return_state=True)
    assert (done.is_completed(), stands(desk)) == (True, "on_time")
    undone = revoke_decision(unit, "answer", "nghe nhầm", "chị Mai", return_state=True)
    assert (undone.is_completed(), stands(desk)) == (True, "unverified")
    none = answer_question(unit, "không", "đã gọi điện", "chị Mai", cell="B4", return_state=True)
    assert none.is_failed()
    assert none.message == "Không có câu hỏi nào ở ô B4. Các câu hỏi đang chờ trả lời (--cell): B5."
