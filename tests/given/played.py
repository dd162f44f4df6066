"""Campaigns played as `bluezone rehearse` plays them, each once in a process, and written as `tests/spec` has them.

In a database of the suite's server: a server of its own, which TestApart has, costs as much as a short play.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache, partial
from pathlib import Path
from unittest.mock import patch
from uuid import uuid4

from flows.desk.playing import play as playing
from flows.desk.playing.moments import Play
from flows.desk.playing.told import cast, lines, sentences
from flows.settings import read_settings
from flows.store.database import Database
from flows.store.migration import migrate
from flows.store.scratch import Scratch
from schemas.campaign import Campaign
from schemas.form.form import Form
from tests.given.databases import Created, simulate_clock
from tests.given.filled_templates import CAMPAIGNS


@cache
def played(code: str, server: Database) -> Play:
    """A campaign of the tests."""
    return played_alone(campaign(code), server)


def campaign(code: str) -> Campaign:
    return next(each for each in CAMPAIGNS if each.code == code)


def played_alone(campaign: Campaign, server: Database) -> Play:
    """Any campaign, with a temporary folder of this play's own, in which nothing may be left."""
    before = tempfile.tempdir
    with tempfile.TemporaryDirectory(prefix="pl-", dir="/tmp") as folder:
        tempfile.tempdir = folder
        try:
            with patch.object(playing, "scratch", partial(_scratch, server)):
                done = playing.play(campaign)
        finally:
            tempfile.tempdir = before
        assert list(Path(folder).iterdir()) == [], "something was left behind"
    return done


@contextmanager
def _scratch(server: Database, forms: Mapping[str, Form]) -> Iterator[Scratch]:
    """As `flows.store.scratch` has it, but for the server."""
    with (
        tempfile.TemporaryDirectory() as folder,
        Created(server, f"bluezone_play_{uuid4().hex[:8]}") as database,
    ):
        migrate(database, forms)
        simulate_clock(database)
        url = database.url.render_as_string(hide_password=False)
        settings = read_settings({"BLUEZONE_HOME": f"{folder}/home", "DATABASE_URL": url})
        yield Scratch(settings, database, Path(folder))


def whole(code: str, server: Database) -> str:
    """All that people read of it."""
    told, of = played(code, server), campaign(code)
    rows = [("lúc", "việc gì", "đơn vị nào đổi tình trạng", "nhắc ai"), *lines(told, of.time_zone)]
    return "\n".join([*cast(told), "", *aligned(rows), "", *sentences(told)])


def in_short(code: str, server: Database) -> str:
    """Who stood where since when."""
    rows = [
        (at, became) for at, _, became, _ in lines(played(code, server), campaign(code).time_zone) if became
    ]
    return "\n".join(aligned(rows))


def aligned(rows: Sequence[Sequence[str]]) -> list[str]:
    """A table of text; the last column is as long as it is."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [
        " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]
