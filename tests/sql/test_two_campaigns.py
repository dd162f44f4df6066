"""Two campaigns that ask for different things in one database: a folder was added, and no line of SQL."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
import sqlalchemy as sa

from flows.errors import ConfigurationError, DatabaseUnavailable
from flows.serving.pages.changes import changes_page
from flows.serving.pages.of_run import read_facts
from flows.steps import stand
from flows.steps.load import load_returns
from flows.steps.publish.words import summary_sentences
from flows.store import dictionaries
from flows.store.database import Database
from flows.store.migration import migrate
from flows.store.recorded import retention
from schemas.form.form import Form
from tests.conftest import CAMPAIGNS
from tests.given.databases import Created, simulate_clock
from tests.given.desk import GOOD, ZONE, Desk
from tests.given.forms import FORM, FORMS
from tests.given.gifts import BOTH, FIRST, FOLDER, GIFTS, SECOND, prepared
from tests.sql.conftest import Tool, rows_of, schema_of

SEEN = datetime(2026, 2, 9, 17, tzinfo=ZONE)
LATER = SEEN + timedelta(hours=3)
ANALYST = "bluezone_analyst"


@pytest.fixture(scope="module")
def second_added(server: Database) -> Iterator[str]:
    """A database of the first campaign, to which the second was added when it had figures: to copy."""
    with Created(server, "bluezone_second_added") as database:
        migrate(database, FORMS)
        simulate_clock(database)
        Desk(database, CAMPAIGNS / "bluezone-2020").look("650", "28/8 17:00", GOOD)
        migrate(database, BOTH)
        database.engine.dispose()
        yield database.url.database or ""


@pytest.fixture
def both(server: Database, second_added: str) -> Iterator[Database]:
    """The same in a database of this test's own."""
    with Created(server, "bluezone_two_campaigns", second_added) as database:
        yield database


@pytest.fixture
def gifts(both: Database) -> Desk:
    """The second campaign, with a return of two branches."""
    desk = Desk(both, FOLDER)
    load(desk, SEEN, FIRST, SECOND)
    return desk


def load(desk: Desk, at: datetime, *rows: dict[str, Any]) -> None:
    each = desk.loadable("CP-1", at, prepared(*rows))
    with desk.database.begin() as connection:
        load_returns(connection, desk.campaign, [each])


def test_each_branch_has_what_its_own_campaign_asks_for_typed_and_nothing_else(gifts: Desk) -> None:
    rows = gifts.query("SELECT * FROM report.submission ORDER BY campaign, branch_key", ANALYST)
    of_bluezone, (first, second) = rows[:2], rows[2:]
    told = (
        *("people", "members", "eligible", "gifts", "spent", "paid_from", "visited", "handed_on", "note"),
        *("gifts_of_people_pct", "gifts_of_eligible_pct"),
    )
    assert [first[name] for name in told] == [
        *(40, 40, 20, 15, 7_500_000_000, "union", True, date(2026, 2, 9), "đã trao"),
        *(Decimal("37.50"), Decimal("75.00")),
    ]
    assert (second["eligible"], second["visited"], second["gifts_of_eligible_pct"]) == (None, None, None)
    asked_by_bluezone = (
        "workforce",
        "installed",
        "in_industrial_zone",
        "in_industrial_zone_assumed",
        "installed_of_people_pct",
    )
    assert {first[name] for name in asked_by_bluezone} == {None}
    assert {row[name] for row in of_bluezone for name in ("gifts", "spent", "visited_assumed")} == {None}


def test_private_quantities_are_kept_and_shown_to_no_analyst(gifts: Desk) -> None:
    kept = gifts.query("SELECT hardship, hardship_shown, refunded FROM core.submission WHERE gifts = 15")
    assert kept == [{"hardship": "gọi bà Nguyễn Thị Tuyết", "hardship_shown": "gọi …", "refunded": 500_000}]
    shown = gifts.query(
        "SELECT c.relname, a.attname FROM pg_attribute AS a INNER JOIN pg_class AS c ON a.attrelid = c.oid "
        "WHERE c.relnamespace = 'report'::regnamespace AND a.attname ~ 'hardship|refunded'",
        None,
    )
    assert shown == []


def test_summary_and_progress_sum_what_is_asked_for_and_leave_the_rest_empty(gifts: Desk) -> None:
    with gifts.database.begin() as connection:
        summary = stand.summary(connection, GIFTS.code, LATER)
        before = stand.summary(connection, GIFTS.code, SEEN - timedelta(days=1))
        other = stand.summary(connection, "bluezone-2020", LATER)
    assert summary is not None
    assert before is not None
    assert other is not None
    assert (summary.people, summary.sum("gifts"), summary.sum("spent")) == (80, 20, 7_500_000_000)
    assert (summary.rate("gifts_of_people_pct"), summary.rate("gifts_of_eligible_pct")) == (
        Decimal("25.00"),
        Decimal("75.00"),
    )
    assert summary.sum("gifts_base") == 20, "the people whom the branch that tells of them has"
    assert [summary.sum(name) for name in ("installed", "workforce", "stale_installed")] == [None] * 3
    assert (before.sum("gifts"), before.sum("stale_gifts"), before.sum("spent"), before.people) == (
        0,
        0,
        None,
        None,
    )
    assert (other.sum("installed"), other.sum("workforce"), other.sum("gifts")) == (45, 52, None)
    [day] = gifts.query(
        "SELECT * FROM report.progress_daily WHERE unit_code = 'CP-1' AND day = '2026-02-09'", ANALYST
    )
    [earlier] = gifts.query(
        "SELECT * FROM report.progress_daily WHERE unit_code = 'CP-1' AND day = '2026-01-20'", ANALYST
    )
    names = (
        "gifts",
        "spent",
        "people",
        "stale_gifts",
        "installed",
        "workforce",
        "stale_people",
        "gifts_of_eligible_pct",
    )
    assert [day[name] for name in names] == [20, 7_500_000_000, 80, 0, None, None, 0, Decimal("75.00")]
    assert [earlier[name] for name in names] == [0, 0, 0, 0, None, None, 0, None]


def test_a_summary_is_told_in_each_campaigns_own_words(gifts: Desk) -> None:
    with gifts.database.begin() as connection:
        summary = stand.summary(connection, GIFTS.code, LATER)
        other = stand.summary(connection, "bluezone-2020", LATER)
    assert summary is not None
    assert other is not None
    assert summary_sentences(GIFTS.form, summary)[1] == (
        "2 CĐCS, 80 đoàn viên, 20 suất quà đã trao (25,0% đoàn viên, 75,0% người thuộc diện)."
    )
    assert summary_sentences(FORM, other)[1] == (
        "2 CĐCS, 52 đoàn viên và CNVCLĐ, 45 đã cài (86,5% tổng số, 95,7% người có điện thoại thông minh)."
    )


def test_a_figure_that_changes_makes_a_version_and_a_line_of_the_day(gifts: Desk) -> None:
    load(gifts, LATER, {**FIRST, "spent": 8_000_000}, {**SECOND, "gifts": 7, "hardship": "như trên"})
    versions = gifts.query(
        "SELECT gifts, spent, valid_to IS NULL AS is_open FROM report.submission_history "
        "WHERE campaign = 'gifts-2026' ORDER BY branch_key, valid_from",
        ANALYST,
    )
    assert [tuple(each.values()) for each in versions] == [
        (15, 7_500_000_000, False), (15, 8_000_000, True), (5, None, False), (7, None, True),
    ]  # fmt: skip
    facts = read_facts(gifts.database, GIFTS, LATER)
    page = changes_page(facts)
    assert "suất quà đã trao: 0 → 22;" in page
    assert "Suất quà đã trao" in page


def test_what_is_kept_of_people_is_pruned_from_every_text_that_was_ever_asked_for(gifts: Desk) -> None:
    with gifts.database.begin(role=None) as connection:
        assert retention.left(connection, GIFTS.code).contacts == 1
        retention.prune_contacts(connection, GIFTS.code, LATER)
        assert retention.left(connection, GIFTS.code).contacts == 0
    assert gifts.query("SELECT hardship FROM core.submission WHERE gifts = 15") == [{"hardship": "gọi …"}]


def test_analysts_views_keep_their_columns_and_get_new_ones_at_the_end(server: Database) -> None:
    with Created(server, "bluezone_columns_grow") as database:
        migrate(database, FORMS)
        with database.begin(None) as connection:
            connection.execute(
                sa.text("CREATE SCHEMA own; CREATE VIEW own.mine AS SELECT * FROM report.progress_daily")
            )
        before = columns(database)
        migrate(database, BOTH)
        after = columns(database)
    assert {name: after[name][: len(of)] for name, of in before.items()} == before
    assert after["submission"][len(before["submission"]) :] == [
        *("eligible", "gifts", "spent", "paid_from", "visited", "handed_on", "visited_assumed"),
        *("gifts_of_people_pct", "gifts_of_eligible_pct"),
    ]
    assert after["progress_daily"][len(before["progress_daily"]) :] == [
        *(
            "eligible",
            "gifts",
            "spent",
            "gifts_of_people_pct",
            "gifts_of_eligible_pct",
            "gifts_base",
            "stale_gifts",
        ),
    ]


def columns(database: Database) -> dict[str, list[str]]:
    with database.begin(None) as connection:
        rows = connection.execute(
            sa.text(
                "SELECT c.relname, array_agg(a.attname::text ORDER BY a.attnum) FROM pg_attribute AS a "
                "INNER JOIN pg_class AS c ON a.attrelid = c.oid "
                "WHERE c.relnamespace = 'report'::regnamespace AND a.attnum > 0 GROUP BY c.relname"
            )
        ).all()
    return {name: list(found) for name, found in rows}


def test_an_analysts_view_of_a_function_that_must_change_is_told_of_and_nothing_is_changed(
    server: Database,
) -> None:
    with Created(server, "bluezone_dependent_grows") as database:
        migrate(database, FORMS)
        with database.begin(None) as connection:
            connection.execute(
                sa.text(
                    "CREATE SCHEMA own; CREATE VIEW own.mine AS SELECT policy FROM report.campaign_summary_at(now())"
                )
            )
        with pytest.raises(
            DatabaseUnavailable, match=r"own\.mine depends on function report\.campaign_summary_at"
        ):
            migrate(database, BOTH)
        with database.begin(None) as connection:
            assert dictionaries.read(connection).quantity("gifts") is None


def test_the_same_in_one_step_or_two_and_again_changes_nothing(
    both: Database, server: Database, tool: Tool
) -> None:
    defined, kept = schema_of(tool, both), rows_of(tool, both)
    migrate(both, BOTH)
    assert (schema_of(tool, both), rows_of(tool, both)) == (defined, kept)
    migrate(both, FORMS)
    assert schema_of(tool, both) == defined, "what a form brought stays when its folder is gone"
    with Created(server, "bluezone_at_once") as at_once:
        migrate(at_once, BOTH)
        assert schema_of(tool, at_once) == defined


def test_every_column_of_both_has_a_comment(both: Database) -> None:
    with both.begin(None) as connection:
        lacking = connection.execute(
            sa.text(
                "SELECT a.attrelid::regclass::text || '.' || a.attname FROM pg_attribute AS a "
                "INNER JOIN pg_class AS c ON a.attrelid = c.oid WHERE c.relnamespace = 'report'::regnamespace "
                "AND a.attnum > 0 AND col_description(c.oid, a.attnum) IS NULL"
            )
        ).scalars()
        assert lacking.all() == []
        comment = connection.execute(
            sa.text(
                "SELECT col_description(a.attrelid, a.attnum) FROM pg_attribute AS a "
                "WHERE a.attrelid = 'report.submission'::regclass AND a.attname = 'visited'"
            )
        ).scalar_one()
    assert comment == "có đến thăm", "its label, where the form says no meaning"


def test_a_campaign_that_was_not_migrated_is_not_collected(database: Database) -> None:
    with pytest.raises(ConfigurationError, match=r"gifts-2026.*eligible.*bluezone migrate"):
        Desk(database, FOLDER)


def changed(form: Form, name: str, **what: Any) -> Form:
    return replace(form, quantities={**form.quantities, name: form[name].model_copy(update=what)})


@pytest.mark.parametrize(
    ("second", "said"),
    [
        (
            changed(GIFTS.form, "members", label="số hội viên"),
            "bluezone-2020.*gifts-2026.*'members'.*'số đoàn viên' và 'số hội viên'",
        ),
        (changed(GIFTS.form, "note", is_private=True), "bluezone-2020.*gifts-2026.*'note'"),
        (replace(GIFTS.form, people=("eligible",)), "gifts-2026.*eligible.*workforce, members, eligible"),
        (replace(GIFTS.form, people=()), r"gifts-2026.*\(không có\).*workforce, members"),
        (
            replace(GIFTS.form, rates=(GIFTS.form.rates[0].model_copy(update={"name": "reached_pct"}),)),
            "'reached_pct'",
        ),
    ],
    ids=["label", "private", "people", "no people", "rate"],
)
def test_a_form_that_means_another_thing_by_a_name_is_refused_and_nothing_is_changed(
    database: Database, second: Form, said: str
) -> None:
    with pytest.raises(ConfigurationError, match=f"Chưa đổi gì: .*{said}"):
        migrate(database, {**FORMS, GIFTS.code: second})
    with database.begin(None) as connection:
        assert dictionaries.read(connection).quantity("gifts") is None


def test_a_meaning_holds_also_while_the_folder_of_its_campaign_is_away(gifts: Desk) -> None:
    other = changed(GIFTS.form, "gifts", label="số phần quà")
    with pytest.raises(
        ConfigurationError, match=r"gifts-2026 và đợt next.*'số suất quà đã trao' và 'số phần quà'"
    ):
        migrate(gifts.database, {**FORMS, "next": other})
    migrate(gifts.database, {**FORMS, GIFTS.code: other})
    with gifts.database.begin(None) as connection:
        renamed = dictionaries.read(connection).quantity("gifts")
    assert renamed is not None
    assert renamed.label == "số phần quà", "a campaign may call its own quantity otherwise"


def test_a_letter_may_be_after_the_people_themselves(server: Database) -> None:
    form = replace(
        GIFTS.form, table=GIFTS.form.table.model_copy(update={"lead": "members", "done": "đoàn viên"})
    )
    with Created(server, "bluezone_after_people") as database:
        migrate(database, BOTH)
        migrate(database, {**FORMS, GIFTS.code: form})
        simulate_clock(database)
        desk = Desk(database, FOLDER)
        desk.campaign = desk.campaign.model_copy(update={"form": form})
        load(desk, SEEN, FIRST, SECOND)
        with database.begin() as connection:
            summary = stand.summary(connection, GIFTS.code, LATER)
            change = stand.changes(connection, desk.campaign, SEEN - timedelta(days=1), LATER)[0]
    assert summary is not None
    assert (summary.people, summary.sum("members"), summary.sum("gifts")) == (80, 80, 20)
    assert change.amounts("members") == (0, 80)


def test_two_sentences_of_one_rule_are_refused(database: Database) -> None:
    other = changed(FORM, "installed", missing="thiếu số đã cài đặt.")
    with pytest.raises(ConfigurationError, match=r"bluezone-2020 và đợt next .*'installed_missing'"):
        migrate(database, {**FORMS, "next": other})


def test_what_both_say_in_their_own_words_is_told_of_both(both: Database) -> None:
    with both.begin(None) as connection:
        told = connection.execute(
            sa.text("SELECT sentence_vi FROM report.rule WHERE rule = 'title_names_another_app'")
        ).scalar_one()
    assert "Bluezone" not in told
    assert "{raw}" in told
