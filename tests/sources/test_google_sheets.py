"""Looks at sheets through unmodified gspread and real HTTP, against our own Google."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from flows.errors import (
    ConfigurationError,
    CredentialsRefused,
    LookFailed,
    PipelineError,
    QuotaExhausted,
    SheetAmbiguous,
    SheetForbidden,
    SheetMissing,
    SheetUnreachable,
    SheetUnreadable,
)
from flows.steps.pull import Source
from flows.steps.pull.google_sheets import GoogleSheets
from flows.steps.pull.retrying import Patience
from flows.store.database import Database
from flows.store.pacing import Pace
from schemas.observation import LastRead, Observation, Outcome
from schemas.roster import Unit
from schemas.sheet import DateCell
from tests.google import faults
from tests.google.books import FOLDER, SHORTCUT, XLSX, Formula, ServedTab
from tests.google.faults import Fault
from tests.google.plugin import Google

NOW = datetime(2020, 8, 28, 16, 55, tzinfo=UTC)
BMT = Unit("643", "LĐLĐ thành phố Buôn Ma Thuột", "district", ("Buôn Ma Thuột",))
EA_SUP = Unit("646", "LĐLĐ huyện Ea Súp", "district", ("Ea Súp",))
ROWS: list[list[Any]] = [["Tên CĐCS", "Số LĐ", "Đã cài"], ["Trường Kim Đồng", 25, "25 máy"]]


def look_at(
    google: Google,
    *units: Unit,
    folder: str | None = None,
    known: dict[str, LastRead] | None = None,
    now: datetime = NOW,
    pace: Callable[[], None] = lambda: None,
    slept: list[float] | None = None,
    timeouts: tuple[float, float] = (5.0, 5.0),
) -> GoogleSheets:
    return GoogleSheets(
        units=units or (BMT, EA_SUP),
        folder=google.folder if folder is None else folder,
        credentials_path=google.credentials,
        known=known or {},
        clock=lambda: now,
        pace=pace,
        patience=Patience(sleep=(slept if slept is not None else []).append),
        timeouts=timeouts,
    )


def known_by(seen: Observation, **more: Any) -> LastRead:
    return LastRead(seen.origin, seen.version, seen.observed_at, **more)


def many(google: Google, count: int) -> list[Unit]:
    units = [Unit(f"u{number:03}", f"Đơn vị {number}", "affiliated") for number in range(count)]
    for unit in units:
        google.add_sheet(f"sheet-{unit.code}", f"{unit.code} báo cáo", [["Tên"], [unit.name]])
    return units


def observe_all(source: Source, units: Sequence[Unit], threads: int = 4) -> list[Observation]:
    with ThreadPoolExecutor(threads) as pool:
        return list(pool.map(source.observe, units))


@pytest.fixture
def _impatient_google_auth(monkeypatch: pytest.MonkeyPatch) -> None:
    """google-auth itself asks for a token three times, sleeping in between; not in a test."""
    monkeypatch.setattr("google.auth._exponential_backoff.time.sleep", lambda _: None)


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
        known = {"643": LastRead("a", "1", NOW, row_count=1601)} if reason == "known" else {}
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


class TestWhose:
    """Which file is looked at."""

    def test_a_unit_without_a_file_is_absent_as_of_the_list(self, google: Google) -> None:
        """A successful look that proves nothing was there."""
        google.add_sheet("a", "643", ROWS)
        seen = look_at(google).observe(EA_SUP)
        assert (seen.outcome, seen.observed_at, seen.origin) == (Outcome.ABSENT, NOW, google.folder)

    def test_a_sheet_is_known_by_link_id_code_or_name(self, google: Google) -> None:
        """The roster's cell may be a link or an id; the folder too."""
        google.add_sheet("by-link", "không tên", ROWS)
        google.add_sheet("by-name", "Ea Súp", ROWS)
        linked = Unit(
            "643", BMT.name, "district", sheet="https://docs.google.com/spreadsheets/d/by-link/edit#gid=0"
        )
        link = f"https://drive.google.com/drive/folders/{google.folder}?usp=sharing"
        source = look_at(google, linked, EA_SUP, folder=link)
        assert source.observe(linked).origin == "by-link"
        assert source.observe(EA_SUP).origin == "by-name"
        assert source.strays == ()

    def test_two_sheets_of_one_unit_are_both_left(self, google: Google) -> None:
        """A person decides; the sentence names both."""
        google.add_sheet("a", "643 bản 1", ROWS)
        google.add_sheet("b", "Buôn Ma Thuột", ROWS)
        with pytest.raises(SheetAmbiguous, match="«643 bản 1», «Buôn Ma Thuột»"):
            look_at(google).observe(BMT)
        assert google.calls("sheets") == []

    def test_the_roster_s_link_settles_two_claims(self, google: Google) -> None:
        """The other file is named to the operator."""
        google.add_sheet("a", "643 bản 1", ROWS)
        google.add_sheet("b", "643 bản 2", ROWS)
        linked = Unit("643", BMT.name, "district", sheet="b")
        source = look_at(google, linked)
        assert source.observe(linked).origin == "b"
        (stray,) = source.strays
        assert "643 bản 1" in stray
        assert "roster.csv" in stray

    def test_one_sheet_linked_to_two_units_counts_for_neither(self, google: Google) -> None:
        """A slip in the roster; one return must not be two."""
        google.add_sheet("a", "x", ROWS)
        units = [Unit(code, f"Đơn vị {code}", "affiliated", sheet="a") for code in ("A", "B")]
        source = look_at(google, *units)
        for unit in units:
            with pytest.raises(SheetAmbiguous, match="Đơn vị A, Đơn vị B"):
                source.observe(unit)

    def test_what_is_nobody_s_is_told_to_the_operator(self, google: Google) -> None:
        """A sheet, a workbook, a shortcut, a folder within: a sentence each, and no read."""
        google.add_sheet("a", "Bản sao của 643", ROWS)
        google.add_file("b", "tong hop.xlsx", XLSX)
        google.add_file("c", "lối tắt", SHORTCUT)
        google.add_file("d", "Cũ", FOLDER)
        strays = look_at(google).strays
        assert [stray.partition(" không thuộc")[0] for stray in strays] == [
            "Bảng «Bản sao của 643»",
            "Tệp Excel tải lên «tong hop.xlsx»",
            "Lối tắt «lối tắt»",
            "Thư mục con «Cũ»",
        ]

    @pytest.mark.parametrize(
        ("mime_type", "advice"),
        [
            (XLSX, "Lưu dưới dạng Google Trang tính"),
            (SHORTCUT, "lối tắt"),
            (FOLDER, "thư mục con"),
            ("application/pdf", "không phải bảng tính"),
        ],
    )
    def test_a_unit_that_has_only_another_kind_of_file_is_unreadable(
        self, google: Google, mime_type: str, advice: str
    ) -> None:
        """Something was handed in that cannot be read; the unit hears what to do."""
        google.add_file("a", "643 báo cáo", mime_type)
        with pytest.raises(SheetUnreadable, match=advice):
            look_at(google).observe(BMT)

    def test_a_workbook_beside_the_sheet_does_not_disturb(self, google: Google) -> None:
        """The sheet is read, the workbook named."""
        google.add_sheet("a", "643", ROWS)
        google.add_file("b", "643.xlsx", XLSX)
        source = look_at(google)
        assert source.observe(BMT).outcome is Outcome.READ
        assert ["643.xlsx" in stray for stray in source.strays] == [True]

    def test_a_renamed_sheet_stays_its_unit_s(self, google: Google) -> None:
        """It is known by its id once read; a rename shows as another version."""
        google.add_sheet("a", "643", ROWS)
        known = {"643": known_by(look_at(google).observe(BMT))}
        google.rename("a", "báo cáo cuối cùng")
        source = look_at(google, known=known)
        assert (source.observe(BMT).outcome, source.strays) == (Outcome.READ, ())

    def test_another_sheet_in_its_place_is_read(self, google: Google) -> None:
        """The version that counts is that of the same file."""
        google.add_sheet("a", "643", ROWS)
        known = {"643": known_by(look_at(google).observe(BMT))}
        google.delete("a")
        google.add_sheet("b", "643", ROWS)
        assert look_at(google, known=known).observe(BMT).outcome is Outcome.READ

    def test_sheets_outside_the_folder_cost_one_question_each(self, google: Google) -> None:
        """Their version comes by files.get; unchanged they cost no read."""
        google.add_sheet("a", "ở nơi khác", ROWS, folder=None)
        unit = Unit("643", BMT.name, "district", sheet="a")
        seen = look_at(google, unit).observe(unit)
        # the folder is empty: it is asked for, to tell an empty one from a hidden one
        assert google.counts() == {"drive": 3, "sheets": 1, "elsewhere": 0}
        again = look_at(google, unit, known={"643": known_by(seen)}).observe(unit)
        assert (again.outcome, google.counts()["sheets"]) == (Outcome.UNCHANGED, 1)

    def test_without_a_folder_one_list_serves_all_links(self, google: Google) -> None:
        """Two sheets of the roster, unchanged: one call."""
        units = [Unit(code, code, "affiliated", sheet=f"sheet-{code}") for code in ("A", "B")]
        for unit in units:
            google.add_sheet(unit.sheet, "x", ROWS, folder=None)
        known = {
            one.unit_code: known_by(one) for one in observe_all(look_at(google, *units, folder=""), units)
        }
        assert google.counts() == {"drive": 1, "sheets": 2, "elsewhere": 0}
        google.forget_calls()
        seen = observe_all(look_at(google, *units, folder="", known=known), units)
        assert {one.outcome for one in seen} == {Outcome.UNCHANGED}
        assert google.counts() == {"drive": 1, "sheets": 0, "elsewhere": 0}

    def test_a_campaign_that_names_no_place_is_refused(self, google: Google) -> None:
        """Nothing was looked at, so nothing may be called absent."""
        with pytest.raises(ConfigurationError, match="chưa cho biết bảng ở đâu"):
            look_at(google, folder="")


class TestAccessLost:
    """A sheet that was there, or is linked, and is not to be had."""

    LINKED = Unit("643", BMT.name, "district", sheet="a")

    @pytest.mark.parametrize(
        ("lose", "error", "told"),
        [
            (Google.unshare, SheetForbidden, "bluezone@lien-doan.iam.gserviceaccount.com"),
            (Google.delete, SheetMissing, "liên kết trong roster.csv sai"),
            (Google.trash, SheetMissing, "thùng rác"),
        ],
    )
    @pytest.mark.parametrize("is_linked", [True, False])
    def test_unshared_deleted_and_trashed_are_told_apart(
        self,
        google: Google,
        lose: Callable[[Google, str], None],
        error: type[LookFailed],
        told: str,
        is_linked: bool,
    ) -> None:
        """Drive says 404 for the first two; Sheets tells them apart."""
        google.add_sheet("a", "643", ROWS)
        google.add_sheet("other", "646", ROWS)
        known = {"643": known_by(look_at(google).observe(BMT))}
        lose(google, "a")
        unit = self.LINKED if is_linked else BMT
        with pytest.raises(error, match=told):
            look_at(google, unit, EA_SUP, known=known).observe(unit)

    def test_a_sheet_moved_out_of_the_folder_is_missing(self, google: Google) -> None:
        """It can be read still, but whether it counts is the operator's to say."""
        google.add_sheet("a", "643", ROWS)
        google.add_sheet("other", "646", ROWS)
        known = {"643": known_by(look_at(google).observe(BMT))}
        google.move_out("a")
        with pytest.raises(SheetMissing, match="không còn trong thư mục"):
            look_at(google, known=known).observe(BMT)

    def test_a_hidden_folder_makes_no_unit_absent(self, google: Google) -> None:
        """Every look fails with what to do; a linked sheet elsewhere is read all the same."""
        google.add_sheet("a", "x", ROWS, folder=None)
        google.unshare(google.folder)
        source = look_at(google, self.LINKED, EA_SUP)
        with pytest.raises(SheetForbidden, match=f"chia sẻ thư mục cho {google.email}"):
            source.observe(EA_SUP)
        assert source.observe(self.LINKED).outcome is Outcome.READ

    def test_a_folder_that_lists_as_empty_is_asked_for(self, google: Google) -> None:
        """Empty is evidence of absence only when the folder itself can be seen."""
        google.fail(Fault(200, '{"files": []}'), service="drive")
        google.unshare(google.folder)
        with pytest.raises(SheetForbidden, match="Không thấy thư mục"):
            look_at(google).observe(BMT)
        assert len(google.calls("drive")) == 2

    def test_a_list_that_fails_fails_the_looks_not_the_run(self, google: Google) -> None:
        """So that each unit's failed look is recorded."""
        google.fail(faults.UNAVAILABLE, service="drive", times=6)
        source = look_at(google)
        for unit in (BMT, EA_SUP):
            with pytest.raises(SheetUnreachable, match="HTTP 503"):
                source.observe(unit)


HEALING = {
    "429": faults.quota(),
    "429 with Retry-After": faults.quota("7"),
    "408": faults.TIMED_OUT,
    "500": faults.INTERNAL,
    "502 as HTML": faults.BAD_GATEWAY,
    "503": faults.UNAVAILABLE,
    "a bare text as error": faults.BARE_TEXT,
    "a reset": faults.RESET,
    "a truncated body": faults.TRUNCATED,
    "no JSON": faults.NO_JSON,
    "an empty object": faults.EMPTY_OBJECT,
    "a spreadsheet without sheets": faults.NO_SHEETS,
    "a timeout": faults.late(1.0),
    "a quota told as Drive does": faults.drive_error(403, "Rate Limit Exceeded", "userRateLimitExceeded"),
}
FINAL: dict[str, tuple[Fault, type[PipelineError], str]] = {
    "403": (faults.NOT_SHARED, SheetForbidden, "chia sẻ cho tài khoản bluezone@lien-doan"),
    "404": (faults.NOT_FOUND, SheetMissing, "liên kết trong roster.csv sai"),
    "office file": (faults.OFFICE_FILE, SheetUnreadable, "Lưu dưới dạng Google Trang tính"),
    "400": (
        faults.error(400, "Request contains an invalid argument.", "INVALID_ARGUMENT"),
        SheetUnreadable,
        "HTTP 400",
    ),
    "disabled": (faults.disabled(), CredentialsRefused, "chưa bật Google Sheets API"),
    "scopes": (
        faults.drive_error(403, "Insufficient", "insufficientPermissions"),
        CredentialsRefused,
        "từ chối",
    ),
}


class TestFailures:
    """What heals is asked again; what cannot is final and says who must act."""

    @pytest.mark.parametrize("fault", HEALING.values(), ids=HEALING)
    def test_what_heals_is_asked_again(self, google: Google, fault: Fault) -> None:
        """Once broken, then right: two calls, one wait, the content complete."""
        google.add_sheet("a", "643", ROWS)
        google.fail(fault)
        slept: list[float] = []
        seen = look_at(google, slept=slept, timeouts=(5.0, 0.3)).observe(BMT)
        assert seen.sheet is not None
        assert seen.sheet.tabs[0].rows[1] == ("Trường Kim Đồng", 25, "25 máy")
        assert (len(google.calls("sheets")), len(slept)) == (2, 1)
        if "Retry-After" in fault.headers:
            assert 7.0 <= slept[0] <= 8.0

    @pytest.mark.parametrize("name", ["500", "502 as HTML", "a reset", "a truncated body", "no JSON"])
    def test_what_does_not_heal_in_six_tries_is_unreachable(self, google: Google, name: str) -> None:
        """The unit's own; the next unit is read."""
        google.add_sheet("a", "643", ROWS)
        google.add_sheet("b", "646", ROWS)
        google.fail(HEALING[name], key="/a", times=6)
        source = look_at(google)
        with pytest.raises(SheetUnreachable):
            source.observe(BMT)
        assert len(google.calls("sheets")) == 6
        assert source.observe(EA_SUP).outcome is Outcome.READ

    def test_an_exhausted_quota_is_its_own_outcome(self, google: Google) -> None:
        """Nobody need act at once."""
        google.add_sheet("a", "643", ROWS)
        google.fail(faults.quota(), times=6)
        with pytest.raises(QuotaExhausted, match="Hết hạn mức"):
            look_at(google).observe(BMT)

    @pytest.mark.parametrize(("fault", "error", "told"), FINAL.values(), ids=FINAL)
    def test_what_cannot_heal_is_asked_once(
        self, google: Google, fault: Fault, error: type[PipelineError], told: str
    ) -> None:
        """And the sentence says who does what."""
        google.add_sheet("a", "643", ROWS)
        google.fail(fault)
        slept: list[float] = []
        with pytest.raises(error, match=told):
            look_at(google, slept=slept).observe(BMT)
        assert (len(google.calls("sheets")), slept) == (1, [])

    def test_a_failure_tells_no_cell_and_no_key(self, google: Google) -> None:
        """Neither its text nor its causes."""
        google.add_sheet("a", "643", [["0912345678"]])
        google.fail(faults.TRUNCATED, times=6)
        with pytest.raises(SheetUnreachable) as caught:
            look_at(google).observe(BMT)
        assert "0912345678" not in str(caught.value)
        assert caught.value.__cause__ is None

    def test_a_dead_network_is_unreachable(self, google: Google, monkeypatch: pytest.MonkeyPatch) -> None:
        """No proxy, no name, no Google: every look says so."""
        monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")
        with pytest.raises(SheetUnreachable, match="đường mạng"):
            look_at(google).observe(BMT)


class TestAccount:
    """The account itself."""

    def test_a_401_heals_by_one_new_token(self, google: Google) -> None:
        """A token may be forgotten early; no wait is needed."""
        google.add_sheet("a", "643", ROWS)
        source = look_at(google)
        google.forget_tokens()
        slept: list[float] = []
        assert source.observe(BMT).outcome is Outcome.READ
        assert (len(google.calls("token")), [call.status for call in google.calls("sheets")]) == (
            2,
            [401, 200],
        )
        assert slept == []

    def test_a_second_401_refuses_the_account(self, google: Google) -> None:
        """One new token, then it is final."""
        google.add_sheet("a", "643", ROWS)
        google.fail(faults.UNAUTHENTICATED, times=2)
        with pytest.raises(CredentialsRefused, match="HTTP 401"):
            look_at(google).observe(BMT)
        assert len(google.calls("sheets")) == 2

    def test_a_key_revoked_in_mid_run_refuses_the_account(self, google: Google) -> None:
        """What was read before stands; the next look says who must act."""
        google.add_sheet("a", "643", ROWS)
        google.add_sheet("b", "646", ROWS)
        source = look_at(google)
        assert source.observe(BMT).outcome is Outcome.READ
        google.revoke_key()
        with pytest.raises(CredentialsRefused, match="invalid_grant"):
            source.observe(EA_SUP)

    def test_a_refused_key_is_said_at_each_look(self, google: Google) -> None:
        """Nothing can be read, and each unit's look is recorded as such."""
        google.revoke_key()
        with pytest.raises(CredentialsRefused, match=f"từ chối tài khoản dịch vụ {google.email}"):
            look_at(google).observe(BMT)

    def test_a_wrong_clock_is_named(self, google: Google) -> None:
        """Google refuses what was signed at another time."""
        google.fail(
            faults.token_refused(
                "Invalid JWT: Token must be a short-lived token and in a reasonable timeframe."
            ),
            service="token",
        )
        with pytest.raises(CredentialsRefused, match="đồng hồ"):
            look_at(google).observe(BMT)

    def test_a_foreign_key_is_refused_by_its_signature(self, google: Google, google_other_key: Path) -> None:
        """The server verifies, as Google does."""
        google.credentials = google_other_key
        with pytest.raises(CredentialsRefused, match="invalid_grant"):
            look_at(google).observe(BMT)

    @pytest.mark.usefixtures("_impatient_google_auth")
    @pytest.mark.parametrize(
        "fault",
        [faults.BAD_GATEWAY, faults.INTERNAL, Fault(200, "<html>đăng nhập mạng</html>"), faults.RESET],
        ids=["502", "500", "a page", "reset"],
    )
    def test_a_token_endpoint_that_is_down_may_heal(self, google: Google, fault: Fault) -> None:
        """It is Google's trouble, not the key's."""
        google.add_sheet("a", "643", ROWS)
        google.fail(fault, service="token")
        assert look_at(google).observe(BMT).outcome is Outcome.READ

    @pytest.mark.usefixtures("_impatient_google_auth")
    def test_a_token_endpoint_that_stays_down_is_unreachable(self, google: Google) -> None:
        """Each look is recorded as such."""
        google.fail(faults.BAD_GATEWAY, service="token", times=99)
        with pytest.raises(SheetUnreachable, match="máy chủ cấp quyền"):
            look_at(google).observe(BMT)

    @pytest.mark.parametrize("content", [None, "", "[]", "{}", '{"type": "authorized_user"}', "\xff"])
    def test_a_file_that_is_no_key_is_refused(
        self, google: Google, tmp_path: Path, content: str | None
    ) -> None:
        """The sentence names the file and shows nothing of it."""
        path = tmp_path / "key.json"
        if content is not None:
            path.write_text(content, encoding="latin-1")
        google.credentials = path
        with pytest.raises(ConfigurationError, match=r"key\.json"):
            look_at(google)

    def test_a_key_whose_secret_is_damaged_is_refused(self, google: Google) -> None:
        """Before anything is asked."""
        info = json.loads(google.credentials.read_text(encoding="utf-8"))
        google.credentials.write_text(json.dumps({**info, "private_key": "hỏng"}), encoding="utf-8")
        with pytest.raises(ConfigurationError, match="không phải khóa"):
            look_at(google)
        assert google.calls() == []

    def test_a_missing_bundle_is_the_operator_s(
        self, google: Google, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """requests raises a bare OSError for it."""
        monkeypatch.setenv("REQUESTS_CA_BUNDLE", "/không/có.pem")
        with pytest.raises(ConfigurationError, match="REQUESTS_CA_BUNDLE"):
            look_at(google)


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
