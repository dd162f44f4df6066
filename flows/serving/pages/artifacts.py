"""What operators see of a run in Prefect: pages, progress, and one event for each unit newly past its deadline.

    <campaign>-progress    how many units are done, while the run goes on
    <campaign>-summary     how it ended, who was flagged, what could not be read and who must act
    <campaign>-standings   where each unit stands, the late ones first; its name leads to its sheet
    <campaign>-findings    what each unit must correct
    <campaign>-changes     what is different from the day before
    <campaign>-dry-run     what a collection would change, nothing of which was kept
    <campaign>-rebuild     what a rebuild changed, or would change
    <campaign>-papers, -papers-changed      which drafts lie where; which issued papers no longer hold, sentence by sentence
    <campaign>-standings-at, -decisions, -deadlines, -begin      what an officer asked for

Who sees what:

| where | who | a finding is told |
| --- | --- | --- |
| these pages, states, logs, events, alerts | whoever opens Prefect or gets an alert; Prefect keeps them, and no policy of ours removes them | in general: cell and rule, never what was typed |
| `bluezone findings`, the tab «Kiểm tra» of its sheet, the reminder mailed to the unit | the desk, that unit | whole, with what was typed |

The keys stay the same from run to run, so that Prefect keeps each page's history. A run does not hang on them:
by the time they are made its rows are loaded, and what fails here is a note in the run's own state.
"""

from __future__ import annotations

import logging
import math
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, cast
from uuid import UUID

import httpx
from prefect.artifacts import (
    create_markdown_artifact,
    create_progress_artifact,
    update_progress_artifact,
)
from prefect.events import emit_event
from prefect.exceptions import PrefectException
from prefect.futures import PrefectFuture, as_completed

from flows.desk.collection.summary import RunSummary
from flows.errors import ConfigurationError, Defect, PipelineError
from flows.serving.pages import of_run
from flows.serving.pages.changes import changes_page
from flows.serving.pages.findings import findings_page
from flows.serving.pages.of_run import PageFacts
from flows.steps.publish.words import local
from flows.store.database import Database
from schemas.campaign import Campaign

logger = logging.getLogger("bluezone")
# PREFECT_LOGGING_EXTRA_LOGGERS=bluezone sends our lines to the run's log but leaves them at the root's level, WARNING
logger.setLevel(logging.INFO)

FLAGGED = "bluezone.unit.flagged"
PROGRESS_UPDATES = 20


def show_progress(campaign: Campaign, futures: Sequence[PrefectFuture[Any]]) -> None:
    """Wait until the units are done and show how many are, in some twenty updates however many there are."""

    def show() -> None:
        every, total = math.ceil(len(futures) / PROGRESS_UPDATES), len(futures)
        artifact_id = cast(
            "UUID", create_progress_artifact(0.0, _key(campaign, "progress"), f"0/{total} đơn vị")
        )  # a coroutine only where there is an event loop
        for done, _ in enumerate(as_completed(list(futures)), start=1):
            if done % every == 0 or done == total:
                update_progress_artifact(artifact_id, 100 * done / total, f"{done}/{total} đơn vị")

    if futures and (trouble := _trouble("tiến độ", show)):
        logger.warning(trouble)


def show_run(database: Database, campaign: Campaign, summary: RunSummary) -> RunSummary:
    """Make the run's pages and emit its events. Returns the summary, with a note for what could not be made."""

    def show() -> None:
        facts = of_run.read_facts(database, campaign, summary.as_of)
        for code in summary.flagged:
            _emit_flag(facts, code)
        how = f"Kết quả lúc {local(facts.as_of, campaign.time_zone)}"
        _make_page(campaign, "summary", of_run.summary_page(facts, summary), how)
        _make_pages(facts)

    trouble = _trouble("trang báo cáo", show)
    return replace(summary, notes=(*summary.notes, trouble)) if trouble else summary


def renew_pages(database: Database, campaign: Campaign, at: datetime) -> str | None:
    """Make the pages that say how things are once somebody decided, or derived again. Returns a sentence when it could not."""
    return _trouble("trang báo cáo", lambda: _make_pages(of_run.read_facts(database, campaign, at)))


def show_page(campaign: Campaign, page: str, text: str, description: str) -> str | None:
    """Make one Markdown page of a campaign. Returns a sentence when it could not be made."""
    return _trouble("trang báo cáo", lambda: _make_page(campaign, page, text, description))


def tell_page(campaign: Campaign, page: str, text: str, what: str, sentence: str = "") -> str:
    """Make one page, and tell it: what it holds, or another sentence that says it, and where it is."""
    trouble = show_page(campaign, page, text, what)
    return f"{sentence or f'Đợt {campaign.code}: {what}.'} {trouble or 'Xem trang trong tab Artifacts.'}"


def _trouble(what: str, show: Callable[[], None]) -> str | None:
    """Why something could not be shown, as a sentence without any of its content; None when it was."""
    try:
        show()
    except PipelineError as error:
        reason = str(error)
    except (httpx.HTTPError, PrefectException) as error:
        reason = f"máy chủ Prefect không nhận ({type(error).__name__})."
    except Exception as error:  # noqa: BLE001 - nothing is swallowed: the run's state tells it
        reason = str(Defect.of(error))
    else:
        return None
    return f"Không đưa được {what} lên Prefect, số liệu không bị ảnh hưởng: {reason}"


def _make_page(campaign: Campaign, page: str, text: str, description: str) -> None:
    create_markdown_artifact(text, _key(campaign, page), description)


def _make_pages(facts: PageFacts) -> None:
    """The pages that say how things are, whichever run it is that made them so."""
    campaign, at = facts.campaign, local(facts.as_of, facts.campaign.time_zone)
    _make_page(campaign, "changes", changes_page(facts), f"Thay đổi trong một ngày, đến {at}")
    _make_page(campaign, "findings", findings_page(facts), f"Lỗi và cảnh báo đang mở lúc {at}")
    _make_page(campaign, "standings", of_run.standings_page(facts), f"Tình trạng các đơn vị lúc {at}")


def _emit_flag(facts: PageFacts, code: str) -> None:
    """Tell Prefect's automations that a unit is past its deadline. The fact itself is in core.flag."""
    unit, campaign_code = facts.standings[code], facts.campaign.code
    event = emit_event(
        FLAGGED,
        resource={
            "prefect.resource.id": f"bluezone.unit.{campaign_code}.{code}",
            "prefect.resource.name": unit.unit_name,
        },
        payload={
            "campaign": campaign_code,
            "unit_code": code,
            "unit_name": unit.unit_name,
            "standing": unit.standing,
            "cutoff_at": unit.cutoff_at.isoformat(),
        },
    )
    if event is None:
        raise ConfigurationError(
            "Prefect không nhận sự kiện; hãy xem lại PREFECT_API_URL và PREFECT_API_KEY."
        )


def _key(campaign: Campaign, page: str) -> str:
    """A campaign's code is made of what Prefect allows in a key: lower case letters, digits and dashes."""
    return f"{campaign.code}-{page}"
