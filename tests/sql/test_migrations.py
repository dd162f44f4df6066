"""From every version to this one with data in place; a fresh database and an upgraded one are equal.

`tests/fixtures/releases/` keeps databases as earlier versions left them, views, functions and rows included. Before
a migration is added, `python -m tests.sql.test_migrations` keeps the one of today.
"""

from __future__ import annotations

import hashlib
import lzma
import re
import subprocess
import tempfile
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory

from flows.desk.verifying import verify
from flows.steps import stand
from flows.store.database import SQL, Database
from flows.store.embedded import postgres
from flows.store.migration import migrate
from flows.store.recorded import rosters
from schemas.campaign import load_campaign
from schemas.observation import Outcome
from tests.conftest import CAMPAIGNS
from tests.given.databases import Created, simulate_clock
from tests.given.desk import BAD, GOOD, Desk, branches, moment
from tests.given.forms import FORMS
from tests.given.issued import close_and_issue
from tests.sql.conftest import Tool, libpq_url, rows_of, schema_of

RELEASES = sorted((Path(__file__).parents[1] / "fixtures" / "releases").glob("*.sql.xz"))
CAMPAIGN = CAMPAIGNS / "bluezone-2020"
SINCE_NEWER_SERVERS = ("\\restrict", "\\unrestrict", "SET transaction_timeout")
"""Lines of a dump that PostgreSQL 15 and its psql do not know; nothing of ours is in them."""


def config() -> Config:
    made = Config()
    made.set_main_option("script_location", str(SQL / "migrations"))
    return made


REVISIONS = [script.revision for script in ScriptDirectory.from_config(config()).walk_revisions()][::-1]

A_LOOK = """
INSERT INTO raw.collection_run (run_id, campaign, source, started_at, units_asked)
VALUES ('00000000-0000-0000-0000-00000000{revision}', 'bluezone-2020', 'google', '2020-08-28T10:00Z', 21);
INSERT INTO raw.snapshot (content_sha256, longest_tab, cells)
VALUES (encode(sha256('kept {revision}'), 'hex'), 1, 'kept {revision}');
INSERT INTO raw.observation (run_id, campaign, unit_code, observed_at, outcome, origin, content_sha256, was_read)
VALUES (
    '00000000-0000-0000-0000-00000000{revision}', 'bluezone-2020', '643',
    timestamptz '2020-08-28T10:00Z' + interval '1 minute' * {revision}, 'read', 'google:{revision}',
    encode(sha256('kept {revision}'), 'hex'), TRUE
);
"""
"""Recorded by a release whose last revision is this one."""


AN_EXTENSION = """
INSERT INTO core.decision (kind, campaign, unit_code, cutoff_at, effective_at, reason, decided_by, letter_number)
VALUES ('extension', 'bluezone-2020', '651', '2020-09-01T00:00+07:00', '2020-08-28T15:00+07:00', 'lũ', 'Chủ tịch', '12/LĐLĐ')
RETURNING 1 AS one
"""


DECISIONS_TAKEN_BACK = """
INSERT INTO core.decision (
    kind, campaign, unit_code, cutoff_at, standing, effective_at, reason, decided_by, letter_number,
    revoked_at, revoked_by, revoked_reason
)
VALUES
(
    'extension', 'bluezone-2020', '646', '2020-09-02T00:00+07:00', NULL, '2020-09-01T08:00+07:00', 'mất điện', 'Chủ tịch',
    '', '2020-09-01T09:00+07:00', 'Văn phòng', 'ghi nhầm đơn vị'
), (
    'exemption', 'bluezone-2020', '648', NULL, NULL, '2020-09-01T08:00+07:00', 'giải thể', 'Chủ tịch', '13/LĐLĐ',
    '2020-09-01T09:00+07:00', 'Văn phòng', 'chưa giải thể'
), (
    'ruling', 'bluezone-2020', '649', NULL, 'late', '2020-09-01T08:00+07:00', 'gọi hỏi', 'Ban Tuyên giáo', '',
    '2020-09-01T09:00+07:00', 'Ban Tuyên giáo', 'chưa rõ'
), (
    'ruling', 'bluezone-2020', '649', NULL, 'on_time', '2020-09-01T10:00+07:00', 'có dấu bưu điện', 'Ban Tuyên giáo', '',
    '2020-09-01T11:00+07:00', 'Ban Tuyên giáo', 'dấu không rõ'
);
INSERT INTO core.answer (
    campaign, unit_code, rule, cell, content_sha256, words, answer, effective_at, reason, decided_by, letter_number,
    recorded_at, revoked_at, revoked_by, revoked_reason
)
SELECT
    'bluezone-2020', '650', 'row_may_be_total', 'B9', max(content_sha256), '["Huyện"]', 'no', '2020-09-01T08:00+07:00',
    'gọi hỏi', 'Ban Tuyên giáo', '', '2020-09-01T08:00+07:00', '2020-09-01T09:00+07:00', 'Ban Tuyên giáo', 'nhầm'
FROM raw.observation WHERE unit_code = '650';
"""
"""One of each kind that holds at no instant which the tests ask about, so that only what was decided differs."""

THEN = """
UPDATE raw.snapshot SET first_kept_at = '2020-08-31T09:00+07:00';
"""
"""What only audit asks for gets the story's instant. When a look was recorded is linked, and stays."""


def tell(desk: Desk) -> None:
    """Something of each kind: versions opened and closed, findings, a failed look, a decision, flags."""
    desk.look("650", "24/8 17:00", GOOD)
    desk.look("646", "24/8 17:00", BAD)
    desk.look("649", "28/8 23:55", Outcome.UNREADABLE)
    desk.look("648", "29/8 00:05", Outcome.ABSENT)
    desk.look("650", "30/8 09:00", branches(("CĐCS xã Ea Tam", 24, 22, 21)))
    desk.look("651", "31/8 09:00", GOOD, declared_by="văn thư")
    desk.query(AN_EXTENSION)
    with desk.database.begin() as connection:
        stand.flag(connection, desk.campaign.code, desk.run_id, moment("31/8 09:00"))
    close_and_issue(desk)


def upgrade(database: Database, revision: str) -> None:
    with database.begin(None) as connection:
        made = config()
        made.attributes["connection"] = connection
        command.upgrade(made, revision)


CLOSED = """
SELECT u.unit_code, v.branch_name, v.observation_id, v.closed_by_observation_id
FROM core.submission AS v INNER JOIN core.unit AS u ON v.unit_id = u.unit_id
WHERE v.valid_to IS NOT NULL ORDER BY u.unit_code, v.branch_name, v.observation_id
"""

AN_ANALYSTS_OWN = """
CREATE SCHEMA desk;
CREATE VIEW desk.mine AS SELECT count(*) AS branches FROM report.submission WHERE installed > 0;
"""

STANDINGS = """
SELECT unit_code, standing, cutoff_at, accepted_at, branches_accepted, amended_after_cutoff, days_late, flagged_at
FROM report.unit_standing_at('2020-09-03T17:00+07:00')
"""


QUESTIONS = (
    *(
        f"SELECT * FROM report.unit_standing_at('2020-{at}+07:00')"
        for at in ("08-28T17:00", "08-31T09:00", "09-03T17:00")
    ),
    "SELECT * FROM report.submission_history ORDER BY unit_code, branch_key, valid_from",
    "SELECT * FROM report.finding ORDER BY unit_code, cell, rule",
    "SELECT * FROM report.progress_daily ORDER BY unit_position, day",
)


def answers(desk: Desk) -> list[object]:
    """What analysts are told of the data: standings at three instants, figures and findings."""
    return [desk.query(question, role="bluezone_analyst") for question in QUESTIONS]


@dataclass(frozen=True)
class Told:
    """What analysts are told of what `tell` tells, and after one more look."""

    standings: list[dict[str, Any]]
    first: list[object]
    then: list[object]


@pytest.fixture(scope="module")
def made_by_this_one(server: Database, template: str) -> Told:
    """Told of a database that no earlier version has made; asked once for all of those."""
    with Created(server, f"bluezone_made_{uuid4().hex[:8]}", template) as database:
        desk = Desk(database, CAMPAIGN)
        tell(desk)
        standings, first = desk.query(STANDINGS), answers(desk)
        look_again(desk)
        return Told(standings, first, answers(desk))


def look_again(desk: Desk) -> None:
    desk.look("646", "1/9 08:00", GOOD)


def test_tables_come_to_this_revision_one_after_the_other_with_what_was_seen_at_each(
    bare_database: Database, schema_of_today: list[str], tool: Tool
) -> None:
    for revision in REVISIONS:
        upgrade(bare_database, revision)
        with bare_database.begin(None) as connection:
            connection.execute(sa.text(A_LOOK.format(revision=revision)))
    migrate(bare_database, FORMS)
    simulate_clock(bare_database)
    assert schema_of(tool, bare_database) == schema_of_today
    desk = Desk(bare_database, CAMPAIGN)
    seen = "SELECT unit_code, outcome, origin, content_sha256 FROM raw.observation ORDER BY observed_at"
    assert desk.query(seen) == [
        {
            "unit_code": "643",
            "outcome": "read",
            "origin": f"google:{each}",
            "content_sha256": hashlib.sha256(f"kept {each}".encode()).hexdigest(),
        }
        for each in REVISIONS
    ]
    desk.look("650", "28/8 17:00", GOOD)
    assert desk.standing("650", "28/8 18:00")["branches_accepted"] == 2


@pytest.mark.parametrize("release", RELEASES, ids=lambda path: path.name[:4])
def test_a_database_that_an_earlier_version_left_answers_as_if_this_one_had_made_it(
    bare_database: Database, made_by_this_one: Told, schema_of_today: list[str], tool: Tool, release: Path
) -> None:
    campaign = load_campaign(CAMPAIGN)
    restore(tool, bare_database, release)
    kept, decided = counts(bare_database), decisions(bare_database)
    with bare_database.begin(None) as connection:
        connection.execute(sa.text(AN_ANALYSTS_OWN))
    migrate(bare_database, FORMS)
    with bare_database.begin(None) as connection:
        assert connection.execute(sa.text("SELECT branches FROM desk.mine")).scalar_one() > 0
        connection.execute(sa.text("DROP SCHEMA desk CASCADE"))
    assert schema_of(tool, bare_database) == schema_of_today
    assert counts(bare_database) == kept
    assert decisions(bare_database) == decided
    linked = verify(bare_database, campaign)
    assert (linked.is_whole, linked.chain.links) == (True, 3 + kept["raw.observation"] + ends(decided))
    with bare_database.begin() as connection:
        [first] = rosters.editions(connection, campaign.code)
    assert (first.effective_at, first.units_changed, first.units_active) == (None, 32, 21), "since ever"
    simulate_clock(bare_database)
    upgraded = Desk(bare_database, CAMPAIGN)
    assert upgraded.query(STANDINGS) == made_by_this_one.standings
    closed = upgraded.query(CLOSED)
    upgraded.rebuild()
    assert upgraded.query(CLOSED) == closed, "which look ended a version is told of old ones too"
    assert answers(upgraded) == made_by_this_one.first, (
        "under today's rules, which an earlier version did not know"
    )
    look_again(upgraded)
    assert answers(upgraded) == made_by_this_one.then
    assert verify(bare_database, campaign).is_whole


TOTALS = (
    "SELECT t.* FROM report.campaign_summary_at('2020-08-28T17:00+07:00') AS t",
    "SELECT t.* FROM report.campaign_summary_at('2020-09-03T17:00+07:00') AS t",
    "SELECT t.* FROM report.submission AS t ORDER BY unit_code, branch_key",
    "SELECT t.* FROM report.submission_at('2020-08-28T17:00+07:00') AS t ORDER BY unit_code, branch_key",
)


def test_what_the_release_before_the_forms_answered_is_answered_to_the_byte(
    bare_database: Database, tool: Tool
) -> None:
    """Columns, their order and their types too: nothing is folded again, what was kept is only called otherwise. Rates have more
    digits; rounded as that release rounded them, they are its own.
    """
    restore(tool, bare_database, next(path for path in RELEASES if path.name.startswith("0021")))
    before = as_text(bare_database)
    migrate(bare_database, FORMS)
    assert as_text(bare_database) == before


ADDED_BEHIND = r',"unit_kind_vi":"[^"]*"'
"""The columns that stand behind those of the release before."""
CUT = r'(_pct|_rate)":([0-9]+[.][0-9]{9,})'
"""A rate as it is told now."""
ROUNDED = {"_pct": Decimal("0.01"), "_rate": Decimal("0.0001")}
"""To what that release rounded it."""


def as_text(database: Database) -> list[list[str]]:
    """The answers as the server writes them, row by row, without what was added behind, rates rounded as they were."""

    def rounded(rate: re.Match[str]) -> str:
        return f'{rate[1]}":{Decimal(rate[2]).quantize(ROUNDED[rate[1]], ROUND_HALF_UP)}'

    with database.begin(None) as connection:
        return [
            [
                re.sub(CUT, rounded, re.sub(ADDED_BEHIND, "", row))
                for row in connection.execute(
                    sa.text(f"SELECT to_json(q)::text FROM ({question}) AS q")
                ).scalars()
            ]
            for question in (*TOTALS, *QUESTIONS)
        ]


def ends(decided: list[dict[str, Any]]) -> int:
    """How many links decisions make: one each, and one for the end of each that was revoked."""
    return sum(1 + ("revoked_at" in each) for each in decided)


def restore(tool: Tool, database: Database, release: Path) -> None:
    """Put a kept release into a database that has nothing yet."""
    with tempfile.NamedTemporaryFile(suffix=".sql") as file:
        file.write(lzma.decompress(release.read_bytes()))
        file.flush()
        tool("psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", "-f", file.name, libpq_url(database))


def counts(database: Database) -> dict[str, int]:
    """How many rows the tables hold that no release has written on its own."""
    tables = "raw.collection_run raw.snapshot raw.observation core.unit core.unit_return core.submission core.finding core.flag"
    with database.begin(None) as connection:
        return {
            table: connection.execute(sa.text(f"SELECT count(*) FROM {table}")).scalar_one()
            for table in tables.split()
        }


def decisions(database: Database) -> list[dict[str, Any]]:
    """Every decision, number and instants included, however many tables a release has for them."""
    found: list[dict[str, Any]] = []
    with database.begin(None) as connection:
        for table in ("core.extension", "core.exemption", "core.ruling", "core.decision", "core.answer"):
            if connection.execute(sa.text(f"SELECT to_regclass('{table}')")).scalar_one() is None:
                continue
            kind = table.removeprefix("core.")
            for row in connection.execute(sa.text(f"SELECT to_jsonb(t) FROM {table} AS t")).scalars():
                number = row.pop(f"{kind}_id")
                said = {name: value for name, value in row.items() if value is not None}
                found.append({"kind": kind, **said, "decision_id": number})
    return sorted(found, key=lambda decision: (decision["kind"], decision["decision_id"]))


def test_the_releases_kept_are_of_revisions_we_know_and_hold_something_of_each_kind(
    bare_database: Database, tool: Tool
) -> None:
    assert {path.name.removesuffix(".sql.xz") for path in RELEASES} <= set(REVISIONS)
    restore(tool, bare_database, RELEASES[0])
    assert all(counts(bare_database).values())
    assert decisions(bare_database)


def test_migrating_again_changes_no_definition_no_privilege_and_no_row(desk: Desk, tool: Tool) -> None:
    tell(desk)
    before = schema_of(tool, desk.database), rows_of(tool, desk.database)
    migrate(desk.database, FORMS)
    assert (schema_of(tool, desk.database), rows_of(tool, desk.database)) == before


def keep_release(home: Path) -> None:
    """Write the database of today's version, with what `tell` tells, for the versions to come."""
    database = Database(postgres.start(home))
    migrate(database, FORMS)
    simulate_clock(database)
    tell(Desk(database, CAMPAIGN))
    with database.begin(None) as connection:
        connection.execute(sa.text(DECISIONS_TAKEN_BACK))
        connection.execute(sa.text(THEN))
    database.engine.dispose()
    dumped = subprocess.run(
        [
            postgres.psql().parent / "pg_dump",
            "--no-owner", "--inserts", "--schema=raw", "--schema=core", "--schema=report", libpq_url(database),
        ],
        check=True, capture_output=True, encoding="utf-8",
    ).stdout  # fmt: skip
    lines = [
        line.replace(" FOR ROLE postgres", "")
        for line in dumped.splitlines()
        if not line.startswith(SINCE_NEWER_SERVERS)
    ]
    kept = lzma.compress(("\n".join(lines) + "\n").encode(), preset=9)
    RELEASES[0].with_name(f"{REVISIONS[-1]}.sql.xz").write_bytes(kept)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        try:
            keep_release(Path(folder))
        finally:
            postgres.stop(Path(folder))
