"""A play as values: what ran when, what came of it, how it ended. Tables and machines are made of them.

Arrives: what `stage` saw.
Leaves:  frozen values.
Not here: words for people (`told`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flows.desk.playing.roles import Role


@dataclass(frozen=True, slots=True)
class Change:
    """Units that stand elsewhere than before, in the words of standings; before the first look nobody stands anywhere."""

    before_vi: str
    after_vi: str
    unit_codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reminded:
    """A reminder that would leave; `outcome` is "would_send", or why it could not."""

    unit_code: str
    kind: str
    outcome: str


@dataclass(frozen=True, slots=True)
class Moment:
    """What was done or ran at an instant, and what came of it. `kind` is a run's; None where a unit or the desk acts."""

    at: datetime
    kind: str | None
    what: str
    changes: tuple[Change, ...] = ()
    flagged: tuple[str, ...] = ()
    cleared: tuple[str, ...] = ()
    unreadable: tuple[str, ...] = ()
    """Those that could be read when they were last looked at."""
    reminders: tuple[Reminded, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether it would tell nothing but that something ran."""
        return not (self.changes or self.flagged or self.cleared or self.unreadable or self.reminders)


@dataclass(frozen=True, slots=True)
class Play:
    """A campaign as it would go. `runs` are all that its timetable makes meanwhile, of which `moments` tell some."""

    campaign: str
    title: str
    roles: dict[str, Role]
    moments: tuple[Moment, ...]
    runs: int
    summary: tuple[str, ...]
    checks: tuple[str, ...]
