"""`rehearsal.txt`, word for word: how a campaign goes, as the desk reads it before the letter leaves."""

from __future__ import annotations

from flows.store.database import Database
from tests.given.played import in_short, whole
from tests.given.story import SPEC


def block(title: str) -> str:
    """What stands under a title, up to the next one."""
    text = (SPEC / "rehearsal.txt").read_text(encoding="utf-8")
    return text.partition(f"=== {title}\n\n")[2].partition("\n\n=== ")[0].rstrip("\n")


def test_another_letter_is_told_from_its_first_day_past_the_last_deadline(server: Database) -> None:
    assert whole("tet-2026", server) == block("tet-2026")


def test_the_letter_of_2020_is_told_by_the_same_story(server: Database) -> None:
    assert in_short("bluezone-2020", server) == block("bluezone-2020, in short")
