"""What people decide about a unit: recorded once, revocable, never deleted, and only when it makes sense."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from flows.demo.workbooks import FOLDER
from flows.desk import decisions
from flows.desk.collection.looks import collect_here
from flows.desk.decisions import Effect
from flows.desk.grounds import Grounds
from flows.desk.request import read_request
from flows.errors import ConfigurationError
from flows.settings import Settings
from schemas.observation import Outcome
from schemas.standing import STANDING_VI
from tests.given.desk import GOOD, Desk, moment

BY = Grounds("Ban Thường vụ", "cách ly y tế", "33/LĐLĐ")
NOW = moment("30/8 09:00")
SEPTEMBER = moment("1/9 00:00")


def extended(
    desk: Desk, unit: str = "650", cutoff_at: datetime = SEPTEMBER, grounds: Grounds = BY, now: datetime = NOW
) -> Effect:
    return decisions.extend(desk.case(unit, grounds, now), cutoff_at)


def test_an_extension_moves_the_cutoff_and_says_where_the_unit_stood_and_stands(desk: Desk) -> None:
    desk.look("650", "29/8 00:05", Outcome.ABSENT)
    decided = extended(desk)
    assert (decided.before, decided.after) == (STANDING_VI["missing"], STANDING_VI["not_due"])
    told = decided.message("Asia/Ho_Chi_Minh")
    assert told == (
        "Đợt bluezone-2020: LĐLĐ huyện Krông Năng, gia hạn: chưa báo cáo → chưa đến hạn; "
        "hạn: trước 1/9/2020 00:00 (hết ngày 31/8/2020)."
    )
    assert desk.standing("650", "30/8 08:59")["standing"] == "missing", "earlier answers do not know it"


def test_the_same_decision_pressed_twice_is_recorded_once(desk: Desk) -> None:
    assert extended(desk).is_new
    again = extended(desk, now=moment("30/8 09:01"))
    assert not again.is_new
    assert "đã như vậy" in again.message("Asia/Ho_Chi_Minh")
    assert len(desk.query("SELECT * FROM report.decision")) == 1


def since(at: str) -> Grounds:
    return replace(BY, effective_at=moment(at))


def test_a_decision_that_would_take_effect_before_the_one_in_force_is_refused_with_what_to_do(
    desk: Desk,
) -> None:
    extended(desk)
    told = (
        "LĐLĐ huyện Krông Năng đang có quyết định gia hạn đến 1/9/2020 00:00, hiệu lực từ 30/8/2020 09:00; "
        "quyết định có hiệu lực sớm hơn sẽ không thay được nó. Hãy thu hồi nó trước "
        "(bluezone revoke --unit 650 --kind extension), hoặc để quyết định có hiệu lực từ bây giờ (bỏ --since)."
    )
    backdated = {
        "cutoff_at": moment("5/9 00:00"),
        "grounds": since("30/8 08:00"),
        "now": moment("30/8 10:00"),
    }
    with pytest.raises(ConfigurationError, match=f"^{re.escape(told)}$"):
        extended(desk, **backdated)
    assert len(desk.query("SELECT * FROM report.decision")) == 1
    decisions.revoke(desk.case("650", BY, moment("30/8 10:00")), "extension")
    assert extended(desk, **backdated).cutoff_at == moment("5/9 00:00"), "as it was told to be done"


def test_a_ruling_or_an_exemption_is_not_overruled_unseen_either(desk: Desk) -> None:
    desk.look("651", "29/8 09:00", GOOD)
    decisions.rule(desk.case("651", BY, NOW), "on_time")
    with pytest.raises(
        ConfigurationError, match="quyết định xác minh: đúng hạn, hiệu lực từ 30/8/2020 09:00"
    ):
        decisions.rule(desk.case("651", since("30/8 08:00"), NOW), "late")
    decisions.exempt(desk.case("650", BY, NOW))
    with pytest.raises(ConfigurationError, match="quyết định miễn báo cáo, hiệu lực từ 30/8/2020 09:00"):
        decisions.exempt(desk.case("650", since("30/8 08:00"), NOW))
    assert extended(desk, unit="651", grounds=since("30/8 08:00")).is_new, "another kind stands in no way"


def test_of_two_decisions_that_take_effect_at_one_instant_the_one_recorded_last_holds(desk: Desk) -> None:
    backdated, later = since("30/8 08:00"), moment("5/9 00:00")
    assert extended(desk, grounds=backdated).is_new
    assert not extended(desk, grounds=backdated).is_new, "the very same again"
    assert extended(desk, cutoff_at=later, grounds=backdated).cutoff_at == later


def test_a_decision_of_a_clock_ahead_of_ours_is_not_overlooked(desk: Desk) -> None:
    extended(desk, now=moment("30/8 09:01"))
    for cutoff_at in (SEPTEMBER, moment("5/9 00:00")):
        with pytest.raises(ConfigurationError, match="hiệu lực từ 30/8/2020 09:01"):
            extended(desk, cutoff_at=cutoff_at)


def test_a_flag_that_no_longer_holds_is_closed_when_the_decision_is_recorded(
    settings: Settings, desk: Desk
) -> None:
    folder = str(FOLDER / "29-08-0005")
    run = collect_here(settings, read_request(settings, "bluezone-2020", folder, (), "29/8/2020 00:05"))
    assert "648" in run.flagged
    decisions.exempt(desk.case("648", BY, NOW))
    [flag] = desk.query("SELECT closed_at FROM core.flag WHERE unit_code = '648'")
    assert flag["closed_at"] == NOW


def test_a_revoked_decision_holds_no_longer_and_stays_on_record(desk: Desk) -> None:
    extended(desk)
    later = moment("30/8 10:00")
    why = Grounds("Ban Thường vụ", "ghi nhầm đơn vị")
    decided = decisions.revoke(desk.case("650", why, later), "extension")
    assert decided.cutoff_at == moment("29/8 00:00")
    assert desk.standing("650", "30/8 09:30")["cutoff_at"] == SEPTEMBER
    [kept] = desk.query("SELECT * FROM report.decision", role="bluezone_analyst")
    assert (kept["revoked_at"], kept["revoked_by"], kept["revoked_reason"]) == (
        later,
        why.decided_by,
        why.reason,
    )
    with pytest.raises(ConfigurationError, match="không có quyết định gia hạn nào"):
        decisions.revoke(desk.case("650", why, later), "extension")


def test_a_ruling_is_for_a_unit_that_handed_in_and_stands_unverified(desk: Desk) -> None:
    desk.look("650", "28/8 10:00", GOOD)
    with pytest.raises(ConfigurationError, match="đang là: đúng hạn"):
        decisions.rule(desk.case("650", BY, NOW), "late")
    desk.look("651", "29/8 09:00", GOOD)
    decided = decisions.rule(desk.case("651", BY, NOW), "on_time")
    assert (decided.before, decided.after) == (STANDING_VI["unverified"], STANDING_VI["on_time"])
    assert "xác minh (đúng hạn): cần xác minh → đúng hạn" in decided.message("Asia/Ho_Chi_Minh")


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"cutoff_at": moment("28/8 12:00")}, "phải sau hạn đang có \\(29/8/2020 00:00\\)"),
        ({"grounds": Grounds(" ", "vì sao")}, "ai quyết định và vì sao"),
        ({"grounds": Grounds("ai", "vì sao", "", moment("31/8 09:00"))}, "ở tương lai"),
        ({"grounds": Grounds("ai", "vì sao", "", moment("17/8 09:00"))}, "trước khi đợt bắt đầu"),
        ({"grounds": Grounds("ai", "vì sao", "", moment("30/8 08:00").replace(tzinfo=None))}, "múi giờ"),
    ],
)
def test_what_makes_no_sense_is_refused_with_the_reason(desk: Desk, given: dict[str, Any], told: str) -> None:
    with pytest.raises(ConfigurationError, match=told):
        extended(desk, **given)
    assert desk.query("SELECT * FROM report.decision") == []
