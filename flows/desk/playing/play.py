"""Play a campaign: its timetable run through, from its first day past its last cutoff, in a database of its own.

    scratch database → scenes laid down → each look and each run of reminders when the timetable has it → taken away

Arrives: a campaign as its files say.
Leaves:  a `Play`. Nothing else is left, nothing is sent, nothing of the desk's is touched.
Not here: what happens at an instant (`stage`).
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from flows.desk.deadlines import own_cutoff
from flows.desk.playing.checks import checks
from flows.desk.playing.moments import Play
from flows.desk.playing.roles import Role, roles_of
from flows.desk.playing.stage import Stage, Tell
from flows.desk.playing.story import story
from flows.steps import stand
from flows.steps.publish.words import summary_sentences
from flows.store.scratch import scratch
from schemas.campaign import Campaign
from schemas.campaign.file import SourceSettings
from schemas.roster import Roster, Unit

logger = logging.getLogger("bluezone")


def play(campaign: Campaign, tell: Tell = lambda _runs: None) -> Play:
    """Play it; `tell` is called with the number of runs, as each begins."""
    roles = roles_of(campaign.units)
    with scratch({campaign.code: campaign.form}) as place, _unheard():
        of_players = _of_players(campaign, roles, place.folder / "returns")
        with place.database.begin() as connection:
            own = own_cutoff(connection, campaign)
        told = story(of_players, roles, own)
        stage = Stage(place.database, place.settings, of_players)
        moments = tuple(stage.moments(told, tell))
        with place.database.begin() as connection:
            summary = stand.summary(connection, campaign.code, told.ends_at)
    return Play(
        campaign=campaign.code,
        title=campaign.title,
        roles={unit.code: role for unit, role in roles.items()},
        moments=moments,
        runs=stage.runs,
        summary=summary_sentences(campaign.form, summary) if summary is not None else (),
        checks=checks(campaign, own, len(roles)),
    )


def _of_players(campaign: Campaign, roles: dict[Unit, Role], folder: Path) -> Campaign:
    """The campaign of the units that play, whose workbooks come into a folder."""
    folder.mkdir()
    units = tuple(replace(each, is_active=each in roles, sheet="") for each in campaign.units.units)
    return campaign.model_copy(
        update={
            "units": Roster(units, campaign.units.naming),
            "source": SourceSettings(kind="workbooks", folder=str(folder)),
        }
    )


@contextmanager
def _unheard() -> Iterator[None]:
    """While the block runs, no log tells of files that no unit has sent."""
    before = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(before)
