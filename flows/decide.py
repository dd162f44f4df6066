"""Decide: what a person decided about a unit, recorded from a form: extension, exemption, ruling, answer, and their end.

    check what was typed → record → say where the unit stood and stands      `flows.desk.decisions`, `flows.desk.answers`

Nothing is deleted and nothing is recorded twice: pressing again with the same decision says that it holds already.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from prefect.client.schemas.objects import State
from prefect.states import Completed, Failed

from flows.desk import answers, decisions
from flows.desk.decisions import Case, Effect, open_case
from flows.desk.instants import instant
from flows.errors import PipelineError, untold
from flows.serving.forms import CampaignChoice, UnitChoice, codes_of, form
from flows.settings import read_settings
from schemas.answer import Answer


@form(name="grant-extension")
def grant_extension(
    unit: UnitChoice,
    cutoff_at: str,
    reason: str,
    decided_by: str,
    letter_number: str = "",
    campaign: CampaignChoice = "bluezone-2020",
) -> State[Effect]:
    """Give one unit a later deadline.

    Args:
        unit: Đơn vị được gia hạn.
        cutoff_at: Hạn mới, giờ của đợt báo cáo; báo cáo phải có trước lúc này. Hết ngày 31/8 ghi 1/9/2020 0:00.
        reason: Vì sao gia hạn.
        decided_by: Ai quyết định.
        letter_number: Số văn bản, nếu có.
        campaign: Đợt báo cáo.
    """
    return _record(
        lambda case: decisions.extend(case, instant(cutoff_at, case.campaign.time_zone)),
        *(campaign, unit, decided_by, reason, letter_number),
    )


@form(name="exempt-unit")
def exempt_unit(
    unit: UnitChoice,
    reason: str,
    decided_by: str,
    letter_number: str = "",
    campaign: CampaignChoice = "bluezone-2020",
) -> State[Effect]:
    """Free one unit of its return.

    Args:
        unit: Đơn vị được miễn báo cáo.
        reason: Vì sao miễn.
        decided_by: Ai quyết định.
        letter_number: Số văn bản, nếu có.
        campaign: Đợt báo cáo.
    """
    return _record(decisions.exempt, campaign, unit, decided_by, reason, letter_number)


@form(name="rule-on-unverified")
def rule_on_unverified(
    unit: UnitChoice,
    standing: Literal["on_time", "late"],
    reason: str,
    decided_by: str,
    letter_number: str = "",
    campaign: CampaignChoice = "bluezone-2020",
) -> State[Effect]:
    """Decide about a unit whose return nobody can prove to have been there in time.

    Args:
        unit: Đơn vị đang cần xác minh.
        standing: on_time là đúng hạn, late là trễ hạn.
        reason: Căn cứ để kết luận.
        decided_by: Ai quyết định.
        letter_number: Số văn bản, nếu có.
        campaign: Đợt báo cáo.
    """
    return _record(
        lambda case: decisions.rule(case, standing), campaign, unit, decided_by, reason, letter_number
    )


@form(name="answer-question")
def answer_question(
    unit: UnitChoice,
    answer: Literal["đúng", "không", "yes", "no"],
    reason: str,
    decided_by: str,
    cell: str = "",
    letter_number: str = "",
    campaign: CampaignChoice = "bluezone-2020",
) -> State[Effect]:
    """Answer what only the unit could tell of its sheet.

    Args:
        unit: Đơn vị có câu hỏi đang chờ trả lời.
        answer: Trả lời câu hỏi: đúng hay không.
        reason: Căn cứ để trả lời, ví dụ đã gọi điện hỏi đơn vị.
        decided_by: Ai trả lời.
        cell: Ô của câu hỏi, ví dụ B14; để trống khi chỉ có một câu hỏi, hoặc hỏi về cả bảng.
        letter_number: Số văn bản, nếu có.
        campaign: Đợt báo cáo.
    """
    answered: Answer = "yes" if answer in ("đúng", "yes") else "no"
    return _record(
        lambda case: answers.answer(case, cell or None, answered),
        *(campaign, unit, decided_by, reason, letter_number),
    )


@form(name="revoke-decision")
def revoke_decision(
    unit: UnitChoice,
    kind: Literal["extension", "exemption", "ruling", "answer"],
    reason: str,
    decided_by: str,
    cell: str = "",
    campaign: CampaignChoice = "bluezone-2020",
) -> State[Effect]:
    """End a decision that is in force; it stays recorded.

    Args:
        unit: Đơn vị.
        kind: extension là gia hạn, exemption là miễn báo cáo, ruling là kết luận xác minh, answer là trả lời câu hỏi.
        reason: Vì sao thu hồi.
        decided_by: Ai quyết định thu hồi.
        cell: Chỉ cho trả lời câu hỏi: ô của câu hỏi; để trống khi chỉ có một câu trả lời.
        campaign: Đợt báo cáo.
    """

    def revoke(case: Case) -> Effect:
        if kind == "answer":
            return answers.revoke_answer(case, cell or None)
        return decisions.revoke(case, kind)

    return _record(revoke, campaign, unit, decided_by, reason)


def _record(
    decide: Callable[[Case], Effect],
    campaign_name: str,
    choice: str,
    decided_by: str,
    reason: str,
    letter_number: str = "",
) -> State[Effect]:
    """The final state: one sentence on where the unit stood and stands, or on what was wrong with the form."""
    [unit_name] = codes_of([choice])
    try:
        with untold():
            case = open_case(read_settings(), campaign_name, unit_name, decided_by, reason, letter_number)
            effect = decide(case)
    except PipelineError as error:
        return Failed(message=str(error))
    return Completed(data=effect, message=effect.message(case.campaign.time_zone))
