"""Rows of a statement become values, or the difference is told."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

import flows
from flows.desk.changes import changes, remember
from flows.desk.deadlines import deadlines
from flows.steps import keep, stand
from flows.store import dictionaries, records
from flows.store.database import statement
from flows.store.exclusive import Holder
from flows.store.recorded import (
    advice,
    chains,
    closings,
    decisions,
    kept_looks,
    papers,
    reminders,
    retention,
    rosters,
    runs,
)
from tests.given.desk import ASKED, GOOD, Desk, moment
from tests.given.forms import FORMS

AT = moment("29/8 08:00")
READ = re.compile(r'records\.read(?:_one)?\(\s*connection,\s*\w+,\s*"(\w+)"')


@dataclass(frozen=True)
class Misspelt:
    unit_code: str
    unit_nane: str


def test_every_kind_has_the_columns_that_its_statement_gives(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also of a statement that finds nothing: the columns are compared before the rows."""
    read: set[str] = set()
    monkeypatch.setattr(records, "statement", lambda name, *of: read.add(name) or statement(name, *of))
    desk.look("650", "28/8 18:00", GOOD)
    desk.look("651", "28/8 18:00", ASKED)
    desk.answer("651", "29/8 07:00", "yes")
    code = desk.campaign.code
    with desk.database.begin() as connection:
        assert [each.unit_code for each in stand.standings(connection, code, AT) if each.submitted_at] == [
            "650",
            "651",
        ]
        summary = stand.summary(connection, code, AT)
        assert summary is not None
        assert summary.count("on_time") == summary.on_time == 2
        remember(connection, desk.campaign, desk.campaign.units.active, AT)
        assert all(
            each.is_empty for each in changes(connection, desk.campaign, desk.campaign.units.active, AT)
        )
        assert stand.findings(connection, code) == stand.findings_at(connection, code, AT) == []
        assert stand.changes(connection, desk.campaign, moment("27/8 08:00"), AT)[0].findings_raised == 0
        assert set(stand.coverage(connection, desk.campaign, AT)) == {"650", "651"}
        assert stand.progress(connection, desk.campaign, AT)[-1].day == date(2020, 8, 28), (
            "the last that is over"
        )
        assert [each.open_errors for each in advice.units(connection, code, ["650"], AT)] == [0]
        assert advice.findings(connection, code, "650") == []
        assert reminders.due(connection, desk.campaign, AT) == []
        assert {each.unit_code for each in keep.origins(connection, code, AT).values()} == {"650", "651"}
        assert keep.last_reads(connection, code, AT) == {}, "workbooks have no version"
        [question] = decisions.questions(connection, code, "651")
        [answer] = decisions.answers(connection, code, ["651"])
        assert (question.words, question.is_open) == (answer.words, False)
        assert [each.answer for each in decisions.decisions(connection, code)] == ["yes"]
        assert retention.left(connection, code).decisions == 0
        assert closings.closings(connection, code) == []
        assert closings.closing_in_force(connection, code, AT) is None
        assert papers.issues(connection, code) == papers.issued(connection, code) == []
        assert decisions.in_force(connection, code, "650", "extension") is None
        assert runs.serving(connection, code, "google", AT) is None
        assert runs.running(connection, code) is not None
        records.read(connection, Holder, "lock_holders")
        assert sum(each.owes for each in rosters.said(connection, code, [AT])) == 21
        assert [each.edition for each in rosters.editions(connection, code)] == [1]
        assert chains.broken_links(connection, code) == []
        last = chains.chain(connection, code).last_sha256
        assert [each.link for each in chains.links_of_hash(connection, code, str(last))] == [6]
    assert deadlines(desk.database, desk.campaign, AT).extended == []
    assert kept_looks.of(desk.database, []).units == 2
    with desk.database.begin(role=None) as connection:
        assert retention.prune_snapshots(connection, code, moment("1/8 00:00"), AT) == []
        assert retention.left(connection, code).contents == 2
        assert dictionaries.grow(connection, FORMS) == dictionaries.read(connection)
    in_code = {
        name
        for path in Path(flows.__file__).parent.rglob("*.py")
        for name in READ.findall(path.read_text(encoding="utf-8"))
    }
    assert in_code - read == set(), "a statement that this test does not read"


def test_a_column_that_the_kind_lacks_is_told_by_its_name(desk: Desk) -> None:
    with desk.database.begin() as connection, pytest.raises(TypeError, match=r"unit_name, unit_nane"):
        records.read(connection, Misspelt, "feedback_units", campaign="c", unit_codes=[], as_of=AT)
