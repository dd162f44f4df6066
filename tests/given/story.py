"""The tables of `tests/spec`: their lines, and what is told to have happened to a unit, made to happen at the desk.

`28/8 17:00 bad; 30/8 09:00 extended to 1/9 00:00 (refused)` is a look that saw a return with an error, and an extension
that somebody asked for and the desk must refuse. `(again)` is said of what is recorded already.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from flows.desk import decisions
from flows.desk.grounds import Grounds
from flows.errors import ConfigurationError
from flows.steps import stand
from schemas.observation import Outcome
from tests.given.desk import ASKED, BAD, EMPTY, GOOD, Desk, moment

SPEC = Path(__file__).parents[1] / "spec"
UNIT = "650"
SEEN = {
    "nothing": Outcome.ABSENT,
    "empty": EMPTY,
    "bad": BAD,
    "good": GOOD,
    "question": ASKED,
    "damaged": Outcome.UNREADABLE,
}
EVENT = re.compile(
    r"(?P<at>\S+ \S+) (?P<what>\w+)(?: (?P<which>extension|exemption|ruling|on_time|late))?(?: to (?P<until>\S+ \S+))?"
    r"(?: since (?P<since>\S+ \S+))?(?: edited (?P<edited>\S+ \S+))?(?: \((?P<answer>refused|again)\))?"
)


def lines(name: str) -> list[list[str]]:
    """The lines of a table, each cell by itself; the table begins after the column "because"."""
    text = (SPEC / name).read_text(encoding="utf-8").split("| because\n", 1)[1]
    return [[part.strip() for part in line.split("|")] for line in text.splitlines() if line.strip()]


def happen(desk: Desk, events: str, remind: Callable[[str], object] | None = None) -> None:
    """One event after the other, at the desk."""
    for event in filter(None, events.split(";")):
        found = EVENT.fullmatch(event.strip())
        assert found, event
        _happen(desk, found.groupdict(), remind)


def _happen(desk: Desk, told: dict[str, str], remind: Callable[[str], object] | None) -> None:
    at, what = told["at"], told["what"]
    if what in SEEN:
        desk.look(UNIT, at, SEEN[what], modified=told["edited"])
    elif what == "answered":
        desk.answer(UNIT, at, "yes", "B5")
    elif what == "unanswered":
        desk.take_back(UNIT, at)
    elif what == "flagged":
        with desk.database.begin() as connection:
            stand.flag(connection, desk.campaign.code, desk.run_id, moment(at))
    elif what == "reminded":
        assert remind is not None
        assert remind(at), "somebody is reminded then"
    else:
        _decide(desk, told)


def _decide(desk: Desk, told: dict[str, str]) -> None:
    since = moment(told["since"]) if told["since"] else None
    grounds, now = Grounds("Ban Thường vụ", "lũ lụt", "12/LĐLĐ", since), moment(told["at"])
    case = desk.case(UNIT, grounds, now)
    decide: dict[str, Callable[[], decisions.Effect]] = {
        "extended": lambda: decisions.extend(case, moment(told["until"])),
        "exempted": lambda: decisions.exempt(case),
        "ruled": lambda: decisions.rule(case, told["which"]),  # type: ignore[arg-type]
        "revoked": lambda: decisions.revoke(case, told["which"]),  # type: ignore[arg-type]
    }
    if told["answer"] == "refused":
        with pytest.raises(ConfigurationError):
            decide[told["what"]]()
    else:
        assert decide[told["what"]]().is_new == (told["answer"] != "again")
