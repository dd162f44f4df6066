"""Which Google Sheet is whose, and what a sheet is that is not to be had any more."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from flows.errors import (
    ConfigurationError,
    LookFailed,
    SheetAmbiguous,
    SheetForbidden,
    SheetMissing,
    SheetUnreachable,
    SheetUnreadable,
)
from schemas.observation import Outcome
from schemas.roster import Unit
from tests.google import faults
from tests.google.books import FOLDER, SHORTCUT, XLSX
from tests.google.faults import Fault
from tests.google.looking import BMT, EA_SUP, NOW, ROWS, known_by, look_at, observe_all
from tests.google.plugin import Google


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

    def test_a_sheet_whose_name_two_units_bear_is_neither_s_until_it_was_read_as_one_s(
        self, google: Google
    ) -> None:
        """A district and a commune of one name: both are named to the operator."""
        commune = Unit("X1", "Công đoàn xã Ea Súp", "commune", ("Ea Súp",))
        google.add_sheet("a", "Ea Súp", ROWS)
        source = look_at(google, EA_SUP, commune)
        for unit in (EA_SUP, commune):
            with pytest.raises(
                SheetAmbiguous, match=r"LĐLĐ huyện Ea Súp \(646\), Công đoàn xã Ea Súp \(X1\): đổi tên"
            ):
                source.observe(unit)
        assert (source.strays, source.unclaimed) == ((), None)
        known = {"X1": known_by(look_at(google, commune).observe(commune))}
        source = look_at(google, EA_SUP, commune, known=known)
        assert (source.observe(commune).outcome, source.strays) == (Outcome.UNCHANGED, ())
        assert source.observe(EA_SUP).outcome is Outcome.ABSENT

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
