"""Rows of a statement become values, or the difference is told."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from flows.steps import stand
from flows.store import advice, records, reminders
from tests.given.desk import GOOD, Desk, moment

AT = moment("29/8 08:00")


@dataclass(frozen=True)
class Misspelt:
    unit_code: str
    unit_nane: str


def test_every_kind_has_the_columns_that_its_statement_gives(desk: Desk) -> None:
    """Also of a statement that finds nothing: the columns are compared before the rows."""
    desk.look("650", "28/8 18:00", GOOD)
    code = desk.campaign.code
    with desk.database.begin() as connection:
        assert [each.unit_code for each in stand.standings(connection, code, AT) if each.submitted_at] == [
            "650"
        ]
        summary = stand.summary(connection, code, AT)
        assert summary is not None
        assert summary.count("on_time") == summary.on_time == 1
        assert {each.unit_code for each in stand.submissions(connection, code, ["650"])} == {"650"}
        assert stand.findings(connection, code) == []
        assert stand.changes(connection, code, moment("27/8 08:00"), AT)[0].findings_raised == 0
        assert [each.open_errors for each in advice.units(connection, code, ["650"], AT)] == [0]
        assert advice.findings(connection, code, "650") == []
        assert reminders.due(connection, code, AT) == []


def test_a_column_that_the_kind_lacks_is_told_by_its_name(desk: Desk) -> None:
    with desk.database.begin() as connection, pytest.raises(TypeError, match=r"unit_name, unit_nane"):
        records.read(connection, Misspelt, "feedback_units", campaign="c", unit_codes=[], as_of=AT)
