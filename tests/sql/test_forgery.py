"""What only a forger writes is refused by the server: `spec/forgeries.txt`, tried as the pipeline's role."""

from __future__ import annotations

import getpass
from datetime import UTC, datetime

import psycopg
import pytest
import sqlalchemy as sa

from flows.desk.verifying import verify
from flows.errors import Defect, RecordRefused
from flows.store.database import Database
from flows.store.recorded import chains
from tests.given.desk import Desk
from tests.given.forgeries import LOOKED, TRIES
from tests.given.story import lines

ANSWERS = {
    "clock": (RecordRefused, "Đồng hồ lệch nhau: .* lúc "),
    "never": (RecordRefused, "^(?!Đồng hồ).*Chưa ghi gì"),
    "not ours": (psycopg.errors.InsufficientPrivilege, "permission denied|must be owner"),
    "hash": (Defect, "CheckViolation"),
}
TABLES = """
SELECT table_schema || '.' || table_name FROM information_schema.tables
WHERE table_schema IN ('raw', 'core') AND table_type = 'BASE TABLE' ORDER BY 1
"""


@pytest.mark.parametrize(("tried", "answer", "because"), lines("forgeries.txt"))
def test_each_line_of_the_forgeries_table_is_refused_and_leaves_everything_as_it_was(
    real_desk: Desk, tried: str, answer: str, because: str
) -> None:
    before = everything(real_desk.database)
    refusal, words = ANSWERS[answer]
    with pytest.raises(refusal, match=words), real_desk.database.begin() as connection:
        # several statements in one try: the driver's own cursor
        connection.connection.cursor().execute(TRIES[tried])
    assert everything(real_desk.database) == before, because


def test_the_table_has_a_line_for_each_try() -> None:
    assert [tried for tried, _, _ in lines("forgeries.txt")] == list(TRIES)


def test_after_all_of_them_the_chain_is_whole(real_desk: Desk) -> None:
    proof = verify(real_desk.database, real_desk.campaign)
    assert (proof.broken, proof.chain.simulated_since) == ((), None)
    assert real_desk.standing("654", datetime.now(UTC))["standing"] == "late"


def everything(database: Database) -> list[str]:
    """Every row of every table, in one order."""
    with database.begin(None) as connection:
        tables = connection.execute(sa.text(TABLES)).scalars().all()
        rows = " UNION ALL ".join(f"SELECT '{table}' || t::text AS row FROM {table} AS t" for table in tables)
        return list(connection.execute(sa.text(f"SELECT row FROM ({rows}) AS r ORDER BY row")).scalars())


def test_who_moves_a_deadline_is_on_record_with_when_and_from_what_to_what(real_desk: Desk) -> None:
    with real_desk.database.engine.connect() as connection:
        connection.execute(sa.text("SET LOCAL ROLE bluezone_pipeline"))
        connection.execute(sa.text("UPDATE core.campaign SET report_before = '2020-09-30'"))
        connection.execute(
            sa.text(
                "INSERT INTO core.edition (campaign, effective_at, reason, decided_by) "
                "VALUES ('bluezone-2020', clock_timestamp(), 'giải thể', 'Ban Tổ chức')"
            )
        )
        connection.execute(
            sa.text("UPDATE core.unit SET is_active = FALSE WHERE unit_code IN ('654', '655')")
        )
        connection.execute(sa.text("SET CONSTRAINTS ALL IMMEDIATE"))
        changed = connection.execute(
            sa.text(
                "SELECT about, account, person, before, after, clock_timestamp() - changed_at < interval '1 minute' AS is_now "
                "FROM core.campaign_change ORDER BY change_id DESC LIMIT 2"
            )
        ).all()
        assert chains.broken_links(connection, real_desk.campaign.code) == []
        connection.rollback()
    roster, campaign = changed
    account = real_desk.database.url.username
    assert (roster.about, set(roster.after), roster.account, roster.is_now) == (
        "roster", {"654", "655"}, account, True,
    )  # fmt: skip
    assert (campaign.before["report_before"], campaign.after["report_before"]) == ("2020-08-29", "2020-09-30")
    assert campaign.person
    assert campaign.person.partition("@")[0] == getpass.getuser()


def test_a_look_some_minutes_beside_the_servers_clock_is_taken(real_desk: Desk) -> None:
    for minutes in (-8, 8):
        with real_desk.database.engine.connect() as connection:
            connection.execute(sa.text("SET LOCAL ROLE bluezone_pipeline"))
            connection.execute(sa.text(LOOKED.format(f"clock_timestamp() + interval '{minutes} minutes'")))
            connection.rollback()
