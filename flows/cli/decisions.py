"""Commands of decisions: extend a deadline, exempt a unit, rule on an unverified one, answer, revoke, list."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

import click

from flows.cli.options import Words, as_json, of_campaign
from flows.cli.output import show_recorded
from flows.settings import read_settings
from schemas.decision import KIND_OF, KIND_VI, RULED_OF

if TYPE_CHECKING:
    from flows.desk.decisions import Case, Effect
    from schemas.answer import Answer
    from schemas.decision import Kind, Ruled

Code = TypeVar("Code", bound=str)


def _words(meanings: Mapping[str, Code]) -> dict[str, Code]:
    """Names as they are typed in one word: "đúng-hạn"."""
    return {name.replace(" ", "-"): code for name, code in meanings.items()}


ANSWERS: dict[str, Answer] = {"yes": "yes", "no": "no", "đúng": "yes", "không": "no", "có": "yes"}
RULED: dict[str, Ruled] = {**_words(RULED_OF), "on_time": "on_time", "late": "late"}
KINDS: dict[str, Kind] = {**_words(KIND_OF), **{kind: kind for kind in KIND_VI}}

of_unit = click.option("--unit", required=True, metavar="MÃ", help="Đơn vị: mã hoặc tên.")
at_cell = click.option(
    "--cell",
    metavar="Ô",
    help="Ô của câu hỏi, ví dụ B14; bỏ trống khi chỉ có một câu hỏi, hoặc hỏi về cả bảng.",
)
by_whom = click.option("--by", "decided_by", required=True, metavar="AI", help="Ai quyết định.")
for_reason = click.option("--reason", required=True, metavar="LÝ_DO", help="Vì sao.")
by_letter = click.option("--letter", "letter_number", default="", metavar="SỐ", help="Số văn bản, nếu có.")
since = click.option(
    "--since",
    metavar="THỜI_ĐIỂM",
    help="Có hiệu lực từ lúc nào; mặc định từ bây giờ. Ghi 'ngày/tháng/năm giờ:phút'.",
)
of_past = click.option(
    "--past", "is_past_meant", is_flag=True, help="Vẫn ghi dù đợt đã qua: xác nhận rằng đúng là đợt này."
)


def on_grounds(decide: Callable[..., None]) -> Callable[..., None]:
    """What a decision is recorded with: who decided, why, by which letter, since when, of a campaign that is past."""
    return by_whom(for_reason(by_letter(since(of_past(decide)))))


@click.command()
@of_campaign
@of_unit
@click.option(
    "--until",
    required=True,
    metavar="HẠN",
    help="Hạn mới: 'hết ngày 31/8' (tức trước 1/9 0:00), hoặc phải báo cáo trước 'ngày/tháng/năm giờ:phút'.",
)
@on_grounds
def extend(campaign_name: str, unit: str, until: str, **grounds: Any) -> None:
    """Gia hạn cho một đơn vị."""
    from flows.desk import decisions
    from flows.desk.instants import deadline

    def decide(case: Case) -> Effect:
        return decisions.extend(case, deadline(until, case.campaign.time_zone, since=case.campaign.starts_on))

    _record(decide, campaign_name, unit, grounds)


@click.command()
@of_campaign
@of_unit
@on_grounds
def exempt(campaign_name: str, unit: str, **grounds: Any) -> None:
    """Miễn báo cáo cho một đơn vị."""
    from flows.desk import decisions

    _record(decisions.exempt, campaign_name, unit, grounds)


@click.command()
@of_campaign
@of_unit
@click.option("--as", "standing", required=True, type=Words(RULED), help="Đúng hạn hay trễ hạn.")
@on_grounds
def rule(campaign_name: str, unit: str, standing: Ruled, **grounds: Any) -> None:
    """Xác minh một đơn vị đang cần xác minh: đúng hạn hay trễ hạn."""
    from flows.desk import decisions

    _record(lambda case: decisions.rule(case, standing), campaign_name, unit, grounds)


@click.command()
@of_campaign
@of_unit
@at_cell
@click.option("--as", "answered", required=True, type=Words(ANSWERS), help="Trả lời: đúng hay không.")
@on_grounds
def answer(campaign_name: str, unit: str, cell: str | None, answered: Answer, **grounds: Any) -> None:
    """Trả lời một câu hỏi về bảng của đơn vị (bluezone findings cho xem các câu hỏi)."""
    from flows.desk import answers

    _record(lambda case: answers.answer(case, cell, answered), campaign_name, unit, grounds)


@click.command()
@of_campaign
@of_unit
@click.option("--kind", required=True, type=Words(KINDS), help="Quyết định nào.")
@at_cell
@by_whom
@for_reason
@of_past
def revoke(campaign_name: str, unit: str, kind: Kind, cell: str | None, **grounds: Any) -> None:
    """Thu hồi quyết định đang có hiệu lực; quyết định cũ vẫn được lưu."""
    from flows.desk import answers, decisions

    def decide(case: Case) -> Effect:
        return answers.revoke_answer(case, cell) if kind == "answer" else decisions.revoke(case, kind)

    _record(decide, campaign_name, unit, grounds)


@click.command()
@of_campaign
@as_json
def decisions(campaign_name: str, as_json: bool) -> None:
    """Mọi quyết định của đợt: gia hạn, miễn, xác minh, trả lời, kể cả đã thu hồi."""
    from flows.steps.publish.recorded import decisions_table
    from flows.store.recorded.decisions import decisions

    show_recorded(campaign_name, decisions, decisions_table, "quyết định", as_json=as_json)


def _record(
    decide: Callable[[Case], Effect], campaign_name: str, unit_name: str, grounds: dict[str, Any]
) -> None:
    """What was decided is told at once; whatever shows it among the runs and on the pages comes after."""
    from flows.cli import recording
    from flows.desk.decisions import open_case

    settings = read_settings()
    case = open_case(settings, campaign_name, unit_name, **grounds)
    effect = decide(case)
    sentence = effect.message(case.campaign.time_zone)
    click.echo(sentence)
    recording.show_decision(settings, campaign_name, effect, sentence)
