"""Looks are made side by side and kept together, and what was seen is soon on record, however long another unit takes."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial

import pytest

from flows.demo.workbooks import EVENING, FOLDER
from flows.desk.collection import looks
from flows.desk.collection.looks import collect_here
from flows.desk.request import read_request
from flows.settings import Settings
from flows.steps.pull.workbooks.folder import Workbooks
from schemas.observation import Observation
from schemas.roster import Unit
from tests.given.desk import Desk, moment

AT = moment("28/8 23:55")
SEEN = "SELECT unit_code FROM raw.observation ORDER BY observation_id"


@dataclass
class Held:
    """One unit whose sheet answers only once somebody lets it."""

    unit_code: str
    observe: Callable[[Workbooks, Unit], Observation]
    may_answer: threading.Event = field(default_factory=threading.Event)

    def __call__(self, source: Workbooks, unit: Unit) -> Observation:
        if unit.code == self.unit_code:
            assert self.may_answer.wait(60)
        return self.observe(source, unit)


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Iterator[Held]:
    """The first unit of the roster keeps everybody waiting."""
    held = Held("650", Workbooks.observe)
    monkeypatch.setattr(Workbooks, "observe", lambda source, unit: held(source, unit))  # noqa: PLW0108 - a method binds, a value does not
    yield held
    held.may_answer.set()


def seen(desk: Desk) -> list[str]:
    return [row["unit_code"] for row in desk.query(SEEN)]


def test_the_others_are_on_record_while_one_unit_keeps_us_waiting(
    settings: Settings, desk: Desk, held: Held, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(looks, "LONGEST_WAIT_SECONDS", 0.1)
    request = read_request(settings, "bluezone-2020", str(FOLDER / EVENING))
    run = threading.Thread(target=partial(collect_here, settings, request, lambda: AT))
    run.start()
    others = len(desk.campaign.units.active) - 1
    for _ in range(600):
        if len(seen(desk)) == others:
            break
        run.join(0.05)
    assert len(seen(desk)) == others, "all but the one that is waited for"
    assert "650" not in seen(desk)
    held.may_answer.set()
    run.join(60)
    assert seen(desk)[-1] == "650"


def test_what_came_in_together_is_kept_together_in_the_rosters_order(
    settings: Settings, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    # on however busy a machine
    monkeypatch.setattr(looks, "LONGEST_WAIT_SECONDS", 60.0)
    collect_here(settings, read_request(settings, "bluezone-2020", str(FOLDER / EVENING)), lambda: AT)
    assert seen(desk) == [unit.code for unit in desk.campaign.units.active]
    [kept] = desk.query("SELECT count(DISTINCT xmin::text) AS transactions FROM raw.observation", role=None)
    assert kept["transactions"] == 1


def test_many_rows_are_handed_on_before_the_last_unit_was_looked_at(
    settings: Settings, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(looks, "MOST_ROWS", 1)
    collect_here(settings, read_request(settings, "bluezone-2020", str(FOLDER / EVENING)), lambda: AT)
    [kept] = desk.query("SELECT count(DISTINCT xmin::text) AS transactions FROM raw.observation", role=None)
    assert kept["transactions"] > 1
    assert sorted(seen(desk)) == sorted(unit.code for unit in desk.campaign.units.active)
