"""What may heal is asked again, a bounded number of times, and nothing else."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from flows.errors import QuotaExhausted, SheetForbidden, SheetUnreachable
from flows.steps.pull.google.retrying import Patience, TransientError

DOWN = SheetUnreachable("down")


class Question:
    """Fails with what it is given, one a time, then answers."""

    def __init__(self, *failures: Exception) -> None:
        self.failures = list(failures)
        self.asked = 0

    def __call__(self) -> str:
        self.asked += 1
        if self.failures:
            raise self.failures.pop(0)
        return "answer"


def patience(
    slept: list[float], draw: Callable[[float, float], float] = lambda _, high: high, **more: float
) -> Patience:
    return Patience(sleep=slept.append, draw=draw, **more)


def test_a_failure_that_heals_is_asked_again_after_growing_waits() -> None:
    """The longest waits that jitter can draw: 2, 4, 8, 16, 32 s; the sixth try answers."""
    slept: list[float] = []
    question = Question(*[TransientError(DOWN)] * 5)
    assert patience(slept).ask(question) == "answer"
    assert slept == [2.0, 4.0, 8.0, 16.0, 32.0]


def test_jitter_is_full() -> None:
    """Every wait is drawn from zero on, so that threads that failed together do not come back together."""
    drawn: list[tuple[float, float]] = []

    def draw(low: float, high: float) -> float:
        drawn.append((low, high))
        return low

    assert patience([], draw).ask(Question(TransientError(DOWN), TransientError(DOWN))) == "answer"
    assert drawn == [(0.0, 2.0), (0.0, 4.0)]


def test_six_tries_are_all() -> None:
    """Then the failure itself is raised, not the wrapping."""
    question = Question(*[TransientError(DOWN)] * 9)
    with pytest.raises(SheetUnreachable, match="down"):
        patience([]).ask(question)
    assert question.asked == 6


def test_what_cannot_heal_is_asked_once() -> None:
    """403 and the like come out at once."""
    question = Question(SheetForbidden("not shared"))
    with pytest.raises(SheetForbidden):
        patience([]).ask(question)
    assert question.asked == 1


def test_the_sender_s_own_wish_is_honoured() -> None:
    """Retry-After is the least wait."""
    slept: list[float] = []
    patience(slept, lambda low, _: low).ask(Question(TransientError(DOWN, retry_after=17.0)))
    assert slept == [17.0]


def test_a_wish_beyond_the_budget_ends_patience() -> None:
    """An hour is not waited for; the unit is looked at by the next run."""
    slept: list[float] = []
    with pytest.raises(QuotaExhausted):
        patience(slept).ask(Question(TransientError(QuotaExhausted("429"), retry_after=3600.0)))
    assert slept == []


def test_an_exhausted_minute_is_waited_out() -> None:
    """One quick try, then the next minute: a minute's quota does not heal within it."""
    slept: list[float] = []
    quota = TransientError(QuotaExhausted("429"))
    assert patience(slept).ask(Question(quota, quota)) == "answer"
    assert slept == [2.0, 64.0]


def test_a_run_has_a_budget_too() -> None:
    """When the run has waited enough, later sheets are tried once each."""
    slept: list[float] = []
    patient = patience(slept, run_seconds=7.0)
    with pytest.raises(SheetUnreachable):
        patient.ask(Question(*[TransientError(DOWN)] * 9))
    assert slept == [2.0, 4.0]
    question = Question(*[TransientError(DOWN)] * 9)
    with pytest.raises(SheetUnreachable):
        patient.ask(question)
    assert question.asked == 1
