"""Remind: mail to the units that are not yet on time, before their cutoff (`schemas.reminder`), and once after it.

A dry run, the default, says who would get what and sends nothing. What was sent is recorded, so that running it
again sends nothing twice; what could not leave is sent by the next run while it is still due.
"""

from __future__ import annotations

from typing import Annotated, Literal

from prefect.client.schemas.objects import State
from prefect.states import Completed, Failed

from flows.desk.reminders.sending import Doubt, read_remind_request, remind_here
from flows.desk.reminders.summary import RemindingSummary
from flows.serving.fields import CampaignChoice, UnitChoices
from flows.serving.forms import field, form
from flows.settings import read_settings

OnlyShows = Annotated[bool, field("Chỉ xem ai được nhắc", "Bật: chỉ xem ai sẽ được nhắc. Tắt: gửi thư thật.")]
InDoubt = Annotated[
    Literal["không có", "đã đến", "gửi lại"],
    field(
        "Thư chưa rõ",
        "Chỉ cho thư mà câu kết quả trước nói là chưa rõ đã đi hay chưa: chọn đơn vị, hỏi đơn vị, rồi ghi câu trả lời ở đây.",
    ),
]
DOUBTS: dict[str, Doubt] = {"đã đến": "arrived", "gửi lại": "again"}
STATES = {"completed": "Completed", "no_address": "CompletedWithoutAddresses"}


@form(name="remind")
def remind(
    campaign: CampaignChoice = "bluezone-2020",
    units: UnitChoices = (),
    dry_run: OnlyShows = True,
    in_doubt: InDoubt = "không có",
) -> State[RemindingSummary]:
    """Remind by e-mail the units that are not yet on time."""
    settings = read_settings()
    request = read_remind_request(settings, campaign, units, sends=not dry_run, doubt=DOUBTS.get(in_doubt))
    summary = remind_here(settings, request)
    if summary.outcome == "failed":
        return Failed(data=summary, message=summary.message)
    return Completed(data=summary, name=STATES[summary.outcome], message=summary.message)
