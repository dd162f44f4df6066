"""Papers on record: a draft once with its figures, an issue under one number on a day that can be, both for good."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
import sqlalchemy as sa

from flows.desk.papers import recording
from flows.desk.papers.figures.figure import Cell, Figure, Given
from flows.desk.papers.paper import Annex, Column, Paper, Paragraph, Row, Table
from flows.desk.pruning import prune
from flows.errors import ConfigurationError, RecordRefused
from flows.store.recorded import papers
from tests.given.desk import GOOD, Desk, moment
from tests.given.issued import AT, NOW, drafted, issued, paper, withdrawn


def installed(value: int | None, unit: str) -> Figure:
    key = (("scope", "unit"), ("scope_code", unit))
    return Figure(Cell("figures_at", "installed", key, "bluezone-2020", AT), value)


def report(desk: Desk, *, gain: int = 12) -> Paper:
    """A report with a figure in a sentence, two in a row of an annex, and a gain."""
    since = Figure(
        Cell("gain_at", "installed", (), "bluezone-2020", AT, moment("28/8 17:00")), gain, with_sign=True
    )
    share = Figure(
        Cell("campaign_summary_at", "installed_pct", (), "bluezone-2020", AT), Decimal("85.51"), "percent"
    )
    row = Row(((Given("LĐLĐ huyện Krông Năng"),), (installed(1045, "650"),), (installed(None, "651"),)))
    table = Table((Column("Đơn vị"), Column("Đã cài đặt"), Column("Lần trước")), (row,))
    return Paper(
        kind="results",
        kind_vi="BÁO CÁO",
        about=("Kết quả",),
        issuer=desk.campaign.issued_by,
        number="BC-LĐLĐ",
        as_of=AT,
        addressees=(),
        blocks=(Paragraph(("Tỷ lệ đạt ", share, ", tăng ", since, " người.")),),
        signer=None,
        recipients=(),
        annexes=(Annex(("Theo đơn vị",), (table,)),),
    )


def draft(desk: Desk, of: Paper) -> int:
    with desk.database.begin() as connection:
        return recording.draft(connection, desk.campaign.code, of)


def test_a_draft_has_one_number_however_often_it_is_drawn_up_and_another_once_a_figure_differs(
    desk: Desk,
) -> None:
    first = draft(desk, report(desk))
    assert draft(desk, report(desk)) == first
    assert draft(desk, replace(report(desk), paper_id=first)) == first, "its marks are no figures"
    assert draft(desk, report(desk, gain=13)) == first + 1, "nor did drafting it again take a number"
    assert draft(desk, replace(report(desk), unit_code="650")) == first + 2
    assert draft(desk, report(desk)) == first


def test_analysts_see_each_figure_of_an_issued_paper_and_where_it_came_from_and_no_draft(desk: Desk) -> None:
    number = draft(desk, report(desk))
    asked = "SELECT * FROM report.issued_figure ORDER BY position"
    assert desk.query(asked, role="bluezone_analyst") == []
    issued(desk, number)
    found = desk.query(asked, role="bluezone_analyst")
    assert [(each["position"], each["shown"], each["value"]) for each in found] == [
        (1, "85,5%", Decimal("85.51")),
        (2, "+12", Decimal(12)),
        (3, "1.045", Decimal(1045)),
        (4, "–", None),
    ]
    assert found[0]["sentence"] == found[1]["sentence"] == "Tỷ lệ đạt 85,5%, tăng +12 người."
    assert found[2]["sentence"] == "LĐLĐ huyện Krông Năng · 1.045 · –"
    third = {name: found[2][name] for name in ("figure", "relation", "column_name", "key", "as_of", "since")}
    assert third == {
        "figure": "figures_at.installed[scope=unit,scope_code=650]",
        "relation": "figures_at",
        "column_name": "installed",
        "key": {"scope": "unit", "scope_code": "650"},
        "as_of": AT,
        "since": None,
    }
    assert found[1]["since"] == moment("28/8 17:00")
    [row] = desk.query("SELECT * FROM report.issued_paper", role="bluezone_analyst")
    assert (row["paper_id"], row["number"], row["figures"], row["since"]) == (
        number, "45/BC-LĐLĐ", 4, moment("28/8 17:00"),
    )  # fmt: skip


def test_what_was_issued_is_given_back_with_its_figures_until_it_is_taken_back(desk: Desk) -> None:
    number, other = drafted(desk, 47, None), drafted(desk, 48)
    told = issued(desk, number).message("Asia/Ho_Chi_Minh")
    assert told == (
        f"Đợt bluezone-2020: văn bản dự thảo số {number}: đã phát hành, số 45/BC-LĐLĐ ngày 1/9/2020; "
        "số liệu lúc 31/8/2020 17:00, 2 con số."
    )
    assert not issued(desk, number).is_new, "the same again"
    with desk.database.begin() as connection:
        [found] = papers.issued(connection, desk.campaign.code)
    assert (found.issue.paper_id, [each.value for each in found.figures]) == (number, [Decimal(47), None])
    assert "đã thu hồi việc phát hành số 45/BC-LĐLĐ ngày 1/9/2020" in withdrawn(desk, number).message("UTC")
    with desk.database.begin() as connection:
        assert papers.issued(connection, desk.campaign.code) == []
        [kept] = papers.issues(connection, desk.campaign.code)
    assert (kept.revoked_at, kept.revoked_reason, kept.is_in_force) == (NOW, "ghi nhầm số", False)
    assert issued(desk, other).is_new, "its number is free again"
    with pytest.raises(ConfigurationError, match="chưa được ghi là đã phát hành"):
        withdrawn(desk, number)


@pytest.mark.parametrize(
    ("number", "on", "told"),
    [
        ("45/BC-LĐLĐ", date(2020, 9, 1), "số 45/BC-LĐLĐ của năm 2020 đã dùng cho văn bản dự thảo số 1"),
        (" 45/bc-LĐLĐ ", date(2020, 8, 31), "đã dùng cho văn bản dự thảo số 1"),
        (
            "46/BC-LĐLĐ",
            date(2020, 8, 30),
            r"ngày 30/8/2020 trước ngày của số liệu trong văn bản \(31/8/2020\)",
        ),
        ("…", date(2020, 9, 1), "không ghi số văn bản"),
    ],
)
def test_an_issue_that_cannot_be_is_refused_with_the_reason(
    desk: Desk, number: str, on: date, told: str
) -> None:
    issued(desk, drafted(desk, 47))
    with pytest.raises(RecordRefused, match=f"Phát hành văn bản dự thảo số 2: .*{told}.*Chưa ghi gì"):
        issued(desk, drafted(desk, 48), number, on)
    assert len(desk.query("SELECT 1 AS one FROM core.issue")) == 1


def test_a_number_is_one_papers_in_one_year_and_another_years_is_another(desk: Desk) -> None:
    issued(desk, drafted(desk, 47))
    later = moment("1/9 08:00") + timedelta(days=200)
    assert issued(desk, drafted(desk, 48), on=date(2021, 3, 1), now=later).is_new


def test_an_issue_of_tomorrow_by_nobody_or_of_an_issued_paper_is_refused(desk: Desk) -> None:
    number = drafted(desk, 47)
    with pytest.raises(ConfigurationError, match=r"Ngày phát hành \(2/9/2020\) chưa đến"):
        issued(desk, number, on=date(2020, 9, 2))
    with pytest.raises(ConfigurationError, match="Hãy ghi số của văn bản"):
        issued(desk, number, "  ")
    with pytest.raises(RecordRefused, match="đợt bluezone-2020 không có văn bản này"):
        issued(desk, number + 900)
    issued(desk, number)
    with pytest.raises(RecordRefused, match="đã phát hành rồi, số 45/BC-LĐLĐ ngày 1/9/2020; nếu ghi nhầm"):
        issued(desk, number, "46/BC-LĐLĐ")


def test_drafts_that_nobody_issued_go_by_their_own_clock_and_what_was_issued_stays(desk: Desk) -> None:
    desk.look("650", "28/8 17:00", GOOD)
    kept, taken_back, gone = (drafted(desk, each) for each in (47, 48, 49))
    with desk.database.begin() as connection:
        papers.draft(connection, paper(20, unit_code="650"))
    issued(desk, kept)
    issued(desk, taken_back, "46/BC-LĐLĐ")
    withdrawn(desk, taken_back)
    with desk.database.begin(None) as connection:
        connection.execute(sa.text("UPDATE core.paper SET drafted_at = :at"), {"at": AT})
    last_day = AT + timedelta(days=desk.campaign.retention.drafts_days)
    assert prune(desk.database, desk.campaign, None, last_day, is_dry_run=False).drafts == 0
    after = last_day + timedelta(seconds=1)
    assert prune(desk.database, desk.campaign, None, after, is_dry_run=True).drafts == 2
    assert prune(desk.database, desk.campaign, None, after, is_dry_run=False).drafts == 2
    left = desk.query("SELECT paper_id FROM core.paper ORDER BY 1")
    assert [each["paper_id"] for each in left] == [kept, taken_back]
    with pytest.raises(RecordRefused, match="không có văn bản này"):
        issued(desk, gone, "47/BC-LĐLĐ", now=after)
