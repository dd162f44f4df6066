"""Who owes as of an instant: `spec/editions.txt`, line by line."""

from __future__ import annotations

import pytest
from pydantic import TypeAdapter

from schemas.roster import Unit
from tests.given.desk import Desk, moment
from tests.given.story import lines

UNIT = TypeAdapter(Unit)
FIELD = {"active": "is_active"}


@pytest.mark.parametrize(("taken", "asked", "owes", "called", "because"), lines("editions.txt"))
def test_each_line_of_the_editions_table_holds(
    desk: Desk, taken: str, asked: str, owes: str, called: str, because: str
) -> None:
    unit = {"code": "650", "name": "LĐLĐ huyện Krông Năng", "kind": "district"}
    for said in filter(None, taken.split("; ")):
        at, _, fact = said.partition(": ")
        column, _, value = fact.partition("=")
        read = UNIT.validate_python({**unit, column.strip(): value.strip()})
        name = FIELD.get(column.strip(), column.strip())
        desk.take(at, {"650": {name: getattr(read, name)}})
    standings = desk.query(
        "SELECT unit_name FROM report.unit_standing_at(:at) WHERE unit_code = '650'", at=moment(asked)
    )
    assert [each["unit_name"] for each in standings] == [called] * (owes == "yes"), because
    is_fact = "variants" not in taken
    assert len(desk.query("SELECT edition FROM core.edition")) == 1 + is_fact * len(taken.split("; ")) * bool(
        taken
    )
