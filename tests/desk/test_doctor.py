"""The doctor: what is wrong before the campaign, and the sentence for whoever puts it right. It keeps nothing."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from flows.desk.doctor import report
from flows.desk.request import now
from flows.settings import Settings
from flows.store.database import Database
from schemas.vietnamese.text.encodings import TCVN3
from tests.given.databases import use_real_clock
from tests.google import diagnosing, faults, plugin
from tests.google.books import ServedTab
from tests.google.campaigns import GOOD, campaign, rows
from tests.google.diagnosing import examine, failed, unit
from tests.google.plugin import Google

google = plugin.google
google_identity = plugin.google_identity
told = diagnosing.told
healthy = diagnosing.healthy


def rows_kept(database: Database) -> int:
    tables = ("raw.collection_run", "raw.observation", "raw.snapshot", "core.campaign", "core.unit")
    with database.begin() as connection:
        return sum(
            connection.execute(sa.text(f"SELECT count(*) FROM {table}")).scalar_one() for table in tables
        )


@pytest.mark.usefixtures("healthy")
class TestHealthy:
    """Everything in place."""

    def test_all_is_well_and_each_table_is_found(self, told: Settings, google: Google) -> None:
        """A heading without rows is a sheet that is ready; errors in rows are the collection's to tell."""
        diagnosis = examine(told, "thu-nghiem")
        assert (diagnosis.is_well, failed(diagnosis)) == (True, {})
        assert [each.name for each in diagnosis.checks] == [
            "Cơ sở dữ liệu",
            "Tài khoản Google",
            "Đồng hồ",
            "Google Sheets",
        ]
        assert [(each.tab, each.heading_row) for each in diagnosis.units] == [
            ("Trang tính1", 1),
            ("Số liệu", 3),
            ("Trang tính1", 1),
        ]
        assert {(each.locale, each.time_zone) for each in diagnosis.units} == {("vi_VN", "Asia/Ho_Chi_Minh")}

    def test_it_costs_three_lists_and_one_read_a_sheet(self, told: Settings, google: Google) -> None:
        """And asks for no scope to write."""
        examine(told, "thu-nghiem")
        assert google.counts() == {"drive": 3, "sheets": 3, "elsewhere": 0}
        assert not any(scope.endswith("/spreadsheets") for scope in google.scopes())

    def test_it_says_who_last_edited_by_name_and_never_by_address(
        self, told: Settings, google: Google, caplog: pytest.LogCaptureFixture
    ) -> None:
        """Nor does a log."""
        caplog.set_level("DEBUG")
        diagnosis = examine(told, "thu-nghiem")
        assert unit(diagnosis, "643").last_editor == "Nguyễn Thị Hoa"
        assert unit(diagnosis, "643").edited_at == google.file("a").modified_at
        assert "hoa@" not in repr(diagnosis) + caplog.text

    def test_nothing_is_kept(self, told: Settings, database: Database) -> None:
        """No run, no observation, no roster."""
        examine(told, "thu-nghiem")
        assert rows_kept(database) == 0

    def test_each_unit_is_counted_as_it_is_done(self, told: Settings) -> None:
        """For the progress bar."""
        totals: list[int] = []
        examine(told, "thu-nghiem", on_unit=totals.append)
        assert totals == [3, 3, 3]

    def test_with_write_back_a_sheet_we_may_only_view_is_a_trouble(
        self, told: Settings, google: Google
    ) -> None:
        """Without it, it is not."""
        google.file("a").is_editable = False
        assert examine(told, "thu-nghiem").is_well
        campaign(told.campaigns, code="ghi-lai", feedback=True)
        diagnosis = examine(told, "ghi-lai")
        assert [bool(each.troubles) for each in diagnosis.units] == [True, False, False]

    def test_a_tab_typed_with_an_old_font_is_found_too(self, told: Settings, google: Google) -> None:
        """The reader turns TCVN3 into Unicode, so that its cells are not the sheet's own."""
        codes = {letter: chr(code) for code, letter in TCVN3.items()}
        typed = rows(*((f"Công đoàn cơ sở xã Phú Xuân và trường học số {n}", 30, 25, 20) for n in range(9)))
        old = [
            ["".join(codes.get(c, c) for c in cell) if isinstance(cell, str) else cell for cell in row]
            for row in typed
        ]
        google.add_sheet("a", "643", [ServedTab("Bìa", [["x"]]), ServedTab("Cũ", old, 4)])
        found = unit(examine(told, "thu-nghiem"), "643")
        assert (found.tab, found.troubles) == ("Cũ", ())


class TestUnits:
    """One sentence for each trouble, to send to that unit."""

    @pytest.fixture
    def trouble(self, told: Settings, google: Google) -> Callable[[], str]:
        """The troubles of unit 643, the others being well."""
        google.add_sheet("b", "646", GOOD)
        google.add_sheet("c", "650", GOOD)

        def trouble() -> str:
            diagnosis = examine(told, "thu-nghiem")
            assert not diagnosis.is_well
            assert not unit(diagnosis, "646").troubles + unit(diagnosis, "650").troubles
            return " ".join(unit(diagnosis, "643").troubles)

        return trouble

    def test_no_sheet_yet(self, trouble: Callable[[], str]) -> None:
        """Before the campaign that is what the doctor is for."""
        assert trouble().startswith("Chưa có bảng của Đơn vị 643")

    def test_a_linked_sheet_that_is_not_shared_or_gone(
        self, told: Settings, google: Google, trouble: Callable[[], str]
    ) -> None:
        """The account to share with is named; a deleted one needs another link."""
        path = told.campaigns / "thu-nghiem" / "roster.csv"
        path.write_text(
            path.read_text(encoding="utf-8").replace("643,affiliated,,yes,,", "643,affiliated,,yes,,a")
        )
        google.add_sheet("a", "x", GOOD, folder=None)
        google.unshare("a")
        assert f"thêm {google.email} với quyền Người xem" in trouble()
        google.delete("a")
        assert "xin đơn vị liên kết mới" in trouble()

    def test_another_locale_and_time_zone(self, google: Google, trouble: Callable[[], str]) -> None:
        """Each with where to change it."""
        google.add_sheet("a", "643", GOOD, locale="en_US", time_zone="America/Los_Angeles")
        assert "chọn Việt Nam" in trouble()
        assert "Thành phố Hồ Chí Minh" in trouble()

    def test_headings_that_are_missing_or_nowhere(self, google: Google, trouble: Callable[[], str]) -> None:
        """An empty sheet says what its heading needs."""
        google.add_sheet("a", "643", [["STT", "Tên CĐCS", "Tổng số CNVCLĐ"], [1, "CĐCS xã Ea Tam", 24]])
        assert trouble().startswith("Bảng thiếu cột")
        google.add_sheet("a", "643", [["Kính gửi"], ["xin chào"]])
        assert trouble().startswith("Không tìm thấy bảng số liệu")
        google.add_sheet("a", "643", [])
        assert trouble().startswith("Bảng còn trống")

    def test_two_sheets_of_one_unit(self, google: Google, trouble: Callable[[], str]) -> None:
        """A person decides."""
        google.add_sheet("a", "643 bản 1", GOOD)
        google.add_sheet("a2", "643 bản 2", GOOD)
        assert "«643 bản 1», «643 bản 2»" in trouble()


@pytest.mark.usefixtures("healthy")
class TestOurs:
    """What the operator puts right."""

    def test_no_key(self, told: Settings) -> None:
        """Nothing of Google is looked at."""
        diagnosis = examine(replace(told, google_credentials=None), "thu-nghiem")
        assert "GOOGLE_APPLICATION_CREDENTIALS" in failed(diagnosis)["Tài khoản Google"]
        assert diagnosis.units == ()

    def test_a_key_that_google_refuses(self, told: Settings, google: Google) -> None:
        """One question is enough; the units are not to blame."""
        google.revoke_key()
        diagnosis = examine(told, "thu-nghiem")
        assert [*failed(diagnosis)] == ["Tài khoản Google"]
        assert (diagnosis.exit_code, diagnosis.units, google.counts()["sheets"]) == (4, (), 0)

    def test_a_key_file_that_is_none(self, told: Settings, tmp_path: Path) -> None:
        """Its path is told, never what is in it."""
        path = tmp_path / "key.json"
        path.write_text('{"private_key": "hunter2"}')
        diagnosis = examine(replace(told, google_credentials=path), "thu-nghiem")
        assert str(path) in failed(diagnosis)["Tài khoản Google"]
        assert "hunter2" not in repr(diagnosis)

    def test_a_service_that_is_switched_off(self, told: Settings, google: Google) -> None:
        """Drive answers, Sheets does not."""
        google.fail(faults.disabled(), times=3)
        assert [*failed(examine(told, "thu-nghiem"))] == ["Google Sheets"]

    @pytest.mark.parametrize(("ahead", "way"), [(90, "nhanh"), (-600, "chậm")])
    def test_a_clock_that_strays_from_google_s(self, told: Settings, ahead: int, way: str) -> None:
        """Our clock says when a return was there."""
        diagnosis = examine(told, "thu-nghiem", clock=lambda: now() + timedelta(seconds=ahead))
        assert abs(int(failed(diagnosis)["Đồng hồ"].split()[3]) - abs(ahead)) <= 2
        assert way in failed(diagnosis)["Đồng hồ"]

    @pytest.mark.parametrize(("ahead", "way"), [(-540, "nhanh"), (60, "chậm")])
    def test_a_database_whose_clock_strays_from_ours(
        self, told: Settings, database: Database, ahead: int, way: str
    ) -> None:
        """It refuses what is recorded by a clock that strays for long; where instants are simulated nobody asks."""
        clock = lambda: now() + timedelta(seconds=ahead)  # noqa: E731
        assert "Cơ sở dữ liệu" not in failed(examine(told, "thu-nghiem", clock=clock))
        use_real_clock(database)
        words = failed(examine(told, "thu-nghiem", clock=clock))["Cơ sở dữ liệu"].split()
        assert abs(int(words[9]) - abs(ahead)) <= 2
        assert words[8] == way

    def test_a_database_that_is_down_or_behind(self, told: Settings, bare_database: Database) -> None:
        """The sheets are looked at all the same."""
        down = examine(replace(told, database_url="postgresql://someone:hunter2@127.0.0.1:1/x"), "thu-nghiem")
        assert "Cơ sở dữ liệu" in failed(down)
        assert ("hunter2" in repr(down), len(down.units)) == (False, 3)
        bare = bare_database.url.render_as_string(hide_password=False)
        behind = examine(replace(told, database_url=bare), "thu-nghiem")
        assert "bluezone migrate" in failed(behind)["Cơ sở dữ liệu"]


class TestWorkbooks:
    """The same for a folder."""

    def test_a_folder_of_workbooks_is_examined_without_google(self, told: Settings, tmp_path: Path) -> None:
        """No locale, no editor; each file's own time."""
        folder = tmp_path / "files"
        folder.mkdir()
        for code in ("643", "646"):
            text = "\n".join(",".join(map(str, row)) for row in GOOD)
            (folder / f"{code}.csv").write_text(text, encoding="utf-8")
        diagnosis = examine(replace(told, google_credentials=None), "thu-nghiem", str(folder))
        assert [bool(each.troubles) for each in diagnosis.units] == [False, False, True]
        assert [each.name for each in diagnosis.checks] == ["Cơ sở dữ liệu"]
        assert isinstance(unit(diagnosis, "643").edited_at, datetime)


def test_a_unit_s_text_is_never_read_as_markup(told: Settings, google: Google) -> None:
    """A tab named as rich's markup is shown as typed."""
    from rich.console import Console

    google.add_sheet("a", "643", [ServedTab("[red]Số liệu[/red]", GOOD)])
    console = Console(width=200, record=True, file=io.StringIO())
    console.print(*report(examine(told, "thu-nghiem"), "Asia/Ho_Chi_Minh"))
    assert "[red]Số liệu[/red]" in console.export_text()
