"""The page of a campaign: its figures are the report's, it tells nobody's name, and it stands by itself."""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta
from html import unescape
from pathlib import Path
from uuid import uuid4

import pytest
import sqlalchemy as sa

from flows.demo.workbooks import FOLDER
from flows.desk.collection.looks import collect_here
from flows.desk.page import writing
from flows.desk.page.calls import calls, unknown
from flows.desk.page.facts import PageFacts, read_facts
from flows.desk.page.places import place_of
from flows.desk.page.telling import told
from flows.desk.request import read_request
from flows.errors import ConfigurationError
from flows.settings import Settings
from flows.steps.publish.words import number, percent
from flows.store.database import Database
from flows.store.migration import migrate
from schemas.campaign import load_campaign
from tests.given import pages
from tests.given.databases import Created
from tests.given.desk import EMPTY, GOOD, ZONE, Desk, branches, moment
from tests.given.gifts import BOTH
from tests.given.gifts import FOLDER as FOLDER_OF_GIFTS

CODE = pages.CODE
CAMPAIGN = load_campaign(pages.CAMPAIGNS / CODE)
EVENING = FOLDER / "28-08-2355"


@pytest.fixture(scope="module")
def many(server: Database, template: str, tmp_path_factory: pytest.TempPathFactory) -> PageFacts:
    with Created(server, f"bluezone_many_{uuid4().hex[:8]}", template) as database:
        return pages.many(database, tmp_path_factory.mktemp("many"))


@pytest.fixture(scope="module")
def told_of(story: Database) -> PageFacts:
    return read_facts(story, CAMPAIGN, pages.AT)


def query(database: Database, text: str, **facts: object) -> list[dict[str, object]]:
    with database.begin() as connection:
        return [dict(row) for row in connection.execute(sa.text(text), facts).mappings()]


def cells(html: str, section: str) -> list[list[str]]:
    """The rows of the table under a heading."""
    body = html.partition(f'id="{section}"')[2].partition("</section>")[0]
    rows = re.findall(r'<tr role="row">(.*?)</tr>', body, re.DOTALL)
    return [
        [unescape(cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL)] for row in rows
    ]


def test_every_figure_of_a_unit_is_the_reports_as_of_the_instant(told_of: PageFacts, story: Database) -> None:
    expected = query(
        story,
        """
        SELECT s.unit_name, s.branches_accepted, sum(v.people) AS people, sum(v.installed) AS installed,
            100.0 * sum(v.installed) / sum(v.people) AS of_people,
            100.0 * sum(v.installed) FILTER (WHERE v.smartphone_users IS NOT NULL) / sum(v.smartphone_users) AS of_phones
        FROM report.unit_standing_at(:at) AS s
        LEFT JOIN report.submission_at(:at) AS v ON s.campaign = v.campaign AND s.unit_code = v.unit_code
        WHERE s.campaign = :campaign
        GROUP BY s.unit_name, s.branches_accepted, s.unit_position ORDER BY s.unit_position
        """,
        campaign=CODE,
        at=pages.AT,
    )
    shown = cells(writing.text_of(told_of), "coverage")
    assert shown[0] == [
        "Đơn vị", "CĐCS", "đoàn viên và CNVCLĐ", "đã cài", "% tổng số", "% người có điện thoại thông minh",
    ]  # fmt: skip
    assert shown[1:] == [
        [
            row["unit_name"],
            number(row["branches_accepted"]),  # type: ignore[arg-type]
            *(number(row[name]) or "–" for name in ("people", "installed")),  # type: ignore[arg-type]
            *(percent(row[name]) or "–" for name in ("of_people", "of_phones")),  # type: ignore[arg-type]
        ]
        for row in expected
    ]
    assert sum(int(row["installed"] or 0) for row in expected) == told_of.summary.sum("installed")  # type: ignore[union-attr, call-overload]


def test_each_day_of_progress_is_the_campaigns_summary_at_its_end(
    told_of: PageFacts, story: Database
) -> None:
    assert [each.day.day for each in told_of.days] == [*range(18, 32), 1, 2, 3]
    for each in told_of.days:
        ends_at = datetime.combine(each.day + timedelta(days=1), time(0), ZONE) - timedelta(microseconds=1)
        [then] = query(
            story,
            "SELECT branches, people, installed FROM report.campaign_summary_at(:at) WHERE campaign = :campaign",
            campaign=CODE,
            at=min(ends_at, pages.AT),
        )
        shown = (each.branches, each.people or 0, each.quantities["installed"] or 0)
        assert shown == (then["branches"], then["people"] or 0, then["installed"] or 0), each.day


def test_findings_are_counted_as_the_standings_count_them(told_of: PageFacts) -> None:
    by_severity = {"lỗi": 0, "câu hỏi": 0, "cảnh báo": 0}
    for _, severity, places, units in cells(writing.text_of(told_of), "findings")[1:]:
        by_severity[severity] += int(places)
        assert 1 <= int(units) <= int(places)
    assert by_severity == {
        "lỗi": sum(unit.open_errors for unit in told_of.standings),
        "câu hỏi": sum(unit.open_questions for unit in told_of.standings),
        "cảnh báo": sum(unit.open_warnings for unit in told_of.standings),
    }
    assert by_severity["lỗi"]


def test_what_came_later_is_not_on_the_page_of_an_earlier_instant(desk: Desk) -> None:
    desk.look("650", "27/8 09:00", GOOD)

    def page() -> str:
        return writing.text_of(read_facts(desk.database, desk.campaign, moment("28/8 17:00")))

    before = page()
    desk.look("650", "28/8 18:00", branches(("CĐCS xã Ea Tam", 240, 220, 200)))
    desk.look("651", "28/8 17:30", GOOD)
    assert page() == before


@pytest.mark.parametrize(
    ("at", "headline"),
    [
        ("26/8 10:00", "Còn 2 ngày nữa đến ngày cuối còn đúng hạn"),
        ("28/8 00:00", "Hôm nay là ngày cuối còn đúng hạn"),
        ("28/8 23:59:59", "Hôm nay là ngày cuối còn đúng hạn"),
        ("29/8 00:00", "Đã quá hạn 1 ngày"),
        ("3/9 17:00", "Đã quá hạn 6 ngày"),
    ],
)
def test_days_are_those_of_the_campaigns_calendar_as_days_late_are(
    desk: Desk, at: str, headline: str
) -> None:
    desk.look("650", "25/8 09:00", EMPTY)
    facts = read_facts(desk.database, desk.campaign, moment(at))
    assert told(facts).headline == headline
    late = next(unit.days_late for unit in facts.standings if unit.unit_code == "650")
    assert not late or headline == f"Đã quá hạn {late} ngày"


def test_the_late_and_the_missing_come_first_and_whoever_is_done_has_nothing_to_do(
    told_of: PageFacts,
) -> None:
    acting = cells(writing.text_of(told_of), "acting")[1:]
    standings = [row[1] for row in acting]
    assert standings[:3] == ["chưa báo cáo, quá hạn 6 ngày"] * 2 + ["cần sửa, quá hạn 6 ngày"]
    assert standings[-1] == "đúng hạn"
    assert acting[-1][2] == "đơn vị sửa 1 lỗi"


def test_the_three_calls_bring_lacking_branches_first_and_then_most_people(many: PageFacts) -> None:
    assert [each.brings_vi for each in calls(many)] == [
        "còn 7 trong 7 CĐCS chưa có số liệu",
        *["còn 4 trong 4 CĐCS chưa có số liệu"] * 2,
    ]
    assert unknown(many) > 0


def test_a_call_tells_by_how_much_the_common_rate_would_rise(desk: Desk) -> None:
    desk.look("650", "27/8 09:00", branches(("CĐCS A", 100, 90, 40), ("CĐCS B", 100, 90, 100 - 10)))
    desk.look("651", "27/8 09:00", branches(("CĐCS A", 200, 190, 190)))
    found = calls(read_facts(desk.database, desk.campaign, moment("28/8 08:00")))
    assert [(each.unit.unit_code, each.brings_vi) for each in found] == [
        ("650", "còn 70 người chưa có trong số đã cài đặt; nếu đạt hết, tỷ lệ chung tăng thêm 17,5%"),
        ("651", "còn 10 người chưa có trong số đã cài đặt; nếu đạt hết, tỷ lệ chung tăng thêm 2,5%"),
    ]


def test_a_page_needs_nothing_from_elsewhere_and_no_script(told_of: PageFacts) -> None:
    html = writing.text_of(told_of)
    assert not re.search(r"<script|\bsrc=|\bhref=|@import|url\(|javascript:|\son\w+=", html)
    assert set(re.findall(r"https?://[^\s\"<]*", html)) == {"http://www.w3.org/2000/svg"}
    assert html == writing.text_of(told_of), "the same facts make the same page"


def test_nothing_that_was_typed_and_nobodys_name_is_on_a_page(told_of: PageFacts, story: Database) -> None:
    html = unescape(writing.text_of(told_of))
    typed = query(story, "SELECT raw_value FROM core.finding WHERE raw_value IS NOT NULL")
    words = {str(row["raw_value"]) for row in typed if re.search(r"[^\W\d]", str(row["raw_value"]))}
    assert words
    assert [value for value in words if value in html] == []
    names = query(
        story, "SELECT branch_name FROM report.submission WHERE campaign = :campaign", campaign=CODE
    )
    assert [row["branch_name"] for row in names if str(row["branch_name"]) in html] == []


def test_the_public_edition_has_totals_and_no_unit(told_of: PageFacts) -> None:
    html = unescape(writing.text_of(told_of, is_public=True))
    assert [unit.unit_name for unit in told_of.standings if unit.unit_name in html] == []
    assert "Bản công khai" in html
    assert "8.838 đã cài" in html
    assert re.findall(r'<h2 id="(\w+)"', html) == ["now", "progress"]


def test_names_that_look_like_markup_are_shown_as_they_are_and_a_hundred_units_fit(many: PageFacts) -> None:
    html = writing.text_of(many)
    assert "<b>" not in html
    assert "<script" not in html
    rows = cells(html, "coverage")[1:]
    assert len(rows) == pages.MANY
    assert rows[0][0] == pages.HOSTILE
    assert len(rows[1][0]) == 90


def test_before_the_first_look_a_page_says_so(database: Database) -> None:
    facts = read_facts(database, CAMPAIGN, moment("20/8 08:00"))
    html = writing.text_of(facts)
    assert "Chưa thu thập lần nào: chưa có số liệu." in html
    assert "<svg" not in html
    assert "<table" not in html


def test_without_any_figure_there_is_no_picture_and_no_rate(desk: Desk) -> None:
    desk.look("650", "20/8 08:00", EMPTY)
    html = writing.text_of(read_facts(desk.database, desk.campaign, moment("20/8 09:00")))
    assert "Chưa có số liệu nào để vẽ." in html
    assert "Chưa tính được cuộc gọi nào." in html
    assert all(row[2:] == ["–"] * 4 for row in cells(html, "coverage")[1:])


def test_another_letter_has_its_own_words(bare_database: Database) -> None:
    migrate(bare_database, BOTH)
    desk = Desk(bare_database, FOLDER_OF_GIFTS)
    html = writing.text_of(read_facts(bare_database, desk.campaign, datetime(2026, 2, 10, 9, tzinfo=ZONE)))
    form = desk.campaign.form
    rates = [f"% {each.label}" for each in form.lead_rates]
    assert cells(html, "coverage")[0][1:] == ["CĐCS", form.people_label, form.lead_vi, *rates]
    assert "đã cài" not in html


class TestFile:
    def test_a_page_takes_the_place_of_an_earlier_one(self, tmp_path: Path, desk: Desk) -> None:
        desk.look("650", "20/8 08:00", GOOD)
        first, second = (
            writing.text_of(read_facts(desk.database, desk.campaign, moment(at)))
            for at in ("21/8 08:00", "22/8 08:00")
        )
        writing.write(tmp_path / "index.html", first)
        writing.write(tmp_path / "index.html", second)
        assert (tmp_path / "index.html").read_text("utf-8") == second
        assert [path.name for path in tmp_path.iterdir()] == ["index.html"]

    def test_somebody_elses_file_is_left(self, tmp_path: Path) -> None:
        (tmp_path / "index.html").write_text("<p>của tôi</p>", "utf-8")
        with pytest.raises(ConfigurationError, match="không phải trang do lệnh này ghi"):
            writing.write(tmp_path / "index.html", "x")
        assert (tmp_path / "index.html").read_text("utf-8") == "<p>của tôi</p>"

    def test_a_folder_that_is_not_there_is_said(self, tmp_path: Path) -> None:
        with pytest.raises(ConfigurationError, match="Không ghi được"):
            writing.write(tmp_path / "none" / "index.html", "x")


class TestRun:
    def collect(self, settings: Settings, *units: str) -> tuple[str, ...]:
        request = read_request(settings, CODE, str(EVENING), units)
        return collect_here(settings, request, clock=lambda: moment("28/8 23:55")).notes

    def test_a_run_of_the_whole_roster_leaves_the_page_of_its_instant(
        self, settings: Settings, database: Database
    ) -> None:
        self.collect(settings)
        html = place_of(settings.home, CODE).read_text("utf-8")
        campaign = CAMPAIGN
        assert html == writing.text_of(read_facts(database, campaign, moment("28/8 23:55")))

    def test_a_run_of_some_units_leaves_the_page_as_it_was(self, settings: Settings) -> None:
        self.collect(settings, "650")
        assert not place_of(settings.home, CODE).exists()

    def test_a_page_that_cannot_be_written_costs_a_note_and_no_run(
        self, settings: Settings, desk: Desk
    ) -> None:
        file = place_of(settings.home, CODE)
        file.parent.mkdir(parents=True)
        file.write_text("của ai đó", "utf-8")
        notes = self.collect(settings)
        assert [each for each in notes if each.startswith("Không ghi được trang của đợt: ")] != []
        [run] = desk.query("SELECT outcome FROM report.collection_run WHERE finished_at IS NOT NULL")
        assert run["outcome"] == "failed", "for the two files that cannot be read, as without a page"
        assert file.read_text("utf-8") == "của ai đó"
