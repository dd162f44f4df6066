"""Record what people decided about a unit, once it makes sense: extensions, exemptions, rulings, and their end.

Arrives: a case, as typed or as values, and the decision.
Leaves:  the decision recorded once, flags that no longer hold closed, and where the unit stands before and after.
Not here: Prefect (`decide`), the command's words (`flows.cli.decisions`).

Everything raises ConfigurationError, saying what is wrong with what was asked.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from flows.desk.editions import as_taken
from flows.desk.grounds import Grounds, decided_about
from flows.desk.instants import instant
from flows.desk.request import read_unit
from flows.errors import ConfigurationError, untold
from flows.settings import Settings
from flows.steps import stand
from flows.steps.load import lock
from flows.steps.publish.words import dated, deadline_in_words, decision_in_words
from flows.store.database import Connection, Database, open_database
from flows.store.recorded import decisions, rosters
from flows.store.recorded.decisions import Decision, NewDecision
from schemas.campaign import Campaign
from schemas.decision import KIND_VI, Kind, Ruled
from schemas.report import UnitStanding
from schemas.roster import Unit
from schemas.standing import STANDING_VI


@dataclass(frozen=True, slots=True)
class Case:
    """Whom a decision is about, on what grounds, and the instant it is recorded at."""

    database: Database
    campaign: Campaign
    unit: Unit
    grounds: Grounds
    now: datetime


@dataclass(frozen=True, slots=True)
class Effect:
    """What a decision did. `before` and `after` are the unit's standings in Vietnamese, as of its recording."""

    campaign: str
    unit_code: str
    unit_name: str
    kind: Kind
    before: str
    after: str
    cutoff_at: datetime
    is_new: bool
    detail: str = ""
    """What was chosen of several things: "B14: đúng", "trễ hạn", "thu hồi"."""

    def message(self, zone: str) -> str:
        """One Vietnamese sentence for the operator: of which campaign, what was understood, what became of it."""
        known = "" if self.is_new else " (đã như vậy từ trước, không ghi thêm)"
        change = self.before if self.before == self.after else f"{self.before} → {self.after}"
        detail = f" ({self.detail})" if self.detail else ""
        what = f"Đợt {self.campaign}: {self.unit_name}, {KIND_VI[self.kind]}{detail}{known}"
        return f"{what}: {change}; hạn: {deadline_in_words(self.cutoff_at, zone)}."


Record = Callable[[Connection, NewDecision, UnitStanding], tuple[bool, str]]
"""Records a decision, told where its unit stands: whether there was anything to record, and what was chosen."""


@untold()
def open_case(
    settings: Settings,
    campaign_name: str,
    unit_name: str,
    decided_by: str,
    reason: str,
    letter_number: str = "",
    since: str | None = None,
    *,
    is_past_meant: bool = False,
) -> Case:
    """A case as typed; `since`: when the decision takes effect, if not now."""
    campaign, at = decided_about(settings, campaign_name, is_past_meant=is_past_meant)
    effective_at = instant(since, campaign.time_zone) if since is not None else None
    grounds = Grounds(decided_by, reason, letter_number, effective_at)
    database = open_database(settings)
    taken = as_taken(database, campaign, at)
    try:
        unit = read_unit(taken.campaign, unit_name)
    except ConfigurationError as error:
        # it may be the file's alone
        raise ConfigurationError(" ".join(filter(None, (str(error), taken.warning)))) from None
    return Case(database, taken.campaign, unit, grounds, at)


def extend(case: Case, cutoff_at: datetime) -> Effect:
    """Give one unit until the exclusive instant `cutoff_at`, which must be later than its deadline was."""
    zone = case.campaign.time_zone

    def record(connection: Connection, new: NewDecision, stands: UnitStanding) -> tuple[bool, str]:
        held = _in_force(connection, new, "extension", case)
        if held and held.cutoff_at == cutoff_at:
            return False, ""
        if cutoff_at <= stands.cutoff_at:
            raise ConfigurationError(
                f"Hạn mới ({dated(cutoff_at, zone)}) phải sau hạn đang có ({dated(stands.cutoff_at, zone)})."
            )
        decisions.decide(connection, "extension", new, cutoff_at=cutoff_at)
        return True, ""

    return recorded(case, "extension", record)


def exempt(case: Case) -> Effect:
    """Free one unit of its return."""

    def record(connection: Connection, new: NewDecision, _stands: UnitStanding) -> tuple[bool, str]:
        held = _in_force(connection, new, "exemption", case)
        if held is None:
            decisions.decide(connection, "exemption", new)
        return held is None, ""

    return recorded(case, "exemption", record)


def rule(case: Case, standing: Ruled) -> Effect:
    """Take an unverified unit that handed in to be on time, or late."""

    def record(connection: Connection, new: NewDecision, stands: UnitStanding) -> tuple[bool, str]:
        held = _in_force(connection, new, "ruling", case)
        if held is None and (stands.standing != "unverified" or stands.accepted_at is None):
            raise ConfigurationError(
                f"{stands.unit_name} không ở tình trạng cần xác minh một báo cáo đã có "
                f"(đang là: {stands.standing_vi})."
            )
        is_new = held is None or held.standing != standing
        if is_new:
            decisions.decide(connection, "ruling", new, standing=standing)
        return is_new, STANDING_VI[standing]

    return recorded(case, "ruling", record)


def revoke(case: Case, kind: Kind) -> Effect:
    """End the unit's decision of that kind; it stays recorded, with who ended it and why."""

    def record(connection: Connection, new: NewDecision, _stands: UnitStanding) -> tuple[bool, str]:
        held = _in_force(connection, new, kind, case)
        if held is None:
            raise ConfigurationError(f"Đơn vị này không có quyết định {KIND_VI[kind]} nào đang có hiệu lực.")
        decisions.revoke(connection, new, kind, held.decision_id)
        return True, "thu hồi"

    return recorded(case, kind, record)


def recorded(case: Case, kind: Kind, record: Record) -> Effect:
    """Check the grounds, record in the campaign's turn, and say where the unit stood and stands."""
    campaign, words = case.campaign, case.grounds.recorded
    new = NewDecision(campaign.code, case.unit.code, case.grounds.since(campaign, case.now), *words)
    with case.database.begin() as connection:
        lock(connection, campaign.code)
        rosters.put(connection, campaign)
        before = _unit_standing(connection, case)
        is_new, detail = record(connection, new, before)
        stand.close_flags(connection, campaign.code, case.now)
        after = _unit_standing(connection, case)
    unit = (after.campaign, after.unit_code, after.unit_name)
    return Effect(*unit, kind, before.standing_vi, after.standing_vi, after.cutoff_at, is_new, detail)


def _in_force(connection: Connection, new: NewDecision, kind: Kind, case: Case) -> Decision | None:
    """The one that holds now: of several that took effect last, so that an earlier one would change nothing."""
    zone = case.campaign.time_zone
    held = decisions.in_force(connection, new.campaign_code, new.unit_code, kind)
    if held and new.effective_at < held.effective_at:
        raise ConfigurationError(
            f"{case.unit.name} đang có quyết định {decision_in_words(held, zone)}, hiệu lực từ {dated(held.effective_at, zone)}; "
            "quyết định có hiệu lực sớm hơn sẽ không thay được nó. Hãy thu hồi nó trước "
            f"(bluezone revoke --unit {case.unit.code} --kind {held.kind}), hoặc để quyết định có hiệu lực từ bây giờ (bỏ --since)."
        )
    return held


def _unit_standing(connection: Connection, case: Case) -> UnitStanding:
    """Where the unit stands as the decision is recorded."""
    standings = stand.standings(connection, case.campaign.code, case.now)
    found = next((each for each in standings if each.unit_code == case.unit.code), None)
    if found is None:
        raise ConfigurationError(f"Theo bản danh sách đã nhận, {case.unit.name} không phải báo cáo lúc này.")
    return found
