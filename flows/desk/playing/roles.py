"""Which unit of a roster plays what, so that every standing and every reminder occurs, as far as there are units.

Arrives: a roster.
Leaves:  a role for each unit that plays, in the roster's order.
Not here: when each does what (`story`).
"""

from __future__ import annotations

from enum import StrEnum
from itertools import chain, cycle, islice

from schemas.roster import Roster, Unit

MOST_UNITS = 21
"""Units that play; another one would only do what some other does."""


class Role(StrEnum):
    """What a unit does, as people are told it. A roster of few units has the first ones alone."""

    CORRECTED = "gửi sai, sửa lại trước hạn"
    EXTENDED = "được gia hạn, gửi sau hạn chung và trước hạn riêng"
    MISSING = "không gửi"
    LATE = "gửi sau hạn"
    UNREADABLE = "gửi tệp hỏng, sau hạn mới gửi tệp tốt"
    EARLY = "gửi sớm, đúng ngay"
    LAST_EVENING = "gửi đúng, vào giờ chót"


OTHERS = (Role.EARLY, Role.LAST_EVENING)
"""What the units of a larger roster do, by turns."""


def roles_of(roster: Roster) -> dict[Unit, Role]:
    """At most so many units as play, and what each does. Those that owe a return all the time go first."""
    steady = [unit for unit in roster.active if unit.joined_on is None and unit.left_on is None]
    players = (steady or list(roster.active))[:MOST_UNITS]
    return dict(zip(players, islice(chain(Role, cycle(OTHERS)), len(players)), strict=True))
