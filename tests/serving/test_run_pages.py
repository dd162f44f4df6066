"""The pages of a run from what the database says, without Prefect."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from flows.desk.collection.summary import RunSummary, UnitResult
from flows.serving import run_pages
from flows.serving.changes_page import changes_page
from flows.serving.run_pages import RunFacts
from flows.store import runs
from schemas.observation import Outcome
from tests.given.desk import ASKED, BAD, GOOD, Desk, branches, moment, sheet


def facts(desk: Desk, at: str, **more: Any) -> RunFacts:
    """The facts of a run that ended then, as if it had asked the database alone."""
    ended: dict[str, Any] = {
        "run_id": uuid4(), "campaign": "bluezone-2020", "outcome": "completed", "as_of": moment(at),
        "units": (), "flagged": (), "cleared": (), "strays": (), **more,
    }  # fmt: skip
    return run_pages.read_facts(desk.database, desk.campaign, RunSummary(**ended))


def sheet_of(desk: Desk, unit: str, at: str = "29/8 17:00") -> str:
    [row] = [row for row in run_pages.standing_rows(facts(desk, at)) if row["Mã"] == unit]
    return row["Bảng"]  # type: ignore[no-any-return]


def test_what_changed_within_a_day_is_told_with_both_figures(desk: Desk) -> None:
    desk.look("650", "27/8 17:00", GOOD)
    desk.look("651", "27/8 17:00", BAD)
    desk.look("652", "27/8 17:00", GOOD)
    desk.look("650", "28/8 18:00", branches(("CĐCS xã Ea Tam", 24, 22, 22), ("CĐCS xã Phú Xuân", 28, 25, 25)))
    desk.look("651", "28/8 18:00", GOOD)
    page = changes_page(facts(desk, "28/8 23:00"))
    assert "# Thay đổi từ 27/8 23:00 đến 28/8 23:00" in page
    assert "2 đơn vị có thay đổi. CĐCS: 4 → 6; đã cài: 90 → 137; lỗi và cảnh báo: 0 mới, 1 đã hết." in page
    assert "| 650 | LĐLĐ huyện Krông Năng |  |  | 45 → 47 |  |  |" in page
    assert "| 651 | LĐLĐ huyện Ea Kar | cần sửa → đúng hạn | 0 → 2 | 0 → 45 |  | 1 |" in page
    assert "652" not in page
    assert "Không có gì thay đổi." in changes_page(facts(desk, "27/8 16:00"))


def test_a_finding_that_came_and_went_within_the_day_is_neither_new_nor_gone(desk: Desk) -> None:
    for at, seen in (("27/8 17:00", GOOD), ("28/8 10:00", BAD), ("28/8 18:00", GOOD)):
        desk.look("650", at, seen)
    [unit] = [each for each in facts(desk, "28/8 23:00").changes if each.unit_code == "650"]
    assert (unit.findings_raised, unit.findings_closed) == (0, 0)


def test_a_sheet_is_a_link_where_google_holds_it_and_a_file_name_elsewhere(desk: Desk) -> None:
    desk.look("650", "27/8 17:00", GOOD)
    assert (sheet_of(desk, "650"), sheet_of(desk, "651")) == ("test", "")
    with desk.database.begin() as connection:
        runs.start(connection, google := uuid4(), "bluezone-2020", "google", moment("28/8 17:00"), 1)
    desk.run_id = google
    desk.look("650", "28/8 17:00", GOOD)
    desk.look("650", "29/8 08:00", Outcome.FORBIDDEN)
    link = "https://docs.google.com/spreadsheets/d/test/edit"
    assert sheet_of(desk, "650") == link, "a failed look hides no link"
    assert sheet_of(desk, "650", "28/8 16:00") == "test", "as of an instant, later looks are invisible"
    page = run_pages.summary_page(facts(desk, "29/8 17:00", cleared=("650",)))
    assert f"- 650 [LĐLĐ huyện Krông Năng]({link}): đúng hạn" in page


def test_names_from_elsewhere_are_text_and_no_markup(desk: Desk) -> None:
    unit = UnitResult("650", "LĐLĐ <b>", Outcome.UNREADABLE, "Tệp a|b_[x](http://y).xlsx")
    page = run_pages.summary_page(facts(desk, "29/8 17:00", units=(unit,), notes=("# không phải tiêu đề",)))
    assert "| LĐLĐ \\<b\\> | tệp không đọc được | Tệp a\\|b\\_\\[x\\](http://y).xlsx |" in page
    assert "- \\# không phải tiêu đề" in page


def test_a_heading_the_form_does_not_know_is_not_repeated(desk: Desk) -> None:
    heading = ("STT", "Tên CĐCS", "Tổng số CNVCLĐ", "Số ĐTTM", "Đã cài đặt (anh Tư 0912345678)", "Đã cài đặt")
    desk.look("650", "27/8 17:00", sheet((1, "CĐCS xã Ea Tam", 24, 22, "x", "hơn 20"), heading=heading))
    page = run_pages.findings_page(facts(desk, "29/8 17:00"))
    assert "| E1 | cảnh báo |  | Ô E1:" in page
    assert "| F2 | lỗi | Đã cài đặt | Ô F2:" in page
    assert "0912345678" not in page


def test_a_page_of_findings_stays_short_and_counts_the_rest(desk: Desk) -> None:
    many = sheet(*((n, f"CĐCS số {n}", 24, 22, "hơn 20") for n in range(1, 602)))
    desk.look("650", "27/8 17:00", many)
    page = run_pages.findings_page(facts(desk, "29/8 17:00"))
    assert page.startswith("# 601 lỗi và cảnh báo đang mở\n\nĐây là 500 dòng đầu")
    assert page.count("| lỗi |") == 500


def test_all_standings_have_one_row_each_with_their_instants(desk: Desk) -> None:
    desk.look("650", "28/8 17:00", GOOD)
    rows = run_pages.standing_rows(facts(desk, "30/8 17:00"))
    assert len(rows) == 21
    assert next(row for row in rows if row["Mã"] == "650") == {
        "Mã": "650", "Đơn vị": "LĐLĐ huyện Krông Năng", "Tình trạng": "đúng hạn", "Hạn (trước)": "29/8 00:00",
        "Có lần đầu": "28/8 17:00", "Đạt lần đầu": "28/8 17:00", "CĐCS": 2, "Lỗi": 0, "Câu hỏi": 0, "Trễ (ngày)": "", "Bảng": "test",
    }  # fmt: skip


def test_a_question_is_told_apart_on_every_page_and_quotes_nothing(desk: Desk) -> None:
    desk.look("650", "28/8 17:00", ASKED)
    told = facts(desk, "29/8 17:00")
    summary, findings = run_pages.summary_page(told), run_pages.findings_page(told)
    assert "Chờ trả lời: 1" in summary
    assert "chờ trả lời, câu hỏi ở B5" in summary
    assert findings.startswith("# 0 lỗi và cảnh báo đang mở, 1 câu hỏi chờ trả lời")
    assert "| B5 | câu hỏi |" in findings
    assert "Huyện Krông Năng" not in summary + findings
