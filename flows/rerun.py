"""Rerun: an operator looks again at some units, or at all, and may first see what that would change.

    pull → keep → read → check → load → stand      as `flows.collect` does it, and never collapsed into another run
    or a dry run, which keeps nothing              `flows.desk.collection.rehearsal`

Pressing twice is safe: the second waits for the first, and changes what has changed since.
"""

from __future__ import annotations

from prefect.client.schemas.objects import State
from prefect.states import Completed, Failed

from flows.collect import run_collection
from flows.desk.collection.rehearsal import Rehearsal, rehearse
from flows.desk.collection.summary import RunSummary
from flows.desk.request import read_request
from flows.serving.forms import CampaignChoice, UnitChoice, codes_of, form
from flows.serving.task_runners import AS_CONFIGURED
from flows.settings import read_settings


@form(name="rerun", task_runner=AS_CONFIGURED)
def rerun(
    campaign: CampaignChoice = "bluezone-2020",
    units: list[UnitChoice] | None = None,
    reads_again: bool = False,
    dry_run: bool = False,
    source: str | None = None,
    nothing_was_sent: bool = False,
) -> State[RunSummary] | State[Rehearsal]:
    """Look again now at the units that are chosen, and load what their sheets say.

    Args:
        campaign: Đợt báo cáo.
        units: Các đơn vị cần đọc lại; để trống: tất cả.
        reads_again: Bật: đọc lại cả các bảng mà Google báo là không đổi.
        dry_run: Bật: chỉ xem sẽ đổi những gì, không ghi gì. Tắt: ghi như lần đọc hằng ngày.
        source: "google" hoặc một thư mục tệp .xlsx; để trống: theo đợt báo cáo.
        nothing_was_sent: Bật: xác nhận đúng chỗ, chỉ là chưa đơn vị nào gửi bảng.
    """
    settings = read_settings()
    request = read_request(
        settings,
        campaign,
        source,
        codes_of(units),
        reads_again=reads_again,
        nothing_was_sent=nothing_was_sent,
    )
    if not dry_run:
        return run_collection(settings, request)
    rehearsal = rehearse(settings, request)
    if rehearsal.unreadable:
        return Failed(data=rehearsal, message=rehearsal.message)
    return Completed(data=rehearsal, message=rehearsal.message)
