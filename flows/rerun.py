"""Rerun: an operator looks again at some units, or at all, and may first see what that would change.

    pull → keep → read → check → load → stand      as `flows.collect` does it, and never collapsed into another run
    the same for workbooks that came by mail       as of the instant at which somebody says that they arrived
    or a dry run, which keeps nothing but its page  `flows.desk.collection.dry_run`

Pressing twice is safe: the second waits for the first, and changes what has changed since.
"""

from __future__ import annotations

from typing import Annotated

from prefect.client.schemas.objects import State
from prefect.states import Completed, Failed

from flows.collect import run_collection
from flows.desk.campaigns import RUNNING
from flows.desk.collection.dry_run import TriedOut, try_out
from flows.desk.collection.summary import RunSummary
from flows.desk.request import Request, choice_in_words, read_request
from flows.errors import ConfigurationError
from flows.serving.fields import (
    NOT_BLANK,
    Arrival,
    ArrivalIfAny,
    CampaignChoice,
    CampaignIfAny,
    DryRun,
    NothingSent,
    Place,
    ReadsAgain,
    UnitChoices,
)
from flows.serving.forms import field, form
from flows.serving.pages.artifacts import show_page
from flows.serving.pages.effects import effects_page
from flows.serving.runs.task_runners import AS_CONFIGURED
from flows.settings import Settings, read_settings
from flows.steps.publish.words import dated

Folder = Annotated[
    str,
    field(
        "Thư mục tệp",
        "Đường dẫn trên máy chạy hệ thống, nơi đã chép các tệp .xlsx, .csv vào.",
        pattern=NOT_BLANK,
    ),
]
DeclaredBy = Annotated[
    str,
    field(
        "Ai nhận tệp", "Người khai rằng tệp đã đến lúc đó; được lưu cùng mỗi lần ghi nhận.", pattern=NOT_BLANK
    ),
]


@form(name="rerun", task_runner=AS_CONFIGURED)
def rerun(
    campaign: CampaignIfAny = RUNNING,
    units: UnitChoices = (),
    dry_run: DryRun = False,
    reads_again: ReadsAgain = False,
    source: Place = "",
    nothing_was_sent: NothingSent = False,
) -> State[RunSummary] | State[TriedOut]:
    """Look again now at the units that are chosen, and load what their sheets say."""
    settings = read_settings()
    request = read_request(
        settings,
        campaign,
        source.strip() or None,
        units,
        reads_again=reads_again,
        nothing_was_sent=nothing_was_sent,
    )
    return _looked(settings, request, dry_run=dry_run)


@form(name="import-workbooks", task_runner=AS_CONFIGURED)
def import_workbooks(
    campaign: CampaignChoice,
    folder: Folder,
    observed_at: Arrival,
    declared_by: DeclaredBy,
    units: UnitChoices = (),
    dry_run: DryRun = False,
) -> State[RunSummary] | State[TriedOut]:
    """Load workbooks that came by mail, as of the instant that somebody declares them to have arrived."""
    settings = read_settings()
    if not folder.strip() or not observed_at.strip() or not declared_by.strip():
        raise ConfigurationError("Hãy ghi «Thư mục tệp», «Lúc tệp đến văn phòng» và «Ai nhận tệp».")
    request = read_request(
        settings, campaign, folder.strip(), units, observed_at, declared_by=declared_by.strip()
    )
    return _looked(settings, request, dry_run=dry_run)


@form(name="dry-run", task_runner=AS_CONFIGURED)
def dry_run_in_a_terminal(
    campaign: CampaignChoice,
    source: Place = "",
    units: UnitChoices = (),
    observed_at: ArrivalIfAny = "",
    reads_again: ReadsAgain = False,
    nothing_was_sent: NothingSent = False,
) -> State[TriedOut]:
    """What `bluezone collect --dry-run` asks, of whatever may be collected."""
    settings = read_settings()
    typed = (source.strip() or None, units, observed_at.strip() or None)
    request = read_request(
        settings, campaign, *typed, reads_again=reads_again, nothing_was_sent=nothing_was_sent
    )
    return _tried_out(settings, request)


def _looked(settings: Settings, request: Request, *, dry_run: bool) -> State[RunSummary] | State[TriedOut]:
    """The run's state, which begins with what was chosen."""
    state: State[RunSummary] | State[TriedOut] = (
        _tried_out(settings, request) if dry_run else run_collection(settings, request)
    )
    campaign, at = request.campaign, request.observed_at
    arrived = f", tệp đến lúc {dated(at, campaign.time_zone)}" if at is not None else ""
    state.message = f"{choice_in_words(campaign, request.units)}{arrived}: {state.message}"
    return state


def _tried_out(settings: Settings, request: Request) -> State[TriedOut]:
    """What would change, on a page of its own; nothing is kept."""
    found, campaign = try_out(settings, request), request.campaign
    at = dated(found.as_of, campaign.time_zone)
    page = effects_page(
        campaign,
        f"chạy thử lúc {at}, chưa ghi gì",
        found.changes,
        found.in_short,
        found.unreadable,
    )
    trouble = show_page(campaign, "dry-run", page, found.in_short)
    ended = Failed if found.unreadable else Completed
    return ended(data=found, message=" ".join(filter(None, (found.message, trouble))))
