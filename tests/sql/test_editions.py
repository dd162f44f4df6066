"""What the roster said at an instant decides the answers as of it, and nothing that is said later changes them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flows.desk.verifying import verify
from flows.steps import stand
from flows.store.database import Database
from schemas.observation import Outcome
from schemas.roster import Unit
from tests.conftest import CAMPAIGNS
from tests.given.databases import EMPTY
from tests.given.desk import BAD, GOOD, ZONE, Desk, branches, moment
from tests.given.tries import tries

FIRST = moment("20/8 08:00")
CODES = ("650", "651", "652", "AF-KCN", "NEW")
NEW = Unit("NEW", "Công đoàn xã mới lập", "affiliated")
ASKED = {
    "unit_standing_at": "SELECT s::text AS says FROM report.unit_standing_at(:at) AS s",
    "campaign_summary_at": "SELECT s::text AS says FROM report.campaign_summary_at(:at) AS s",
    "submission_at": "SELECT s::text AS says FROM report.submission_at(:at) AS s ORDER BY says",
    "copies_at": "SELECT s::text AS says FROM report.copies_at(:at) AS s ORDER BY says",
    "figures_at": "SELECT s::text AS says FROM report.figures_at(:at) AS s ORDER BY says",
    "gain_at": "SELECT s::text AS says FROM report.gain_at('2020-08-20T09:00+07:00', :at) AS s ORDER BY says",
    "ranking_at": "SELECT s::text AS says FROM report.ranking_at(:at) AS s ORDER BY says",
    "reading_at": "SELECT s::text AS says FROM report.reading_at(:at) AS s ORDER BY says",
    "receipt_at": "SELECT s::text AS says FROM report.receipt_at(:at) AS s ORDER BY says",
    "reminder_at": "SELECT s::text AS says FROM report.reminder_at(:at) AS s ORDER BY says",
    "progress_daily": "SELECT p::text AS says FROM report.progress_daily AS p "
    "WHERE (p.day + 1)::timestamp AT TIME ZONE 'Asia/Ho_Chi_Minh' <= :at ORDER BY says",
}
"""Every answer as of an instant, and that of the days that were over by then."""


@dataclass(frozen=True)
class Said:
    """One change of the file, so many hours after the one before."""

    after: int
    code: str
    facts: dict[str, Any] | None


DAYS = st.one_of(st.none(), st.dates(date(2020, 8, 19), date(2020, 8, 30)))
FACTS = st.one_of(
    st.none(),
    st.fixed_dictionaries(
        {},
        optional={
            "name": st.sampled_from(["LĐLĐ huyện Krông Năng", "Công đoàn xã Ea Hồ", "LĐLĐ thị xã Ăn"]),
            "kind": st.sampled_from(["district", "sector", "affiliated"]),
            "is_active": st.booleans(),
            "branches_expected": st.sampled_from([None, 1, 4]),
            "joined_on": DAYS,
            "left_on": DAYS,
            "successor_of": st.sampled_from([(), ("643",)]),
        },
    ).filter(lambda facts: not (facts.get("joined_on") and facts.get("left_on"))),
)
CHANGES = st.lists(st.builds(Said, st.integers(1, 60), st.sampled_from(CODES), FACTS), min_size=1, max_size=5)


def told(desk: Desk) -> None:
    """Looks of which some units' answers are made; two units hold the same figures."""
    twins = branches(("CĐCS một", 24, 22, 20), ("CĐCS hai", 28, 25, 25), ("CĐCS ba", 31, 30, 12))
    for unit, at, seen in (
        ("650", "21/8 10:00", twins),
        ("651", "21/8 11:00", twins),
        ("652", "22/8 10:00", BAD),
        ("650", "25/8 10:00", GOOD),
        ("643", "29/8 00:05", Outcome.ABSENT),
    ):
        desk.look(unit, at, seen)


def dump(desk: Desk, at: datetime) -> dict[str, list[str]]:
    """Every answer as of an instant, as text."""
    answers = {name: [row["says"] for row in desk.query(asked, at=at)] for name, asked in ASKED.items()}
    with desk.database.begin() as connection:
        found = stand.findings_at(connection, desk.campaign.code, at)
    return {**answers, "findings_at": [repr(each) for each in found]}


def test_every_function_of_an_instant_is_asked_below(desk: Desk) -> None:
    found = desk.query(
        "SELECT proname FROM pg_proc WHERE pronamespace = 'report'::regnamespace AND proname LIKE '%\\_at'"
    )
    assert {each["proname"] for each in found} == ASKED.keys() - {"progress_daily"}


def owing(editions: Sequence[tuple[datetime, Sequence[Unit]]], at: datetime) -> dict[str, tuple[Any, ...]]:
    """Who owes as of an instant, by the words of design.md: the last edition of then, and each unit's own days."""
    units = [said for since, said in editions if since <= at][-1]
    day = at.astimezone(ZONE).date()
    return {
        unit.code: (unit.name, unit.kind, unit.branches_expected)
        for unit in units
        if unit.is_active
        and (unit.joined_on is None or unit.joined_on <= day)
        and (unit.left_on is None or day < unit.left_on)
    }


@settings(max_examples=tries(24), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(CHANGES)
def test_an_answer_as_of_an_instant_is_the_rosters_of_then_and_stays_byte_for_byte(
    database: Database, changes: list[Said]
) -> None:
    with database.begin(None) as connection:
        connection.execute(sa.text(EMPTY))
    desk = Desk(database, CAMPAIGNS / "bluezone-2020")
    told(desk)
    known = {unit.code: unit for unit in (*desk.campaign.units.units, NEW)}
    at, answered, editions = FIRST, {}, [(moment("1/1 00:00"), desk.campaign.units.units)]
    for each in changes:
        answered[at] = dump(desk, at)
        at += timedelta(hours=each.after)
        is_named = any(unit.code == each.code for unit in desk.campaign.units.units)
        more = [] if is_named or each.facts is None else [replace(known[each.code], **each.facts)]
        if desk.take(at, {each.code: each.facts} if is_named else {}, *more).is_new:
            editions.append((at, desk.campaign.units.units))
    answered[at] = dump(desk, at)
    for asked, answer in answered.items():
        assert dump(desk, asked) == answer, asked
        standings = desk.query("SELECT * FROM report.unit_standing_at(:at)", at=asked)
        expected = owing(editions, asked)
        assert {
            each["unit_code"]: (each["unit_name"], each["unit_kind"], each["branches_expected"])
            for each in standings
        } == expected
        summaries = desk.query("SELECT units, installed FROM report.campaign_summary_at(:at)", at=asked)
        figures = desk.query(
            "SELECT unit_code, unit_name, sum(installed) AS installed FROM report.submission_at(:at) GROUP BY 1, 2",
            at=asked,
        )
        assert [each["units"] for each in summaries] == ([len(expected)] if expected else [])
        assert sum(each["installed"] for each in summaries) == sum(each["installed"] for each in figures)
        assert all(each["unit_name"] == expected[each["unit_code"]][0] for each in figures)
    assert verify(desk.database, desk.campaign).is_whole


FIGURES = "SELECT units, installed, missing FROM report.campaign_summary_at(:at)"


def test_a_unit_founded_within_the_campaign_owes_from_its_day_and_one_wound_up_until_its_day(
    desk: Desk,
) -> None:
    desk.look("650", "21/8 10:00", GOOD)
    desk.take(
        "22/8 10:00",
        {"650": {"left_on": date(2020, 8, 25)}},
        replace(NEW, joined_on=date(2020, 8, 25), successor_of=("650",)),
    )
    desk.look("NEW", "25/8 09:00", GOOD)
    for at, units, owes in (
        ("22/8 10:00", 21, "650"),
        ("24/8 23:59:59", 21, "650"),
        ("25/8 00:00", 21, "NEW"),
    ):
        standings = desk.query("SELECT unit_code FROM report.unit_standing_at(:at)", at=moment(at))
        assert len(standings) == units, at
        assert {"650", "NEW"} & {each["unit_code"] for each in standings} == {owes}, at
    # the successor's figures are counted, and those that it took over no more: nobody's twice
    assert [
        desk.query(FIGURES, at=moment(at))[0]["installed"]
        for at in ("24/8 23:59", "25/8 08:00", "25/8 09:00")
    ] == [45, 0, 45]
    assert desk.query(
        "SELECT unit_code, sum(installed) AS n FROM report.submission_at(:at) GROUP BY 1",
        at=moment("26/8 08:00"),
    ) == [{"unit_code": "NEW", "n": 45}]
    desk.look("643", "26/8 17:00", Outcome.ABSENT)
    days = desk.query(
        "SELECT day, unit_code, installed FROM report.progress_daily WHERE unit_code IN ('650', 'NEW') AND day >= '2020-08-24' ORDER BY 1"
    )
    assert [tuple(each.values()) for each in days] == [
        (date(2020, 8, 24), "650", 45),
        (date(2020, 8, 25), "NEW", 45),
        (date(2020, 8, 26), "NEW", 45),
    ]


def test_who_owes_nothing_any_more_is_flagged_no_more_and_its_figures_stay_in_history(desk: Desk) -> None:
    desk.look("650", "21/8 10:00", GOOD)
    desk.look("651", "29/8 00:05", Outcome.ABSENT)
    with desk.database.begin() as connection:
        raised, _ = stand.flag(connection, desk.campaign.code, desk.run_id, moment("29/8 00:05"))
    assert raised == ["651"]
    desk.take("30/8 09:00", {"650": None, "651": {"is_active": False}})
    assert desk.query("SELECT closed_at FROM core.flag") == [{"closed_at": moment("30/8 09:00")}]
    assert desk.standing("651", "29/8 12:00")["flagged_at"] == moment("29/8 00:05")
    assert desk.query("SELECT branch_name FROM report.submission") == []
    assert len(desk.query("SELECT branch_name FROM report.submission_history WHERE unit_code = '650'")) == 2
    back = Unit("650", "LĐLĐ huyện Krông Năng", "district")
    desk.take("31/8 09:00", {}, back)
    assert desk.standing("650", "31/8 09:00")["standing"] == "on_time", "with what it reported"


def test_an_operators_page_of_a_day_names_who_joined_and_who_left(desk: Desk) -> None:
    desk.look("650", "21/8 10:00", GOOD)
    desk.take("22/8 10:00", {"650": {"is_active": False}, "AF-KCN": {"is_active": True}})
    with desk.database.begin() as connection:
        found = stand.changes(connection, desk.campaign, moment("22/8 09:00"), moment("22/8 10:00"))
    moved = {
        each.unit_code: (each.standing_before_vi, each.standing_vi, *each.amounts("installed"))
        for each in found
        if each.standing_vi != each.standing_before_vi
    }
    assert moved == {
        "650": ("đúng hạn", "không còn trong danh sách", 45, 0),
        "AF-KCN": ("chưa có trong danh sách", "chưa đến hạn", 0, 0),
    }


def test_who_took_an_edition_and_what_it_said_of_whom_is_shown_to_analysts(desk: Desk) -> None:
    desk.take("22/8 10:00", {"650": {"name": "LĐLĐ huyện Krông Năng mới", "branches_expected": 12}})
    with desk.database.begin("bluezone_analyst") as connection:
        editions = connection.execute(
            sa.text(
                "SELECT edition, effective_at, decided_by, reason, units_changed, units_active FROM report.edition ORDER BY 1"
            )
        ).all()
        said = connection.execute(
            sa.text(
                "SELECT edition, said_from, said_to, unit_name, branches_expected FROM report.roster_history "
                "WHERE unit_code = '650' ORDER BY 1"
            )
        ).all()
    taken_at = moment("22/8 10:00")
    assert [tuple(each) for each in editions] == [
        (1, None, None, None, 32, 21),
        (2, taken_at, "Ban Tổ chức", "có công văn", 1, 21),
    ]
    assert [tuple(each) for each in said] == [
        (1, None, taken_at, "LĐLĐ huyện Krông Năng", None),
        (2, taken_at, None, "LĐLĐ huyện Krông Năng mới", 12),
    ]
