"""What the papers of the demonstration say, word by word: `tests/spec/papers/` holds them to be read aloud."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from flows.desk.papers.composing import compose
from flows.desk.papers.paper import Paper
from flows.store.database import Database
from schemas.campaign import load_campaign
from tests.given import pages
from tests.given.desk import moment
from tests.given.printed import lines_of

SPEC = Path(__file__).parents[2] / "spec" / "papers"
CAMPAIGN = load_campaign(pages.CAMPAIGNS / pages.CODE)


@pytest.fixture(scope="module")
def papers(story: Database) -> dict[str, Paper]:
    with story.begin() as connection:
        found = compose(connection, CAMPAIGN, pages.AT, moment("27/8 17:00"))
    return {f"{each.kind}-{each.unit_code}" if each.unit_code else each.kind: each for each in found}


def read_aloud(paper: Paper) -> str:
    """The paper as text; the last hash of the records is another in every database."""
    return re.sub(r"số liệu: [0-9a-f ]{26}\.", "số liệu: ….", "\n".join(lines_of(paper)) + "\n")


@pytest.mark.parametrize("golden", sorted(SPEC.glob("*.txt")), ids=lambda path: path.stem)
def test_a_paper_says_what_stands_in_its_golden(papers: dict[str, Paper], golden: Path) -> None:
    assert read_aloud(papers[golden.stem]) == golden.read_text(encoding="utf-8")
