"""The roster as it was last taken, what its file would change, and the taking.

    file → differences → taken by somebody, for a reason      from then on, and only from then on, answers go by it

Arrives: a database, a campaign as its files say now; who takes it and why.
Leaves:  the campaign with the units of its last edition, what its file says otherwise, an edition recorded once.
Not here: what differs, in words (`schemas.roster.edition`); what an edition does to an answer, said once, in SQL
         (`core.roster_at`); Prefect (`decide`, `show`), the commands' words (`flows.cli.rosters`).

The first edition is taken by the first collection, of whatever the file says. After that a file that was changed and
not taken stops nobody: looks go by what was taken, and say so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from flows.desk.grounds import Grounds, decided_about
from flows.errors import ConfigurationError, untold
from flows.settings import Settings
from flows.steps import stand
from flows.steps.load import lock
from flows.steps.publish.words import dated
from flows.store.database import Connection, Database, open_database
from flows.store.recorded import rosters
from flows.store.recorded.rosters import NewEdition
from schemas.campaign import Campaign
from schemas.roster import Roster, Unit
from schemas.roster.edition import Difference, SaidUnit, differences, in_short
from schemas.vietnamese.writing import first_of

NAMED = 5


@dataclass(frozen=True, slots=True)
class Taken:
    """A campaign with the roster that answers go by, and what its file says otherwise."""

    campaign: Campaign
    untaken: tuple[Difference, ...] = ()

    @property
    def warning(self) -> str:
        """For whoever works with it: that the file says something else, and what to do; "" where it does not."""
        if not self.untaken:
            return ""
        codes = first_of([each.unit_code for each in self.untaken], NAMED)
        return (
            f"Danh sách đơn vị (roster.csv) khác bản đã nhận: {in_short(self.untaken)} ({codes}). Vẫn theo bản đã "
            "nhận; hãy xem rồi nhận bằng biểu mẫu show-roster, take-roster (bluezone roster diff, bluezone roster take)."
        )


@dataclass(frozen=True, slots=True)
class Taking:
    """What taking the file does, or would do. `owing` and `reported` are before and after, as of that instant."""

    campaign: str
    edition: int
    differences: tuple[Difference, ...]
    owing: tuple[int, int]
    reported: tuple[int, int]
    is_first: bool

    @property
    def is_new(self) -> bool:
        """Whether there is anything to take."""
        return self.is_first or bool(self.differences)

    @property
    def effect(self) -> str:
        """What becomes of the campaign's rate: "phải báo cáo 21 → 22 đơn vị, đã báo cáo 15 → 15"."""
        owing, reported = (" → ".join(map(str, each)) for each in (self.owing, self.reported))
        return f"phải báo cáo {owing} đơn vị, đã báo cáo {reported}"

    @property
    def would(self) -> str:
        """One sentence for who looks at it first."""
        if self.is_first:
            return f"Đợt {self.campaign}: chưa nhận bản danh sách nào; lần thu thập đầu sẽ nhận: {self.owing[1]} đơn vị."
        if not self.is_new:
            return f"Đợt {self.campaign}: danh sách đơn vị đúng như bản số {self.edition} đã nhận."
        return f"Đợt {self.campaign}: nhận thì {in_short(self.differences)}; {self.effect}. Chưa ghi gì."

    @property
    def did(self) -> str:
        """One sentence for who took it."""
        if not self.is_new:
            return f"Đợt {self.campaign}: đúng như bản số {self.edition} đã nhận, không ghi thêm."
        what = f": {in_short(self.differences)}" if self.differences else ""
        return f"Đợt {self.campaign}: đã nhận bản danh sách số {self.edition}{what}; {self.effect}."


def as_taken(database: Database, campaign: Campaign, *instants: datetime) -> Taken:
    """The campaign with its last edition's units; active are those that owe as of any of the instants.

    Where each one's sheet is and whom to write to comes from the file, as it says now. Before the first edition the
    campaign is as its file says.
    """
    said = database.run(lambda connection: rosters.said(connection, campaign.code, instants))
    untaken = differences(said, campaign.units) if said else ()
    if not untaken and all(each.owes == each.is_active for each in said):
        return Taken(campaign)
    in_file = {unit.code: unit for unit in campaign.units.units}
    roster = Roster(tuple(_unit(each, in_file.get(each.unit_code)) for each in said))
    return Taken(campaign.model_copy(update={"units": roster}), untaken)


def _unit(said: SaidUnit, in_file: Unit | None) -> Unit:
    """The unit as the edition says, found and written to as the file says."""
    facts: dict[str, Any] = {
        "name": said.unit_name,
        "kind": said.unit_kind,
        "is_active": said.owes,
        "branches_expected": said.branches_expected,
        "position": said.position,
        "joined_on": said.joined_on,
        "left_on": said.left_on,
        "successor_of": tuple(filter(None, said.successor_of.split("|"))),
    }
    return replace(in_file, **facts) if in_file else Unit(code=said.unit_code, **facts)


def preview(database: Database, campaign: Campaign, at: datetime) -> Taking:
    """What taking the file as it is now would do; nothing is kept."""
    with database.begin() as connection:
        lock(connection, campaign.code)
        work = connection.begin_nested()
        found = _take(connection, campaign, NewEdition(at, "xem thử", "xem thử", ""))
        work.rollback()
    return found


@untold()
def take(
    settings: Settings,
    campaign_name: str,
    decided_by: str,
    reason: str,
    letter_number: str = "",
    *,
    is_past_meant: bool = False,
) -> Taking:
    """Take the roster's file as it is now: answers as of later instants go by it. Raises ConfigurationError."""
    campaign, at = decided_about(settings, campaign_name, is_past_meant=is_past_meant)
    new = NewEdition(at, *Grounds(decided_by, reason, letter_number).recorded)
    return taken_in(open_database(settings), campaign, new)


def taken_in(database: Database, campaign: Campaign, new: NewEdition) -> Taking:
    """The same, as values."""
    with database.begin() as connection:
        lock(connection, campaign.code)
        return _take(connection, campaign, new)


def _take(connection: Connection, campaign: Campaign, new: NewEdition) -> Taking:
    """Record what differs, if anything does, and close the flags of who owes nothing any more."""
    at, code = new.effective_at, campaign.code
    said = rosters.said(connection, code, [at])
    found = differences(said, campaign.units) if said else ()
    before = _counts(connection, code, at)
    if found or not said:
        _refuse_earlier(connection, campaign, at)
        rosters.take(connection, campaign, new)
        stand.close_flags(connection, code, at)
    after = _counts(connection, code, at)
    edition = len(rosters.editions(connection, code))
    owing, reported = zip(before, after, strict=True)
    return Taking(code, edition, found, owing, reported, is_first=not said)


def _counts(connection: Connection, campaign_code: str, at: datetime) -> tuple[int, int]:
    summary = stand.summary(connection, campaign_code, at)
    return (summary.expected, summary.on_time + summary.late) if summary else (0, 0)


def _refuse_earlier(connection: Connection, campaign: Campaign, at: datetime) -> None:
    """An edition that was taken later, by another machine's clock, is not passed by."""
    held: Sequence[datetime] = [
        each.effective_at for each in rosters.editions(connection, campaign.code) if each.effective_at
    ]
    if held and at <= held[-1]:
        raise ConfigurationError(
            f"Bản danh sách đã nhận có hiệu lực từ {dated(held[-1], campaign.time_zone)}, sau giờ của máy này; hãy chỉnh lại "
            "giờ của máy rồi làm lại."
        )
