"""The names of the standings here and in SQL are one list."""

from __future__ import annotations

from schemas.standing import STANDING_VI
from tests.given.desk import Desk


def test_pages_and_analysts_call_a_standing_by_the_same_name(desk: Desk) -> None:
    # "waiting" is what a page says of a unit with nothing but open questions in the way
    for standing, name in (*STANDING_VI.items(), ("waiting", "chờ trả lời")):
        assert desk.query("SELECT core.standing_vi(:standing) AS name", standing=standing) == [{"name": name}]
