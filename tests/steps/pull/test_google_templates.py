"""A template's heading in a unit's Google Sheet: into one that holds nothing, and never into any other."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from flows.desk.template import shared_sheets
from flows.errors import ConfigurationError, CredentialsRefused
from flows.settings import Settings, read_settings
from flows.steps.check import check_return
from flows.steps.pull.google.feedback import FEEDBACK_TAB_ID
from flows.steps.pull.google.sheets import GoogleSheets
from flows.steps.read import read_sheet
from schemas.campaign import Campaign
from schemas.campaign.file import SourceSettings
from schemas.roster import Unit
from schemas.sheet import Sheet
from schemas.sheet.template_mark import Mark
from tests.given.filled_templates import CAMPAIGNS, TET
from tests.google.books import Formula, ServedTab
from tests.google.plugin import FOLDER_ID, Google

NOW = datetime(2026, 1, 20, 8, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
OF_EACH = pytest.mark.parametrize("campaign", CAMPAIGNS, ids=lambda each: each.code)


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Calls are not spread over a minute here."""
    monkeypatch.setattr("flows.desk.template.shared_sheets.Alone", lambda: lambda: None)
    yield


def shared(campaign: Campaign, *, feedback: bool = True) -> Campaign:
    source = SourceSettings(kind="google", folder=FOLDER_ID, feedback=feedback)
    return campaign.model_copy(update={"source": source})


def settings(google: Google) -> Settings:
    return read_settings({"GOOGLE_APPLICATION_CREDENTIALS": str(google.credentials)})


def lay(google: Google, campaign: Campaign, *units: Unit) -> list[tuple[str, bool]]:
    found = shared_sheets.lay(settings(google), shared(campaign), units or campaign.units.active[:1])
    return [(each.line, each.is_failed) for each in found]


def read(google: Google, campaign: Campaign, unit: Unit) -> Sheet:
    source = GoogleSheets(
        roster=campaign.units,
        folder=FOLDER_ID,
        credentials_path=google.credentials,
        known={},
        clock=lambda: NOW,
        pace=lambda: None,
    )
    sheet = source.observe(unit).sheet
    assert sheet is not None
    return sheet


@OF_EACH
def test_an_empty_sheet_gets_the_heading_and_says_nothing_yet(google: Google, campaign: Campaign) -> None:
    unit = campaign.units.active[0]
    google.add_sheet("a", f"{unit.code} báo cáo", [ServedTab("Trang tính1", [], tab_id=0)])
    assert lay(google, campaign) == [(f"{unit.code} {unit.name}: đã đặt tiêu đề của mẫu vào bảng.", False)]
    sheet = read(google, campaign, unit)
    assert str(Mark(campaign.code, unit.code)) in sheet.tabs[0].rows[0]
    checked = check_return(read_sheet(sheet, campaign.form), campaign.units.names_of_others(unit.code))
    assert checked.findings == ()
    assert not checked.is_submitted


@OF_EACH
def test_filled_in_it_reads_without_a_finding(google: Google, campaign: Campaign) -> None:
    unit = campaign.units.active[0]
    google.add_sheet("a", f"{unit.code} báo cáo", [ServedTab("Trang tính1", [], tab_id=0)])
    lay(google, campaign)
    tab = google.file("a").tabs[0]
    rows = [list(row) for row in tab.rows]
    example, first = rows[8], rows[9]
    assert first[0] == 1
    rows[9] = [1, "CĐCS Trường THPT Ea Tam", *example[2:]]
    google.edit("a", [ServedTab("Trang tính1", rows, tab_id=0)])
    checked = check_return(read_sheet(read(google, campaign, unit), campaign.form))
    assert checked.findings == ()
    assert checked.rows_accepted == 1


def test_each_cell_takes_what_its_quantity_is(google: Google) -> None:
    campaign = TET
    google.add_sheet("a", "PTL báo cáo", [ServedTab("Trang tính1", [], tab_id=0)])
    lay(google, campaign)
    (body,) = google.written("a")
    (request,) = body["requests"]
    first = request["updateCells"]["rows"][9]["values"]
    conditions = [cell.get("dataValidation", {}).get("condition", {}).get("type") for cell in first]
    whole, chosen = "NUMBER_GREATER_THAN_EQ", "ONE_OF_LIST"
    assert conditions == [None, None, *[whole] * 5, chosen, chosen, "DATE_IS_VALID", None, None]
    assert "formulaValue" not in str(body)
    assert request["updateCells"]["range"]["sheetId"] == 0


@pytest.mark.parametrize(
    "tabs",
    [
        [ServedTab("Trang tính1", [["x"]], tab_id=0)],
        [ServedTab("Trang tính1", [[], [], [None, None, 0]], tab_id=0)],
        [ServedTab("Trang tính1", [[Formula('=""', "")]], tab_id=0)],
        [ServedTab("Trang tính1", [], tab_id=0), ServedTab("Trang tính2", [["x"]], tab_id=5)],
        [ServedTab("Trang tính1", [], tab_id=0), ServedTab("Ẩn", [["x"]], tab_id=5, is_hidden=True)],
        [ServedTab("Trang tính1", [], tab_id=0), ServedTab("Biểu đồ", [], tab_id=5, kind="OBJECT")],
    ],
    ids=["a text", "a zero", "a formula that shows nothing", "another tab", "a hidden tab", "a chart"],
)
def test_a_sheet_that_holds_anything_is_never_touched(google: Google, tabs: list[ServedTab]) -> None:
    campaign = TET
    google.add_sheet("a", "PTL báo cáo", tabs)
    before = google.file("a").version
    assert lay(google, campaign) == [
        ("PTL Công đoàn phường Tân Lập: bảng đã có nội dung, không ghi gì.", False)
    ]
    assert google.written("a") == []
    assert google.file("a").version == before
    assert google.file("a").tabs == tabs


def test_our_own_tab_is_nothing_of_the_units(google: Google) -> None:
    campaign = TET
    ours = ServedTab("Kiểm tra", [["Kết quả kiểm tra tự động: …"]], tab_id=FEEDBACK_TAB_ID)
    google.add_sheet("a", "PTL báo cáo", [ServedTab("Trang tính1", [], tab_id=0), ours])
    assert lay(google, campaign) == [
        ("PTL Công đoàn phường Tân Lập: đã đặt tiêu đề của mẫu vào bảng.", False)
    ]
    assert google.file("a").tabs[1] == ours


def test_what_was_laid_once_is_not_laid_again(google: Google) -> None:
    campaign = TET
    google.add_sheet("a", "PTL báo cáo", [ServedTab("Trang tính1", [], tab_id=0)])
    lay(google, campaign)
    assert lay(google, campaign) == [
        ("PTL Công đoàn phường Tân Lập: bảng đã có nội dung, không ghi gì.", False)
    ]
    assert len(google.written("a")) == 1


def test_a_tab_with_too_little_room_is_left(google: Google) -> None:
    google.add_sheet("a", "PTL báo cáo", [ServedTab("Trang tính1", [], tab_id=0, grid_rows=20)])
    ((line, is_failed),) = lay(google, TET)
    assert line == "PTL Công đoàn phường Tân Lập: trang đầu nhỏ hơn mẫu (39 dòng, 12 cột), không ghi gì."
    assert not is_failed
    assert google.written("a") == []


def test_units_without_a_sheet_and_sheets_we_may_not_edit_are_said_and_the_others_go_on(
    google: Google,
) -> None:
    campaign = TET
    google.add_sheet("a", "PTL báo cáo", [ServedTab("Trang tính1", [], tab_id=0)]).is_editable = False
    google.add_sheet("c", "XKB báo cáo", [ServedTab("Trang tính1", [], tab_id=0)])
    forbidden, absent, laid = lay(google, campaign, *campaign.units.active[:3])
    assert forbidden[0].endswith(f"người giữ bảng cho {google.email} quyền Người chỉnh sửa.")
    assert forbidden[1]
    assert absent == ("XEK Công đoàn xã Ea Kar: chưa có bảng nào được chia sẻ, không ghi gì.", False)
    assert laid == ("XKB Công đoàn xã Krông Búk: đã đặt tiêu đề của mẫu vào bảng.", False)


def test_a_refused_account_ends_it(google: Google) -> None:
    google.add_sheet("a", "PTL báo cáo", [ServedTab("Trang tính1", [], tab_id=0)])
    google.revoke_key()
    with pytest.raises(CredentialsRefused):
        lay(google, TET)


def test_nothing_is_asked_of_google_where_the_campaign_lets_nobody_write(
    google: Google, tmp_path: Path
) -> None:
    with pytest.raises(ConfigurationError, match="feedback = true"):
        list(shared_sheets.lay(settings(google), shared(TET, feedback=False), TET.units.active))
    with pytest.raises(ConfigurationError, match="GOOGLE_APPLICATION_CREDENTIALS"):
        list(shared_sheets.lay(read_settings({}), shared(TET), TET.units.active))
    assert google.calls() == []
