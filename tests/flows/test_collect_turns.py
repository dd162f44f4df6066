"""One run of a campaign at a time, and none that leaves its record open."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import Any

import pytest

from flows.demo.workbooks import FOLDER
from flows.desk.collection.closing import close_collection
from flows.desk.collection.looks import collect_here
from flows.desk.collection.opening import open_collection
from flows.desk.collection.run import Collection
from flows.desk.request import Request, read_request
from flows.errors import ConfigurationError, Defect, TurnTaken
from flows.settings import Settings
from flows.store import turns
from flows.store.recorded import runs
from tests.given.desk import GOOD, Desk

AT = datetime.fromisoformat("2020-08-28T23:55+07:00")


@pytest.fixture
def evening(settings: Settings) -> Request:
    """One unit's look, declared for the evening before the cutoff."""
    return read_request(settings, "bluezone-2020", str(FOLDER / "28-08-2355"), ("650",), AT.isoformat())


@pytest.fixture(autouse=True)
def _hears_the_pipeline(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """What operators read in Prefect's log."""
    with caplog.at_level(logging.INFO, logger="bluezone"):
        yield


def record(desk: Desk, collection: Collection) -> dict[str, Any]:
    [row] = desk.query("SELECT * FROM raw.collection_run WHERE run_id = :run", run=collection.run_id)
    return row


def waits(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [text for text in caplog.messages if text.startswith("Chờ đến lượt")]


def wait_until(is_so: Any, seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.05)


def test_a_second_run_waits_for_the_first_and_says_so_once(
    settings: Settings, desk: Desk, evening: Request, caplog: pytest.LogCaptureFixture
) -> None:
    with ThreadPoolExecutor(1) as pool:
        with open_collection(settings, evening) as first:
            second = pool.submit(collect_here, settings, evening)
            wait_until(lambda: waits(caplog))
            time.sleep(2 * turns.POLL_SECONDS)
            begun = desk.query("SELECT run_id FROM raw.collection_run WHERE outcome = 'running'")
            assert [row["run_id"] for row in begun] == [first.run_id]
            close_collection(first, [])
        summary = second.result(timeout=60)
    assert summary.outcome == "completed"
    assert [str(first.run_id) in text for text in waits(caplog)] == [True]
    ended = desk.query("SELECT finished_at, started_at FROM raw.collection_run WHERE finished_at IS NOT NULL")
    before, after = sorted(ended, key=lambda row: row["started_at"])
    assert before["finished_at"] <= after["started_at"]


def test_another_campaign_does_not_wait(settings: Settings, desk: Desk, evening: Request) -> None:
    another = desk.campaign.model_copy(update={"code": "another"})
    with open_collection(settings, evening), turns.take(desk.database, another, longest_wait=0):
        pass


def test_a_run_that_waited_too_long_says_which_run_has_the_turn(
    settings: Settings, desk: Desk, evening: Request
) -> None:
    with (
        open_collection(settings, evening) as holder,
        pytest.raises(TurnTaken, match=f"{holder.run_id}.*bluezone-2020"),
        turns.take(desk.database, desk.campaign, longest_wait=0),
    ):
        pytest.fail("the turn was taken twice")


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (ConfigurationError("Không có đơn vị '999'."), "Không có đơn vị '999'."),
        (ZeroDivisionError("0912345678"), "Lỗi chương trình (ZeroDivisionError tại "),
        (KeyboardInterrupt(), runs.STOPPED),
    ],
)
def test_a_run_that_raises_is_on_record_as_failed_and_frees_the_turn(
    settings: Settings, desk: Desk, evening: Request, error: BaseException, told: str
) -> None:
    raised = Defect if isinstance(error, ZeroDivisionError) else type(error)
    with pytest.raises(raised), open_collection(settings, evening) as collection:
        raise error
    ended = record(desk, collection)
    assert (ended["outcome"], ended["finished_at"] is not None) == ("failed", True)
    assert ended["detail"].startswith(told)
    assert "0912345678" not in ended["detail"]
    assert collect_here(settings, evening).outcome == "completed"


def test_what_fails_after_a_run_was_closed_does_not_change_how_it_ended(
    settings: Settings, desk: Desk, evening: Request
) -> None:
    with pytest.raises(Defect), open_collection(settings, evening) as collection:
        close_collection(collection, [])
        raise ZeroDivisionError
    assert record(desk, collection)["outcome"] == "completed"


def test_a_run_that_loses_its_turn_with_the_server_goes_on_and_has_the_last_word(
    settings: Settings, desk: Desk, evening: Request, caplog: pytest.LogCaptureFixture
) -> None:
    """As when PostgreSQL restarts in mid-run: the next run takes the turn, and takes the first for stopped."""
    with open_collection(settings, evening) as first:
        desk.query(
            "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE relation = 'core.turn'::regclass",
            role=None,
        )
        assert collect_here(settings, evening).outcome == "completed"
        assert record(desk, first)["detail"] == runs.STOPPED
        close_collection(first, [])
    assert record(desk, first)["outcome"] == "completed"
    assert "đã mất giữa chừng" in caplog.text


def test_a_killed_run_is_recorded_while_nobody_has_its_turn_and_a_living_one_is_left(
    settings: Settings, desk: Desk, evening: Request
) -> None:
    """The desk's own run began on 18/8 and never ended; whoever has the turn is no lost run."""
    with turns.take(desk.database, desk.campaign):
        assert turns.fail_lost_runs(desk.database) == []
    assert turns.fail_lost_runs(desk.database) == [desk.campaign.code]
    [row] = desk.query("SELECT outcome, detail, finished_at FROM raw.collection_run")
    assert row == {"outcome": "failed", "detail": runs.STOPPED, "finished_at": None}
    with open_collection(settings, evening) as collection:
        assert turns.fail_lost_runs(desk.database) == []
        assert record(desk, collection)["outcome"] == "running"


def test_a_run_whose_turn_went_with_its_server_is_no_lost_run_while_it_keeps_looks(
    desk: Desk,
) -> None:
    desk.look("650", "28/8 18:00", GOOD)
    assert turns.fail_lost_runs(desk.database) == []
