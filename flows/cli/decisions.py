"""Commands of decisions: extend a deadline, exempt a unit, rule on an unverified one, answer, revoke, list."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from flows.cli.options import as_json, of_campaign
from flows.cli.output import print_json, print_parts
from flows.desk.instants import instant
from flows.settings import read_settings

if TYPE_CHECKING:
    from flows.desk.decisions import Case, Effect
    from schemas.answer import Answer

ANSWERS: dict[str, Answer] = {"yes": "yes", "no": "no", "đúng": "yes", "không": "no", "có": "yes"}


class YesOrNo(click.Choice[str]):
    """An answer as people type it, in capitals or not, however their machine writes "đúng"."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Answer:
        return ANSWERS[super().convert(unicodedata.normalize("NFC", value.strip()), param, ctx)]


of_unit = click.option("--unit", required=True, metavar="MÃ", help="Đơn vị: mã hoặc tên.")
at_cell = click.option(
    "--cell",
    metavar="Ô",
    help="Ô của câu hỏi, ví dụ B14; bỏ trống khi chỉ có một câu hỏi, hoặc hỏi về cả bảng.",
)
by_whom = click.option("--by", required=True, metavar="AI", help="Ai quyết định.")
for_reason = click.option("--reason", required=True, metavar="LÝ_DO", help="Vì sao.")
by_letter = click.option("--letter", default="", metavar="SỐ", help="Số văn bản, nếu có.")
since = click.option(
    "--since", metavar="THỜI_ĐIỂM", help="Có hiệu lực từ lúc nào; mặc định từ bây giờ. Ví dụ 28/8/2020 15:00."
)


@click.command()
@of_campaign
@of_unit
@click.option("--until", required=True, metavar="THỜI_ĐIỂM", help="Hạn mới: phải báo cáo trước lúc này.")
@by_whom
@for_reason
@by_letter
@since
def extend(
    campaign_name: str, unit: str, until: str, by: str, reason: str, letter: str, since: str | None
) -> None:
    """Gia hạn cho một đơn vị."""
    from flows.desk import decisions

    def decide(case: Case) -> Effect:
        return decisions.extend(case, instant(until, case.campaign.time_zone))

    _record(decide, campaign_name, unit, by, reason, letter, since)


@click.command()
@of_campaign
@of_unit
@by_whom
@for_reason
@by_letter
@since
def exempt(campaign_name: str, unit: str, by: str, reason: str, letter: str, since: str | None) -> None:
    """Miễn báo cáo cho một đơn vị."""
    from flows.desk import decisions

    _record(decisions.exempt, campaign_name, unit, by, reason, letter, since)


@click.command()
@of_campaign
@of_unit
@click.option(
    "--as", "standing", required=True, type=click.Choice(["on_time", "late"]), help="Đúng hạn hay trễ hạn."
)
@by_whom
@for_reason
@by_letter
@since
def rule(
    campaign_name: str, unit: str, standing: Any, by: str, reason: str, letter: str, since: str | None
) -> None:
    """Xác minh một đơn vị đang cần xác minh: đúng hạn hay trễ hạn."""
    from flows.desk import decisions

    _record(lambda case: decisions.rule(case, standing), campaign_name, unit, by, reason, letter, since)


@click.command()
@of_campaign
@of_unit
@at_cell
@click.option(
    "--as",
    "answered",
    required=True,
    type=YesOrNo(ANSWERS, case_sensitive=False),
    help="Trả lời: đúng hay không.",
)
@by_whom
@for_reason
@by_letter
@since
def answer(
    campaign_name: str,
    unit: str,
    cell: str | None,
    answered: Answer,
    by: str,
    reason: str,
    letter: str,
    since: str | None,
) -> None:
    """Trả lời một câu hỏi về bảng của đơn vị (bluezone findings cho xem các câu hỏi)."""
    from flows.desk import answers

    def decide(case: Case) -> Effect:
        return answers.answer(case, cell, answered)

    _record(decide, campaign_name, unit, by, reason, letter, since)


@click.command()
@of_campaign
@of_unit
@click.option("--kind", required=True, type=click.Choice(["extension", "exemption", "ruling", "answer"]))
@at_cell
@by_whom
@for_reason
def revoke(campaign_name: str, unit: str, kind: Any, cell: str | None, by: str, reason: str) -> None:
    """Thu hồi quyết định đang có hiệu lực; quyết định cũ vẫn được lưu."""
    from flows.desk import answers, decisions

    def decide(case: Case) -> Effect:
        return answers.revoke_answer(case, cell) if kind == "answer" else decisions.revoke(case, kind)

    _record(decide, campaign_name, unit, by, reason)


@click.command()
@of_campaign
@as_json
def decisions(campaign_name: str, as_json: bool) -> None:
    """Mọi quyết định của đợt: gia hạn, miễn, xác minh, trả lời, kể cả đã thu hồi."""
    from flows.desk.request import read_campaign
    from flows.store import decisions
    from flows.store.database import open_database

    settings = read_settings()
    campaign = read_campaign(settings, campaign_name)
    with open_database(settings).begin() as connection:
        found = decisions.decisions(connection, campaign.code)
    if as_json:
        print_json(found)
        return
    from flows.steps.publish import tables

    print_parts(tables.decisions_table(found, f"{len(found)} quyết định", campaign.time_zone))


def _record(
    decide: Callable[[Case], Effect],
    campaign_name: str,
    unit_name: str,
    by: str,
    reason: str,
    letter: str = "",
    since: str | None = None,
) -> None:
    from flows.desk.decisions import open_case

    case = open_case(read_settings(), campaign_name, unit_name, by, reason, letter, since)
    click.echo(decide(case).message(case.campaign.time_zone))
