"""Open the source that a request names: Google Sheets or a folder of workbooks.

Arrives: settings, a campaign, a request.
Leaves:  a `Source`; what a run's record calls it.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from flows.desk.request import Clock, Request
from flows.errors import ConfigurationError
from flows.settings import Settings
from flows.steps import keep
from flows.steps.pull import Source
from flows.store.database import Database
from flows.store.pacing import READS, Pace
from schemas.campaign import Campaign


def source_name(campaign: Campaign, request: Request) -> str:
    """What a run's record calls the source: "google", or the name of the folder."""
    return "google" if _is_google(campaign, request) else _folder(campaign, request).name


def open_source(
    settings: Settings,
    database: Database,
    campaign: Campaign,
    request: Request,
    declared_by: str | None,
    clock: Clock,
) -> Source:
    """The source, listed. Raises ConfigurationError when it is not there or not to be used like this."""
    if _is_google(campaign, request):
        return _open_google(settings, database, campaign, request, clock)
    from flows.steps.pull.workbooks import Workbooks

    return Workbooks(
        _folder(campaign, request),
        campaign.units,
        clock=clock,
        declared_at=request.observed_at,
        declared_by=declared_by,
    )


def _is_google(campaign: Campaign, request: Request) -> bool:
    return request.source == "google" or (request.source is None and campaign.source.kind == "google")


def _folder(campaign: Campaign, request: Request) -> Path:
    folder = Path(request.source) if request.source else campaign.folder / campaign.source.folder
    return folder.expanduser().resolve()


def _open_google(
    settings: Settings, database: Database, campaign: Campaign, request: Request, clock: Clock
) -> Source:
    if request.observed_at is not None:
        raise ConfigurationError("--observed-at chỉ dùng cho thư mục tệp; Google Sheets luôn ghi giờ thật.")
    if settings.google_credentials is None:
        raise ConfigurationError(
            "Chưa có khóa tài khoản dịch vụ Google; hãy đặt GOOGLE_APPLICATION_CREDENTIALS, "
            "hoặc dùng --source THƯ_MỤC để đọc tệp .xlsx."
        )
    from flows.steps.pull.google_sheets import GoogleSheets

    known = database.run(lambda connection: keep.last_reads(connection, campaign.code, clock()))
    if request.reads_again:
        # each sheet is still known as its unit's
        known = {code: replace(last, version=None) for code, last in known.items()}
    return GoogleSheets(
        units=campaign.units.units,
        folder=campaign.source.folder if campaign.source.kind == "google" else "",
        credentials_path=settings.google_credentials,
        known=known,
        clock=clock,
        pace=Pace(database, READS),
    )
