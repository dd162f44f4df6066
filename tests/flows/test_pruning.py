"""Pruning removes what the units typed and nothing that was made of it."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any
from unittest.mock import ANY

import pytest
import sqlalchemy as sa
from click.testing import CliRunner
from openpyxl import Workbook

import flows.cli.collection
import flows.cli.retention
from flows.cli.main import bluezone
from flows.demo.workbooks import INSTANTS
from flows.desk.collection.looks import collect_here
from flows.desk.collection.tabs import renamed
from flows.desk.pruning import Pruned, PrunedUnit, prune
from flows.desk.rebuild import LEFT_VI, message_of, rebuild_units
from flows.desk.request import read_request
from flows.errors import ConfigurationError, DatabaseUnavailable, SnapshotPruned
from flows.rebuild import rebuilt_page
from flows.settings import Settings
from flows.steps import keep
from flows.store import advice, decisions
from flows.store import database as databases
from flows.store.database import Database
from flows.store.decisions import Decision
from schemas.observation import Observation, Outcome
from schemas.sheet import Sheet, Tab
from tests.desk import BAD, GOOD, HEADING, Desk, branches, collected, moment, sheet

NAME, PHONE, BIRTHDAY = "Đặng Thị Mật", "0912345678", "sinh năm 1984"
PERSONAL = sheet(
    (1, "CĐCS xã Ea Tam", 24, 22, f"hỏi {NAME} {PHONE}", None, BIRTHDAY),
    heading=(*HEADING, f"Người kê khai: {NAME}"),
)
BETTER = branches(("CĐCS xã Ea Tam", 24, 22, 21), ("CĐCS xã Phú Xuân", 28, 25, 25))
NOW = moment("30/9 08:00")
VIEWS = (
    "report.unit_standing_at('2020-09-03T17:00+07:00')",
    "report.unit_standing_at('2020-08-28T17:00+07:00')",
    "report.campaign_summary_at('2020-09-03T17:00+07:00')",
    "report.submission_at('2020-08-28T17:00+07:00')",
    "report.submission",
    "report.submission_history",
    "report.progress_daily",
    "report.collection_run",
    "report.decision",
    "report.rule",
    "report.finding",
    "core.unit_return",
    "core.flag",
    "core.submission",
    "raw.observation",
)


def pruned(desk: Desk, before: str | datetime, *, is_dry_run: bool = False) -> Pruned:
    at = moment(before) if isinstance(before, str) else before
    return prune(desk.database, desk.campaign, at, NOW, is_dry_run=is_dry_run)


def counts(done: Pruned) -> tuple[int, int]:
    return done.contents, done.findings


def seen(desk: Desk, *, quoted: bool = True) -> dict[str, list[str]]:
    """What can be read of everything that stays, row by row as text; without what findings quote, if asked so."""
    without = "" if quoted else "- 'message_vi' - 'heading'"
    found = {
        view: [
            row["one"]
            for row in desk.query(
                f"SELECT (to_jsonb(t) {without})::text AS one FROM {view} AS t ORDER BY 1", role=None
            )
        ]
        for view in VIEWS
    }
    hashes = "SELECT content_sha256 || first_kept_at || longest_tab AS one FROM raw.snapshot ORDER BY 1"
    keys = (
        "SELECT finding_key || rule || cell || first_seen_at || closed_at AS one FROM core.finding ORDER BY 1"
    )
    return {
        **found,
        "hashes": [row["one"] for row in desk.query(hashes)],
        "keys": [row["one"] for row in desk.query(keys)],
    }


def whole(desk: Desk) -> str:
    """Every row of every table as text, cells as the text they hold."""
    tables = desk.query(
        "SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables "
        "WHERE schemaname IN ('raw', 'core', 'report', 'public') ORDER BY 1"
    )
    rows = [
        row["one"]
        for table in tables
        for row in desk.query(f"SELECT to_jsonb(t)::text AS one FROM {table['name']} AS t", role=None)
    ]
    kept = "SELECT content_sha256 FROM raw.snapshot WHERE cells IS NOT NULL"
    with desk.database.begin() as connection:
        cells = [repr(keep.content(connection, row["content_sha256"])) for row in desk.query(kept)]
    return "\n".join([*rows, *cells])


def kept_cells(desk: Desk) -> int:
    return len(desk.query("SELECT 1 AS one FROM raw.snapshot WHERE cells IS NOT NULL"))


def personal_then_good(desk: Desk) -> None:
    """A unit that typed personal data, corrected it, and went on."""
    desk.look("650", "24/8 17:00", PERSONAL)
    desk.look("650", "26/8 17:00", GOOD)
    desk.look("650", "28/8 17:00", BETTER)


def test_what_was_typed_is_gone_and_what_was_made_of_it_stays(desk: Desk) -> None:
    personal_then_good(desk)
    text, before = whole(desk), seen(desk)
    assert all(word in text for word in (NAME, PHONE, BIRTHDAY))
    done = pruned(desk, "25/8 00:00")
    assert (done.contents, done.findings, done.bytes > 100) == (1, len(before["keys"]), True)
    assert done.units == (PrunedUnit("650", 1, done.findings, done.bytes),)
    text = whole(desk)
    assert not any(word in text for word in (NAME, PHONE, BIRTHDAY))
    assert seen(desk) == before
    [finding] = desk.query("SELECT * FROM core.finding WHERE severity = 'error'")
    assert (finding["raw_value"], finding["heading"], finding["cell"]) == (None, None, "E2")
    assert finding["message_vi"].startswith("Ô E2: ")


def test_the_whole_demonstration_stands_as_before_once_its_campaign_is_over(
    desk: Desk, settings: Settings
) -> None:
    for folder in INSTANTS:
        collected(settings, folder)
    before = seen(desk, quoted=False)
    done = pruned(desk, "20/9 00:00")
    assert done.contents == len(before["hashes"])
    assert kept_cells(desk) == 0
    assert seen(desk, quoted=False) == before
    assert desk.query("SELECT 1 AS one FROM core.finding WHERE raw_value IS NOT NULL") == []


def test_nothing_of_it_is_left_in_the_tables_own_files(desk: Desk) -> None:
    """An analyst's role cannot see old versions of rows, but whoever copies the disk can."""
    personal_then_good(desk)
    [row] = desk.query("SELECT cells FROM raw.snapshot ORDER BY first_kept_at LIMIT 1")
    cells = bytes(row["cells"])

    def in_files(table: str, wanted: bytes) -> bool:
        with desk.database.begin(None) as connection:
            connection.execute(sa.text("CHECKPOINT"))
            content = connection.execute(
                sa.text("SELECT pg_read_binary_file(pg_relation_filepath(cast(:table AS regclass)))"),
                {"table": table},
            ).scalar_one()
        return wanted in bytes(content)

    assert in_files("core.finding", PHONE.encode())
    assert in_files("raw.snapshot", cells)
    pruned(desk, "25/8 00:00")
    assert not in_files("core.finding", PHONE.encode())
    assert not in_files("raw.snapshot", cells)


def test_a_dry_run_says_the_same_numbers_and_changes_nothing(desk: Desk) -> None:
    personal_then_good(desk)
    desk.look("651", "24/8 09:00", BAD, folds=False)
    before, dump = whole(desk), desk.dump()
    dry = pruned(desk, "27/8 00:00", is_dry_run=True)
    assert (whole(desk), desk.dump()) == (before, dump)
    wet = pruned(desk, "27/8 00:00")
    assert (dry.contents, dry.findings, dry.bytes, dry.units) == (
        wet.contents, wet.findings, wet.bytes, wet.units,
    )  # fmt: skip
    assert wet.contents == 2


def test_pruning_twice_removes_nothing_the_second_time(desk: Desk) -> None:
    personal_then_good(desk)
    assert counts(pruned(desk, "30/8 00:00"))[0] == 3
    before = whole(desk)
    again = pruned(desk, "30/8 00:00")
    assert (counts(again), again.bytes, again.units) == ((0, 0), 0, ())
    assert whole(desk) == before


def test_the_last_content_and_what_is_open_in_it_stay_until_the_units_own_cutoff_has_passed(
    desk: Desk,
) -> None:
    desk.look("650", "24/8 17:00", GOOD)
    desk.look("650", "25/8 17:00", PERSONAL)
    with desk.database.begin() as connection:
        extension = Decision("bluezone-2020", "650", moment("26/8 08:00"), "lũ", "Ban Thường vụ", "33")
        decisions.extend(connection, extension, moment("5/9 00:00"))
    assert counts(pruned(desk, "4/9 23:59")) == (1, 0)
    assert PHONE in whole(desk)
    done = pruned(desk, "5/9 00:00")
    assert done.contents == 1
    assert done.findings > 0
    assert PHONE not in whole(desk)
    [finding] = desk.query("SELECT message_vi, heading FROM report.finding WHERE severity = 'error'")
    assert finding["message_vi"].startswith("Ô E2: ")


def test_a_content_seen_on_the_day_itself_stays_and_one_seen_before_midnight_goes(desk: Desk) -> None:
    desk.look("650", "24/8 23:59:59", GOOD)
    desk.look("650", "25/8 00:00", BETTER)
    desk.look("650", "26/8 00:00", BAD)
    assert pruned(desk, "25/8 00:00").contents == 1
    assert kept_cells(desk) == 2


def test_a_content_seen_again_later_or_held_by_another_unit_stays_with_its_findings(desk: Desk) -> None:
    desk.look("650", "24/8 08:00", PERSONAL)
    desk.look("650", "24/8 09:00", GOOD)
    desk.look("650", "27/8 09:00", PERSONAL)
    desk.look("650", "27/8 10:00", GOOD)
    desk.look("651", "28/8 10:00", GOOD)
    assert counts(pruned(desk, "27/8 00:00")) == (0, 0)
    assert counts(pruned(desk, "27/8 10:00"))[0] == 1
    assert kept_cells(desk) == 1


def test_a_finding_that_came_and_went_at_one_instant_keeps_its_words_while_its_content_is_kept(
    desk: Desk,
) -> None:
    for content in (PERSONAL, GOOD):
        desk.look("650", "24/8 17:00", content, declared_by="văn thư")
    assert counts(pruned(desk, "20/8 00:00")) == (0, 0)


def test_a_look_that_was_kept_and_never_folded_is_folded_before_anything_goes(desk: Desk) -> None:
    desk.look("650", "24/8 08:00", GOOD, folds=False)
    desk.look("650", "24/8 09:00", BETTER, folds=False)
    assert pruned(desk, "30/8 00:00").contents == 2
    [row] = desk.query("SELECT installed FROM report.submission WHERE branch_key = 'xaeatam'")
    assert row["installed"] == 21


def test_another_campaigns_look_that_waits_holds_back_what_both_saw(desk: Desk) -> None:
    """Its killed run is folded by its own next one, with cells to read."""
    desk.look("650", "24/8 08:00", GOOD)
    desk.look("650", "24/8 09:00", BETTER)
    with desk.database.begin(None) as connection:
        connection.execute(sa.text(OF_ANOTHER_CAMPAIGN))
    assert pruned(desk, "30/8 00:00").contents == 1
    with desk.database.begin() as connection:
        assert [each.is_pruned for each in keep.pending(connection, "another", "650")] == [False]


OF_ANOTHER_CAMPAIGN = """
INSERT INTO raw.observation (run_id, campaign, unit_code, observed_at, outcome, origin, content_sha256, was_read)
SELECT run_id, 'another', unit_code, observed_at, 'read', origin, content_sha256, TRUE
FROM raw.observation ORDER BY observed_at LIMIT 1
"""


def test_a_rebuild_leaves_the_units_it_cannot_derive_again_and_names_them(desk: Desk) -> None:
    personal_then_good(desk)
    desk.look("651", "28/8 10:00", GOOD)
    pruned(desk, "25/8 00:00")
    desk.query("UPDATE core.submission SET installed = 1 WHERE branch_key = 'xaeatam' RETURNING 1 AS one")
    dump = [row for row in desk.dump() if row["unit_code"] == "650"]
    left, changed = rebuild_units(desk.database, desk.campaign, ["650", "651"], NOW, is_dry_run=False)
    assert (left.unit_code, left.note, left.figures) == ("650", LEFT_VI, 0)
    assert (changed.unit_code, changed.note, changed.figures) == ("651", "", 1)
    assert [row for row in desk.dump() if row["unit_code"] == "650"] == dump


def test_the_page_and_the_command_say_in_vietnamese_which_units_were_left(
    desk: Desk, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    personal_then_good(desk)
    pruned(desk, "25/8 00:00")
    changes = rebuild_units(desk.database, desk.campaign, ["650", "651"], NOW, is_dry_run=True)
    sentence = message_of(changes, 2, is_dry_run=True)
    assert sentence == (
        "Chạy thử, chưa ghi gì: 0/2 đơn vị sẽ đổi. 1 đơn vị giữ nguyên vì bản chụp cũ đã xóa theo thời hạn lưu."
    )
    assert f"| 0 |  |  | {LEFT_VI} |" in rebuilt_page(desk.campaign, changes, sentence)
    monkeypatch.setattr(flows.cli.collection, "read_settings", lambda: settings)
    shown = CliRunner().invoke(bluezone, ["rebuild", "--dry-run"]).output
    assert "1 đơn vị giữ nguyên" in " ".join(shown.split())
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
    assert rebuild_units(desk.database, desk.campaign, ["650"], NOW, is_dry_run=False) == []


def test_a_fold_that_would_need_a_pruned_content_changes_nothing(desk: Desk) -> None:
    personal_then_good(desk)
    pruned(desk, "25/8 00:00")
    before = desk.dump()
    with pytest.raises(SnapshotPruned, match="650"):
        desk.look("650", "25/8 17:00", BETTER, declared_by="văn thư")
    assert desk.dump() == before


def test_an_instant_in_the_future_is_refused(desk: Desk) -> None:
    desk.look("650", "24/8 17:00", GOOD)
    with pytest.raises(ConfigurationError, match="tương lai"):
        pruned(desk, "30/9 08:01")
    assert kept_cells(desk) == 1


def test_an_account_that_does_not_own_the_tables_is_told_which_to_use(desk: Desk) -> None:
    desk.look("650", "24/8 17:00", GOOD)
    name = f"clerk_{desk.database.url.database}"
    with desk.database.begin(None) as connection:
        connection.execute(sa.text(f"CREATE ROLE {name} LOGIN PASSWORD 'x'"))
        connection.execute(sa.text(f"GRANT bluezone_pipeline TO {name}"))
    other = Database(desk.database.url.set(username=name, password="x").render_as_string(hide_password=False))
    try:
        with pytest.raises(ConfigurationError, match="bluezone migrate"):
            prune(other, desk.campaign, moment("30/8 00:00"), NOW, is_dry_run=True)
    finally:
        other.engine.dispose()
        with desk.database.begin(None) as connection:
            connection.execute(sa.text(f"DROP ROLE {name}"))


def test_tables_in_use_are_said_to_be_left_and_the_next_prune_writes_them_anew(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    personal_then_good(desk)
    monkeypatch.setitem(databases.SESSION, "lock_timeout", "1s")
    hasty = Database(desk.database.url.render_as_string(hide_password=False))
    path = "SELECT pg_relation_filepath('core.finding') AS path"
    [before] = desk.query(path)
    try:
        with desk.database.begin("bluezone_analyst") as reader:
            reader.execute(sa.text("SELECT count(*) FROM report.finding"))
            with pytest.raises(DatabaseUnavailable, match="hãy chạy lại"):
                prune(hasty, desk.campaign, moment("25/8 00:00"), NOW, is_dry_run=False)
        assert PHONE not in whole(desk)
        assert counts(prune(hasty, desk.campaign, moment("25/8 00:00"), NOW, is_dry_run=False)) == (0, 0)
        assert desk.query(path) != [before]
    finally:
        hasty.engine.dispose()


def test_the_command_says_what_it_removed(
    desk: Desk, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(flows.cli.retention, "read_settings", lambda: settings)
    personal_then_good(desk)
    run = CliRunner().invoke
    dry = json.loads(run(bluezone, ["prune", "--before", "2020-08-25", "--dry-run", "--json"]).output)
    assert dry == {
        "before": "2020-08-25T00:00:00+07:00",
        "is_dry_run": True,
        "contents": 1,
        "findings": ANY,
        "bytes": ANY,
        "units": [{"unit_code": "650", "contents": 1, "findings": dry["findings"], "bytes": dry["bytes"]}],
    }
    shown = run(bluezone, ["prune", "--before", "25/8/2020", "--dry-run"]).output
    assert "Chạy thử, chưa xóa gì; sẽ xóa ô của 1 bản chụp" in shown
    assert "trước 25/8/2020 00:00 (Asia/Ho_Chi_Minh)" in " ".join(shown.split())
    assert kept_cells(desk) == 3
    assert "Đã xóa ô của 1 bản chụp" in run(bluezone, ["prune", "--before", "25/8/2020"]).output
    assert kept_cells(desk) == 2
