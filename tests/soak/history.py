"""One campaign's history: runs one after the other, each killed at a random instant from Pending on, with its worker or without.

A run that is left in peace may be struck by what another campaign's kill takes along, and is pressed again until it ends
by itself, as an operator would press it: what it is struck by is judged, and no folder goes uncollected.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from flows.demo.workbooks import INSTANTS
from tests.given.serving import ENDED
from tests.soak.estate import WORKERS, Estate, pressed

LONGEST = 900.0
"""Seconds for a run to be taken or to end; what is promised is less, and judged at the end."""
MACHINES = 0.3
"""Of all kills; after one, minutes go by until it is known that a run was lost."""


@dataclass(frozen=True, slots=True)
class Kill:
    """A run that was killed: in which state it was, what was killed, and when."""

    run_id: str
    state: str
    what: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Peace:
    """A run that nobody meant to kill: how it ended, what was said of it, from when to when."""

    run_id: str
    state: str
    message: str
    began: datetime
    ended: datetime

    @property
    def is_struck(self) -> bool:
        """Whether it was taken along."""
        return self.state == "Crashed"


def history(
    estate: Estate,
    campaign: str,
    kills: int,
    life: float,
    pick: random.Random,
    told: Callable[[Kill | Peace], None],
) -> None:
    """Folder after folder: its share of the kills, then once in peace, since what is flagged is flagged by the first to see
    it."""
    for place, folder in enumerate(INSTANTS):
        share = len(range(place, kills, len(INSTANTS)))
        for _ in range(share):
            told(killed(estate, campaign, folder, life, pick, told))
        while True:
            peace = in_peace(estate, campaign, folder)
            told(peace)
            if not peace.is_struck:
                break


def in_peace(estate: Estate, campaign: str, folder: str) -> Peace:
    """A run that we wait for."""
    began = datetime.now(UTC)
    run_id = pressed(estate, campaign, folder, INSTANTS[folder])
    state_at(estate, run_id, set(ENDED))
    return _left_alone(estate, run_id, began)


def _left_alone(estate: Estate, run_id: str, began: datetime) -> Peace:
    state = estate.ask(lambda: estate.served.state(run_id))
    ended = datetime.fromisoformat(state["timestamp"])
    return Peace(run_id, state["name"], state["message"] or "", began, ended)


def killed(
    estate: Estate,
    campaign: str,
    folder: str,
    life: float,
    pick: random.Random,
    told: Callable[[Peace], None],
) -> Kill:
    """A run that was killed before it ended. The next is pressed at once, and has to wait for the dead one's place."""
    while True:
        began = datetime.now(UTC)
        run_id = pressed(estate, campaign, folder, INSTANTS[folder])
        state_at(estate, run_id, {"PENDING", "RUNNING", *ENDED})
        time.sleep(pick.uniform(0, life))
        state = estate.ask(lambda run_id=run_id: estate.served.state(run_id))
        if state["type"] not in ENDED:
            return Kill(run_id, str(state["name"]), _kill(estate, run_id, pick), datetime.now(UTC))
        told(_left_alone(estate, run_id, began))


def state_at(estate: Estate, run_id: str, types: set[str]) -> str:
    """The name of the first state of one of these types that is seen of a run."""
    until = time.monotonic() + LONGEST
    while True:
        state = estate.ask(lambda: estate.served.state(run_id))
        if state["type"] in types:
            return str(state["name"])
        assert time.monotonic() < until, f"{run_id} is still {state['name']}"
        time.sleep(0.3)


def _kill(estate: Estate, run_id: str, pick: random.Random) -> str:
    """The run alone, which its worker sees; or both workers with it, as when the machine goes, which nobody sees."""
    is_machine = pick.random() < MACHINES
    if is_machine:
        estate.kill(*WORKERS)
    was_working = estate.kill_run(run_id)
    if not was_working and not is_machine:
        # between Pending and its process: only the worker knows of it
        estate.kill(*WORKERS)
        return "workers"
    return "run and workers" if is_machine and was_working else "workers" if is_machine else "run"
