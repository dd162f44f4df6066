"""How runs are called in Prefect's lists and what their logs say: in the words of the desk, in its zone."""

from __future__ import annotations

import logging
from datetime import datetime
from typing import Any

import pytest
import yaml

from flows.serving.runs import log
from flows.serving.runs.names import LONGEST, named_with, run_name
from tests.given.serving import ROOT

AT = datetime.fromisoformat("2020-08-28T16:55+00:00")
"""28/8 23:55 in Viet Nam."""
UNIT = "650 · LĐLĐ huyện Krông Năng"


@pytest.mark.parametrize(
    "flow, filled_in, name",
    [
        ("collect", {"campaign": "bluezone-2020", "units": []}, "thu thập 28/8 23:55"),
        ("collect", {"units": ["650"], "observed_at": ""}, "thu thập 650 28/8 23:55"),
        ("collect", {"observed_at": "28/8/2020 23:41", "source": "thư"}, "nhập tệp 28/8 23:41"),
        ("rerun", {"units": [UNIT, "643"]}, "đọc lại 650, 643 28/8 23:55"),
        ("rerun", {"units": ["643", "644", "645", "646"]}, "đọc lại 4 đơn vị 28/8 23:55"),
        ("rerun", {"units": (), "dry_run": True}, "chạy thử 28/8 23:55"),
        ("dry-run", {"observed_at": "2020-08-28T23:41+07:00"}, "chạy thử 28/8 23:41"),
        ("import-workbooks", {"observed_at": "28/8/2020 23:41"}, "nhập tệp 28/8 23:41"),
        ("import-workbooks", {"observed_at": "hôm qua"}, "nhập tệp 28/8 23:55"),
        ("rebuild", {"dry_run": True}, "tính thử 28/8 23:55"),
        ("rebuild", {"dry_run": False, "units": [UNIT]}, "tính lại 650 28/8 23:55"),
        ("remind", {"dry_run": True}, "xem ai cần nhắc 28/8 23:55"),
        ("remind", {"dry_run": False}, "nhắc 28/8 23:55"),
        ("show-standings", {"campaign": "x", "as_of": "24/8/2020 17:00"}, "xem tình trạng 24/8 17:00"),
        ("show-decisions", {"campaign": "bluezone-2020"}, "xem quyết định bluezone-2020"),
        ("show-deadlines", {"campaign": "bluezone-2020"}, "xem hạn bluezone-2020"),
        ("show-roster", {"campaign": "bluezone-2020"}, "xem danh sách bluezone-2020"),
        ("take-roster", {"campaign": "bluezone-2020", "reason": "…"}, "nhận danh sách bluezone-2020"),
        ("closing", {"campaign": "bluezone-2020", "reason": "…"}, "chốt số liệu bluezone-2020"),
        ("begin-campaign", {"campaign": "bluezone-2020"}, "bắt đầu đợt bluezone-2020"),
        ("close-campaign", {"campaign": "bluezone-2020"}, "đóng đợt bluezone-2020"),
        ("grant-extension", {"unit": UNIT, "cutoff_at": "hết ngày 31/8"}, "gia hạn 650"),
        ("exempt-unit", {"unit": "CN-NN"}, "miễn báo cáo CN-NN"),
        ("rule-on-unverified", {"unit": UNIT, "standing": "đúng hạn"}, "xác minh 650"),
        ("answer-question", {"unit": UNIT, "cell": "B14", "answer": "đúng"}, "trả lời 650 B14"),
        ("revoke-decision", {"unit": UNIT, "kind": "gia hạn", "cell": ""}, "thu hồi gia hạn 650"),
        ("recorded-decision", {"unit": "650", "kind": "gia hạn", "sentence": "…"}, "gia hạn 650"),
    ],
)
def test_a_run_is_named_for_what_it_is_in_the_desks_words_and_zone(
    flow: str, filled_in: dict[str, Any], name: str
) -> None:
    assert run_name(flow, filled_in, AT) == name


@pytest.mark.parametrize(
    "flow, filled_in, name",
    [
        ("collect", {"campaign": "gifts-2031", "units": []}, "thu thập gifts-2031 28/8 23:55"),
        ("collect", {"campaign": "đợt đang chạy", "units": ["650"]}, "thu thập 650 28/8 23:55"),
        ("collect", {}, "thu thập 28/8 23:55"),
        ("remind", {"campaign": "gifts-2031", "dry_run": True}, "xem ai cần nhắc gifts-2031 28/8 23:55"),
        ("grant-extension", {"campaign": "gifts-2031", "unit": UNIT}, "gia hạn 650"),
    ],
)
def test_where_several_campaigns_run_a_look_says_whose_it_is(
    flow: str, filled_in: dict[str, Any], name: str
) -> None:
    assert run_name(flow, filled_in, AT, is_one_of_several=True) == name


def test_every_deployment_has_a_name_of_ours_whatever_its_form_holds() -> None:
    for each in yaml.safe_load((ROOT / "prefect.yaml").read_text())["deployments"]:
        flow = "collect" if each["entrypoint"] == "flows.collect.collect" else each["name"]
        for filled_in in (
            each.get("parameters", {}),
            {},
            dict.fromkeys(("units", "unit", "observed_at", "cell"), 7),
        ):
            assert flow not in run_name(flow, filled_in, AT)


def test_the_list_says_what_came_of_a_run_without_naming_its_campaign_twice() -> None:
    told = "Đợt bluezone-2020: LĐLĐ huyện Krông Năng, gia hạn: cần sửa; hạn: trước 1/9/2020 00:00."
    assert named_with("gia hạn 650", told) == (
        "gia hạn 650: LĐLĐ huyện Krông Năng, gia hạn: cần sửa; hạn: trước 1/9/2020 00:00."
    )
    assert (
        named_with("đọc lại", "Đợt bluezone-2020, đơn vị 650, 643: Đã xem 2 đơn vị.")
        == "đọc lại: Đã xem 2 đơn vị."
    )
    refused = "Đợt bluezone-2020 đã qua (báo cáo trước ngày 29/08/2020); chưa ghi gì."
    assert named_with("gia hạn 650", refused) == f"gia hạn 650: {refused}"
    long = named_with("thu thập", "rất dài " * 50)
    assert len(long) <= len("thu thập: ") + LONGEST + 2
    assert long.endswith(("dài …", "rất …"))


@pytest.mark.parametrize(
    "line, told",
    [
        ("Beginning flow run 'thu thập 28/8 23:55' for flow 'collect'", "Bắt đầu: thu thập 28/8 23:55."),
        ("Finished in state Completed('Đã xem 21 đơn vị.')", "Kết thúc: xong. Đã xem 21 đơn vị."),
        (
            """Finished in state CompletedWithFindings("Cư M'gar: \\n1 câu hỏi", type=COMPLETED)""",
            "Kết thúc: xong. Cư M'gar: \n1 câu hỏi",
        ),
        (
            "Finished in state Failed('2/21 đơn vị không đọc được.')",
            "Kết thúc: CHƯA XONG. 2/21 đơn vị không đọc được.",
        ),
        ("Finished in state Completed()", "Kết thúc: xong."),
        ("Finished in state CancelledCollapsed('Đã gộp.', type=CANCELLED)", "Kết thúc: đã hủy. Đã gộp."),
        (
            "Crash detected! Execution was aborted by an interrupt signal.",
            "Bị ngắt giữa chừng; không có gì ghi dở, chạy lại là đủ.",
        ),
        ("Something else", "Something else"),
    ],
)
def test_prefects_own_lines_of_a_run_are_told_in_vietnamese(line: str, told: str) -> None:
    record = logging.LogRecord("prefect.flow_runs", logging.INFO, "", 0, line, None, None)
    assert (log.in_words(record), record.getMessage()) == (True, told)


def test_of_a_unit_nothing_is_told_twice_and_what_is_not_known_is_kept() -> None:
    def is_told(line: str) -> bool:
        return log.is_told(logging.LogRecord("prefect.task_runs", logging.ERROR, "", 0, line, None, None))

    assert not is_told("Finished in state Completed()")
    assert not is_told("Task run failed with state: Failed(message='…', result=[UnitResult(…)])")
    assert is_told("Task run failed with exception: MemoryError()")
