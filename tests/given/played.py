"""Campaigns played as `bluezone rehearse` plays them, each once in a process, and written as `tests/spec` has them."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from flows.desk.playing.moments import Play
from flows.desk.playing.play import play
from flows.desk.playing.told import cast, lines, sentences
from schemas.campaign import Campaign
from tests.given.filled_templates import CAMPAIGNS


@cache
def played(code: str) -> Play:
    """A campaign of the tests."""
    return played_alone(campaign(code))


def campaign(code: str) -> Campaign:
    return next(each for each in CAMPAIGNS if each.code == code)


def played_alone(campaign: Campaign) -> Play:
    """Any campaign, with a temporary folder of this play's own, in which nothing may be left."""
    before = tempfile.tempdir
    with tempfile.TemporaryDirectory(prefix="pl-", dir="/tmp") as folder:
        tempfile.tempdir = folder
        try:
            done = play(campaign)
        finally:
            tempfile.tempdir = before
        assert list(Path(folder).iterdir()) == [], "something was left behind"
    return done


def whole(code: str) -> str:
    """All that people read of it."""
    told, of = played(code), campaign(code)
    rows = [("lúc", "việc gì", "đơn vị nào đổi tình trạng", "nhắc ai"), *lines(told, of.time_zone)]
    return "\n".join([*cast(told), "", *aligned(rows), "", *sentences(told)])


def in_short(code: str) -> str:
    """Who stood where since when."""
    rows = [(at, became) for at, _, became, _ in lines(played(code), campaign(code).time_zone) if became]
    return "\n".join(aligned(rows))


def aligned(rows: Sequence[Sequence[str]]) -> list[str]:
    """A table of text; the last column is as long as it is."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [
        " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]
