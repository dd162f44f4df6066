"""Where a campaign is played: scenes are laid down, looks, papers and reminders run as of their instants, each is told.

Arrives: a scratch database, the campaign of the units that play, its story.
Leaves:  moments, in their order.
Not here: how a look is made, a standing found, a paper written, a reminder due: the pipeline does it, as on any day.

A daily look before which nothing came would only show the same once more: it is counted and left out.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from itertools import groupby
from pathlib import Path
from uuid import uuid4

from flows.desk import timetable
from flows.desk.collection.looks import collect_here
from flows.desk.decisions import Case, extend
from flows.desk.editions import as_taken
from flows.desk.grounds import Grounds
from flows.desk.papers import drafting, telling
from flows.desk.playing.moments import Change, Moment, Reminded
from flows.desk.playing.story import Scene, Story
from flows.desk.reminders.sending import Due as DueLetter
from flows.desk.reminders.sending import RemindRequest, due
from flows.desk.request import Request
from flows.desk.template.files import file_name
from flows.desk.timetable import DAILY, PAPERS, REMIND, Due
from flows.errors import PipelineError
from flows.settings import Settings
from flows.steps import stand
from flows.store.database import Database
from flows.store.recorded import reminders
from flows.store.recorded.reminders import Attempt
from schemas.campaign import Campaign

BY = "diễn thử"
"""Who decides and sends in a play, and why."""
Tell = Callable[[int], None]


class Stage:
    """What was told so far, and whether anything is new since the last look. `runs` are counted, told or not."""

    def __init__(self, database: Database, settings: Settings, campaign: Campaign) -> None:
        self.database, self.settings, self.campaign = database, settings, campaign
        self.standings: dict[str, str] = {}
        self.unreadable: frozenset[str] = frozenset()
        self.reminded: set[tuple[str, str, datetime]] = set()
        self.is_new = True
        self.runs = 0

    def moments(self, told: Story, tell: Tell) -> Iterator[Moment]:
        """All that is to be told. What is decided changes what the timetable has from then on."""
        at = told.opens_at
        for until, scenes in groupby(told.scenes, lambda each: each.at):
            yield from self._runs(at, until, tell)
            for _what, alike in groupby(scenes, lambda each: each.what):
                yield self._act(until, list(alike))
            at = until
        yield from self._runs(at, told.ends_at, tell)

    def _runs(self, since: datetime, until: datetime, tell: Tell) -> Iterator[Moment]:
        for each in timetable.read(self.database, self.campaign, since).since(since):
            if each.at >= until:
                break
            self.runs += 1
            tell(self.runs)
            moment = self._run(each)
            if moment is not None:
                yield moment

    def _run(self, run: Due) -> Moment | None:
        if run.kind == REMIND:
            return self._remind(run)
        return self._draft(run) if run.kind == PAPERS else self._look(run)

    def _act(self, at: datetime, scenes: Sequence[Scene]) -> Moment:
        """Several units may do the same at once."""
        self.is_new = True
        for scene in scenes:
            if scene.content is not None:
                path = Path(self.campaign.source.folder) / file_name(scene.unit)
                path.write_bytes(scene.content)
                # what a file's own clock says counts
                os.utime(path, (at.timestamp(), at.timestamp()))
            if scene.extended_to is not None:
                case = Case(self.database, self.campaign, scene.unit, Grounds(BY, BY), at)
                extend(case, scene.extended_to)
        codes = ", ".join(scene.unit.code for scene in scenes)
        return Moment(at, None, f"{codes} {scenes[0].what}", self._changes(at))

    def _look(self, run: Due) -> Moment | None:
        """A look at every unit; None of a daily one that tells nothing."""
        if run.kind == DAILY and not self.is_new:
            return None
        request = Request(self.campaign, self.campaign.code, self.campaign.units.active)
        done, self.is_new = collect_here(self.settings, request, lambda: run.at), False
        failed = [each.unit_code for each in done.unreadable]
        newly = tuple(code for code in failed if code not in self.unreadable)
        self.unreadable = frozenset(failed)
        what, changes = timetable.KIND_VI[run.kind], self._changes(run.at)
        flagged, cleared = map(self._in_order, (done.flagged, done.cleared))
        told = Moment(run.at, run.kind, what, changes, flagged, cleared, newly)
        return None if run.kind == DAILY and told.is_empty else told

    def _in_order(self, codes: Sequence[str]) -> tuple[str, ...]:
        """As the roster has them, which is how standings come."""
        return tuple(code for code in self.standings if code in codes)

    def _changes(self, at: datetime) -> tuple[Change, ...]:
        """Who stands elsewhere than when it was last asked; at first everybody does."""
        with self.database.begin() as connection:
            found = stand.standings(connection, self.campaign.code, at)
        units: dict[tuple[str, str], list[str]] = {}
        for each in found:
            before = self.standings.get(each.unit_code, "")
            if before != each.standing_vi:
                units.setdefault((before, each.standing_vi), []).append(each.unit_code)
        self.standings = {each.unit_code: each.standing_vi for each in found}
        return tuple(Change(before, after, tuple(codes)) for (before, after), codes in units.items())

    def _draft(self, run: Due) -> Moment:
        """The papers, and where they would lie; they go with the play. What they lack is told, and the play goes on."""
        home = self.settings.home
        try:
            asked = drafting.wanted(self.database, self.campaign, home, run.at, run.at, None)
            written = telling.in_short(drafting.draft(self.database, asked))
        except PipelineError as error:
            return Moment(run.at, run.kind, f"chưa lập được dự thảo văn bản: {error}")
        place = asked.folder.relative_to(home)
        return Moment(run.at, run.kind, f"{timetable.KIND_VI[run.kind]} ({place}): {written}")

    def _remind(self, run: Due) -> Moment | None:
        """Who is due by the reminders' own rule; None of a run that reminds nobody."""
        campaign = as_taken(self.database, self.campaign, run.at).campaign
        letters = due(self.database, RemindRequest(campaign), run.at)
        told = tuple(
            Reminded(each.unit.code, each.reminder.kind, each.outcome)
            for each in letters
            if self._is_told(each, run.at)
        )
        return Moment(run.at, run.kind, timetable.KIND_VI[run.kind], reminders=told) if told else None

    def _is_told(self, each: DueLetter, at: datetime) -> bool:
        """Once an occasion. What would leave is recorded as sent, or the rule would have it due again each morning."""
        told = each.reminder
        if each.outcome == "would_send":
            attempt = Attempt(each.unit.email, f"<{uuid4()}@{BY}>", uuid4(), at)
            with self.database.begin() as connection:
                number = reminders.claim(connection, self.campaign.code, told, attempt)
                reminders.settle(connection, number, "sent", BY, at)
            return True
        occasion = (told.unit_code, told.kind, told.flagged_at or told.cutoff_at)
        is_new = occasion not in self.reminded
        self.reminded.add(occasion)
        return is_new
