"""Show: pages that an officer asks for: who stood where when, every decision, deadlines and looks to come, the roster.

    ask the files and the database, and Prefect for what rests → a page of the run      `flows.serving.pages.asked`

Nothing is changed; the answer's sentence says what was found, the tab *Artifacts* of the run holds the page.
"""

from __future__ import annotations

from prefect.client.schemas.objects import State
from prefect.states import Completed

from flows.desk import timetable as timetables
from flows.desk.campaigns import name_of
from flows.desk.deadlines import deadlines
from flows.desk.editions import preview
from flows.desk.instants import instant
from flows.desk.request import now, read_campaign
from flows.errors import ConfigurationError
from flows.serving.fields import CampaignChoice, PastInstant
from flows.serving.forms import form
from flows.serving.pages import asked
from flows.serving.pages.artifacts import tell_page
from flows.serving.schedules import read_schedules
from flows.settings import read_settings
from flows.steps import stand
from flows.steps.publish.words import dated, deadline_in_words
from flows.store.database import open_database
from flows.store.recorded import closings, decisions, rosters


@form(name="show-standings")
def show_standings(campaign: CampaignChoice, as_of: PastInstant = "") -> State[None]:
    """Where every unit stood at an instant, and what it had to correct then; later facts are invisible."""
    settings = read_settings()
    chosen = read_campaign(settings, campaign)
    at = instant(as_of, chosen.time_zone) if as_of.strip() else now()
    with open_database(settings).begin() as connection:
        standings = stand.standings(connection, chosen.code, at)
        summary = stand.summary(connection, chosen.code, at)
        findings = stand.findings_at(connection, chosen.code, at)
    if summary is None:
        raise ConfigurationError(
            f"Đợt {chosen.code} chưa được thu thập lần nào; hãy bấm rerun (bluezone collect)."
        )
    page = asked.standings_page(chosen, at, standings, summary, findings)
    what = f"tình trạng {len(standings)} đơn vị và {len(findings)} lỗi, câu hỏi, cảnh báo lúc {dated(at, chosen.time_zone)}"
    return Completed(message=tell_page(chosen, "standings-at", page, what))


@form(name="show-decisions")
def show_decisions(campaign: CampaignChoice) -> State[None]:
    """Every decision and closing of a campaign, also those that were revoked."""
    settings = read_settings()
    chosen = read_campaign(settings, campaign)
    with open_database(settings).begin() as connection:
        found = decisions.decisions(connection, chosen.code)
        closed = closings.closings(connection, chosen.code)
    what = f"{len(found)} quyết định{f', {len(closed)} lần chốt số liệu' if closed else ''}"
    return Completed(
        message=tell_page(chosen, "decisions", asked.decisions_page(chosen, found, closed), what)
    )


@form(name="show-deadlines")
def show_deadlines(campaign: CampaignChoice) -> State[None]:
    """When a campaign's deadlines are, under each reading and of each unit, and which looks are due next."""
    settings = read_settings()
    chosen = read_campaign(settings, campaign)
    database, at = open_database(settings), now()
    found, timetable = deadlines(database, chosen, at), timetables.read(database, chosen, at)
    schedules = read_schedules(name_of(settings, chosen) or campaign)
    following = f"lịch: {timetables.in_short(timetable, at)}"
    what = f"hạn của đợt {deadline_in_words(found.own, chosen.time_zone)}; {following}"
    return Completed(
        message=tell_page(chosen, "deadlines", asked.deadlines_page(found, timetable, schedules), what)
    )


@form(name="show-roster")
def show_roster(campaign: CampaignChoice) -> State[None]:
    """What the roster's file says otherwise than what was taken of it, and every edition that was."""
    settings = read_settings()
    chosen = read_campaign(settings, campaign)
    database = open_database(settings)
    found = preview(database, chosen, now())
    with database.begin() as connection:
        taken = rosters.editions(connection, chosen.code)
    page = asked.roster_page(chosen, found, taken)
    return Completed(message=tell_page(chosen, "roster", page, found.would, found.would))
