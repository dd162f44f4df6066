"""A rate is rounded once, when it is printed: what people read is the fraction itself, rounded half up to tenths."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from math import floor

import sqlalchemy as sa
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from flows.steps.publish.words import percent
from flows.store.database import Database
from tests.given.desk import Desk, branches, moment
from tests.given.tries import tries

MOST = 2**63 - 1
"""No sum of the database is larger, one of money neither."""
Pair = tuple[int, int]
WHOLES = st.one_of(st.integers(1, 1_000), st.integers(1, 50_000_000), st.integers(1, MOST))


@st.composite
def beside_a_tie(draw: st.DrawFn) -> Pair:
    """A part as near as its whole allows to where tenths turn: 0,05, 0,15, 0,25 …"""
    whole = draw(WHOLES)
    turn = 2 * draw(st.integers(0, 999)) + 1
    return min(max(turn * whole // 2_000 + draw(st.integers(-1, 1)), 0), whole), whole


ANY = WHOLES.flatmap(lambda whole: st.tuples(st.integers(0, whole), st.just(whole)))


def in_sql(database: Database, pairs: Sequence[Pair]) -> list[Decimal]:
    asked = sa.text(
        "SELECT core.points(n.part, n.whole) FROM unnest(CAST(:parts AS bigint[]), CAST(:wholes AS bigint[])) "
        "WITH ORDINALITY AS n (part, whole, place) ORDER BY n.place"
    )
    with database.begin() as connection:
        parts, wholes = zip(*pairs, strict=True)
        return list(connection.execute(asked, {"parts": list(parts), "wholes": list(wholes)}).scalars())


def rounded(points: Fraction, digits: int) -> Decimal:
    """Half up, as people do it."""
    return Decimal(floor(points * 10**digits + Fraction(1, 2))).scaleb(-digits)


@settings(max_examples=tries(40), suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@example(
    pairs=[(626, 711), (7_043_597_889, 8_000_000_000), (MOST // 2_000 * 3 - 1, MOST), (1, 2_000), (0, 1)]
)
@given(pairs=st.lists(st.one_of(ANY, beside_a_tie()), min_size=50, max_size=200))
def test_the_printed_tenths_are_those_of_the_fraction(database: Database, pairs: list[Pair]) -> None:
    """Analysts who round to other digits have those of the fraction too."""
    for (part, whole), points in zip(pairs, in_sql(database, pairs), strict=True):
        exact = Fraction(100 * part, whole)
        assert percent(points) == f"{rounded(exact, 1)}%".replace(".", ","), (part, whole)
        for digits in (0, 2, 8):
            unit = Decimal(1).scaleb(-digits)
            assert points.quantize(unit, ROUND_HALF_UP) == rounded(exact, digits), (part, whole, digits)
        assert (points < 50) == (2 * part < whole)


def test_a_rate_of_nothing_is_not_given(database: Database) -> None:
    assert in_sql(database, [(0, 0), (5, 0)]) == [None, None]


def test_every_rate_of_the_report_has_its_digits(desk: Desk) -> None:
    """626 of 711 as a branch, a unit, its kind, all, and by rank; one unit of all that owe as a share of 1."""
    desk.look("650", moment("20/8 10:00"), branches(("CĐCS A", 711, 700, 626)))
    at = moment("3/9 17:00")
    asked = {
        "report.submission_at(:at)": "installed_of_people_pct",
        "report.submission_history": "installed_of_workforce_pct",
        "report.figures_at(:at) WHERE branches > 0": "installed_of_people_pct",
        "report.campaign_summary_at(:at)": "installed_of_people_pct",
        "report.ranking_at(:at) WHERE whole > 0 AND rate_position = 1": "points",
    }
    for relation, column in asked.items():
        with desk.database.begin() as connection:
            found = connection.execute(
                sa.text(f"SELECT DISTINCT {column} FROM {relation}"), {"at": at} if ":at" in relation else {}
            )
            assert found.scalars().all() == [Decimal("88.045007032")], relation
    [summary] = desk.query("SELECT * FROM report.campaign_summary_at(:at)", at=at)
    share = Fraction(1, summary["expected"])
    assert summary["reporting_rate"] == summary["on_time_rate"] == Decimal(floor(share * 10**11)).scaleb(-11)
