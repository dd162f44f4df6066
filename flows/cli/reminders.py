"""Commands that write to the units: reminders before and after the deadline."""

from __future__ import annotations

import sys
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from flows.cli.options import Words, as_json, of_campaign, of_units
from flows.cli.output import print_json, print_parts
from flows.settings import read_settings

if TYPE_CHECKING:
    from rich.console import RenderableType

    from flows.desk.reminders.sending import Doubt
    from flows.desk.reminders.summary import RemindingSummary

DOUBTS: dict[str, Doubt] = {"đã-đến": "arrived", "gửi-lại": "again", "arrived": "arrived", "again": "again"}


@click.command()
@of_campaign
@of_units
@click.option("--send", is_flag=True, help="Gửi thư thật; không có thì chỉ xem ai sẽ được nhắc.")
@click.option(
    "--doubt",
    type=Words(DOUBTS),
    help="Thư chưa rõ đã đi hay chưa của các đơn vị ghi ở --unit: đã đến, hoặc gửi lại.",
)
@as_json
def remind(
    campaign_name: str, unit_codes: tuple[str, ...], send: bool, doubt: Doubt | None, as_json: bool
) -> None:
    """Nhắc qua thư điện tử các đơn vị chưa báo cáo xong, trước và sau hạn."""
    from flows.desk.reminders.sending import read_remind_request, remind_here

    settings = read_settings()
    request = read_remind_request(settings, campaign_name, unit_codes, sends=send, doubt=doubt)
    summary = remind_here(settings, request)
    if as_json:
        print_json({**asdict(summary), "outcome": summary.outcome, "message": summary.message})
    else:
        print_parts(*_parts(summary, with_texts=bool(unit_codes) and not send))
    sys.exit(1 if summary.outcome == "failed" else 0)


def _parts(summary: RemindingSummary, *, with_texts: bool) -> list[RenderableType]:
    """The table; below it the letters in full, when some units were asked for."""
    from flows.desk.reminders.summary import OUTCOME_VI
    from flows.steps.publish.tables import table_of
    from schemas.reminder import kind_vi

    table = table_of(f"Thư nhắc của đợt {summary.campaign}", "Mã|Đơn vị…|Thư|Gửi tới…|Kết quả")
    for each in summary.reminders:
        outcome = f"{OUTCOME_VI[each.outcome]} {each.reply}".strip()
        table.add_row(each.unit_code, each.unit_name, kind_vi(each.kind), each.recipient, outcome)
    texts = [f"{'─' * 40}\n{each.subject}\n\n{each.text}" for each in summary.reminders] if with_texts else []
    return [table, summary.message, *texts]
