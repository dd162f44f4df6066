"""Write-back: what may not be written, and the writer by itself."""

from __future__ import annotations

from dataclasses import replace

from flows.steps.pull.google.feedback import Feedback, FeedbackWriter
from flows.steps.pull.google.retrying import Patience
from flows.store.database import Database
from flows.store.pacing import Pace
from schemas.report import AdvisedFinding
from tests.google import faults
from tests.google.books import ServedTab
from tests.google.campaigns import BAD, GOOD
from tests.google.feedback import Run, add, ours, standing
from tests.google.plugin import Google

WRITE = "https://www.googleapis.com/auth/spreadsheets"


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

    FEEDBACK = Feedback(
        "a", "Đơn vị 643", ("dòng",), (AdvisedFinding("error", "D17", "Số", "x", "Ô D17: y"),), 7
    )

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
        many = tuple(AdvisedFinding("warning", f"A{n}", None, "x" * 5000, "y") for n in range(510))
        writer = FeedbackWriter(google.credentials, lambda: None)
        writer.write(replace(self.FEEDBACK, findings=many, tab_id=None), is_there=False)
        assert len(ours(google)) == 3 + 500 + 1
        assert ours(google)[-1] == ("Còn 10 chỗ nữa, sẽ hiện khi các chỗ trên đã sửa.",)
        assert max(len(row[3]) for row in ours(google)[3:-1]) == 1000
