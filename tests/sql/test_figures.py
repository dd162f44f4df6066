"""What papers quote: every number of `report.figures_at` is that of the summary, and of the branches themselves."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flows.demo.workbooks import INSTANTS
from flows.desk.decisions import exempt
from flows.desk.grounds import Grounds
from flows.steps import stand
from flows.steps.publish.words import percent
from schemas.observation import Outcome
from tests.given.desk import ASKED, BAD, GOOD, Desk, branches, moment, sheet
from tests.given.forms import FORM
from tests.given.tries import tries
from tests.sql.test_as_of import ONE, SEEN, TWO

STANDINGS = ("on_time", "late", "missing", "needs_fix", "unverified", "not_due", "exempt")
SUMS = ("smartphone_users", "reached", "launch_sessions", "installed")
AT = moment("3/9 17:00")
ANALYST = "bluezone_analyst"
PEOPLE, PHONES = "installed_of_people_pct", "installed_of_smartphones_pct"


NOTHING: dict[str, Any] = dict.fromkeys((*SUMS, "people")) | dict.fromkeys(("branches", "stale_branches"), 0)
"""Blank is not zero."""


def figures(desk: Desk, at: datetime, scope: str) -> dict[str, dict[str, Any]]:
    """By the code of the scope."""
    rows = desk.query(
        "SELECT * FROM report.figures_at(:at) WHERE scope = :scope ORDER BY scope_position",
        ANALYST,
        at=at,
        scope=scope,
    )
    return {row["scope_code"]: row for row in rows}


def by_branches(desk: Desk, at: datetime) -> dict[str, dict[str, Any]]:
    """The same figures of each unit, counted from its branches by this test."""
    found: dict[str, dict[str, Any]] = {}
    rows = defaultdict(list)
    for row in desk.query("SELECT * FROM report.submission_at(:at)", at=at):
        rows[row["unit_code"]].append(row)
    for unit, of in rows.items():
        counted: dict[str, Any] = {name: total(row[name] for row in of) for name in (*SUMS, "people")}
        counted["branches"] = len(of)
        counted["stale_branches"] = sum(row["stale_since"] is not None for row in of)
        counted["stale_people"] = sum(row["people"] or 0 for row in of if row["stale_since"])
        for rate in FORM.rates:
            both = [row for row in of if row[rate.part] is not None and row[rate.whole] is not None]
            counted[f"{rate.name}_part"] = total(row[rate.part] for row in both)
            counted[f"{rate.name}_whole"] = total(row[rate.whole] for row in both)
        found[unit] = counted
    return found


def total(values: Any) -> int | None:
    given = [value for value in values if value is not None]
    return sum(given) if given else None


def hold(desk: Desk, at: datetime) -> None:
    """All, kinds and units add up, as the summary says and as the branches do."""
    [whole] = figures(desk, at, "all").values()
    kinds, units = figures(desk, at, "kind"), figures(desk, at, "unit")
    with desk.database.begin() as connection:
        summary = stand.summary(connection, desk.campaign.code, at)
        standings = stand.standings(connection, desk.campaign.code, at)
    assert summary is not None
    said = summary.flat
    same = (*STANDINGS, *SUMS, "branches", "people", "stale_branches", "stale_people")
    assert {name: whole[name] for name in same} == {name: said[name] for name in same}
    assert {rate.name: whole[rate.name] for rate in FORM.rates} == {
        rate.name: said[rate.name] for rate in FORM.rates
    }
    assert (whole["units"], whole["reported"]) == (summary.expected, summary.on_time + summary.late)
    counted = by_branches(desk, at)
    assert list(units) == [each.unit_code for each in standings]
    for each in standings:
        row = units[each.unit_code]
        assert (row["scope_name"], row["branches_expected"]) == (each.unit_name, each.branches_expected)
        assert [name for name in STANDINGS if row[name]] == [each.standing]
        for name, value in counted.get(each.unit_code, NOTHING).items():
            assert row[name] == value, (each.unit_code, name)
    adding = (*STANDINGS, "units", "reported", "unreadable", "branches", "stale_branches", *SUMS, "people")
    for name in adding:
        of_kinds = [row[name] or 0 for row in kinds.values()]
        assert sum(of_kinds) == sum(row[name] or 0 for row in units.values()) == (whole[name] or 0), name
    for row in (whole, *kinds.values(), *units.values()):
        for rate in FORM.rates:
            part, of = row[f"{rate.name}_part"], row[f"{rate.name}_whole"]
            assert row[rate.name] == (Decimal(part * 10**11 // of).scaleb(-9) if of else None)


@pytest.mark.parametrize("instant", [*INSTANTS.values(), "2020-08-17T12:00+07:00", "2020-09-03T17:00+07:00"])
def test_figures_of_the_demonstration_are_the_summarys_and_the_branches(told: Desk, instant: str) -> None:
    hold(told, datetime.fromisoformat(instant))


@settings(max_examples=tries(6), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(
            st.sampled_from(("650", "651", "643")), st.integers(0, 40), st.sampled_from(range(len(SEEN)))
        ),
        min_size=1,
        max_size=6,
    )
)
def test_figures_add_up_whatever_was_seen_and_by_whom(
    desk: Desk, history: list[tuple[str, int, int]]
) -> None:
    for unit, hours, place in history:
        at = moment("27/8 08:00") + timedelta(hours=hours)
        desk.look(unit, at, SEEN[place], declared_by="văn thư")
    exempt(desk.case("652", Grounds("Văn phòng", "giải thể", "", moment("28/8 00:00")), moment("28/8 00:00")))
    for hours in (-1, 13, 41):
        hold(desk, moment("27/8 08:00") + timedelta(hours=hours))


def test_an_exempt_unit_owes_nothing_and_what_it_reported_counts(desk: Desk) -> None:
    desk.look("650", "28/8 10:00", GOOD)
    exempt(desk.case("650", Grounds("Văn phòng", "giải thể", "", moment("28/8 12:00")), moment("28/8 12:00")))
    unit = figures(desk, AT, "unit")["650"]
    assert (unit["units"], unit["exempt"], unit["reported"], unit["branches"], unit["installed"]) == (
        0,
        1,
        0,
        2,
        45,
    )
    [whole] = figures(desk, AT, "all").values()
    assert (whole["units"], whole["exempt"], whole["installed"]) == (20, 1, 45)


def test_figures_are_provisional_while_something_of_them_is_open(desk: Desk) -> None:
    desk.look("650", "28/8 10:00", GOOD)
    assert not figures(desk, moment("28/8 10:00"), "all")[""]["is_provisional"]
    desk.look(
        "650",
        "28/8 11:00",
        sheet((1, "CĐCS xã Ea Tam", 24, 22, "hơn 20"), (2, "CĐCS xã Phú Xuân", 28, 25, 25)),
    )
    desk.look("651", "28/8 11:00", Outcome.FORBIDDEN)
    desk.look("643", "28/8 11:00", ASKED)
    units = figures(desk, moment("28/8 12:00"), "unit")
    assert {code for code, row in units.items() if row["is_provisional"]} == {"650", "651"}
    assert [row["stale_branches"] for row in (units["650"], units["651"])] == [1, 0]
    assert [row["is_provisional"] for row in figures(desk, moment("28/8 12:00"), "all").values()] == [True]
    assert figures(desk, moment("29/8 08:00"), "unit")["643"]["is_provisional"], (
        "its question is not answered"
    )


def gains(desk: Desk, since: str, at: str) -> dict[tuple[str, str], tuple[int | None, ...]]:
    rows = desk.query(
        "SELECT * FROM report.gain_at(:since, :at)", ANALYST, since=moment(since), at=moment(at)
    )
    return {
        (row["scope"], row["scope_code"]): (row["branches_gain"], row["people_gain"], row["installed_gain"])
        for row in rows
    }


def test_a_gain_is_the_difference_of_two_instants(desk: Desk) -> None:
    desk.look("650", "25/8 10:00", branches(ONE))
    desk.look("650", "27/8 10:00", GOOD)
    desk.look("651", "27/8 11:00", branches(TWO))
    desk.look("650", "28/8 10:00", branches((*ONE[:3], 18)))
    assert gains(desk, "24/8 10:00", "27/8 12:00") == {}, "nothing had been seen by then"
    gained = gains(desk, "26/8 10:00", "27/8 12:00")
    assert gained["unit", "650"] == (1, 28, 25)
    assert gained["unit", "651"] == (1, 28, 25), "who had nothing gains all that it has"
    assert gained["unit", "643"] == (0, None, None)
    assert gained["all", ""] == gained["kind", "district"] == (2, 56, 50)
    assert gains(desk, "27/8 12:00", "28/8 12:00")["unit", "650"] == (-1, -28, -27)
    assert len(gained) == 21 + 1 + len(figures(desk, AT, "kind"))


def ranking(desk: Desk, at: datetime = AT) -> dict[tuple[str, str], dict[str, Any]]:
    rows = desk.query("SELECT * FROM report.ranking_at(:at)", ANALYST, at=at)
    return {(row["unit_code"], row["rate"]): row for row in rows}


def test_equal_fractions_share_a_place_and_what_only_prints_alike_does_not(desk: Desk) -> None:
    for unit, people, installed in (
        ("650", 3, 1),
        ("651", 30000, 10000),
        ("643", 30001, 10000),
        ("644", 9, 4),
    ):
        desk.look(unit, "28/8 10:00", branches(("CĐCS một", people, people, installed)))
    desk.look("645", "28/8 10:00", BAD)
    found = ranking(desk, moment("28/8 12:00"))
    placed = {unit: found[unit, PEOPLE] for unit in ("644", "650", "651", "643")}
    assert [(row["rank"], row["ties"], row["ranked"]) for row in placed.values()] == [
        (1, 1, 4), (2, 2, 4), (2, 2, 4), (4, 1, 4),
    ]  # fmt: skip
    assert [percent(row["points"]) for row in placed.values()] == ["44,4%", "33,3%", "33,3%", "33,3%"]
    assert found["645", PEOPLE]["unranked_vi"] == "báo cáo còn lỗi, chưa hợp lệ"
    assert found["646", PEOPLE]["unranked_vi"] == "chưa đến hạn"


def test_who_is_not_ranked_is_told_why(desk: Desk) -> None:
    desk.look(
        "650",
        "28/8 10:00",
        sheet((1, "CĐCS một", 24, 20), heading=("STT", "Tên CĐCS", "Tổng số CNVCLĐ", "Đã cài đặt")),
    )
    desk.look("651", "28/8 10:00", ASKED)
    desk.look("643", "31/8 10:00", GOOD)
    exempt(desk.case("644", Grounds("Văn phòng", "giải thể", "", moment("28/8 12:00")), moment("28/8 12:00")))
    found = ranking(desk)
    told = {unit: found[unit, PHONES]["unranked_vi"] for unit in ("650", "651", "643")}
    assert told == {
        "650": "không có số để tính tỷ lệ trên người có điện thoại thông minh",
        "651": "chờ trả lời",
        "643": "chờ xác minh",
    }
    assert (found["650", PEOPLE]["rank"], found["650", PHONES]["rank"], found["650", PHONES]["ranked"]) == (
        1,
        None,
        0,
    )
    assert ("644", PEOPLE) not in found
    assert {(row["rate"], row["rate_position"]) for row in found.values()} == {(PEOPLE, 1), (PHONES, 2)}


def test_places_of_the_demonstration_follow_the_fractions_of_each_kind(told: Desk) -> None:
    found = ranking(told)
    units = figures(told, AT, "unit")
    for (unit, rate), row in found.items():
        assert (row["part"], row["whole"], row["points"]) == tuple(
            units[unit][name] for name in (f"{rate}_part", f"{rate}_whole", rate)
        )
        kind = [
            each
            for (_, of), each in found.items()
            if of == rate and each["unit_kind"] == row["unit_kind"] and each["rank"]
        ]
        assert row["ranked"] == len(kind)
        assert (row["rank"] is None) == (row["unranked_vi"] is not None)
        if row["rank"]:
            mine = Fraction(row["part"], row["whole"])
            fractions = [Fraction(each["part"], each["whole"]) for each in kind]
            assert row["rank"] == 1 + sum(each > mine for each in fractions)
            assert row["ties"] == fractions.count(mine)
    assert any(row["rank"] for row in found.values())


def test_who_stands_elsewhere_by_another_reading_is_who_the_summary_counts(told: Desk) -> None:
    rows = told.query("SELECT * FROM report.reading_at(:at)", ANALYST, at=AT)
    [summary] = told.query("SELECT * FROM report.campaign_summary_at(:at)", ANALYST, at=AT)
    for policy in ("before_date", "through_date", "through_date_roll"):
        moved = [row for row in rows if row["policy"] == policy]
        assert len(moved) == summary[f"moved_by_{policy}"]
        other = told.query(
            "SELECT * FROM report.unit_standing_at(:at, :policy)", ANALYST, at=AT, policy=policy
        )
        said = {row["unit_code"]: (row["standing"], row["standing_vi"]) for row in other}
        assert all(
            (row["other_standing"], row["other_standing_vi"]) == said[row["unit_code"]] for row in moved
        )
        assert all(row["standing"] != row["other_standing"] for row in moved)
    assert rows


@pytest.mark.parametrize("asked", ["gain_at(NULL, now())", "gain_at(now(), NULL)", "reading_at(NULL)"])
def test_without_an_instant_there_is_no_answer(told: Desk, asked: str) -> None:
    assert told.query(f"SELECT * FROM report.{asked}", ANALYST) == []


def test_no_reading_is_asked_anew_for_each_unit_of_another(desk: Desk) -> None:
    """Of tables that nobody has analysed yet a planner may choose anything: what is asked once cannot be chosen wrong."""
    [plan] = desk.query("EXPLAIN (FORMAT JSON) SELECT * FROM report.reading_at(now()) WHERE campaign = 'x'")
    asked = [each for each in nodes(plan["QUERY PLAN"][0]["Plan"]) if each.get("Relation Name") == "flag"]
    assert len(asked) == 1


def nodes(plan: dict[str, Any]) -> list[dict[str, Any]]:
    """A node of a plan and all below it."""
    return [plan, *(each for inner in plan.get("Plans", ()) for each in nodes(inner))]
