"""Remind: mail to the units that are not yet on time, before their cutoff (`schemas.reminder`), and once after it.

By itself it runs on the campaign's days, and sends when `sends_reminders` of the campaign's file says so.

A dry run, the default, says who would get what and sends nothing. What was sent is recorded, so that running it
again sends nothing twice; what could not leave is sent by the next run while it is still due.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Literal

from prefect.client.schemas.objects import State
from prefect.states import Completed, Failed

from flows.desk.campaigns import RUNNING
from flows.desk.reminders.sending import Doubt, read_remind_request, remind_here
from flows.desk.reminders.summary import RemindingSummary
from flows.desk.request import now
from flows.desk.timetable import nothing_due
from flows.serving.fields import CampaignIfAny, UnitChoices
from flows.serving.forms import field, form
from flows.serving.runs.due import NOTHING_DUE, wanted
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
    campaign: CampaignIfAny = RUNNING,
    units: UnitChoices = (),
    dry_run: OnlyShows = True,
    in_doubt: InDoubt = "không có",
) -> State[RemindingSummary] | State[None]:
    """Remind by e-mail the units that are not yet on time."""
    settings = read_settings()
    schedule = wanted(settings)
    name = (schedule and schedule.campaign) or campaign
    request = read_remind_request(settings, name, units, sends=not dry_run, doubt=DOUBTS.get(in_doubt))
    if schedule is not None:
        if reason := nothing_due(settings, request.campaign, now()):
            return Completed(name=NOTHING_DUE, message=reason)
        request = replace(request, sends=request.campaign.schedule.sends_reminders)
    summary = remind_here(settings, request)
    if summary.outcome == "failed":
        return Failed(data=summary, message=summary.message)
    return Completed(data=summary, name=STATES[summary.outcome], message=summary.message)
