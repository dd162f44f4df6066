"""Begin a campaign, and close it: its schedules are woken once everything is in place, and put to rest before their end.

    examine as the doctor does → lay the schedules down as its file says, and wake them
                                                             what is not in place keeps them at rest, until told otherwise
    is the last deadline over? → put the schedules to rest   nothing is removed: forms, pages and figures stay

Pressing again is safe: what is as it should be is left, and the state says so.
"""

from __future__ import annotations

from typing import Annotated

from prefect.client.schemas.objects import State
from prefect.states import Completed

from flows.desk import days_off
from flows.desk.campaigns import name_of
from flows.desk.deadlines import deadlines
from flows.desk.doctor import examine
from flows.desk.request import now, read_campaign, read_request
from flows.desk.timetable import in_short, read
from flows.errors import ConfigurationError
from flows.serving.fields import CampaignChoice
from flows.serving.forms import field, form
from flows.serving.pages.artifacts import show_page
from flows.serving.pages.asked import diagnosis_page
from flows.serving.schedules import set_schedules
from flows.serving.timetables import follow
from flows.settings import read_settings
from flows.steps.publish.words import deadline_in_words
from flows.store.database import open_database

Anyway = Annotated[
    bool,
    field("Vẫn bắt đầu khi chưa sẵn sàng", "Bật: bật lịch dù còn chỗ chưa sẵn sàng; trang khám nêu chỗ nào."),
]
Early = Annotated[
    bool,
    field("Vẫn đóng khi chưa hết hạn", "Bật: cho lịch nghỉ dù còn đơn vị chưa đến hạn hoặc hạn chưa qua."),
]


@form(name="begin-campaign")
def begin_campaign(campaign: CampaignChoice, begins_anyway: Anyway = False) -> State[None]:
    """Examine a campaign, and wake its schedules when all is in place."""
    settings = read_settings()
    request = read_request(settings, campaign)
    chosen = request.campaign
    diagnosis = examine(settings, request)
    page = diagnosis_page(chosen, diagnosis, days_off.differences(chosen))
    ours = sum(not each.is_well for each in diagnosis.checks)
    theirs = sum(bool(each.troubles) for each in diagnosis.units)
    found = (
        "mọi thứ đã sẵn sàng"
        if diagnosis.is_well
        else f"{ours} việc của văn phòng và {theirs} bảng chưa sẵn sàng"
    )
    trouble = show_page(chosen, "begin", page, f"Khám trước khi bắt đầu: {found}")
    shown = trouble or "Xem trang khám trong tab Artifacts."
    if not diagnosis.is_well and not begins_anyway:
        raise ConfigurationError(
            f"Đợt {chosen.code} chưa bắt đầu: {found}. {shown} Sửa xong hãy bấm lại, "
            "hoặc chọn «Vẫn bắt đầu khi chưa sẵn sàng» (--anyway)."
        )
    follow(settings, chosen)
    woken = set_schedules(name_of(settings, chosen) or campaign, is_active=True)
    what = f"đã bật lịch {', '.join(woken)}" if woken else "lịch đã bật từ trước"
    due = in_short(read(open_database(settings), chosen, now()), now())
    return Completed(message=f"Đợt {chosen.code}: {found}; {what}. Lịch: {due}. {shown}")


@form(name="close-campaign")
def close_campaign(campaign: CampaignChoice, closes_early: Early = False) -> State[None]:
    """Put a campaign's schedules to rest once its last deadline is over."""
    settings = read_settings()
    chosen = read_campaign(settings, campaign)
    found = deadlines(open_database(settings), chosen, now())
    if found.last > found.as_of and not closes_early:
        raise ConfigurationError(
            f"Đợt {chosen.code} chưa đóng: còn hạn {deadline_in_words(found.last, chosen.time_zone)}. "
            "Nếu vẫn muốn cho lịch nghỉ, hãy chọn «Vẫn đóng khi chưa hết hạn» (--anyway)."
        )
    resting = set_schedules(name_of(settings, chosen) or campaign, is_active=False)
    what = f"đã cho lịch {', '.join(resting)} nghỉ" if resting else "lịch đã nghỉ từ trước"
    total = found.summary
    left = f" Còn {total.unverified} đơn vị cần xác minh, {total.missing} chưa báo cáo." if total else ""
    return Completed(message=f"Đợt {chosen.code}: {what}; số liệu, trang và các nút bấm vẫn còn.{left}")
