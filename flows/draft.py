"""Draft: the papers of one instant are written for people to read, sign and send; or which issued ones no longer hold.

    wait for the campaign's turn → compose → prove → number → write      `flows.desk.papers.drafting`
    ask every figure of what was issued again → draft what corrects it   the same
    publish                                                              a page that names each file and its number

By itself it runs a while after each cutoff, the campaign's and every extension's, and drafts as of then. Like a collection
it has the campaign's turn while it writes: a look that has not ended yet ends first, and none changes a figure half-way.
What nevertheless proves to be another figure is no paper: the run fails, and its sentence says to run again.

Everything is a draft and stays in this machine's home. The page names files, never who stands in them, and tells no row
of a branch: who opens Prefect is not who receives the paper.
"""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from prefect.client.schemas.objects import State
from prefect.states import Completed

from flows.desk.campaigns import RUNNING
from flows.desk.instants import INSTANT_PATTERN, INSTANT_VI, instant
from flows.desk.papers import drafting
from flows.desk.papers.drafting import Wanted
from flows.desk.request import now, read_campaign
from flows.desk.timetable import nothing_due
from flows.serving.fields import OR_EMPTY, CampaignIfAny
from flows.serving.forms import field, form
from flows.serving.pages import drafted
from flows.serving.pages.artifacts import tell_page
from flows.serving.runs.due import NOTHING_DUE, wanted
from flows.settings import read_settings
from flows.store import turns
from flows.store.database import Database, open_database

PaperInstant = Annotated[
    str,
    field(
        "Vào lúc",
        "Để trống: lúc đã chốt số liệu, chưa chốt thì bây giờ; xem văn bản không còn đúng thì bây giờ. "
        f"Giờ của đợt: {INSTANT_VI}.",
        pattern=OR_EMPTY + INSTANT_PATTERN,
    ),
]
ToDo = Annotated[
    Literal["lập dự thảo", "xem văn bản không còn đúng"],
    field(
        "Làm gì",
        "Lập dự thảo mọi văn bản, hoặc xem văn bản nào đã ban hành không còn đúng, câu nào, và lập dự thảo đính chính.",
    ),
]


@form(name="papers")
def draft_papers(
    campaign: CampaignIfAny = RUNNING, as_of: PaperInstant = "", to_do: ToDo = "lập dự thảo"
) -> State[None]:
    """Draft the papers of one instant, or tell which issued ones no longer hold."""
    settings = read_settings()
    schedule = wanted(settings)
    chosen = read_campaign(settings, (schedule and schedule.campaign) or campaign)
    if schedule is not None and (reason := nothing_due(settings, chosen, now())):
        return Completed(name=NOTHING_DUE, message=reason)
    database = open_database(settings, settings.database_patience)
    tells_changes = to_do != "lập dự thảo"
    with turns.take(database, chosen):
        if as_of.strip():
            at: datetime | None = instant(as_of, chosen.time_zone)
        else:
            # after a cutoff its own figures are wanted, though others were closed before
            at = now() if schedule is not None or tells_changes else None
        asked = drafting.wanted(database, chosen, settings.home, now(), at, None)
        told = _changes(database, asked) if tells_changes else _drafts(database, asked)
    return Completed(message=told)


def _drafts(database: Database, asked: Wanted) -> str:
    written = drafting.draft(database, asked)
    page = drafted.drafts_page(written, asked)
    return tell_page(asked.campaign, "papers", page, drafted.of_drafts(written, asked))


def _changes(database: Database, asked: Wanted) -> str:
    found, written = drafting.correct(database, asked)
    page = drafted.changes_page(found, written, asked)
    return tell_page(asked.campaign, "papers-changed", page, drafted.of_changes(found, asked))
