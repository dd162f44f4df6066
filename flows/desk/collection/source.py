"""Open the source that a request names: Google Sheets or a folder of workbooks.

Arrives: settings, a request; for Google what is known of its sheets, and whose turn it is to ask.
Leaves:  a `Source`; what a run's record calls it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from flows.desk.request import Clock, Request
from flows.errors import ConfigurationError
from flows.settings import Settings
from flows.steps import keep
from flows.steps.pull import Source
from flows.store.database import Database
from schemas.observation import LastRead


def source_name(request: Request) -> str:
    """What a run's record calls the source: "google", or the name of the folder."""
    return "google" if is_google(request) else _folder(request).name


def is_google(request: Request) -> bool:
    """Whether it is Google that is looked at; else a folder."""
    return request.source == "google" or (request.source is None and request.campaign.source.kind == "google")


def open_source(
    settings: Settings,
    request: Request,
    clock: Clock,
    pace: Callable[[], None],
    known: Callable[[], Mapping[str, LastRead]] = dict,
    declared_by: str | None = None,
) -> Source:
    """The source, listed. Raises ConfigurationError when it is not there or not to be used like this."""
    if is_google(request):
        return _open_google(settings, request, clock, pace, known)
    from flows.steps.pull.workbooks.folder import Workbooks

    return Workbooks(
        _folder(request),
        request.campaign.units,
        campaign_code=request.campaign.code,
        clock=clock,
        declared_at=request.observed_at,
        declared_by=declared_by,
    )


def drive_folder(request: Request) -> str:
    """The Drive folder's id; "" where each unit's own sheet is all that is known."""
    place = request.campaign.source
    return place.folder if place.kind == "google" else ""


def last_reads(database: Database, request: Request, clock: Clock) -> dict[str, LastRead]:
    """The last read of each unit's Google Sheet, so that an unchanged one is not read again."""
    code = request.campaign.code
    known = database.run(lambda connection: keep.last_reads(connection, code, clock()))
    if request.reads_again:
        # each sheet is still known as its unit's
        known = {unit_code: replace(last, version=None) for unit_code, last in known.items()}
    return known


def _folder(request: Request) -> Path:
    campaign = request.campaign
    folder = Path(request.source) if request.source else campaign.folder / campaign.source.folder
    return folder.expanduser().resolve()


def _open_google(
    settings: Settings,
    request: Request,
    clock: Clock,
    pace: Callable[[], None],
    known: Callable[[], Mapping[str, LastRead]],
) -> Source:
    if request.observed_at is not None:
        raise ConfigurationError(
            "«Lúc tệp đến văn phòng» (--observed-at) chỉ dùng cho thư mục tệp; Google Sheets luôn ghi giờ thật."
        )
    if settings.google_credentials is None:
        raise ConfigurationError(
            "Chưa có khóa tài khoản dịch vụ để đọc Google Sheets: người phụ trách máy hãy đặt "
            "GOOGLE_APPLICATION_CREDENTIALS rồi khởi động lại (bluezone up). Để đọc tệp .xlsx thay vào đó, hãy ghi thư mục của "
            "chúng vào «Nơi đọc» (--source THƯ_MỤC)."
        )
    from flows.steps.pull.google.sheets import GoogleSheets

    return GoogleSheets(
        roster=request.campaign.units,
        folder=drive_folder(request),
        credentials_path=settings.google_credentials,
        known=known(),
        clock=clock,
        pace=pace,
    )
