"""Looks at sheets through unmodified gspread and real HTTP, against our own Google."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from flows.store.database import Database
from flows.store.pacing import Pace
from schemas.observation import LastRead, Observation, Outcome
from schemas.roster import Unit
from schemas.sheet import DateCell
from tests.google import faults
from tests.google.books import Formula, ServedTab
from tests.google.looking import BMT, NOW, ROWS, known_by, look_at, many, observe_all
from tests.google.plugin import Google


class TestCalls:
    """How often Google is asked."""

    def test_forty_sheets_cost_a_list_and_forty_reads(self, google: Google) -> None:
        """The first run; nothing but one token besides, and no other host."""
        units = many(google, 40)
        seen = observe_all(look_at(google, *units), units)
        assert [one.outcome for one in seen] == [Outcome.READ] * 40
        assert [one.sheet.tabs[0].rows[1] for one in seen if one.sheet] == [(unit.name,) for unit in units]
        assert google.counts() == {"drive": 1, "sheets": 40, "elsewhere": 0}
        assert len(google.calls("token")) == 1

    def test_forty_unchanged_sheets_cost_one_call(self, google: Google) -> None:
        """The list shows their versions; each look says so, at the instant of the list."""
        units = many(google, 40)
        known = {one.unit_code: known_by(one) for one in observe_all(look_at(google, *units), units)}
        google.forget_calls()
        later = NOW + timedelta(hours=1)
        seen = observe_all(look_at(google, *units, known=known, now=later), units)
        assert {(one.outcome, one.observed_at, one.sheet) for one in seen} == {
            (Outcome.UNCHANGED, later, None)
        }
        assert google.counts() == {"drive": 1, "sheets": 0, "elsewhere": 0}

    def test_only_the_changed_sheet_is_read(self, google: Google) -> None:
        """Its version has moved on."""
        units = many(google, 5)
        known = {one.unit_code: known_by(one) for one in observe_all(look_at(google, *units), units)}
        google.edit("sheet-u003", [["Tên"], ["khác"]])
        google.forget_calls()
        seen = observe_all(look_at(google, *units, known=known), units)
        assert [one.outcome for one in seen].count(Outcome.READ) == 1
        assert google.counts() == {"drive": 1, "sheets": 1, "elsewhere": 0}

    def test_everything_is_read_again_after_a_week(self, google: Google) -> None:
        """A formula may change a sheet without changing its version."""
        google.add_sheet("a", "643", ROWS)
        known = {"643": known_by(look_at(google).observe(BMT))}
        in_a_week = look_at(google, known=known, now=NOW + timedelta(days=7))
        assert in_a_week.observe(BMT).outcome is Outcome.READ
        almost = look_at(google, known=known, now=NOW + timedelta(days=6, hours=23))
        assert almost.observe(BMT).outcome is Outcome.UNCHANGED

    def test_the_list_is_paged(self, google: Google) -> None:
        """2 files a page here, 1,000 at Google."""
        units = many(google, 5)
        google.page_size(2)
        source = look_at(google, *units)
        assert source.observe(units[4]).outcome is Outcome.READ
        assert len(google.calls("drive")) == 3
        assert {call.query["pageSize"][0] for call in google.calls("drive")} == {"1000"}

    def test_each_read_is_paced_and_the_list_is_not(self, google: Google) -> None:
        """Drive's quota is another; a retried read is a read."""
        google.add_sheet("a", "643", ROWS)
        google.fail(faults.INTERNAL)
        paced: list[int] = []
        look_at(google, pace=lambda: paced.append(1)).observe(BMT)
        assert len(paced) == len(google.calls("sheets")) == 2

    def test_a_quota_that_counts_is_never_met(self, google: Google, database: Database) -> None:
        """90 sheets, four threads, 30 reads in any second allowed, 27 made in 1.3: no 429."""
        units = many(google, 90)
        google.limit(30, 1.0)
        source = look_at(google, *units, pace=Pace(database, "test", limit=27, window=1.3))
        seen = observe_all(source, units)
        assert {one.outcome for one in seen} == {Outcome.READ}
        assert {call.status for call in google.calls()} == {200}

    def test_one_failure_in_ten_ends_complete(self, google: Google) -> None:
        """Failures of every healing kind, each once."""
        units = many(google, 40)
        kinds = [faults.INTERNAL, faults.RESET, faults.quota(), faults.BAD_GATEWAY]
        for unit, fault in zip(units[::10], kinds, strict=True):
            google.fail(fault, key=f"sheet-{unit.code}")
        assert {one.outcome for one in observe_all(look_at(google, *units), units)} == {Outcome.READ}
        assert google.counts() == {"drive": 1, "sheets": 44, "elsewhere": 0}

    def test_only_scopes_to_read_are_asked_for(self, google: Google) -> None:
        """The server knows the token's scopes and refuses others; the request names both services."""
        google.add_sheet("a", "643", ROWS)
        look_at(google).observe(BMT)
        assert google.scopes() == {
            "https://www.googleapis.com/auth/spreadsheets.readonly",
            "https://www.googleapis.com/auth/drive.metadata.readonly",
        }


class TestContent:
    """What a healthy sheet gives."""

    def test_cells_come_typed_with_tab_id_locale_and_zone(self, google: Google) -> None:
        """One request brings all of it."""
        google.add_sheet("a", "643 BMT", [ServedTab("T1", [["x", 1.5, True, DateCell(44067)]], tab_id=12)])
        seen = look_at(google).observe(BMT)
        assert seen.sheet is not None
        assert (seen.origin, seen.version, seen.observed_at, seen.modified_at) == ("a", "1", NOW, None)
        assert seen.sheet.tabs[0].rows == (("x", 1.5, True, DateCell(44067.0)),)
        assert (seen.sheet.tabs[0].tab_id, seen.sheet.locale, seen.sheet.time_zone) == (
            12,
            "vi_VN",
            "Asia/Ho_Chi_Minh",
        )

    @pytest.mark.parametrize("reason", ["known", "roster"])
    def test_a_large_sheet_comes_in_two_requests_and_is_the_same(self, google: Google, reason: str) -> None:
        """Large by what was there last time, or by the branches the roster expects."""
        rows: list[list[Any]] = [
            ["Tên", "Ngày", "Số"],
            *[[f"CĐ {n}", DateCell(44000.0 + n), n] for n in range(1600)],
        ]
        google.add_sheet("a", "643", [ServedTab("Báo cáo", rows, grid_rows=2000), ServedTab("Q1", [], 3)])
        whole = look_at(google).observe(BMT).sheet
        google.edit("a")
        google.forget_calls()
        unit = Unit("643", BMT.name, "district", branches_expected=1600 if reason == "roster" else None)
        known = {"643": LastRead("643", "a", "1", NOW, row_count=1601)} if reason == "known" else {}
        assert look_at(google, unit, known=known).observe(unit).sheet == whole
        assert google.counts() == {"drive": 1, "sheets": 2, "elsewhere": 0}

    def test_a_tab_renamed_between_the_two_requests_is_read_again(self, google: Google) -> None:
        """The values are asked for by title, which Google then does not know."""
        google.add_sheet("a", "643", [ServedTab("Cũ", [["x"]], tab_id=5)])
        google.fail(
            faults.error(400, "Unable to parse range: 'Cũ'", "INVALID_ARGUMENT"), key="values:batchGet"
        )
        unit = Unit("643", BMT.name, "district", branches_expected=2000)
        seen = look_at(google, unit).observe(unit)
        assert seen.sheet is not None
        assert seen.sheet.tabs[0].rows == (("x",),)
        assert len(google.calls("sheets")) == 4

    def test_an_edit_between_list_and_read_is_seen_next_time(self, google: Google) -> None:
        """The listed version is kept, so the newer one is a change, and nothing is lost."""
        google.add_sheet("a", "643", ROWS)
        source = look_at(google)
        google.edit("a", [["mới"]])
        first = source.observe(BMT)
        assert first.sheet is not None
        assert first.sheet.tabs[0].rows == (("mới",),)
        assert look_at(google, known={"643": known_by(first)}).observe(BMT).outcome is Outcome.READ


class TestProof:
    """When Drive's clock may prove when the content was there."""

    EDITED = datetime(2020, 8, 28, 16, 40, tzinfo=UTC)

    def looked_twice(self, google: Google, rows: list[list[Any]], *, needs_proof: bool = True) -> Observation:
        google.add_sheet("a", "643", rows, modified_at=self.EDITED)
        first = look_at(google).observe(BMT)
        assert first.modified_at is None
        google.forget_calls()
        known = {"643": known_by(first, needs_proof=needs_proof)}
        return look_at(google, known=known, now=NOW + timedelta(minutes=10)).observe(BMT)

    def test_a_later_look_with_the_same_version_proves(self, google: Google) -> None:
        """It costs one read of formulas."""
        seen = self.looked_twice(google, ROWS)
        assert (seen.outcome, seen.modified_at) == (Outcome.UNCHANGED, self.EDITED)
        assert google.counts() == {"drive": 1, "sheets": 1, "elsewhere": 0}

    def test_nothing_is_proved_that_no_standing_needs(self, google: Google) -> None:
        """So an ordinary unchanged sheet costs no read."""
        seen = self.looked_twice(google, ROWS, needs_proof=False)
        assert (seen.modified_at, len(google.calls("sheets"))) == (None, 0)

    def test_a_sheet_that_reads_elsewhere_never_proves(self, google: Google) -> None:
        """IMPORTRANGE changes its cells and not the file's clock."""
        seen = self.looked_twice(google, [[Formula('=IMPORTRANGE("x";"A1")', 5)]])
        assert (seen.outcome, seen.modified_at) == (Outcome.UNCHANGED, None)

    def test_a_proof_that_fails_leaves_the_look(self, google: Google) -> None:
        """That the sheet is unchanged is true all the same."""
        google.fail(faults.NOT_SHARED, key="nothing")
        google.add_sheet("a", "643", ROWS, modified_at=self.EDITED)
        known = {"643": known_by(look_at(google).observe(BMT), needs_proof=True)}
        google.fail(faults.NOT_SHARED)
        seen = look_at(google, known=known).observe(BMT)
        assert (seen.outcome, seen.modified_at) == (Outcome.UNCHANGED, None)

    def test_a_clock_that_runs_ahead_of_the_read_proves_nothing(self, google: Google) -> None:
        """modifiedTime after the read says nothing of what was read."""
        google.add_sheet("a", "643", ROWS, modified_at=NOW + timedelta(minutes=1))
        known = {"643": known_by(look_at(google).observe(BMT), needs_proof=True)}
        assert look_at(google, known=known).observe(BMT).modified_at is None
