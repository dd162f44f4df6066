"""What goes on after a prune: rebuilding, collecting, and looks that come out of order."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from click.testing import CliRunner
from openpyxl import Workbook

import flows.cli.collection
import flows.cli.retention
from flows.cli.main import bluezone, speak_vietnamese
from flows.desk.collection.looks import collect_here
from flows.desk.collection.tabs import renamed
from flows.desk.rebuild import LEFT_VI, message_of
from flows.desk.request import read_request
from flows.errors import SnapshotPruned
from flows.serving.pages.effects import effects_page
from flows.settings import Settings
from flows.steps import keep
from flows.store.recorded import advice
from schemas.observation import Observation, Outcome
from schemas.sheet import Sheet, Tab
from tests.given.desk import GOOD, HEADING, Desk, branches, moment
from tests.given.pruned import (
    BETTER,
    NOW,
    PERSONAL,
    counts,
    kept_cells,
    personal_then_good,
    pruned,
    whole,
)

pytestmark = pytest.mark.usefixtures("vietnamese")


def test_a_rebuild_leaves_the_units_it_cannot_derive_again_and_names_them(desk: Desk) -> None:
    personal_then_good(desk)
    desk.look("651", "28/8 10:00", GOOD)
    pruned(desk, "25/8 00:00")
    desk.query("UPDATE core.submission SET installed = 1 WHERE branch_key = 'xaeatam' RETURNING 1 AS one")
    dump = [row for row in desk.dump() if row["unit_code"] == "650"]
    left, changed = desk.rebuild("650", "651")
    assert (left.unit_code, left.note, left.figures) == ("650", LEFT_VI, 0)
    assert (changed.unit_code, changed.note, changed.figures) == ("651", "", 1)
    assert [row for row in desk.dump() if row["unit_code"] == "650"] == dump


def test_the_page_and_the_command_say_in_vietnamese_which_units_were_left(
    desk: Desk, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    personal_then_good(desk)
    pruned(desk, "25/8 00:00")
    changes = desk.rebuild("650", "651", is_dry_run=True)
    sentence = message_of(changes, 2, is_dry_run=True)
    assert sentence == (
        "Chạy thử, chưa ghi gì: 0/2 đơn vị sẽ đổi. 1 đơn vị giữ nguyên vì bản chụp cũ đã xóa theo thời hạn lưu."
    )
    assert f"|  |  |  | {LEFT_VI} |" in effects_page(desk.campaign, "tính lại", changes, sentence)
    monkeypatch.setattr(flows.cli.collection, "read_settings", lambda: settings)
    monkeypatch.setenv("LANGUAGE", "en")
    speak_vietnamese()
    shown = CliRunner().invoke(bluezone, ["rebuild"]).output
    assert message_of(changes, len(desk.campaign.units.active), is_dry_run=True) in " ".join(shown.split())
    assert "650 │ đúng hạn" in shown, "a standing in the words of union staff"


def test_a_pruned_content_has_no_tabs_to_compare_and_no_cells_to_write_back(desk: Desk) -> None:
    desk.look("650", "24/8 17:00", Sheet((Tab("Trang tính1", GOOD.tabs[0].rows, tab_id=7),)))
    pruned(desk, "30/8 00:00")
    now_named = Sheet((Tab("Báo cáo", GOOD.tabs[0].rows, tab_id=7),))
    look = Observation("650", NOW, Outcome.READ, "test", sheet=now_named)
    with desk.database.begin() as connection:
        assert renamed(connection, "bluezone-2020", look) is None
        assert advice.units(connection, "bluezone-2020", ["650"], NOW) == []


def test_collecting_goes_on_after_a_prune(desk: Desk) -> None:
    personal_then_good(desk)
    pruned(desk, "29/8 00:00")
    desk.look("650", "29/8 08:00", Outcome.UNCHANGED)
    desk.look("650", "29/8 09:00", branches(("CĐCS xã Ea Tam", 24, 22, 22)))
    [row] = desk.query("SELECT installed FROM report.submission")
    assert row["installed"] == 22


@pytest.mark.parametrize("content", [PERSONAL, GOOD, BETTER], ids=["first", "middle", "last"])
def test_a_sheet_that_holds_a_pruned_content_again_is_kept_anew(desk: Desk, content: Sheet) -> None:
    personal_then_good(desk)
    pruned(desk, "29/8 00:00")
    assert kept_cells(desk) == 0
    desk.look("650", "30/8 09:00", content)
    [row] = desk.query(
        "SELECT content_sha256 FROM raw.snapshot WHERE cells IS NOT NULL AND pruned_at IS NULL"
    )
    with desk.database.begin() as connection:
        assert keep.content(connection, row["content_sha256"]) == content
    before = whole(desk)
    assert counts(pruned(desk, "29/8 00:00")) == (0, 0)
    assert whole(desk) == before


def test_the_pipelines_role_can_bring_cells_back_and_change_none(desk: Desk) -> None:
    desk.look("650", "24/8 17:00", GOOD)
    before = whole(desk)
    desk.query("SELECT core.restore_cells(content_sha256, 'forged') FROM raw.snapshot")
    assert whole(desk) == before
    for column in ("cells = NULL", "pruned_at = now()"):
        with pytest.raises(sa.exc.ProgrammingError, match="permission denied"):
            desk.query(f"UPDATE raw.snapshot SET {column}")


class Folder:
    """The desk's folder of e-mailed workbooks, one per unit, imported for its instant."""

    def __init__(self, settings: Settings, path: Path) -> None:
        self.settings, self.path = settings, path
        path.mkdir()

    def imported(self, at: str, installed: int) -> Any:
        book = Workbook()
        page = book.active
        assert page is not None
        page.append(HEADING)
        page.append((1, "CĐCS xã Ea Tam", 24, 22, installed))
        page.append((2, "CĐCS xã Phú Xuân", 28, 25, 25))
        book.save(self.path / "650.xlsx")
        return collect_here(
            self.settings,
            read_request(self.settings, "bluezone-2020", str(self.path), ("650",), moment(at).isoformat()),
        )


def test_a_declared_look_out_of_order_is_refused_whole_and_taken_once_the_old_workbooks_are_back(
    desk: Desk, settings: Settings, tmp_path: Path
) -> None:
    folder = Folder(settings, tmp_path / "folder")
    for at, installed in (("24/8 17:00", 10), ("26/8 17:00", 11), ("31/8 17:00", 12)):
        assert folder.imported(at, installed).outcome == "completed"
    pruned(desk, "27/8 00:00")
    before = desk.dump()
    late = folder.imported("28/8 17:00", 15)
    assert (late.outcome, desk.dump()) == ("failed", before)
    assert "nhập lại các tệp cũ" in late.units[0].detail
    looks = "SELECT observed_at FROM raw.observation ORDER BY observed_at"
    assert [row["observed_at"] for row in desk.query(looks)] == [
        moment(at) for at in ("24/8 17:00", "26/8 17:00", "31/8 17:00")
    ]
    assert kept_cells(desk) == 1
    assert folder.imported("1/9 17:00", 13).outcome == "completed"
    for at, installed in (("24/8 17:00", 10), ("26/8 17:00", 11), ("28/8 17:00", 15)):
        assert folder.imported(at, installed).outcome == "completed", at
    history = desk.query(
        "SELECT installed FROM report.submission_history WHERE branch_key = 'xaeatam' ORDER BY valid_from"
    )
    assert [row["installed"] for row in history] == [10, 11, 15, 12, 13]
    assert desk.rebuild("650") == []


def test_a_fold_that_would_need_a_pruned_content_changes_nothing(desk: Desk) -> None:
    personal_then_good(desk)
    pruned(desk, "25/8 00:00")
    before = desk.dump()
    with pytest.raises(SnapshotPruned, match="650"):
        desk.look("650", "25/8 17:00", BETTER, declared_by="văn thư")
    assert desk.dump() == before
