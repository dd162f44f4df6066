"""Decide: what a person decided, recorded from a form: extension, exemption, ruling, answer, and their end; the roster taken;
figures closed.

    check what was typed → record → say where the unit stood and stands      `flows.desk.decisions`, `flows.desk.answers`
    take the roster as its file says now → say what that did                 `flows.desk.editions`
    close the figures of an instant → say what of them was provisional       `flows.desk.closings`
    schedule                                                                 looks around a new cutoff, or none where it was
    publish                                                                  the pages that say where units stand, anew

Nothing is deleted and nothing is recorded twice: pressing again with the same decision says that it holds already.
The run's state names the campaign, says what was understood, or what was wrong with the form.
"""

from __future__ import annotations

from typing import Annotated, Literal, TypeVar

from prefect.client.schemas.objects import State
from prefect.states import Completed

from flows.desk import answers, closings, decisions, editions
from flows.desk.closings import Closed
from flows.desk.decisions import Case, Effect, open_case
from flows.desk.editions import Taking
from flows.desk.grounds import Grounds
from flows.desk.instants import deadline
from flows.desk.request import now, read_campaign
from flows.serving.fields import (
    CampaignChoice,
    ClosingInstant,
    Deadline,
    DecidedBy,
    LetterNumber,
    PastCampaign,
    QuestionCell,
    Reason,
    UnitChoice,
)
from flows.serving.forms import field, form
from flows.serving.pages.artifacts import renew_pages
from flows.serving.timetables import followed
from flows.settings import Settings, read_settings
from flows.store.database import open_database
from schemas.campaign import Campaign
from schemas.decision import KIND_OF, RULED_OF

T = TypeVar("T")


@form(name="grant-extension")
def grant_extension(
    campaign: CampaignChoice,
    unit: UnitChoice,
    cutoff_at: Deadline,
    reason: Reason,
    decided_by: DecidedBy,
    letter_number: LetterNumber = "",
    is_past_meant: PastCampaign = False,
) -> State[Effect]:
    """Give one unit a later deadline."""
    case = _case(campaign, unit, decided_by, reason, letter_number, is_past_meant=is_past_meant)
    until = deadline(cutoff_at, case.campaign.time_zone, since=case.campaign.starts_on)
    return _decided(case, decisions.extend(case, until))


@form(name="exempt-unit")
def exempt_unit(
    campaign: CampaignChoice,
    unit: UnitChoice,
    reason: Reason,
    decided_by: DecidedBy,
    letter_number: LetterNumber = "",
    is_past_meant: PastCampaign = False,
) -> State[Effect]:
    """Free one unit of its return."""
    case = _case(campaign, unit, decided_by, reason, letter_number, is_past_meant=is_past_meant)
    return _decided(case, decisions.exempt(case))


@form(name="rule-on-unverified")
def rule_on_unverified(
    campaign: CampaignChoice,
    unit: UnitChoice,
    standing: Annotated[
        Literal["đúng hạn", "trễ hạn"],
        field("Kết luận", "Đơn vị đang «cần xác minh» là đúng hạn hay trễ hạn."),
    ],
    reason: Reason,
    decided_by: DecidedBy,
    letter_number: LetterNumber = "",
    is_past_meant: PastCampaign = False,
) -> State[Effect]:
    """Decide about a unit whose return nobody can prove to have been there in time."""
    case = _case(campaign, unit, decided_by, reason, letter_number, is_past_meant=is_past_meant)
    return _decided(case, decisions.rule(case, RULED_OF[standing]))


@form(name="answer-question")
def answer_question(
    campaign: CampaignChoice,
    unit: UnitChoice,
    answer: Annotated[Literal["đúng", "không"], field("Trả lời", "Trả lời câu hỏi: đúng hay không.")],
    reason: Reason,
    decided_by: DecidedBy,
    cell: QuestionCell = "",
    letter_number: LetterNumber = "",
    is_past_meant: PastCampaign = False,
) -> State[Effect]:
    """Answer what only the unit could tell of its sheet."""
    case = _case(campaign, unit, decided_by, reason, letter_number, is_past_meant=is_past_meant)
    answered = answers.answer(case, cell.strip() or None, "yes" if answer == "đúng" else "no")
    return _decided(case, answered)


@form(name="revoke-decision")
def revoke_decision(
    campaign: CampaignChoice,
    unit: UnitChoice,
    kind: Annotated[
        Literal["gia hạn", "miễn báo cáo", "xác minh", "trả lời"],
        field("Quyết định cần thu hồi", "Quyết định cũ vẫn được lưu."),
    ],
    reason: Reason,
    decided_by: DecidedBy,
    cell: QuestionCell = "",
    is_past_meant: PastCampaign = False,
) -> State[Effect]:
    """End a decision that is in force; it stays recorded."""
    case = _case(campaign, unit, decided_by, reason, is_past_meant=is_past_meant)
    if KIND_OF[kind] == "answer":
        return _decided(case, answers.revoke_answer(case, cell.strip() or None))
    return _decided(case, decisions.revoke(case, KIND_OF[kind]))


@form(name="take-roster")
def take_roster(
    campaign: CampaignChoice,
    reason: Reason,
    decided_by: DecidedBy,
    letter_number: LetterNumber = "",
    is_past_meant: PastCampaign = False,
) -> State[Taking]:
    """Take the roster as its file says now: from then on answers go by it, and those of before stay."""
    settings = read_settings()
    taken = editions.take(settings, campaign, decided_by, reason, letter_number, is_past_meant=is_past_meant)
    return _told(settings, read_campaign(settings, campaign), taken, taken.did)


@form(name="closing")
def close_figures(
    campaign: CampaignChoice,
    reason: Reason,
    decided_by: DecidedBy,
    as_of: ClosingInstant = "",
    letter_number: LetterNumber = "",
    is_revoked: Annotated[
        bool, field("Thu hồi", "Bật: thu hồi lần chốt đang có hiệu lực, hoặc lần chốt của lúc đã ghi.")
    ] = False,
    is_past_meant: PastCampaign = False,
) -> State[Closed]:
    """Close a campaign's figures at an instant, or take that back."""
    settings = read_settings()
    chosen = read_campaign(settings, campaign)
    grounds = Grounds(decided_by, reason, letter_number)
    if is_revoked:
        done = closings.revoke(
            settings, campaign, as_of.strip() or None, grounds, is_past_meant=is_past_meant
        )
    else:
        done = closings.close(settings, campaign, as_of, grounds, is_past_meant=is_past_meant)
    return _told(settings, chosen, done, done.message(chosen.time_zone))


def _case(*words: str, is_past_meant: bool) -> Case:
    return open_case(read_settings(), *words, is_past_meant=is_past_meant)


def _decided(case: Case, effect: Effect) -> State[Effect]:
    """The final state: one sentence on where the unit stood and stands."""
    return _told(read_settings(), case.campaign, effect, effect.message(case.campaign.time_zone))


@form(name="recorded-decision")
def recorded_decision(campaign: str, kind: str, unit: str, sentence: str) -> State[None]:  # noqa: ARG001 - its name says which
    """A decision that somebody recorded in a terminal is seen among the runs, and on the pages."""
    settings = read_settings()
    chosen = read_campaign(settings, campaign)
    return _told(settings, chosen, None, sentence)


def _told(settings: Settings, campaign: Campaign, effect: T, sentence: str) -> State[T]:
    """The final state, once the looks around its cutoff are due and the pages say where the unit stands now."""
    looks = followed(settings, campaign)
    trouble = renew_pages(open_database(settings), campaign, now())
    return Completed(data=effect, message=" ".join(filter(None, (sentence, looks, trouble))))
