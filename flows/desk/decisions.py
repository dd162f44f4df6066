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
from zoneinfo import ZoneInfo

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

    def is_new(held: Decision | None, stands: UnitStanding) -> bool:
        if held and held.cutoff_at == cutoff_at:
            return False
        if cutoff_at <= stands.cutoff_at:
            raise ConfigurationError(
                f"Hạn mới ({dated(cutoff_at, zone)}) phải sau hạn đang có ({dated(stands.cutoff_at, zone)})."
            )
        return True

    return _record(case, "extension", is_new, cutoff_at=cutoff_at)


def exempt(case: Case) -> Effect:
    """Free one unit of its return."""
    return _record(case, "exemption", lambda held, _stands: held is None)


def rule(case: Case, standing: Ruled) -> Effect:
    """Take an unverified unit that handed in to be on time, or late."""

    def is_new(held: Decision | None, stands: UnitStanding) -> bool:
        if held is None and (stands.standing != "unverified" or stands.accepted_at is None):
            raise ConfigurationError(
                f"{stands.unit_name} không ở tình trạng cần xác minh một báo cáo đã có "
                f"(đang là: {stands.standing_vi})."
            )
        return held is None or held.standing != standing

    return _record(case, "ruling", is_new, standing=standing, detail=STANDING_VI[standing])


def revoke(case: Case, kind: Kind) -> Effect:
    """End the unit's decision of that kind; it stays recorded, with who ended it and why."""

    def is_new(held: Decision | None, _stands: UnitStanding) -> bool:
        if held is None:
            raise ConfigurationError(f"Đơn vị này không có quyết định {KIND_VI[kind]} nào đang có hiệu lực.")
        return True

    return _record(case, kind, is_new, ends=True, detail="thu hồi")


def _record(
    case: Case,
    kind: Kind,
    is_new: Callable[[Decision | None, UnitStanding], bool],
    *,
    cutoff_at: datetime | None = None,
    standing: Ruled | None = None,
    ends: bool = False,
    detail: str = "",
) -> Effect:
    """Check the grounds, record in the campaign's turn, and say where the unit stood and stands.

    `is_new` is given the decision of the kind that holds now and where the unit stands: it refuses, or says whether
    there is anything to record. `ends`: the decision that holds, instead of another one.
    """
    campaign, unit = case.campaign, case.unit
    new = new_decision(case)
    with case.database.begin() as connection:
        lock(connection, campaign.code)
        rosters.put(connection, campaign)
        before = unit_standing(connection, case)
        held = decisions.in_force(connection, campaign.code, unit.code, kind)
        _refuse_overruled(new, held, unit, campaign.time_zone)
        records = is_new(held, before)
        if records and ends and held:
            decisions.revoke(connection, new, kind, held.decision_id)
        elif records:
            decisions.decide(connection, kind, new, cutoff_at=cutoff_at, standing=standing)
        stand.close_flags(connection, campaign.code, case.now)
        return effect(kind, before, unit_standing(connection, case), records, detail)


def effect(kind: Kind, before: UnitStanding, after: UnitStanding, is_new: bool, detail: str = "") -> Effect:
    """What a decision of that kind did to where its unit stands."""
    standings = (before.standing_vi, after.standing_vi)
    return Effect(
        after.campaign, after.unit_code, after.unit_name, kind, *standings, after.cutoff_at, is_new, detail
    )


def new_decision(case: Case) -> NewDecision:
    """The decision as it will be recorded, once its grounds make sense."""
    campaign, grounds = case.campaign, case.grounds
    at, words = grounds.effective_at or case.now, grounds.recorded
    if at.tzinfo is None:
        raise ConfigurationError("Thời điểm có hiệu lực phải có múi giờ, ví dụ +07:00.")
    if at > case.now:
        raise ConfigurationError("Thời điểm có hiệu lực ở tương lai; hãy ghi lại quyết định khi đến lúc đó.")
    if at.astimezone(ZoneInfo(campaign.time_zone)).date() < campaign.starts_on:
        raise ConfigurationError(
            f"Thời điểm có hiệu lực trước khi đợt bắt đầu ({campaign.starts_on:%d/%m/%Y})."
        )
    return NewDecision(campaign.code, case.unit.code, at, *words)


def _refuse_overruled(new: NewDecision, held: Decision | None, unit: Unit, zone: str) -> None:
    """Of several decisions the one that took effect last holds: an earlier one would be recorded and change nothing."""
    if held and new.effective_at < held.effective_at:
        raise ConfigurationError(
            f"{unit.name} đang có quyết định {decision_in_words(held, zone)}, hiệu lực từ {dated(held.effective_at, zone)}; "
            "quyết định có hiệu lực sớm hơn sẽ không thay được nó. Hãy thu hồi nó trước "
            f"(bluezone revoke --unit {unit.code} --kind {held.kind}), hoặc để quyết định có hiệu lực từ bây giờ (bỏ --since)."
        )


def unit_standing(connection: Connection, case: Case) -> UnitStanding:
    """Where the unit stands as the decision is recorded."""
    standings = stand.standings(connection, case.campaign.code, case.now)
    found = next((each for each in standings if each.unit_code == case.unit.code), None)
    if found is None:
        raise ConfigurationError(f"Theo bản danh sách đã nhận, {case.unit.name} không phải báo cáo lúc này.")
    return found
