"""What was seen of several units is kept and folded together, as if each had been by itself."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

import sqlalchemy as sa

from flows.demo.workbooks import EARLY, FOLDER, INSTANTS
from flows.desk.collection.keeping import Look, settle
from flows.desk.collection.opening import open_collection
from flows.desk.collection.run import Collection
from flows.desk.request import read_request
from flows.errors import SheetForbidden
from flows.settings import Settings
from flows.steps.load import load_returns
from flows.store.database import Database
from schemas.observation import Observation, Outcome
from schemas.sheet import Sheet
from tests.faults.dumps import dump, empty
from tests.given.checked import checked
from tests.given.desk import ASKED, BAD, EMPTY, GOOD, Desk, moment

SEEN: list[dict[str, Sheet | Outcome]] = [
    # two units that send the very same sheet, one that sends nothing, one that shares nothing
    {"643": GOOD, "644": GOOD, "645": ASKED, "646": Outcome.ABSENT, "647": Outcome.FORBIDDEN},
    {"643": BAD, "644": GOOD, "645": ASKED, "646": GOOD, "647": Outcome.ABSENT},
    {"643": GOOD, "644": EMPTY, "645": GOOD, "646": Outcome.ABSENT, "647": BAD},
]
AT = [moment(f"2{day}/8 17:00") for day in (5, 6, 7)]


@contextmanager
def opened(settings: Settings) -> Iterator[Collection]:
    request = read_request(settings, "bluezone-2020", str(FOLDER / EARLY), (), INSTANTS[EARLY])
    with open_collection(settings, request) as collection:
        yield collection


def look(collection: Collection, code: str, at: datetime, seen: Sheet | Outcome) -> Look:
    [unit] = [each for each in collection.units if each.code == code]
    is_sheet = isinstance(seen, Sheet)
    observation = Observation(
        code,
        at,
        Outcome.READ if is_sheet else seen,
        "test",
        sheet=seen if is_sheet else None,
        declared_by="văn thư",
    )
    return Look(unit, observation, SheetForbidden("chưa chia sẻ") if seen is Outcome.FORBIDDEN else None)


def test_units_kept_together_leave_what_each_kept_by_itself_leaves(
    settings: Settings, database: Database
) -> None:
    left = []
    for together in (True, False):
        empty(database)
        with opened(settings) as collection:
            for at, seen in zip(AT, SEEN, strict=True):
                looks = [look(collection, code, at, each) for code, each in seen.items()]
                results = [
                    settle(collection, some) for some in ([looks] if together else [[each] for each in looks])
                ]
        told = {code: result for each in results for code, result in each.items()}
        left.append((told, dump(database, ("2020-08-28T12:00+07:00",))))
    assert left[0] == left[1]
    assert [told["646"].outcome for told, _ in left] == [Outcome.MISSING] * 2


def test_a_unit_that_cannot_be_kept_stops_none_of_those_kept_with_it(settings: Settings, desk: Desk) -> None:
    with opened(settings) as collection:
        looks = [
            look(collection, code, at, GOOD)
            for code, at in (("643", AT[0]), ("644", moment("1/7 17:00")), ("645", AT[0]))
        ]
        results = settle(collection, looks)
    assert [each.rows_accepted for each in results.values()] == [2, 0, 2]
    assert results["644"].detail is not None
    assert "đợt báo cáo chưa bắt đầu" in results["644"].detail
    assert {row["unit_code"] for row in desk.query("SELECT unit_code FROM core.unit_return")} == {
        "643",
        "645",
    }


def test_a_load_holds_as_many_locks_as_the_first_however_many_came_before_it(desk: Desk) -> None:
    """A server has room for some thousands: a nation's rebuild is one transaction with as many loads as it has returns."""
    returns = [desk.loadable("650", moment(f"27/8 {hour:02}:00"), checked(GOOD)) for hour in range(12)]
    held = []
    with desk.database.begin() as connection:
        for each in returns:
            load_returns(connection, desk.campaign, [each])
            held.append(
                connection.execute(
                    sa.text("SELECT count(*) FROM pg_locks WHERE pid = pg_backend_pid()")
                ).scalar_one()
            )
    of_a_table = 2
    """Itself and its file; a load has five, and the server plans anew now and then, with a lock or two more."""
    assert held[-1] - held[1] < of_a_table * (len(held) - 2)
