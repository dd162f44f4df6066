"""No way around: what the roles of analysts and of the pipeline can and cannot reach, tried as that role."""

from __future__ import annotations

import re

import pytest
import sqlalchemy as sa

from flows.desk.decisions import exempt
from flows.desk.grounds import Grounds
from flows.store.migration import migrate
from schemas.finding import general_sentence
from schemas.rules import catalogue
from tests.given.desk import BAD, GOOD, HEADING, Desk, moment, sheet
from tests.given.forms import FORM, FORMS
from tests.given.issued import closed, drafted, issued, reopened, withdrawn

PEEK = """
CREATE FUNCTION pg_temp.peek(text) RETURNS boolean LANGUAGE plpgsql COST 0.0000001
AS $$ BEGIN RAISE NOTICE 'seen %', $1; RETURN TRUE; END $$
"""


def test_a_function_of_the_analysts_own_sees_no_row_that_the_view_has_not_chosen(desk: Desk) -> None:
    desk.look("650", "28/8 10:00", BAD)
    desk.look("650", "28/8 11:00", GOOD)
    desk.look("651", "28/8 11:00", BAD)
    heard: list[str] = []
    with desk.database.begin("bluezone_analyst") as connection:
        connection.connection.dbapi_connection.add_notice_handler(  # type: ignore[union-attr]
            lambda notice: heard.append(notice.message_primary)
        )
        connection.execute(sa.text(PEEK))
        rows = connection.execute(sa.text("SELECT * FROM report.finding WHERE pg_temp.peek(unit_code)")).all()
    assert [row.unit_code for row in rows] == ["651"]
    assert heard == ["seen 651"]


def test_a_table_of_the_analysts_own_does_not_take_the_place_of_ours(desk: Desk) -> None:
    desk.look("650", "28/8 10:00", GOOD)
    at = "report.unit_standing_at('2020-08-28T12:00+07:00')"
    question = f"SELECT unit_code, standing, branches_accepted FROM {at} WHERE unit_code = '650'"
    with desk.database.begin("bluezone_analyst") as connection:
        honest = connection.execute(sa.text(question)).all()
        connection.execute(sa.text("CREATE TEMP TABLE unit_return (unit_code text)"))
        connection.execute(sa.text("CREATE TEMP TABLE unit (unit_code text)"))
        connection.execute(sa.text("CREATE FUNCTION pg_temp.standing_vi(text) RETURNS text RETURN 'mine'"))
        connection.execute(sa.text("SET LOCAL search_path = pg_temp, report, core, raw"))
        assert connection.execute(sa.text(question)).all() == honest
    assert honest == [("650", "on_time", 2)]


IN_THE_WAY = """
CREATE SCHEMA theirs;
GRANT USAGE ON SCHEMA theirs TO bluezone_analyst;
CREATE FUNCTION theirs.never(text, text) RETURNS boolean RETURN FALSE;
CREATE OPERATOR theirs.~ (LEFTARG = text, RIGHTARG = text, FUNCTION = theirs.never);
CREATE FUNCTION theirs.regexp_replace(text, text, text, text) RETURNS text RETURN $1;
"""


def test_an_operator_of_the_analysts_own_does_not_see_who_is_left_out_of_a_text(desk: Desk) -> None:
    """An account may own a schema beside ours; what stands in it comes first where that account says so."""
    why = "theo đề nghị của ông Nguyễn Văn A, 0905123506"
    exempt(desk.case("651", Grounds("Văn phòng", why, "", moment("28/8 12:00")), moment("28/8 13:00")))
    with desk.database.begin(None) as connection:
        connection.execute(sa.text(IN_THE_WAY))
    with desk.database.begin("bluezone_analyst") as connection:
        connection.execute(sa.text("SET LOCAL search_path = theirs, pg_catalog"))
        assert connection.execute(sa.text("SELECT 'a' ~ 'a'")).scalar_one() is False
        reason = connection.execute(sa.text("SELECT reason FROM report.decision")).scalar_one()
    assert reason == "theo đề nghị của …, …"


def test_what_is_added_later_to_report_is_for_analysts_and_what_is_added_to_core_is_not(desk: Desk) -> None:
    with desk.database.begin(None) as connection:
        connection.execute(sa.text("CREATE VIEW report.later AS SELECT 1 AS one"))
        connection.execute(sa.text("CREATE TABLE core.later AS SELECT 1 AS one"))
    assert desk.query("SELECT one FROM report.later", role="bluezone_analyst") == [{"one": 1}]
    [reach] = desk.query(
        "SELECT has_table_privilege('bluezone_analyst', 'core.later', 'SELECT') AS of_table, "
        "has_schema_privilege('bluezone_analyst', 'core', 'USAGE') AS of_core, "
        "has_schema_privilege('bluezone_analyst', 'raw', 'USAGE') AS of_raw",
        role=None,
    )
    assert reach == {"of_table": False, "of_core": False, "of_raw": False}


A_DECISION = "campaign, unit_code, effective_at, reason, decided_by, letter_number"
BY_NOBODY = "'bluezone-2020', '650', now(), '', '', ''"
A_LOOK = "run_id, campaign, unit_code, observed_at, outcome, origin, was_read"
OF_NOBODY = "gen_random_uuid(), 'bluezone-2020', '650', now(), 'absent', '', true"


@pytest.mark.parametrize(
    "forgery",
    [
        "UPDATE core.decision SET cutoff_at = now()",
        "UPDATE core.decision SET recorded_at = now()",
        "UPDATE core.decision SET decided_by = 'Chủ tịch'",
        "UPDATE core.decision SET standing = 'on_time'",
        "UPDATE core.decision SET kind = 'exemption'",
        "UPDATE core.decision SET decision_id = 7",
        "DELETE FROM core.decision",
        "UPDATE core.answer SET answer = 'no'",
        "UPDATE core.answer SET words = ''",
        "DELETE FROM core.answer",
        f"INSERT INTO core.answer (answer_id, {A_DECISION}) VALUES (1, {BY_NOBODY})",
        f"INSERT INTO core.answer (recorded_at, {A_DECISION}) VALUES (now(), {BY_NOBODY})",
        f"INSERT INTO core.decision (kind, {A_DECISION}, recorded_at) VALUES ('exemption', {BY_NOBODY}, '2020-08-28')",
        f"INSERT INTO core.decision (kind, {A_DECISION}, revoked_at) VALUES ('exemption', {BY_NOBODY}, now())",
        f"INSERT INTO core.decision (kind, decision_id, {A_DECISION}) VALUES ('exemption', 1, {BY_NOBODY})",
        "UPDATE core.flag SET flagged_at = now()",
        "UPDATE core.reminder SET due_at = now()",
        "UPDATE core.rule SET sentence_vi = ''",
        "INSERT INTO core.rule VALUES ('mine', 'warning', '')",
        "UPDATE raw.collection_run SET started_at = now()",
        "UPDATE raw.collection_run SET is_declared = false",
        "INSERT INTO raw.snapshot (content_sha256, longest_tab, first_kept_at) VALUES ('a', 1, '2020-08-28')",
        f"INSERT INTO raw.observation ({A_LOOK}, recorded_at) VALUES ({OF_NOBODY}, '2020-08-28')",
        f"INSERT INTO raw.observation (observation_id, {A_LOOK}) OVERRIDING SYSTEM VALUE VALUES (1, {OF_NOBODY})",
        "UPDATE core.alembic_version SET version_num = ''",
    ],
)
def test_the_pipeline_cannot_forge_what_was_decided_or_when_something_was_recorded(
    desk: Desk, forgery: str
) -> None:
    with pytest.raises(sa.exc.ProgrammingError, match="permission denied"):
        desk.query(forgery)


def test_what_an_earlier_release_let_the_pipeline_change_is_taken_back(desk: Desk) -> None:
    with desk.database.begin(None) as connection:
        connection.execute(sa.text("GRANT UPDATE ON raw.collection_run, core.rule TO bluezone_pipeline"))
        connection.execute(sa.text("GRANT UPDATE (started_at) ON raw.collection_run TO bluezone_pipeline"))
    migrate(desk.database, FORMS)
    for table in ("raw.collection_run SET started_at = now()", "core.rule SET sentence_vi = ''"):
        with pytest.raises(sa.exc.ProgrammingError, match="permission denied"):
            desk.query(f"UPDATE {table}")


def test_neither_role_owns_anything(desk: Desk) -> None:
    owned = desk.query(
        "SELECT c.relname FROM pg_class AS c INNER JOIN pg_roles AS r ON c.relowner = r.oid "
        "WHERE r.rolname IN ('bluezone_pipeline', 'bluezone_analyst')"
    )
    assert owned == []


def test_no_raw_cell_and_no_rapporteur_has_a_column_in_the_analysts_schema(desk: Desk) -> None:
    columns = desk.query("SELECT column_name FROM information_schema.columns WHERE table_schema = 'report'")
    names = {column["column_name"] for column in columns}
    assert not names & {
        "raw_value",
        "cells",
        "reporter",
        "reporter_phone",
        "phone",
        "declared_by",
        "recipient",
    }


TYPED = ("Phạm Gia Bảo", "0933221100", "0905 111 222", "a. Hùng", "Lê Thị Em", "0966.554.433", "0912345678")


def test_an_analyst_sees_nothing_that_was_typed_where_figures_and_headings_belong(desk: Desk) -> None:
    of = sheet(
        (1, "CĐCS xã Ea Tam", 24, 22, "20 (a. Hùng 0905 111 222)", "gọi 0912345678", "x"),
        (2, "CĐCS xã Phú Xuân", 28, 25, "0905 111 222", None, "x"),
        (3, "CĐCS A", 30, 28, 21, "gọi 0912345678", "x"),
        (None, "Lê Thị Em 0966.554.433", 30, 28, 21, None, "x"),
        heading=(*HEADING, "Người phụ trách Phạm Gia Bảo 0933221100"),
    )
    desk.look("650", "28/8 10:00", of)
    told = str(desk.query("SELECT * FROM core.open_finding"))
    assert [text for text in TYPED if text not in told] == ["0912345678"], (
        "the unit itself is told what it typed"
    )
    for name in ("finding", "submission", "submission_history", "collection_run", "unit_standing"):
        shown = str(desk.query(f"SELECT * FROM report.{name}", role="bluezone_analyst"))
        assert [text for text in TYPED if text in shown] == [], name
    [found] = desk.query("SELECT message_vi FROM report.finding WHERE cell = 'E3'", role="bluezone_analyst")
    assert found["message_vi"].startswith("Ô E3: '…'")


def test_an_analyst_sees_nobody_in_a_branchs_name_a_heading_a_decision_or_a_run(desk: Desk) -> None:
    named = "CĐCS xã Ea Tam - chị Lan (+84) 905.123.506"
    heading = (*HEADING[:5], "Ghi chú (hỏi chị Lan 905123506)")
    desk.look("650", "28/8 10:00", sheet((1, named, 24, 22, 20, "x"), heading=heading))
    desk.look("650", "28/8 11:00", sheet((1, named, 24, 22, 21, "x"), heading=heading))
    by, why = "Lan, văn phòng, 0905_123_506", "theo đơn của chị Lan, O905123506"
    exempt(desk.case("651", Grounds(by, why, "", moment("28/8 12:00")), moment("28/8 13:00")))
    closed(desk, by=Grounds(by, why))
    reopened(desk, by=Grounds(by, why))
    number = drafted(desk, 47)
    issued(desk, number, by=by)
    withdrawn(desk, number, by=by, why=why)
    desk.query(
        "UPDATE raw.collection_run SET detail = 'Tệp 650 chị Lan 0905123506.xlsx: tệp bị hỏng' RETURNING 1",
        role=None,
    )
    told = desk.query("SELECT rule, cell FROM core.open_finding WHERE rule LIKE 'person_in%' ORDER BY rule")
    assert told == [
        {"rule": "person_in_branch_name", "cell": "B2"},
        {"rule": "person_in_heading", "cell": "F1"},
    ]
    shown = {
        name: str(desk.query(f"SELECT * FROM report.{name}", role="bluezone_analyst"))
        for name in (
            "submission",
            "submission_history",
            "finding",
            "finding_history",
            "decision",
            "closing",
            "issued_paper",
            "collection_run",
        )
    }
    hidden = ("chị Lan", "Lan 9", "905", "123506", "123_506")
    assert [(name, each) for name, text in shown.items() for each in hidden if each in text] == []
    [row] = desk.query("SELECT branch_name, branch_key FROM report.submission", role="bluezone_analyst")
    assert row == {"branch_name": "CĐCS xã Ea Tam - … (…", "branch_key": "xaeatam"}
    [decided] = desk.query("SELECT decided_by, reason FROM report.decision", role="bluezone_analyst")
    assert decided == {"decided_by": "Lan, văn phòng, …", "reason": "theo đơn của …, …"}
    headings = desk.query("SELECT heading FROM report.finding WHERE cell = 'F2'", role="bluezone_analyst")
    assert headings == [{"heading": "Ghi chú (hỏi … …)"}]


def test_what_an_earlier_release_stored_is_shown_by_todays_rule_once_migrated(desk: Desk) -> None:
    desk.look("650", "28/8 10:00", GOOD)
    desk.query("UPDATE core.submission SET note = 'gọi chị Lan 0905_123_506', note_shown = NULL RETURNING 1")
    migrate(desk.database, FORMS)
    notes = desk.query("SELECT DISTINCT note FROM report.submission", role="bluezone_analyst")
    assert notes == [{"note": "gọi … …"}]


def test_a_finding_that_quotes_nothing_is_told_to_analysts_as_to_the_unit(desk: Desk) -> None:
    desk.look("650", "28/8 10:00", sheet((1, "CĐCS xã Ea Tam", 24, 22, 23)))
    [found] = desk.query("SELECT message_vi, heading FROM report.finding", role="bluezone_analyst")
    assert found["message_vi"].startswith("Ô E2: số đã cài đặt (23) lớn hơn")
    assert found["heading"] == "Đã cài đặt"


def test_the_sentences_that_quote_are_told_in_general_whatever_the_rule(desk: Desk) -> None:
    """Every rule broken at once with words of somebody's own: a new fact of a sentence is hidden until it is known."""
    with desk.database.begin(None) as connection:
        connection.execute(
            sa.text(
                "INSERT INTO core.finding (campaign, unit_code, finding_key, observation_id, severity, rule, message_vi, "
                "first_seen_at) SELECT 'bluezone-2020', '650', r.rule, 1, r.severity, r.rule, "
                "regexp_replace(r.sentence_vi, '[{](raw|branch|where|suggestion)[}]', 'của tôi', 'g'), now() "
                "FROM core.rule AS r"
            )
        )
    shown = desk.query("SELECT rule, message_vi FROM report.finding", role="bluezone_analyst")
    assert {each["rule"] for each in shown} == set(catalogue(FORM))
    assert [each["rule"] for each in shown if "của tôi" in each["message_vi"]] == []
    # the pages of a run hide the same words, and say the rest alike
    quoting = [
        each for each in shown if re.search("{(raw|branch|where)}", catalogue(FORM)[each["rule"]].sentence)
    ]
    assert [(each["rule"], each["message_vi"]) for each in quoting] == [
        (each["rule"], general_sentence(FORM, each["rule"], None)) for each in quoting
    ]
