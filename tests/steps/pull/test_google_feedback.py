"""Write-back: what a unit finds in its own sheet, what is left untouched, and what it never proves."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest

from flows.desk.feedback import is_quiet
from flows.steps.pull.google.feedback import FEEDBACK_TAB_ID
from flows.store.database import Database
from flows.store.recorded import decisions
from flows.store.recorded.decisions import NewDecision
from tests.given.desk import moment
from tests.google.books import Formula
from tests.google.campaigns import BAD, GOOD, rows
from tests.google.feedback import Run, add, looks, ours, standing
from tests.google.plugin import Google


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


class TestTheMemory:
    """Which content a sheet was told of is the database's to know, not one machine's."""

    def test_another_machine_does_not_tell_a_sheet_what_it_was_told(self, run: Run, google: Google) -> None:
        """A home of its own, the same database."""
        add(google, BAD)
        run("24/8 17:00")
        run("25/8 17:00", home="another")
        assert len(google.written("a")) == 1
