"""Findings have a history: when each was opened and closed, by which content, and whether it came back."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta
from random import Random
from typing import Any

import pytest

from flows.errors import ConfigurationError
from tests.given.desk import ASKED, BAD, GOOD, Desk, branches, moment, sheet
from tests.given.tries import tries

HISTORY = "SELECT * FROM report.finding_history ORDER BY unit_code, opened_at, cell, rule"
BAD_OTHERWISE = sheet((1, "CĐCS xã Ea Tam", 24, 22, "hỏi chị Lan 0905123456"))


def history(desk: Desk, unit: str = "650") -> list[dict[str, Any]]:
    rows = desk.query(HISTORY, role="bluezone_analyst")
    return [row for row in rows if row["unit_code"] == unit]


def told(desk: Desk, unit: str = "650") -> list[tuple[Any, ...]]:
    return [
        (
            row["cell"],
            f"{row['opened_at'].astimezone(moment('1/8 00:00').tzinfo):%d/%m}",
            row["closed_at"] and f"{row['closed_at'].astimezone(moment('1/8 00:00').tzinfo):%d/%m}",
            row["occurrence"],
            row["occurrences"],
        )
        for row in history(desk, unit)
    ]


def test_a_mistake_that_was_corrected_and_made_again_is_its_second_occurrence(desk: Desk) -> None:
    for day, seen in ((24, BAD), (25, GOOD), (26, BAD)):
        desk.look("650", f"{day}/8 08:00", seen)
    assert told(desk) == [("E2", "24/08", "25/08", 1, 2), ("E2", "26/08", None, 2, 2)]
    [first, second] = history(desk)
    contents = [
        row["content_sha256"]
        for row in desk.query("SELECT content_sha256 FROM core.unit_return ORDER BY observed_at")
    ]
    assert [first["opened_by_content"], first["closed_by_content"]] == contents[:2]
    assert [second["opened_by_content"], second["closed_by_content"]] == [contents[2], None]


def test_a_mistake_that_is_only_mistyped_otherwise_has_not_come_back(desk: Desk) -> None:
    desk.look("650", "24/8 08:00", BAD)
    desk.look("650", "25/8 08:00", BAD_OTHERWISE)
    assert {row[3:] for row in told(desk)} == {(1, 1)}
    assert len({row["opened_at"] for row in history(desk)}) == 2


def test_the_history_shows_no_more_of_what_was_typed_than_the_findings_of_now(desk: Desk) -> None:
    desk.look("650", "24/8 08:00", BAD_OTHERWISE)
    open_now = desk.query("SELECT message_vi, heading FROM report.finding", role="bluezone_analyst")
    desk.look("650", "25/8 08:00", GOOD)
    closed = history(desk)
    assert [(row["message_vi"], row["heading"]) for row in closed] == [
        (row["message_vi"], row["heading"]) for row in open_now
    ]
    assert not any(word in str(closed) for word in ("0905", "Lan"))


ALIKE = branches(("CĐCS một", 24, 22, 20), ("CĐCS hai", 28, 25, 25), ("CĐCS ba", 31, 30, 12))
OTHER = branches(("CĐCS một", 24, 22, 20), ("CĐCS hai", 28, 25, 25), ("CĐCS ba", 31, 30, 13))


def test_that_two_returns_were_copies_is_known_once_they_no_longer_are(desk: Desk) -> None:
    desk.look("650", "24/8 08:00", ALIKE)
    desk.look("651", "25/8 08:00", ALIKE)
    desk.look("652", "26/8 08:00", ALIKE)
    at = {row["unit_code"]: row["opened_at"] for row in desk.query(HISTORY)}
    assert at == {"650": moment("25/8 08:00"), "651": moment("25/8 08:00"), "652": moment("26/8 08:00")}
    desk.look("651", "27/8 08:00", OTHER)
    desk.look("652", "28/8 08:00", OTHER)
    desk.look("651", "29/8 08:00", GOOD)
    assert told(desk) == [(None, "25/08", "28/08", 1, 1)]
    assert told(desk, "651") == [(None, "25/08", "27/08", 1, 2), (None, "28/08", "29/08", 2, 2)]
    [copied] = history(desk)
    assert "Ea Kar" in copied["message_vi"]
    assert "M'Đrắk" in copied["message_vi"]


BOTH = """
SELECT t.at, (SELECT array_agg(c.unit_code ORDER BY c.unit_code) FROM report.copies_at(t.at) AS c) AS as_asked, (
    SELECT array_agg(h.unit_code ORDER BY h.unit_code) FROM report.finding_history AS h
    WHERE h.rule = 'copy_of_another_unit' AND h.opened_at <= t.at AND (h.closed_at IS NULL OR h.closed_at > t.at)
) AS by_history
FROM generate_series(CAST(:first AS timestamptz), :last, '100 minutes') AS t (at)
"""


@pytest.mark.parametrize("seed", range(tries(2)))
def test_who_was_a_copy_at_an_instant_is_who_is_told_as_asked_then(desk: Desk, seed: int) -> None:
    """Looks come in any order, and answers say later what a return was worth."""
    chance = Random(seed)
    first, last = moment("24/8 00:00"), moment("26/8 12:00")
    for unit in ("650", "651") * 6:
        at = first + timedelta(hours=chance.randint(0, 58))
        with suppress(ConfigurationError):
            match chance.randrange(6):
                case 0:
                    desk.answer(unit, at, chance.choice(["yes", "no"]))
                case 1:
                    desk.take_back(unit, at)
                case _:
                    desk.look(unit, at, chance.choice([ALIKE, OTHER, ASKED, ASKED]), declared_by="văn thư")
    rows = desk.query(BOTH, first=first, last=last)
    assert [row["by_history"] for row in rows] == [row["as_asked"] for row in rows]
    assert any(row["as_asked"] for row in rows)
