"""What the units and the desk do in a play, and when: between the looks that the campaign's own timetable makes.

Arrives: a campaign whose units play, their roles, its own cutoff.
Leaves:  the scenes in their order, and the instant at which the play is over.
Not here: what a look makes of it (`play`): a scene lays down a file, or records a decision.

    before the cutoff    a file lies there an hour before the look that finds it
    the extension        granted on the last afternoon, for three days
    past the cutoff      who is late comes between the first look and the second, who has an extension before its last one
    the end              a day after the last cutoff, so that its flags are reminded of
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from flows.desk.playing import returns
from flows.desk.playing.roles import Role
from flows.desk.timetable import LOOKS, timetable
from flows.steps.publish.words import deadline_in_words
from schemas.campaign import Campaign
from schemas.roster import Unit

EXTENDED_BY = timedelta(days=3)
GRANTED_BEFORE = timedelta(hours=9)
AFTERWARDS = timedelta(days=1)
AHEAD = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Scene:
    """What happens at an instant: a unit's file is there from then on, or the unit gets another deadline."""

    at: datetime
    unit: Unit
    what: str
    content: bytes | None = None
    extended_to: datetime | None = None


@dataclass(frozen=True, slots=True)
class Story:
    """The scenes of a play, the earliest first."""

    opens_at: datetime
    scenes: tuple[Scene, ...]
    ends_at: datetime


def story(campaign: Campaign, roles: dict[Unit, Role], own: datetime) -> Story:
    """The story of a campaign whose own cutoff is `own`."""
    opens_at = datetime.combine(campaign.starts_on, time(0), tzinfo=ZoneInfo(campaign.time_zone))
    extended = [own + EXTENDED_BY] if Role.EXTENDED in roles.values() else []
    found = timetable(campaign, own, extended, opens_at)
    looks = [due.at for due in found.since(opens_at) if due.kind in LOOKS]
    moments = _Moments(opens_at, [at for at in looks if at < own], own, [at for at in looks if at >= own])
    scenes = [each for unit, role in roles.items() for each in _scenes(campaign, unit, role, moments)]
    scenes.sort(key=lambda each: (each.at, each.what, each.unit.position))
    return Story(opens_at, tuple(scenes), max([own, *extended]) + AFTERWARDS)


@dataclass(frozen=True, slots=True)
class _Moments:
    """The looks before the cutoff, of which there are two at least, and those past it."""

    opens_at: datetime
    before: list[datetime]
    own: datetime
    past: list[datetime]

    def ahead_of(self, look: datetime) -> datetime:
        """A while before a look, and after the one before it."""
        earlier = max((at for at in (self.opens_at, *self.before, *self.past) if at < look), default=look)
        return look - min(AHEAD, (look - earlier) / 2)

    def part_of_the_way(self, parts: int, of: int) -> datetime:
        """Ahead of the look so far into the time before the cutoff, but of the last one."""
        return self.ahead_of(self.before[(len(self.before) - 1) * parts // of])

    @property
    def last_evening(self) -> datetime:
        return self.ahead_of(self.before[-1])

    @property
    def late(self) -> datetime:
        """After the look that follows the cutoff, which has found nothing."""
        return self.ahead_of(self.past[min(1, len(self.past) - 1)])

    @property
    def within_extension(self) -> datetime:
        until = self.own + EXTENDED_BY
        return self.ahead_of([at for at in self.past if at < until][-1])


def _scenes(campaign: Campaign, unit: Unit, role: Role, moments: _Moments) -> Iterator[Scene]:
    def sent(at: datetime, content: bytes, what: str) -> Scene:
        return Scene(at, unit, what, content)

    good = returns.right(campaign, unit)
    match role:
        case Role.CORRECTED:
            bad = returns.mistaken(campaign, unit)
            if bad is not None:
                yield sent(moments.part_of_the_way(1, 2), bad, "gửi báo cáo có một ô sai")
            what = (
                "gửi báo cáo đúng; biểu mẫu không có ô nào để gõ sai" if bad is None else "gửi báo cáo đã sửa"
            )
            yield sent(moments.last_evening, good, what)
        case Role.EXTENDED:
            until = moments.own + EXTENDED_BY
            what = f"được gia hạn {deadline_in_words(until, campaign.time_zone)}"
            yield Scene(moments.own - GRANTED_BEFORE, unit, what, extended_to=until)
            yield sent(moments.within_extension, good, "gửi báo cáo đúng")
        case Role.LATE:
            yield sent(moments.late, good, "gửi báo cáo đúng")
        case Role.UNREADABLE:
            yield sent(moments.part_of_the_way(2, 3), returns.DAMAGED, "gửi tệp hỏng")
            yield sent(moments.late, good, "gửi lại tệp tốt")
        case Role.EARLY:
            yield sent(moments.part_of_the_way(1, 3), good, "gửi báo cáo đúng")
        case Role.LAST_EVENING:
            yield sent(moments.last_evening, good, "gửi báo cáo đúng")
        case Role.MISSING:
            pass
