"""Write-back: what a unit finds in its own sheet, what is left untouched, and what it never proves."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from flows.desk.collection.looks import collect_here
from flows.desk.collection.summary import RunSummary
from flows.desk.feedback import is_quiet
from flows.desk.request import read_request
from flows.settings import Settings
from flows.steps.pull.google_feedback import FEEDBACK_TAB_ID, Advice, Feedback, FeedbackWriter
from flows.steps.pull.retrying import Patience
from flows.store import decisions
from flows.store.database import Database
from flows.store.decisions import NewDecision
from flows.store.pacing import Pace
from tests.given.desk import moment
from tests.google import faults
from tests.google.books import Formula, ServedTab
from tests.google.campaigns import BAD, GOOD, campaign, rows
from tests.google.plugin import Google

WRITE = "https://www.googleapis.com/auth/spreadsheets"
Run = Callable[..., RunSummary]


@pytest.fixture
def run(google: Google, settings: Settings, tmp_path: Path) -> Run:
    """A collection at an instant such as "24/8 17:00"; the first one makes the campaign."""
    told = replace(settings, campaigns=tmp_path / "campaigns", google_credentials=google.credentials)

    def run(at: str, *, feedback: bool = True) -> RunSummary:
        if not told.campaigns.exists():
            campaign(told.campaigns, ("643",), feedback=feedback)
        google.tell_time(lambda: moment(at) + timedelta(seconds=30))
        return collect_here(told, read_request(told, "thu-nghiem"), lambda: moment(at))

    return run


def add(google: Google, cells: list[list[object]], *, edited: str = "24/8 10:00") -> None:
    tab = ServedTab("Báo cáo", cells, tab_id=7)
    google.add_sheet("a", "643 báo cáo", [ServedTab("Bìa", [["x"]], tab_id=0), tab])
    google.file("a").modified_at = moment(edited)


def ours(google: Google) -> list[tuple[Any, ...]]:
    """The cells of our tab, blanks left out at each row's end."""
    return [tuple(row) for tab in google.file("a").tabs if tab.tab_id == FEEDBACK_TAB_ID for row in tab.rows]


def looks(database: Database) -> list[tuple[Any, ...]]:
    with database.begin() as connection:
        found = connection.execute(
            sa.text("SELECT outcome, was_read, modified_at FROM raw.observation ORDER BY observation_id")
        )
        return [tuple(row) for row in found]


def standing(database: Database, at: str) -> str:
    with database.begin() as connection:
        found = connection.execute(
            sa.text("SELECT standing FROM report.unit_standing_at(:at)"), {"at": moment(at)}
        )
        return str(found.scalar_one())


class TestTheTab:
    """What the unit reads."""

    def test_it_tells_the_standing_then_each_finding_with_its_cell_as_a_link(
        self, run: Run, google: Google
    ) -> None:
        """In one request, which creates the tab and fills it."""
        add(google, BAD)
        assert run("24/8 17:00").notes == ()
        title, *lines, heading, finding = ours(google)
        assert title == ("Kết quả kiểm tra tự động: Đơn vị 643",)
        assert [line[0] for line in lines] == [
            "Bảng được đọc lúc 24/8 17:00. Trang này do máy ghi mỗi khi bảng thay đổi; xin đừng nhập gì vào đây.",
            "Tình trạng: cần sửa. Hạn báo cáo: trước 29/8 00:00.",
            "Đã nhận số liệu của 1 CĐCS. Cần sửa 1 lỗi, xem lại 0 cảnh báo; bấm vào ô để đến chỗ đó.",
        ]
        assert heading == ("Mức", "Ô", "Cột", "Đã nhập", "Cần làm gì")
        assert finding[:4] == ("lỗi", "E2", "Đã cài đặt", "hơn 20")
        assert finding[4].startswith("Ô E2: ")
        (body,) = google.written("a")
        cell = body["requests"][1]["updateCells"]["rows"][5]["values"][1]
        assert cell["userEnteredFormat"]["textFormat"]["link"]["uri"] == "#gid=7&range=E2"

    def test_a_value_that_looks_like_a_formula_stays_text(self, run: Run, google: Google) -> None:
        """=, +, - and @ in front: nothing is ever sent as a formula."""
        typed = ["=IMPORTXML(1)", "+84 hơn", "-5", "@ba"]
        add(google, rows(*((f"CĐCS {n}", 24, 22, value) for n, value in enumerate(typed))))
        run("24/8 17:00")
        assert [row[3] for row in ours(google)[5:]] == typed
        assert not any(isinstance(cell, Formula) for row in ours(google) for cell in row)
        assert "formulaValue" not in json.dumps(google.written("a"))

    def test_when_all_is_corrected_the_old_lines_are_gone(self, run: Run, google: Google) -> None:
        """One request again, and the tab is not created twice."""
        add(google, BAD)
        run("24/8 17:00")
        google.file("a").tabs[1].rows = GOOD
        google.edit("a", at=moment("25/8 09:00"))
        google.forget_calls()
        run("25/8 17:00")
        assert [call.method for call in google.calls("sheets")] == ["GET", "POST"]
        assert ours(google)[3:] == [("Đã nhận số liệu của 2 CĐCS. Không có gì cần sửa.",)]
        assert ours(google)[2][0].startswith("Tình trạng: đúng hạn.")

    def test_nothing_else_in_the_sheet_is_touched(self, run: Run, google: Google) -> None:
        """Neither cells nor tabs; every request names our tab alone."""
        add(google, BAD)
        run("24/8 17:00")
        cover, table, _ = google.file("a").tabs
        assert (cover.rows, table.rows, table.title) == ([["x"]], BAD, "Báo cáo")
        (body,) = google.written("a")
        named = [
            request.get("addSheet", {}).get("properties") or request["updateCells"]["range"]
            for request in body["requests"]
        ]
        assert {about["sheetId"] for about in named} == {FEEDBACK_TAB_ID}


class TestEvidence:
    """Our own write is no edit of the unit's."""

    def test_the_next_run_reads_once_finds_nothing_new_and_the_one_after_reads_nothing(
        self, run: Run, google: Google, database: Database
    ) -> None:
        """Drive's version moved with our write; no look after it bears a clock, and nothing is written again."""
        add(google, BAD)
        run("24/8 17:00")
        google.forget_calls()
        run("25/8 17:00")
        assert google.counts() == {"drive": 1, "sheets": 1, "elsewhere": 0}
        google.forget_calls()
        run("26/8 17:00")
        assert google.counts() == {"drive": 1, "sheets": 0, "elsewhere": 0}
        assert looks(database) == [
            ("read", True, None),
            ("unchanged", True, None),
            ("unchanged", False, None),
        ]
        assert len(google.written("a")) == 1

    def test_a_sheet_whose_own_clock_may_still_decide_is_not_written_to(
        self, run: Run, google: Google, database: Database
    ) -> None:
        """First seen after the cutoff, edited before it: once that is proven, and not before, we write."""
        add(google, GOOD, edited="28/8 20:00")
        (note,) = run("29/8 00:45").notes
        assert "1 đơn vị chưa được ghi" in note
        assert (standing(database, "29/8 00:45"), google.written("a")) == ("unverified", [])
        run("29/8 00:55")
        assert standing(database, "29/8 00:55") == "on_time"
        assert looks(database)[-1] == ("unchanged", False, moment("28/8 20:00"))
        assert len(google.written("a")) == 1
        run("29/8 01:10")
        assert looks(database)[-1] == ("unchanged", True, None)
        assert standing(database, "29/8 01:10") == "on_time"

    def test_a_modification_time_of_our_own_write_proves_nothing(
        self, run: Run, google: Google, database: Database
    ) -> None:
        """A bad return, told of in time; put right after the cutoff unseen: only the unit's edit counts."""
        add(google, BAD)
        run("28/8 17:00")
        assert len(google.written("a")) == 1
        google.file("a").tabs[1].rows = GOOD
        google.edit("a", at=moment("29/8 00:20"))
        run("29/8 00:45")
        run("29/8 00:55")
        assert standing(database, "29/8 00:55") == "unverified"
        assert len(google.written("a")) == 1

    @pytest.mark.parametrize(
        ("at", "is_written"),
        [("28/8 23:15", True), ("28/8 23:30", False), ("29/8 00:30", False), ("29/8 00:31", True)],
    )
    def test_nothing_is_written_within_thirty_minutes_of_the_cutoff(
        self, run: Run, google: Google, at: str, is_written: bool
    ) -> None:
        """Before or after; what waited is written by the next run that may."""
        add(google, BAD)
        notes = run(at).notes
        assert (len(google.written("a")), len(notes)) == ((1, 0) if is_written else (0, 1))
        run("30/8 17:00")
        assert len(google.written("a")) == 1

    def test_an_extension_is_a_cutoff_too(self, run: Run, google: Google, database: Database) -> None:
        """And so is the letter's own, and the other readings' of it."""
        add(google, [["trống"]])
        run("28/8 17:00")
        since = moment("28/8 18:00")
        with database.begin() as connection:
            decision = NewDecision("thu-nghiem", "643", since, "bão", "Thường trực", "12/CV")
            decisions.decide(connection, "extension", decision, cutoff_at=moment("31/8 17:00"))
        google.file("a").tabs[1].rows = BAD
        for at in ("31/8 16:45", "31/8 17:20", "29/8 23:50"):
            google.edit("a", at=moment(at))
            run(at)
        assert len(google.written("a")) == 1
        run("31/8 18:00")
        assert len(google.written("a")) == 2

    def test_quiet_is_half_an_hour_and_what_a_write_may_take(self) -> None:
        """Both ends count."""
        cutoff = datetime(2020, 8, 28, 17, tzinfo=UTC)
        minutes = [-41, -40, 0, 30, 31]
        quiet = [is_quiet([cutoff], cutoff + timedelta(minutes=each)) for each in minutes]
        assert quiet == [False, True, True, True, False]


class TestRefusals:
    """What may not be written costs no data, and the operator hears of it."""

    def test_turned_off_no_scope_to_write_is_asked_for(self, run: Run, google: Google) -> None:
        """And no tab is made."""
        add(google, BAD)
        run("24/8 17:00", feedback=False)
        assert WRITE not in google.scopes()
        assert ours(google) == []

    def test_turned_on_the_scope_is_the_writer_s_alone(self, run: Run, google: Google) -> None:
        """The reading client's token cannot write."""
        add(google, BAD)
        run("24/8 17:00")
        assert google.scopes() == {
            WRITE,
            f"{WRITE}.readonly",
            "https://www.googleapis.com/auth/drive.metadata.readonly",
        }
        assert len(google.calls("token")) == 2

    def test_a_sheet_we_may_only_view_is_read_and_the_operator_is_told(
        self, run: Run, google: Google, database: Database
    ) -> None:
        """The run is as complete as without write-back; the next one tries again."""
        add(google, GOOD)
        google.file("a").is_editable = False
        summary = run("24/8 17:00")
        assert summary.outcome == "completed"
        assert "quyền Người chỉnh sửa" in summary.message
        assert standing(database, "24/8 17:00") == "on_time"
        google.file("a").is_editable = True
        assert run("25/8 17:00").notes == ()
        assert len(google.written("a")) == 1

    def test_a_tab_of_the_unit_s_own_with_that_name_is_left_alone(self, run: Run, google: Google) -> None:
        """Nothing is even asked."""
        add(google, GOOD)
        google.file("a").tabs.append(ServedTab("Kiểm tra", [["của đơn vị"]], tab_id=9))
        (note,) = run("24/8 17:00").notes
        assert "đơn vị đổi tên trang đó" in note
        assert {call.method for call in google.calls("sheets")} == {"GET"}

    def test_our_tab_that_a_person_made_their_own_is_left_alone(self, run: Run, google: Google) -> None:
        """Renamed and written over, it is known by its id."""
        add(google, BAD)
        run("24/8 17:00")
        tab = google.file("a").tabs[2]
        tab.title, tab.rows = "Ghi chép", [["của đơn vị"]]
        google.edit("a")
        (note,) = run("25/8 17:00").notes
        assert "«Ghi chép»" in note
        assert (tab.rows, len(google.written("a"))) == ([["của đơn vị"]], 1)

    def test_our_tab_that_was_deleted_is_made_again(self, run: Run, google: Google) -> None:
        """With one more request."""
        add(google, BAD)
        run("24/8 17:00")
        del google.file("a").tabs[2]
        google.file("a").tabs[1].rows = GOOD
        google.edit("a")
        google.forget_calls()
        assert run("25/8 17:00").notes == ()
        assert [call.status for call in google.calls("sheets") if call.method == "POST"] == [400, 200]

    def test_a_write_refused_twice_is_one_line_and_tried_by_the_next_run(
        self, run: Run, google: Google
    ) -> None:
        """Never more than one request besides."""
        add(google, BAD)
        google.fail(faults.error(400, "No.", "INVALID_ARGUMENT"), key="batchUpdate", times=2)
        (note,) = run("24/8 17:00").notes
        assert "Không ghi được trang «Kiểm tra»" in note
        assert "hơn 20" not in note
        assert run("25/8 17:00").notes == ()
        assert len(google.written("a")) == 1


class TestWriter:
    """The writer by itself."""

    FEEDBACK = Feedback("a", "Đơn vị 643", ("dòng",), (Advice("error", "D17", "Số", "x", "Ô D17: y"),), 7)

    def test_a_write_whose_answer_was_lost_is_done_once(self, google: Google) -> None:
        """The second try meets the tab of the first, and fills it."""
        add(google, GOOD)
        google.fail(faults.RESET, key="batchUpdate")
        writer = FeedbackWriter(google.credentials, lambda: None, Patience(sleep=lambda _: None))
        writer.write(self.FEEDBACK, is_there=False)
        assert [tab.title for tab in google.file("a").tabs] == ["Bìa", "Báo cáo", "Kiểm tra"]
        assert ours(google)[-1] == ("lỗi", "D17", "Số", "x", "Ô D17: y")

    def test_writes_keep_their_own_quota(self, google: Google, database: Database) -> None:
        """Twelve sheets, five writes in half a second allowed, four made: no 429; reads count apart."""
        for number in range(12):
            google.add_sheet(f"s{number}", f"s{number}", [["x"]])
        google.limit(1, 0.5, writes=5)
        writer = FeedbackWriter(google.credentials, Pace(database, "test", limit=4, window=0.5))
        for number in range(12):
            writer.write(replace(self.FEEDBACK, sheet_id=f"s{number}"), is_there=False)
        assert [call.status for call in google.calls("sheets")] == [200] * 12

    def test_what_does_not_fit_is_counted(self, google: Google) -> None:
        """500 findings are shown, long values cut."""
        add(google, GOOD)
        many = tuple(Advice("warning", f"A{n}", None, "x" * 5000, "y") for n in range(510))
        writer = FeedbackWriter(google.credentials, lambda: None)
        writer.write(replace(self.FEEDBACK, advice=many, tab_id=None), is_there=False)
        assert len(ours(google)) == 3 + 500 + 1
        assert ours(google)[-1] == ("Còn 10 chỗ nữa, sẽ hiện khi các chỗ trên đã sửa.",)
        assert max(len(row[3]) for row in ours(google)[3:-1]) == 1000
