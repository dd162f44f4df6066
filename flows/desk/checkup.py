"""The questions a doctor asks, one function each; `flows.desk.doctor` tells them in order.

Arrives: settings, a campaign, a source, a clock.
Leaves:  `Check` values about what is ours, `UnitCheck` values about the units' sheets. Nothing is kept.
Not here: what is asked of Google and how (`flows.steps.pull`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from flows.desk.collection.source import drive_folder
from flows.desk.request import Clock, Request
from flows.errors import ConfigurationError, CredentialsRefused, LookFailed, PipelineError
from flows.settings import Settings
from flows.steps import stand
from flows.steps.pull import Source
from flows.steps.read import read_sheet
from flows.store import releases
from flows.store.database import open_database
from flows.store.recorded import chains
from schemas.campaign import Campaign
from schemas.observation import Observation
from schemas.roster import Unit
from schemas.sheet import Sheet

if TYPE_CHECKING:
    from flows.steps.pull.google.checkup import Checkup

LARGEST_DRIFT = timedelta(seconds=30)
"""Our clock says when a return was there, so it may not stray far from Google's."""
SETTINGS_RULES = ("locale_not_vietnamese", "time_zone_not_vietnamese")


@dataclass(frozen=True, slots=True)
class Check:
    """One thing of ours that is in place, or what the operator does about it."""

    name: str
    is_well: bool
    detail: str
    exit_code: int = 1
    """Of the command, when this is what stands in the way."""

    @classmethod
    def failing(cls, name: str, error: PipelineError) -> Check:
        """The check that ended in a failure of ours."""
        return cls(name, False, str(error), error.exit_code)


@dataclass(frozen=True, slots=True)
class UnitCheck:
    """One unit's sheet. `troubles` are sentences to send to the unit; `remarks` need not be put right."""

    unit_code: str
    unit_name: str
    outcome: str
    origin: str = ""
    tab: str | None = None
    heading_row: int | None = None
    """The heading's last row as the sheet counts, from 1."""
    locale: str | None = None
    time_zone: str | None = None
    last_editor: str | None = None
    """A name as Google shows it, never an address."""
    edited_at: datetime | None = None
    troubles: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    is_account_refused: bool = False


def database(settings: Settings, campaign: Campaign, clock: Clock) -> Check:
    """Reachable, its migrations those of this release, its functions answering to the pipeline's role, its clock ours."""
    name = "Cơ sở dữ liệu"
    try:
        opened = open_database(settings)
        with opened.begin() as connection:
            stand.standings(connection, campaign.code, clock())
            server_clock = chains.server_clock(connection)
    except PipelineError as error:
        return Check.failing(name, error)
    drift = server_clock - clock() if server_clock is not None else timedelta()
    if abs(drift) > LARGEST_DRIFT:
        way = "nhanh" if drift > timedelta() else "chậm"
        return Check(
            name,
            False,
            f"Đồng hồ máy chủ cơ sở dữ liệu {way} {abs(round(drift.total_seconds()))} giây so với máy này; hãy chỉnh lại "
            "máy sai giờ, quá 10 phút thì máy chủ không nhận ghi.",
        )
    return Check(name, True, f"{opened.shown_url}, bản {releases.latest()}")


def account(settings: Settings, request: Request, clock: Clock) -> tuple[list[Check], Checkup | None]:
    """The key, its scopes and the clock, by one question to Drive."""
    name = "Tài khoản Google"
    if settings.google_credentials is None:
        return [Check(name, False, "Chưa có khóa; hãy đặt GOOGLE_APPLICATION_CREDENTIALS.")], None
    from flows.steps.pull.google.checkup import check_up

    try:
        checkup = check_up(settings.google_credentials, drive_folder(request), clock)
    except (ConfigurationError, LookFailed) as error:
        return [Check.failing(name, error)], None
    detail = f"Google nhận khóa của {checkup.account}, cho xem {len(checkup.edits)} tệp."
    return [Check(name, True, detail), _drift(checkup.drift)], checkup


def _drift(drift: timedelta | None) -> Check:
    name = "Đồng hồ"
    if drift is None:
        return Check(name, True, "Google không cho biết giờ, nên chưa so được.")
    seconds = round(drift.total_seconds())
    if abs(drift) <= LARGEST_DRIFT:
        return Check(name, True, f"Lệch {abs(seconds)} giây so với Google.")
    way = "nhanh" if seconds > 0 else "chậm"
    return Check(name, False, f"Máy này {way} {abs(seconds)} giây so với Google; hãy chỉnh lại giờ của máy.")


def sheet(source: Source, unit: Unit, campaign: Campaign) -> UnitCheck:
    """One look at a unit's sheet, kept nowhere."""
    try:
        seen = source.observe(unit)
    except LookFailed as error:
        is_ours = isinstance(error, CredentialsRefused)
        return UnitCheck(
            unit.code, unit.name, error.outcome, troubles=(str(error),), is_account_refused=is_ours
        )
    if seen.sheet is None:
        trouble = (
            f"Chưa có bảng của {unit.name}: đề nghị đơn vị lập bảng theo mẫu, chia sẻ và đặt tên bảng bắt đầu "
            f"bằng {unit.code}."
        )
        return UnitCheck(unit.code, unit.name, seen.outcome.value, seen.origin, troubles=(trouble,))
    return _read(seen, seen.sheet, unit, campaign)


def _read(seen: Observation, cells: Sheet, unit: Unit, campaign: Campaign) -> UnitCheck:
    """The tab, the headings and the settings of a sheet that was reached."""
    read = read_sheet(cells, campaign.form)
    weighty = [each for each in read.findings if each.severity == "error" or each.rule in SETTINGS_RULES]
    troubles = [each.message_vi for each in weighty]
    if read.table is None and not any(each.severity == "error" for each in weighty):
        troubles.insert(0, f"Bảng còn trống; hãy thêm dòng tiêu đề có: {campaign.form.needed_vi}.")
    return UnitCheck(
        unit.code,
        unit.name,
        seen.outcome.value,
        seen.origin,
        tab=read.tab.title if read.tab else None,
        heading_row=read.table.last_row + 1 if read.table else None,
        locale=cells.locale,
        time_zone=cells.time_zone,
        edited_at=seen.modified_at,
        troubles=tuple(troubles),
        remarks=tuple(each.message_vi for each in read.findings if each not in weighty),
    )


def with_edit(check: UnitCheck, checkup: Checkup, *, must_write: bool) -> UnitCheck:
    """The check with what Drive says of the file: who changed it last, and whether we may write back."""
    edit = checkup.edits.get(check.origin)
    if edit is None:
        return check
    troubles = check.troubles
    if must_write and edit.may_write is False:
        troubles += (
            f"Người giữ bảng cho {checkup.account} quyền Người chỉnh sửa, để máy ghi được trang «Kiểm tra».",
        )
    return replace(check, last_editor=edit.by, edited_at=edit.at, troubles=troubles)
