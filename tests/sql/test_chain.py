"""The chain proves what was recorded: whatever its owner changes behind the triggers' back, the first link is named."""

from __future__ import annotations

import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import sqlalchemy as sa

from flows.desk.verifying import sentences, verify
from flows.errors import ConfigurationError, SnapshotAltered
from flows.steps import keep
from flows.store.recorded import chains
from flows.store.recorded.chains import BrokenLink
from schemas.observation import Outcome
from tests.given.desk import ASKED, BAD, EMPTY, GOOD, Desk, start_anew
from tests.given.forgeries import LOOKED
from tests.given.pruned import personal_then_good, pruned

LINKED = {
    "raw.observation": ("'look'", "observation_id"),
    "core.decision": ("t.kind", "decision_id"),
    "core.answer": ("'answer'", "answer_id"),
    "core.campaign_change": ("'change'", "change_id"),
    "core.edition": ("'edition'", "edition_id"),
    "core.closing": ("'closing'", "closing_id"),
    "core.issue": ("'issue'", "issue_id"),
}
OTHER = {
    "text": "coalesce({0}, '') || 'x'",
    "bytea": "'x'::bytea",
    "uuid": "gen_random_uuid()",
    "boolean": "NOT {0}",
    "bigint": "{0} + 1000",
    "date": "{0} - 1",
    "integer": "coalesce({0}, 0) + 1000",
    "jsonb": """jsonb_build_object('x', 1)""",
    "timestamp with time zone": "coalesce(nullif({0}, '-infinity'), now()) - interval '1 minute'",
}
"""Another value than a column has, by its type."""
COLUMNS = """
SELECT table_schema || '.' || table_name, column_name, data_type FROM information_schema.columns
WHERE
    table_schema || '.' || table_name = ANY(:tables) AND is_generated = 'NEVER' AND is_identity = 'NO'
ORDER BY 1, 2
"""
UNGUARDED = "SET LOCAL session_replication_role = replica"
"""As the server's administrator: no trigger fires, no foreign key is asked."""


def tampered(desk: Desk, *statements: str) -> list[BrokenLink] | None:
    """What verify would find after somebody changed the tables as their owner; None where the tables do not take it."""
    with desk.database.engine.connect() as connection:
        try:
            for statement in (UNGUARDED, *statements):
                connection.execute(sa.text(statement))
        except sa.exc.IntegrityError:
            return None
        found = chains.broken_links(connection, desk.campaign.code)
        connection.rollback()
    return found


def links_of(desk: Desk, table: str) -> dict[str, list[int]]:
    """By row (its ctid), the links that tell of it: its own, and its end's."""
    kind, number = LINKED[table]
    rows = desk.query(
        f"SELECT t.ctid::text AS row, array_agg(l.link ORDER BY l.link) AS links FROM {table} AS t "
        f"INNER JOIN core.link AS l ON l.kind IN ({kind}, {kind} || '_revoked') AND l.about = t.{number} GROUP BY t.ctid",
        role=None,
    )
    return {row["row"]: row["links"] for row in rows}


def test_whatever_column_of_a_record_its_owner_changes_the_link_is_named(real_desk: Desk) -> None:
    columns = real_desk.database.run(
        lambda connection: connection.execute(sa.text(COLUMNS), {"tables": list(LINKED)}).all(), role=None
    )
    unseen, refused = [], 0
    for table, column, kind in columns:
        rows = links_of(real_desk, table)
        row = max(rows, key=lambda each: len(rows[each]))
        found = tampered(
            real_desk, f"UPDATE {table} SET {column} = {OTHER[kind].format(column)} WHERE ctid = '{row}'"
        )
        refused += found is None
        if found is not None and (not found or found[0].link not in rows[row]):
            unseen.append((table, column, found[:1]))
    assert unseen == []
    assert refused < len(columns) / 2


@pytest.mark.parametrize("table", LINKED)
def test_a_record_that_its_owner_removes_or_slips_in_is_named(real_desk: Desk, table: str) -> None:
    for row, links in links_of(real_desk, table).items():
        found = tampered(real_desk, f"DELETE FROM {table} WHERE ctid = '{row}'")
        assert found is not None
        assert [(each.link, each.reason) for each in found if each.reason != "roster"] == [
            (link, "gone") for link in links
        ]
    _, number = LINKED[table]
    slipped = (
        f"INSERT INTO {table} OVERRIDING SYSTEM VALUE SELECT (jsonb_populate_record(t, jsonb_build_object("
        f"'{number}', 900, 'revocation_id', 901))).* FROM {table} AS t LIMIT 1"
    )
    if table == "raw.observation":
        # one of its columns is computed
        slipped = LOOKED.format("timestamptz '2020-08-28T23:50+07:00'")
    if table == "core.issue":
        # of one that holds the table itself takes no second
        slipped = slipped.replace("LIMIT 1", "WHERE t.revoked_at IS NOT NULL LIMIT 1")
    if table == "core.edition":
        slipped = (
            "INSERT INTO core.edition (campaign, edition, effective_at, reason, decided_by) "
            "VALUES ('bluezone-2020', 900, now(), 'lũ', 'tôi')"
        )
    found = tampered(real_desk, slipped)
    assert found is not None
    assert {(each.link, each.reason) for each in found} == {(None, "unlinked")}


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ("DELETE FROM core.link WHERE link = 4", "number"),
        ("DELETE FROM core.link WHERE link = (SELECT max(link) FROM core.link)", "unlinked"),
        ("UPDATE core.link SET link = link + 900 WHERE link = 5", "number"),
        ("UPDATE core.link SET linked_at = linked_at - interval '1 day' WHERE link = 5", "altered"),
        ("UPDATE core.link SET salt = gen_random_uuid() WHERE link = 5", "words"),
        ("UPDATE core.link SET salt = NULL WHERE link = 5", "words"),
        ("UPDATE core.link SET words_sha256 = sha256('x') WHERE link = 5", "altered"),
        ("UPDATE core.link SET previous_sha256 = sha256('x') WHERE link = 5", "previous"),
        ("UPDATE core.link SET sha256 = sha256('x') WHERE link = 5", "altered"),
        ("UPDATE core.link SET kind = 'ruling' WHERE link = 5", "gone"),
        ("UPDATE core.unit SET is_active = FALSE WHERE unit_code = '654'", "roster"),
        ("DELETE FROM core.unit WHERE unit_code = '657'", "roster"),
        ("UPDATE core.campaign SET report_before = '2020-09-30'", "roster"),
        ("UPDATE core.roster_entry SET until = until - interval '1 day' WHERE until IS NOT NULL", "roster"),
        ("UPDATE core.roster_entry SET until = now() WHERE unit_code = '657'", "roster"),
        ("UPDATE core.unit SET branches_expected = 7 WHERE unit_code = '657'", "roster"),
    ],
)
def test_a_link_or_a_roster_that_its_owner_changes_is_named(
    real_desk: Desk, change: str, reason: str
) -> None:
    found = tampered(real_desk, change)
    assert found
    assert found[0].reason == reason


def test_whatever_an_edition_said_of_a_unit_its_owner_changes_or_removes_the_edition_is_named(
    real_desk: Desk,
) -> None:
    columns = real_desk.database.run(
        lambda connection: connection.execute(sa.text(COLUMNS), {"tables": ["core.roster_entry"]}).all(),
        role=None,
    )
    derived = {"until", "unit_sort"}
    changes = [
        f"UPDATE core.roster_entry SET {column} = {OTHER[kind].format(column)} WHERE unit_code = '654' AND edition = 1"
        for _, column, kind in columns
        if column not in derived
    ]
    assert len(changes) > 10
    [[link]] = real_desk.database.run(
        lambda connection: connection.execute(
            sa.text("SELECT link FROM core.link WHERE kind = 'edition' AND about = 1")
        ).all(),
        role=None,
    )
    for change in (*changes, "DELETE FROM core.roster_entry WHERE unit_code = '654'"):
        found = tampered(real_desk, change)
        assert found, change
        assert (found[0].link, found[0].reason) == (link, "altered"), change


def test_whatever_of_an_issued_paper_its_owner_changes_or_removes_the_issue_is_named(real_desk: Desk) -> None:
    columns = real_desk.database.run(
        lambda connection: connection.execute(sa.text(COLUMNS), {"tables": ["core.paper"]}).all(), role=None
    )
    [issued] = real_desk.query(
        "SELECT l.link, i.paper_id FROM core.issue AS i INNER JOIN core.link AS l ON l.kind = 'issue' AND l.about = i.issue_id "
        "WHERE i.revoked_at IS NULL"
    )
    of_it = f"WHERE paper_id = {issued['paper_id']}"
    hashed = "encode(sha256(convert_to({}::text, 'UTF8')), 'hex')"
    anew = """(figures || '[{"figure": "x", "value": "48"}]')"""
    changes = {
        "figures": f"UPDATE core.paper SET figures = {anew}, figures_sha256 = {hashed.format(anew)} {of_it}",
        **{
            column: f"UPDATE core.paper SET {column} = {OTHER[kind].format(column)} {of_it}"
            for _, column, kind in columns
            if not column.startswith("figures")
        },
    }
    assert len(changes) == 7
    for change in (*changes.values(), f"DELETE FROM core.paper {of_it}"):
        found = tampered(real_desk, change)
        assert found, change
        assert issued["link"] in {each.link for each in found}, change
    assert tampered(real_desk, f"UPDATE core.paper SET figures_sha256 = 'x' {of_it}") is None, (
        "no such figures"
    )


def test_a_look_changed_with_its_link_computed_anew_breaks_the_link_after_it(real_desk: Desk) -> None:
    [look] = real_desk.query(
        "SELECT l.link, l.about FROM core.link AS l INNER JOIN raw.observation AS o ON o.observation_id = l.about "
        "WHERE l.kind = 'look' AND o.unit_code = '654' AND o.outcome = 'read'"
    )
    found = tampered(
        real_desk,
        f"UPDATE raw.observation SET observed_at = '2020-08-28T23:50+07:00' WHERE observation_id = {look['about']}",
        "UPDATE core.link AS l SET sha256 = core.link_sha256(l, r.facts) FROM core.linked_record AS r "
        f"WHERE l.link = {look['link']} AND l.kind = r.kind AND l.about = r.about",
    )
    assert found is not None
    assert [(each.link, each.reason) for each in found] == [(look["link"] + 1, "previous")]


def test_cells_changed_by_their_owner_are_named_and_never_read(real_desk: Desk) -> None:
    changes = (
        "ALTER TABLE raw.snapshot DROP CONSTRAINT snapshot_cells_are_what_it_is_named_for",
        "UPDATE raw.snapshot SET cells = '{}' WHERE cells IS NOT NULL",
    )
    found = tampered(real_desk, *changes)
    assert found is not None
    assert {each.reason for each in found} == {"content"}
    with real_desk.database.engine.connect() as connection:
        for change in changes:
            connection.execute(sa.text(change))
        names = connection.execute(sa.text("SELECT content_sha256 FROM raw.snapshot WHERE cells IS NOT NULL"))
        with pytest.raises(SnapshotAltered, match="bluezone verify"):
            keep.content(connection, names.scalars().all()[0])
        connection.rollback()


def test_somebody_without_the_system_checks_a_content_by_its_hash(desk: Desk, tmp_path: Path) -> None:
    desk.look("650", "28/8 10:00", GOOD)
    [row] = desk.query("SELECT content_sha256 FROM raw.snapshot")
    with desk.database.begin() as connection:
        cells = keep.cells_of(connection, row["content_sha256"])
        assert keep.cells_of(connection, "0" * 64) is None
    assert cells is not None
    (tmp_path / "650.json").write_bytes(cells)
    told = subprocess.run(
        ["sha256sum", tmp_path / "650.json"], capture_output=True, text=True, check=True
    ).stdout
    assert told.split()[0] == row["content_sha256"]
    pruned(desk, "29/8 00:00")
    with desk.database.begin() as connection:
        assert keep.cells_of(connection, row["content_sha256"]) is None


def test_looks_of_several_machines_at_once_make_one_chain(desk: Desk) -> None:
    units = ["643", "644", "645", "646"]

    def look(unit: str) -> None:
        for minute in range(5):
            desk.look(unit, f"28/8 10:{minute:02}", Outcome.ABSENT, folds=False)

    with ThreadPoolExecutor(len(units)) as pool:
        list(pool.map(look, units))
    proof = verify(desk.database, desk.campaign)
    assert (proof.broken, proof.chain.links) == ((), 3 + 5 * len(units))


def test_what_policy_removes_is_proven_no_more_and_all_else_still_is(desk: Desk) -> None:
    personal_then_good(desk)
    desk.look("651", "23/8 10:00", ASKED)
    desk.answer("651", "23/8 11:00", "yes", "B5")
    desk.look("651", "23/8 12:00", EMPTY)
    pruned(desk, "25/8 00:00")
    assert verify(desk.database, desk.campaign).is_whole
    pruned(desk, "20/9 00:00")
    proof = verify(desk.database, desk.campaign)
    assert (proof.broken, proof.chain.erased) == ((), 1)
    assert "1 mắt xích đã xóa chữ theo thời hạn lưu" in " ".join(sentences(proof, desk.campaign))
    found = tampered(desk, "UPDATE core.answer SET words = 'khác'")
    assert found is not None
    assert [each.reason for each in found] == ["words"]


def test_the_last_hash_is_found_again_in_a_chain_that_grew_and_not_in_one_written_anew(desk: Desk) -> None:
    desk.look("650", "28/8 10:00", GOOD)
    printed = verify(desk.database, desk.campaign).chain.last_sha256
    assert printed is not None
    desk.look("651", "28/8 11:00", BAD)
    on_paper = f"{printed[:8]} {printed[8:16].upper()} {printed[16:20]}"
    grown = verify(desk.database, desk.campaign, on_paper)
    assert grown.is_whole
    assert (grown.printed and grown.printed.link, grown.chain.links) == (4, 5)
    start_anew(desk)
    desk.look("650", "28/8 10:00", GOOD)
    anew = verify(desk.database, desk.campaign, printed)
    assert not anew.is_whole
    assert "KHÔNG có trong chuỗi" in " ".join(sentences(anew, desk.campaign))
    with pytest.raises(ConfigurationError, match="16 ký tự"):
        verify(desk.database, desk.campaign, "abc")


def test_the_desk_is_told_the_first_broken_link_and_what_it_was_about(desk: Desk) -> None:
    desk.look("650", "28/8 10:00", GOOD)
    with desk.database.begin(None) as connection:
        connection.execute(
            sa.text("UPDATE raw.observation SET observed_at = observed_at - interval '1 hour'")
        )
    told = sentences(verify(desk.database, desk.campaign), desk.campaign)
    assert told[0].startswith(
        "Chuỗi ghi nhận của đợt bluezone-2020 BỊ ĐỨT. Chỗ đầu tiên: mắt xích số 4 (lần ghi nhận số 1 của đơn vị 650, nối lúc "
    )
    assert "đồng hồ giả" in told[-1]
