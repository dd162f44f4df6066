"""Ask again for what may heal, a bounded number of times; everything else is final at once.

Arrives: one question to a source, as a function that answers or raises.
Leaves:  its answer, or the failure that is left when patience ends.
Not here: which failure may heal. The source says so by raising `TransientError` around it.

Waits grow with full jitter up to a cap (Google's advice for 429 and 5xx:
developers.google.com/workspace/sheets/api/limits, "exponential backoff"); a Retry-After is honoured. A 429
of the quota per minute comes without Retry-After, so after one quick try the next minute is waited for.
gspread's own BackOffHTTPClient retries for ever (burnash/gspread#1563) and is not used.
"""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from tenacity import RetryCallState, Retrying, retry_if_exception_type

from flows.errors import LookFailed, QuotaExhausted

Answer = TypeVar("Answer")

TRIES = 6
LONGEST_WAIT_SECONDS = 64.0
MINUTE_SECONDS = 60.0
SHEET_BUDGET_SECONDS = 300.0
RUN_BUDGET_SECONDS = 1800.0


class TransientError(Exception):
    """A failure that may heal by itself, with the wait its sender asked for."""

    def __init__(self, failure: LookFailed, retry_after: float | None = None) -> None:
        super().__init__(str(failure))
        self.failure = failure
        self.retry_after = retry_after


@dataclass
class Patience:
    """How long one sheet, and one run with all its threads, may spend on waiting."""

    sheet_seconds: float = SHEET_BUDGET_SECONDS
    run_seconds: float = RUN_BUDGET_SECONDS
    sleep: Callable[[float], None] = time.sleep
    draw: Callable[[float, float], float] = random.uniform
    _spent: float = field(default=0.0, init=False)
    _lock: threading.Lock = field(default_factory=threading.Lock, init=False, repr=False)

    def ask(self, question: Callable[[], Answer]) -> Answer:
        """Ask until answered. Raises the last failure when tries or budgets run out, or it cannot heal."""
        retrying = Retrying(
            retry=retry_if_exception_type(TransientError),
            wait=self._wait,
            stop=self._must_stop,
            sleep=self._pause,
            reraise=True,
        )
        try:
            return retrying(question)
        except TransientError as last:
            raise last.failure from last.__cause__

    def _wait(self, state: RetryCallState) -> float:
        """The seconds to wait after a failed try; a sender's own wish comes first and is kept as it is."""
        error = state.outcome.exception() if state.outcome else None
        jitter = self.draw(0.0, min(LONGEST_WAIT_SECONDS, 2.0**state.attempt_number))
        if not isinstance(error, TransientError):
            return jitter
        if error.retry_after is not None:
            return error.retry_after + self.draw(0.0, 1.0)
        if isinstance(error.failure, QuotaExhausted) and state.attempt_number > 1:
            return min(LONGEST_WAIT_SECONDS, MINUTE_SECONDS + self.draw(0.0, 4.0))
        return jitter

    def _must_stop(self, state: RetryCallState) -> bool:
        waited = max(state.idle_for, state.seconds_since_start or 0.0)
        with self._lock:
            over_run = self._spent + state.upcoming_sleep > self.run_seconds
        return state.attempt_number >= TRIES or waited + state.upcoming_sleep > self.sheet_seconds or over_run

    def _pause(self, seconds: float) -> None:
        with self._lock:
            self._spent += seconds
        self.sleep(seconds)
