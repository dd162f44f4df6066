"""Whatever a campaign is and however it stands: its papers keep the form, say what Postgres says, and open."""

from __future__ import annotations

import io
import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from uuid import uuid4

import docx
import pytest
import sqlalchemy as sa

from flows.desk import decisions
from flows.desk.grounds import Grounds
from flows.desk.papers.composing import compose
from flows.desk.papers.layout.writing import docx_of
from flows.desk.papers.paper import Paper
from flows.desk.papers.proof import prove
from flows.store.database import Database
from flows.store.migration import migrate
from schemas.campaign import Campaign, load_campaign
from schemas.observation import Outcome
from tests.given import pages
from tests.given.databases import Created
from tests.given.desk import GOOD, ZONE, Desk, moment, sheet
from tests.given.filled_templates import TET
from tests.given.forms import FORMS
from tests.given.gifts import FOLDER as OF_GIFTS
from tests.given.nd30.rules import broken_rules
from tests.given.printed import lines_of

CAMPAIGN = load_campaign(pages.CAMPAIGNS / pages.CODE)
AT_2026 = datetime(2026, 2, 11, 9, tzinfo=ZONE)
COUNTING_NOBODY = """
[subject]
about = "trại hè"

[[quantity]]
name = "branch_name"

[[quantity]]
name = "camps"
kind = "count"
unit = "trại"
label = "số trại hè"
required = true
headings = ["Số trại hè"]
"""
HEADINGS = {
    "gifts-2026": ("STT", "Tên CĐCS", "Số đoàn viên", "Số suất quà", "Hoàn cảnh"),
    "tet-2026": ("STT", "Tên CĐCS", "Số CNVCLĐ", "Số suất quà"),
    "summer-2026": ("STT", "Tên CĐCS", "Số trại hè"),
}


def held(database: Database, campaign: Campaign, at: datetime, since: datetime | None = None) -> list[Paper]:
    """The papers of an instant, once each keeps the form, is proven, and was opened."""
    with database.begin() as connection:
        papers = compose(connection, campaign, at, since)
    with database.begin() as connection:
        prove(connection, papers)
    for paper in papers:
        content = docx_of(paper)
        assert broken_rules(content, paper.issuer) == set(), paper.kind
        assert docx.Document(io.BytesIO(content)).tables
    return papers


def kinds(papers: list[Paper]) -> list[str]:
    """Which papers there are besides receipts."""
    return [paper.kind for paper in papers if paper.kind != "receipt"]


def words(papers: list[Paper], kind: str) -> str:
    [paper] = [paper for paper in papers if paper.kind == kind]
    return "\n".join(lines_of(paper))


@pytest.mark.parametrize(
    ("at", "since"), [("28/8 18:00", None), ("29/8 00:10", "27/8 17:00"), ("3/9 17:00", "29/8 00:10")]
)
def test_of_the_demonstration_before_at_and_after_its_deadline(
    story: Database, at: str, since: str | None
) -> None:
    papers = held(story, CAMPAIGN, moment(at), moment(since) if since else None)
    assert kinds(papers) == ["urging", "results", "ranking"]
    assert len({paper.unit_code for paper in papers}) == len(papers) - 2, "a receipt for each unit"


def test_of_a_unit_whose_deadline_was_put_off(desk: Desk) -> None:
    desk.look("650", "28/8 10:00", GOOD)
    case = desk.case("651", Grounds("Ban Thường vụ", "lũ lụt", "12/LĐLĐ"), moment("29/8 09:00"))
    decisions.extend(case, moment("5/9 00:00"))
    papers = held(desk.database, desk.campaign, moment("30/8 09:00"))
    assert "Riêng các đơn vị được gia hạn: LĐLĐ huyện Ea Kar, hạn hết ngày 04/9/2020." in words(
        papers, "urging"
    )


def test_of_a_hundred_units_with_names_nobody_wishes_for(database: Database, tmp_path: Path) -> None:
    pages.many(database, tmp_path)
    with database.begin(None) as connection:
        # as the server does by itself within a minute; without, each question takes a second
        connection.execute(sa.text("ANALYZE"))
    campaign = load_campaign(tmp_path / "campaigns" / pages.CODE)
    papers = held(database, campaign, moment("30/8 08:00"))
    assert f"{pages.LONG} 0102" in words(papers, "results")
    assert pages.HOSTILE in words(papers, "urging")


def test_of_a_campaign_that_was_looked_at_once_and_nobody_had_sent_anything(desk: Desk) -> None:
    for unit in desk.campaign.units.active:
        desk.look(unit.code, "29/8 00:05", Outcome.ABSENT)
    papers = held(desk.database, desk.campaign, moment("29/8 09:00"))
    assert [paper.kind for paper in papers] == ["urging", "results"], "nobody can be ranked"


@pytest.fixture(scope="module")
def of_2026(
    server: Database, template: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[list[Desk]]:
    """Three letters that ask for other things, one of which counts no people and is after nothing, in one database."""
    folder = tmp_path_factory.mktemp("campaigns") / "summer-2026"
    shutil.copytree(OF_GIFTS, folder)
    shutil.copy(OF_GIFTS.parent / "issuer.toml", folder.parent)
    told = (folder / "campaign.toml").read_text("utf-8")
    (folder / "campaign.toml").write_text(told.replace("gifts-2026", folder.name), "utf-8")
    (folder / "form.toml").write_text(COUNTING_NOBODY, "utf-8")
    folders = (OF_GIFTS, OF_GIFTS.parent / TET.code, folder)
    forms = {each.name: load_campaign(each).form for each in folders}
    with Created(server, f"bluezone_2026_{uuid4().hex[:8]}", template) as database:
        migrate(database, {**FORMS, **forms})
        yield [Desk(database, each) for each in folders]


@pytest.mark.parametrize("place", range(3), ids=("gifts", "tet", "counting nobody"))
def test_of_letters_that_ask_for_other_things(of_2026: list[Desk], place: int) -> None:
    desk = of_2026[place]
    code = desk.campaign.code
    heading = HEADINGS[code]
    first, *_ = desk.campaign.units.active
    row = (1, "CĐCS Trường Mầm non", 40, 15, "gọi bà Nguyễn Thị Tuyết")[: len(heading)]
    other = (2, "CĐCS Xí nghiệp gỗ", "ba mươi", 5)[: len(heading)]
    desk.look(first.code, datetime(2026, 2, 9, 9, tzinfo=ZONE), sheet(row, other, heading=heading))
    papers = held(desk.database, desk.campaign, AT_2026)
    ranks = "SELECT count(rank) AS ranked FROM report.ranking_at(:at) WHERE campaign = :code"
    [asked] = desk.query(ranks, at=AT_2026, code=code)
    ranked = ["ranking"] if asked["ranked"] else []
    assert kinds(papers) == ["urging", "results", *ranked]
    assert [paper.unit_code for paper in papers if paper.kind == "receipt"] == [first.code]
    assert "đã cài" not in words(papers, "results")
    assert "Tuyết" not in "\n".join(words([paper], paper.kind) for paper in papers), "what is private stays"
