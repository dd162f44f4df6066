"""The pages of a run from what the database says, without Prefect."""

from __future__ import annotations

from io import StringIO
from typing import Any
from uuid import uuid4

from rich.console import Console

from flows.desk.collection.summary import RunSummary, UnitResult
from flows.serving.pages import of_run
from flows.serving.pages.changes import changes_page
from flows.serving.pages.findings import findings_page
from flows.serving.pages.of_run import PageFacts
from flows.steps.publish import tables
from flows.store.recorded import runs
from schemas.observation import Outcome
from schemas.sheet import Sheet
from tests.given.desk import ASKED, BAD, EMPTY, GOOD, Desk, branches, moment, sheet


def facts(desk: Desk, at: str) -> PageFacts:
    return of_run.read_facts(desk.database, desk.campaign, moment(at))


def summary_page(desk: Desk, at: str, **more: Any) -> str:
    """The page of a run that ended then, as if it had asked the database alone."""
    ended: dict[str, Any] = {
        "run_id": uuid4(), "campaign": "bluezone-2020", "outcome": "completed", "as_of": moment(at),
        "units": (), "flagged": (), "cleared": (), "strays": (), **more,
    }  # fmt: skip
    return of_run.summary_page(facts(desk, at), RunSummary(**ended))


def standing_lines(desk: Desk, at: str) -> dict[str, list[str]]:
    """The lines of the page of standings, by unit, in the page's order."""
    page = of_run.standings_page(facts(desk, at))
    cells = [
        [cell.strip() for cell in line.strip("|").split("|")] for line in page.splitlines() if line[:1] == "|"
    ]
    return {line[0]: line for line in cells[2:]}


def named(desk: Desk, unit: str, at: str = "29/8 17:00") -> str:
    return standing_lines(desk, at)[unit][1]


def test_a_runs_page_shows_its_progress_as_a_picture_once_there_is_any(desk: Desk) -> None:
    desk.look("650", "27/8 17:00", EMPTY)
    assert "data:image" not in summary_page(desk, "27/8 23:00")
    desk.look("650", "28/8 17:00", GOOD)
    page = summary_page(desk, "28/8 23:00")
    assert "## Tiến độ từng ngày\n\n![" in page
    assert "45 ngày 28/8" in page
    assert "](data:image/svg+xml;base64," in page


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


def test_a_units_name_leads_to_its_sheet_where_google_holds_it(desk: Desk) -> None:
    desk.look("650", "27/8 17:00", GOOD)
    assert named(desk, "650") == "LĐLĐ huyện Krông Năng"
    with desk.database.begin() as connection:
        runs.start(connection, google := uuid4(), "bluezone-2020", "google", moment("28/8 17:00"), 1)
    desk.run_id = google
    desk.look("650", "28/8 17:00", GOOD)
    desk.look("650", "29/8 08:00", Outcome.FORBIDDEN)
    link = "[LĐLĐ huyện Krông Năng](https://docs.google.com/spreadsheets/d/test/edit)"
    assert named(desk, "650") == link, "a failed look hides no link"
    assert named(desk, "650", "28/8 16:00") == "LĐLĐ huyện Krông Năng", "later looks are invisible"
    assert f"- 650 {link}: đúng hạn" in summary_page(desk, "29/8 17:00", cleared=("650",))


def test_names_from_elsewhere_are_text_and_no_markup(desk: Desk) -> None:
    unit = UnitResult("650", "LĐLĐ <b>", Outcome.UNREADABLE, "Tệp a|b_[x](http://y).xlsx")
    page = summary_page(desk, "29/8 17:00", units=(unit,), notes=("# không phải tiêu đề",))
    assert "| LĐLĐ \\<b\\> | tệp không đọc được | Tệp a\\|b\\_\\[x\\](http://y).xlsx |" in page
    assert "- \\# không phải tiêu đề" in page


def test_a_heading_the_form_does_not_know_is_not_repeated(desk: Desk) -> None:
    heading = ("STT", "Tên CĐCS", "Tổng số CNVCLĐ", "Số ĐTTM", "Đã cài đặt (anh Tư 0912345678)", "Đã cài đặt")
    desk.look("650", "27/8 17:00", sheet((1, "CĐCS xã Ea Tam", 24, 22, "x", "hơn 20"), heading=heading))
    page = findings_page(facts(desk, "29/8 17:00"))
    assert "| E1 | cảnh báo |  | Ô E1:" in page
    assert "| F2 | lỗi | Đã cài đặt | Ô F2:" in page
    assert "0912345678" not in page


def test_the_page_tells_a_finding_in_general_and_the_desks_terminal_tells_it_whole(desk: Desk) -> None:
    """Who sees what: `flows.serving.pages.artifacts`. The unit's mail and its tab are held by test_reminding, test_google_feedback."""
    desk.look("650", "27/8 17:00", BAD)
    told = facts(desk, "29/8 17:00")
    whole = Console(width=200, file=StringIO())
    whole.print(tables.findings_table(told.findings, ""))
    assert "Ô E2: 'hơn 20' là số ước lượng" in whole.file.getvalue()  # type: ignore[attr-defined]
    assert "Ô E2: '…' là số ước lượng" in findings_page(told)
    pages = (
        findings_page(told),
        of_run.standings_page(told),
        changes_page(told),
        summary_page(desk, "29/8 17:00"),
    )
    assert "hơn 20" not in " ".join(pages)


def test_a_page_of_findings_stays_short_and_counts_the_rest(desk: Desk) -> None:
    many = sheet(*((n, f"CĐCS số {n}", 24, 22, "hơn 20") for n in range(1, 602)))
    desk.look("650", "27/8 17:00", many)
    page = findings_page(facts(desk, "29/8 17:00"))
    assert page.startswith("# 601 lỗi và cảnh báo đang mở\n\nĐây là 500 dòng đầu")
    assert page.count("| lỗi |") == 500


def test_who_is_late_stands_on_top_then_who_must_act_then_the_rest(desk: Desk) -> None:
    looks: dict[str, Sheet | Outcome] = {
        "643": GOOD,
        "644": BAD,
        "645": EMPTY,
        "646": ASKED,
        "648": Outcome.ABSENT,
    }
    for unit, seen in looks.items():
        desk.look(unit, "28/8 17:00", seen)
    before = list(standing_lines(desk, "28/8 20:00"))
    assert (before[:3], before[-1]) == (["644", "645", "646"], "643"), "before the deadline: who must act"
    desk.look("648", "29/8 00:05", Outcome.ABSENT)
    desk.look("645", "29/8 00:05", EMPTY)
    desk.look("645", "30/8 08:00", GOOD)
    after = standing_lines(desk, "30/8 17:00")
    assert len(after) == 21
    standings = [line[2] for line in after.values()]
    assert standings[:5] == [
        *("**chưa báo cáo, quá hạn 2 ngày**", "**trễ hạn 2 ngày**", "**cần sửa, quá hạn 2 ngày**"),
        *("chờ trả lời", "cần xác minh"),
    ]
    assert standings[-1] == "đúng hạn"
    assert after["648"] == [
        "648", "LĐLĐ huyện Cư M'gar", "**chưa báo cáo, quá hạn 2 ngày**", "", "", "đơn vị gửi báo cáo; văn phòng gọi",
    ]  # fmt: skip
    assert after["644"][5] == "đơn vị sửa 1 lỗi"
    assert after["646"][5] == "văn phòng hỏi đơn vị 1 câu"
    assert after["643"] == ["643", "LĐLĐ thành phố Buôn Ma Thuột", "đúng hạn", "28/8 17:00", "2", ""]


def test_the_summary_names_every_late_unit_whenever_it_was_found_late(desk: Desk) -> None:
    for unit in desk.campaign.units.active:
        if unit.code not in {"644", "648"}:
            desk.look(unit.code, "28/8 17:00", GOOD)
    desk.look("644", "28/8 17:00", BAD)
    desk.look("648", "29/8 00:05", Outcome.ABSENT)
    page = summary_page(desk, "30/8 17:00", flagged=("648",))
    late, rest = page.split("## Trễ hạn, chưa báo cáo xong: 2\n\n")[1].split("\n\n", 1)
    assert late.splitlines() == [
        "- 648 LĐLĐ huyện Cư M'gar: chưa báo cáo, quá hạn 2 ngày (mới)",
        "- 644 LĐLĐ thị xã Buôn Hồ: cần sửa, quá hạn 2 ngày",
    ]
    assert "Hạn của đợt: trước 29/8/2020 00:00 (hết ngày 28/8/2020)." in page.split("##", maxsplit=1)[0]
    assert "Tỷ lệ báo cáo" in rest, "how the campaign stands comes after who must act"


def test_a_question_is_told_apart_on_every_page_and_quotes_nothing(desk: Desk) -> None:
    desk.look("650", "28/8 17:00", ASKED)
    summary, findings = summary_page(desk, "29/8 17:00"), findings_page(facts(desk, "29/8 17:00"))
    assert "Chờ trả lời: 1" in summary
    assert "chờ trả lời, câu hỏi ở B5" in summary
    assert findings.startswith("# 0 lỗi và cảnh báo đang mở, 1 câu hỏi chờ trả lời")
    assert "| B5 | câu hỏi |" in findings
    assert "Huyện Krông Năng" not in summary + findings
