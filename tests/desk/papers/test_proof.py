"""No number leaves the desk that Postgres does not say: each is found again, and a paper with another one is not written."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest

from flows.desk.papers import drafting
from flows.desk.papers.composing import compose
from flows.desk.papers.figures.figure import Figure, Given
from flows.desk.papers.paper import Paper, Paragraph
from flows.desk.papers.proof import Asked, prove
from flows.errors import ConfigurationError, PaperUnproven
from flows.store.database import Database
from schemas.campaign import load_campaign
from tests.given import pages
from tests.given.desk import moment

CAMPAIGN = load_campaign(pages.CAMPAIGNS / pages.CODE)


@pytest.fixture(scope="module")
def papers(story: Database) -> list[Paper]:
    with story.begin() as connection:
        return compose(connection, CAMPAIGN, pages.AT, moment("27/8 17:00"))


def proven(database: Database, papers: list[Paper]) -> None:
    with database.begin() as connection:
        prove(connection, papers)


def otherwise(figure: Figure) -> Figure:
    """The same figure with another value than the database's."""
    value = figure.value
    if isinstance(value, datetime):
        return replace(figure, value=value.replace(year=value.year + 1))
    return replace(figure, value=Decimal("0.01") if value is None else value + 1)


def with_a_figure_changed(paper: Paper) -> Paper:
    """The same paper and one sentence more, with a figure of the paper that is another."""
    figure, _ = next(paper.figures)
    return replace(paper, blocks=(*paper.blocks, Paragraph(("Nay là ", otherwise(figure), "."))))


def test_every_number_of_every_paper_is_found_again(story: Database, papers: list[Paper]) -> None:
    proven(story, papers)
    assert {paper.kind for paper in papers} == {"urging", "results", "ranking", "receipt"}
    assert all(list(paper.figures) for paper in papers)


@pytest.mark.parametrize("kind", ["urging", "results", "ranking", "receipt"])
def test_whichever_one_figure_is_another_the_paper_is_refused(
    story: Database, papers: list[Paper], kind: str
) -> None:
    paper = next(paper for paper in papers if paper.kind == kind)
    with story.begin() as connection:
        asked = Asked(connection)
        for figure, _ in paper.figures:
            asked.require(paper, figure)
            with pytest.raises(PaperUnproven) as refused:
                asked.require(paper, otherwise(figure))
            assert figure.cell.name in str(refused.value)
    with pytest.raises(PaperUnproven):
        proven(story, [with_a_figure_changed(paper)])


def test_a_number_in_words_of_our_own_is_refused(story: Database, papers: list[Paper]) -> None:
    paper = next(paper for paper in papers if paper.kind == "urging")
    said = Paragraph(("Còn 7 đơn vị.",))
    with pytest.raises(PaperUnproven, match="con số không rõ lấy từ đâu"):
        proven(story, [replace(paper, blocks=(*paper.blocks, said))])
    quoted = Paragraph(("Còn ", Given("Trường 7"), "."))
    proven(story, [replace(paper, blocks=(*paper.blocks, quoted))])


def test_nothing_is_written_when_one_paper_of_the_instant_is_refused(
    story: Database, papers: list[Paper], tmp_path: Path
) -> None:
    last = papers[-1]
    with pytest.raises(PaperUnproven):
        drafting.write_papers(
            story, CAMPAIGN.code, [*papers[:-1], with_a_figure_changed(last)], tmp_path / "papers"
        )
    assert not (tmp_path / "papers").exists()


def test_an_instant_still_to_come_is_refused(story: Database, tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="chưa đến"):
        drafting.wanted(story, CAMPAIGN, tmp_path, moment("3/9 17:00"), moment("3/9 17:01"), None)


def test_a_campaign_never_collected_has_no_papers(database: Database) -> None:
    with (
        database.begin() as connection,
        pytest.raises(ConfigurationError, match="chưa được thu thập lần nào"),
    ):
        compose(connection, CAMPAIGN, pages.AT, None)


def test_a_figure_is_found_again_by_the_key_that_postgres_gave_back(
    story: Database, papers: list[Paper]
) -> None:
    with story.begin() as connection:
        asked = Asked(connection)
        for paper in papers:
            for figure, _ in paper.figures:
                # jsonb keeps the shorter name first: rate before unit_code
                key = tuple(sorted(figure.cell.key, key=lambda each: (len(each[0]), each[0])))
                assert asked.value(replace(figure.cell, key=key)) == figure.value
