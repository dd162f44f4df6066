"""Write-back after a collection: each sheet whose content changed is told where its unit stands and what to correct.

Arrives: the units that a run could look at, folded.
Leaves:  our tab in those sheets, and a line for the operator about each one that could not be written.
Not here: how a tab is written (`flows.steps.pull.google.feedback`).

A write moves Drive's version and modification time of the file. So the next run reads the sheet once more,
finds the same content and records a look without a clock; and these sheets are left alone:
    near a cutoff        whoever asks later when a return was edited must find the unit's edit, not ours
    unverified           the file's own clock may still decide where the unit stands
What was left alone, or failed, is written by the first later run that may: the database remembers which content each
sheet was last told of, for all machines.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from flows.errors import CredentialsRefused, LookFailed
from flows.steps import keep
from flows.steps.publish.words import local
from flows.steps.pull.google.feedback import Feedback, FeedbackWriter, in_the_way
from flows.steps.read import read_sheet
from flows.store.database import Database
from flows.store.pacing import WRITES, Pace
from flows.store.recorded import advice, told_sheets
from flows.store.recorded.advice import AdvisedUnit
from schemas.campaign import Campaign
from schemas.report import AdvisedFinding
from schemas.sheet import Sheet

logger = logging.getLogger("bluezone")

QUIET_AFTER = timedelta(minutes=30)
QUIET_BEFORE = timedelta(minutes=40)
"""Thirty, and what pacing and retries may take once a write was begun."""


def give(
    credentials_path: Path,
    database: Database,
    campaign: Campaign,
    unit_codes: Sequence[str],
    as_of: datetime,
    clock: Callable[[], datetime],
) -> tuple[str, ...]:
    """Write what is due, one sheet after another. Returns lines for the operator."""
    with database.begin() as connection:
        units = advice.units(connection, campaign.code, unit_codes, as_of)
    writer = FeedbackWriter(credentials_path, Pace(database, WRITES))
    lines: list[str] = []
    waiting = 0
    for unit in units:
        last = database.run(partial(told_sheets.last_told, sheet_id=unit.origin))
        if last == unit.content_sha256:
            continue
        if unit.standing == "unverified" or is_quiet(unit.cutoffs, clock()):
            waiting += 1
            continue
        try:
            trouble = _write(writer, database, campaign, unit, is_there=last is not None)
        except LookFailed as failure:
            trouble = str(failure)
            if isinstance(failure, CredentialsRefused):
                return (*lines, trouble)
        if trouble is not None:
            logger.warning("%s", trouble)
            lines.append(trouble)
    if waiting:
        lines.append(
            f"{waiting} đơn vị chưa được ghi trang «Kiểm tra» vì đang sát hạn hoặc cần xác minh; sẽ ghi sau."
        )
    return tuple(lines)


def is_quiet(cutoffs: Sequence[datetime], now: datetime) -> bool:
    """Whether a write begun now could fall within thirty minutes of a cutoff, before or after."""
    return any(cutoff - QUIET_BEFORE <= now <= cutoff + QUIET_AFTER for cutoff in cutoffs)


def _write(
    writer: FeedbackWriter, database: Database, campaign: Campaign, unit: AdvisedUnit, *, is_there: bool
) -> str | None:
    """Write one sheet's tab. Returns why not, when a person's own tab is in the way."""
    with database.begin() as connection:
        sheet = keep.content(connection, unit.content_sha256)
        findings = advice.findings(connection, campaign.code, unit.unit_code)
    if (obstacle := in_the_way(sheet)) is not None:
        return f"Không ghi được trang «Kiểm tra» cho {unit.unit_name}: {obstacle}"
    writer.write(_feedback(campaign, unit, findings, sheet), is_there=is_there)
    database.run(partial(told_sheets.note, sheet_id=unit.origin, content_sha256=unit.content_sha256))
    logger.info("%s %s: đã ghi trang «Kiểm tra», %d chỗ.", unit.unit_code, unit.unit_name, len(findings))
    return None


def _feedback(
    campaign: Campaign, unit: AdvisedUnit, findings: Sequence[AdvisedFinding], sheet: Sheet
) -> Feedback:
    """The tab's lines, in Vietnamese, and its findings; links lead into the tab that the reader took."""
    tab = read_sheet(sheet, campaign.form).tab
    read_at, cutoff_at = (local(at, campaign.time_zone) for at in (unit.looked_at, unit.cutoff_at))
    to_do = "Không có gì cần sửa."
    if findings:
        questions = f"trả lời {unit.open_questions} câu hỏi, " if unit.open_questions else ""
        to_do = (
            f"Cần sửa {unit.open_errors} lỗi, {questions}xem lại {unit.open_warnings} cảnh báo; "
            "bấm vào ô để đến chỗ đó."
        )
    lines = (
        f"Bảng được đọc lúc {read_at}. Trang này do máy ghi mỗi khi bảng thay đổi; xin đừng nhập gì vào đây.",
        f"Tình trạng: {unit.standing_vi}. Hạn báo cáo: trước {cutoff_at}.",
        f"Đã nhận số liệu của {unit.branches_accepted} CĐCS. {to_do}",
    )
    return Feedback(unit.origin, unit.unit_name, lines, findings, tab.tab_id if tab else None)
