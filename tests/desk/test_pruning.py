"""Pruning removes what the units typed and nothing that was made of it."""

from __future__ import annotations

import json
from datetime import timedelta
from unittest.mock import ANY

import pytest
import sqlalchemy as sa
from click.testing import CliRunner

import flows.cli.collection
import flows.cli.retention
from flows.cli.main import bluezone
from flows.demo.workbooks import INSTANTS
from flows.desk.decisions import exempt
from flows.desk.grounds import Grounds
from flows.desk.pruning import UnitRemoval, prune
from flows.errors import ConfigurationError, DatabaseUnavailable
from flows.settings import Settings
from flows.steps import keep
from flows.store.connecting import address
from flows.store.database import Database
from flows.store.recorded import decisions
from flows.store.recorded.decisions import NewDecision
from flows.store.recorded.retention import Left
from schemas.observation import Outcome
from tests.given.desk import BAD, GOOD, Desk, collected, moment, sheet
from tests.given.pruned import (
    BETTER,
    BIRTHDAY,
    NAME,
    NOW,
    PERSONAL,
    PHONE,
    counts,
    kept_cells,
    personal_then_good,
    pruned,
    seen,
    whole,
)

pytestmark = pytest.mark.usefixtures("vietnamese")


def test_what_was_typed_is_gone_and_what_was_made_of_it_stays(desk: Desk) -> None:
    personal_then_good(desk)
    text, before = whole(desk), seen(desk)
    assert all(word in text for word in (NAME, PHONE, BIRTHDAY))
    done = pruned(desk, "25/8 00:00")
    assert (done.contents, done.findings, done.bytes > 100) == (1, len(before["keys"]), True)
    assert done.units == (UnitRemoval("650", 1, done.findings, done.bytes),)
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
        extension = NewDecision("bluezone-2020", "650", moment("26/8 08:00"), "lũ", "Ban Thường vụ", "33")
        decisions.decide(connection, "extension", extension, cutoff_at=moment("5/9 00:00"))
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
        assert [each.is_pruned for each in keep.pending(connection, "another", ["650"])] == [False]


OF_ANOTHER_CAMPAIGN = """
INSERT INTO core.campaign
SELECT (jsonb_populate_record(c, '{"campaign": "another"}')).* FROM core.campaign AS c;
INSERT INTO core.unit (campaign, unit_code, unit_name, unit_kind, is_active, position)
SELECT 'another', unit_code, unit_name, unit_kind, is_active, position FROM core.unit;
INSERT INTO raw.observation (run_id, campaign, unit_code, observed_at, outcome, origin, content_sha256, was_read)
SELECT run_id, 'another', unit_code, observed_at, 'read', origin, content_sha256, TRUE
FROM raw.observation ORDER BY observed_at LIMIT 1
"""


LAN = "chị Lan 0905 123 506"
A_REMINDER = """
INSERT INTO core.reminder (campaign, unit_code, kind, cutoff_at, due_at, state, recipient, message_id, tried_at, run_id)
SELECT campaign, '650', 't_minus_1', :at, :at, 'sending', 'lan@congdoan.test', '<1@test>', :at, run_id
FROM raw.collection_run RETURNING 1
"""


def told_of_lan(desk: Desk) -> None:
    """A file, a run, a note and a reminder with a person in them, and a decision for her sake."""
    desk.look("650", "24/8 17:00", sheet((1, "CĐCS xã Ea Tam", 24, 22, 20, f"hỏi {LAN}")))
    desk.look("651", "24/8 17:00", Outcome.UNREADABLE)
    for column in ("origin", "detail"):
        desk.query(f"UPDATE raw.observation SET {column} = 'Tệp 650 {LAN}.xlsx' RETURNING 1", role=None)
    desk.query(f"UPDATE raw.collection_run SET detail = '650 {LAN}.xlsx: hỏng' RETURNING 1", role=None)
    desk.query(A_REMINDER, role=None, at=moment("25/8 07:00"))
    exempt(desk.case("652", Grounds("Chánh văn phòng", f"theo đơn của {LAN}"), moment("25/8 08:00")))


def test_people_and_their_addresses_go_by_the_first_of_two_clocks_and_what_was_typed_by_the_second(
    desk: Desk,
) -> None:
    told_of_lan(desk)
    told = desk.query("SELECT branch_name, note FROM report.submission")
    keeping = desk.campaign.retention
    first = moment("30/8 00:00") + timedelta(days=keeping.contacts_days)
    done = prune(desk.database, desk.campaign, None, first, is_dry_run=False)
    assert (done.contacts, done.contents) == (5, 0)
    assert done.left == Left(contents=1, contacts=0, decisions=1)
    tables = ["raw.observation", "raw.collection_run", "core.reminder", "core.submission"]
    kept = str([desk.query(f"SELECT * FROM {table}", role=None) for table in tables])
    assert [each for each in ("Lan", "lan@", "0905") if each in kept] == []
    assert desk.query("SELECT branch_name, note FROM report.submission") == told
    assert "Lan" in whole(desk), "the cells are kept whole, with what was typed into them"
    second = moment("30/8 00:00") + timedelta(days=keeping.typed_days)
    done = prune(desk.database, desk.campaign, None, second, is_dry_run=False)
    assert (done.contacts, done.contents, done.left) == (0, 1, Left(contents=0, contacts=0, decisions=1))
    assert whole(desk).count("Lan") == 1, "a decision's reason is a record, and stays"


def test_people_of_the_day_itself_stay_and_are_counted_as_left(desk: Desk) -> None:
    told_of_lan(desk)
    done = pruned(desk, "24/8 17:00")
    assert (done.contacts, done.left) == (1, Left(contents=1, contacts=4, decisions=1)), (
        "the run began before"
    )


def test_another_person_beside_a_branch_or_one_that_was_removed_is_no_change_of_its_figures(
    desk: Desk,
) -> None:
    told_of_lan(desk)
    prune(desk.database, desk.campaign, None, moment("30/8 00:00") + timedelta(days=200), is_dry_run=False)
    for at, who in (("31/8 08:00", LAN), ("31/8 09:00", "anh Nam 0905 654 321")):
        desk.look("650", at, sheet((1, "CĐCS xã Ea Tam", 24, 22, 20, f"hỏi {who}")))
    [standing] = desk.query(
        "SELECT amended_after_cutoff AS is_amended FROM report.unit_standing WHERE unit_code = '650'"
    )
    assert not standing["is_amended"]
    assert len(desk.query("SELECT 1 AS one FROM core.submission")) == 1


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
    monkeypatch.setitem(address.SESSION, "lock_timeout", "1s")
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
        "contacts_before": ANY,
        "contacts": 0,
        "left": {"contents": 2, "contacts": 0, "decisions": 0},
        "is_dry_run": True,
        "contents": 1,
        "findings": ANY,
        "bytes": ANY,
        "drafts": 0,
        "paper_files": 0,
        "units": [{"unit_code": "650", "contents": 1, "findings": dry["findings"], "bytes": dry["bytes"]}],
    }
    shown = run(bluezone, ["prune", "--before", "25/8/2020", "--dry-run"]).output
    assert "Chạy thử, chưa xóa gì; sẽ xóa ô của 1 bản chụp" in shown
    assert "trước 25/8/2020 00:00 (Asia/Ho_Chi_Minh)" in " ".join(shown.split())
    assert "Còn giữ: ô của 2 bản chụp chưa hết hạn" in " ".join(shown.split())
    assert kept_cells(desk) == 3
    assert "Đã xóa ô của 1 bản chụp" in run(bluezone, ["prune", "--before", "25/8/2020"]).output
    assert kept_cells(desk) == 2
