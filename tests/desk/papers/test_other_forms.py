"""What papers say of other letters than the demonstration's: money, a form that is after nothing in particular, nobody yet."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from flows.desk import decisions
from flows.desk.grounds import Grounds
from flows.desk.papers.composing import compose
from flows.desk.papers.paper import Paper
from flows.store.database import Database
from flows.store.migration import migrate
from schemas.campaign import load_campaign
from schemas.observation import Outcome
from tests.given import gifts
from tests.given.databases import Created, simulate_clock
from tests.given.desk import ZONE, Desk, sheet
from tests.given.forms import FORMS
from tests.given.printed import lines_of

SEEN = datetime(2026, 2, 9, 17, tzinfo=ZONE)
LATER = SEEN + timedelta(minutes=30)
ISSUER = Path(__file__).parents[3] / "flows" / "campaigns" / "issuer.toml"
WITHOUT_LEAD = (
    ('[table]\nlead = "gifts"\ndone = "suất quà đã trao"\n', ""),
    ("required = true\n", ""),
)  # fmt: skip
IN_THOUSANDS = (
    ('name = "spent"\nkind = "money"\nunit = "đồng"', 'name = "spent"\nkind = "money"\nunit = "nghìn đồng"'),
)
HEADING = (
    "STT",
    "Tên CĐCS",
    "Số đoàn viên",
    "Số người thuộc diện",
    "Số suất quà",
    "Số tiền đã chi (nghìn đồng)",
)
TWO = sheet(
    (1, "CĐCS Trường Mầm non", 40, 20, 15, 7500), (2, "CĐCS Xí nghiệp gỗ", 60, 30, 5, 2500), heading=HEADING
)
PARTLY = sheet(
    (1, "CĐCS Chợ huyện", 30, 10, 4, 1000), (2, "CĐCS Bến xe", 20, 10, "hơn 5", 1000), heading=HEADING
)
GROUNDS = Grounds("Ban Thường vụ", "có công văn")
Papers = Callable[..., dict[str, str]]


@pytest.fixture
def papers(server: Database, tmp_path: Path) -> Papers:
    """Papers, as they are read aloud, of a letter that asks for gifts; its form otherwise where a test says so."""

    def of(
        seen: dict[str, object], *otherwise: tuple[str, str], decide: Callable[[Desk], object] = str
    ) -> dict[str, str]:
        folder = tmp_path / "gifts-2026"
        shutil.copytree(gifts.FOLDER, folder)
        shutil.copy(ISSUER, tmp_path)
        form = folder / "form.toml"
        words = form.read_text(encoding="utf-8")
        for old, new in otherwise:
            assert old in words
            words = words.replace(old, new)
        form.write_text(words, encoding="utf-8")
        campaign = load_campaign(folder)
        with Created(server, "bluezone_other_forms") as database:
            migrate(database, {**FORMS, campaign.code: campaign.form})
            simulate_clock(database)
            desk = Desk(database, folder)
            for unit, what in seen.items():
                desk.look(unit, SEEN, what)  # type: ignore[arg-type]
            decide(desk)
            with database.begin() as connection:
                found = compose(connection, campaign, LATER, None)
        return {_name(each): "\n".join(lines_of(each)) for each in found}

    return of


def _name(paper: Paper) -> str:
    return f"{paper.kind}-{paper.unit_code}" if paper.unit_code else paper.kind


def test_money_that_sheets_give_in_thousands_is_printed_in_dong(papers: Papers) -> None:
    said = papers({"CP-1": TWO}, *IN_THOUSANDS)["results"]
    assert "- Số tiền đã chi: 10.000.000 đồng." in said
    assert "nghìn" not in said


def test_a_letter_after_nothing_in_particular_has_its_counts_in_text_and_annexes(papers: Papers) -> None:
    said = papers({"CP-1": TWO}, *WITHOUT_LEAD, *IN_THOUSANDS)["results"]
    assert "số suất quà đã trao: 20 suất; số tiền đã chi: 10.000.000 đồng" in said
    assert "Số người thuộc diện | Số suất quà đã trao | Số tiền đã chi (đồng)" in said
    assert "1 | Công đoàn cụm thứ nhất | 2 | 100 | 50 | 20 | 10.000.000 |" in said
    assert "1 | CĐCS Trường Mầm non | 40 | 20 | 15 | 7.500.000 |" in said
    assert "hoàn lại" not in said


def test_where_nobody_has_reported_no_sentence_counts_nothing(papers: Papers) -> None:
    said = papers({"CP-1": Outcome.ABSENT})["results"].split("PHỤ LỤC")[0]
    assert "Chưa đơn vị nào có báo cáo hợp lệ." in said
    assert "Chưa công đoàn cơ sở nào có số liệu." in said
    assert " 0 " not in said
    assert "–" not in said


def test_a_campaign_of_one_kind_of_units_is_told_once(papers: Papers) -> None:
    assert papers({"CP-1": TWO}, *IN_THOUSANDS)["results"].count("công đoàn cơ sở có số liệu;") == 1


def test_whose_figures_are_not_final_is_named_beside_the_sum_of_all(papers: Papers) -> None:
    said = papers({"CP-1": TWO, "CP-2": PARTLY}, *IN_THOUSANDS)["results"]
    assert "Chung: 3 công đoàn cơ sở có số liệu; 130 đoàn viên" in said
    assert (
        "Số liệu trên gồm cả số liệu tạm tính của các đơn vị chưa có báo cáo hợp lệ: "
        "Công đoàn cụm thứ hai (cần sửa, 1 công đoàn cơ sở)."
    ) in said


def test_who_owes_nothing_is_told_and_its_figures_stand_where_they_are_summed(papers: Papers) -> None:
    def decide(desk: Desk) -> None:
        decisions.exempt(desk.case("CP-2", GROUNDS, SEEN))

    said = papers({"CP-1": TWO, "CP-2": TWO}, *IN_THOUSANDS, decide=decide)["results"]
    assert "Có 1 đơn vị phải báo cáo" in said
    assert "Có 1 đơn vị được miễn báo cáo: Công đoàn cụm thứ hai." in said
    assert " | TỔNG CỘNG | 4 | 200 |" in said
    assert "2 | Công đoàn cụm thứ hai | 2 | 100 |" in said
    assert "tạm tính" not in said


def test_a_deadline_of_its_own_is_told(papers: Papers) -> None:
    def decide(desk: Desk) -> None:
        decisions.extend(desk.case("CP-2", GROUNDS, SEEN), datetime(2026, 2, 14, tzinfo=ZONE))

    said = papers({"CP-1": TWO, "CP-2": Outcome.ABSENT}, *IN_THOUSANDS, decide=decide)["results"]
    assert "Riêng các đơn vị được gia hạn: Công đoàn cụm thứ hai, hạn hết ngày 13/02/2026." in said


def test_a_sheet_that_does_not_open_is_to_be_sent_again(papers: Papers) -> None:
    said = papers({"CP-1": TWO, "CP-2": Outcome.UNREADABLE}, *IN_THOUSANDS)["urging"]
    assert "- Các đơn vị có bảng không mở được: Công đoàn cụm thứ hai." in said
    assert (
        "- Các đơn vị có bảng không mở được: mở quyền xem bảng, hoặc gửi lại một tệp duy nhất, mở được;"
        in said
    )


def test_a_letter_read_through_its_day_is_not_said_to_ask_before_it(papers: Papers) -> None:
    said = papers({"CP-2": Outcome.ABSENT})["urging"]
    assert "ban hành Công văn về việc chăm lo Tết cho đoàn viên, người lao động, đề nghị" in said
    assert "đề nghị các đơn vị báo cáo kết quả, hạn hết ngày 10/02/2026." in said


def test_where_nobody_can_be_ranked_there_is_no_ranking(papers: Papers) -> None:
    assert set(papers({"CP-1": Outcome.ABSENT})) == {"urging", "results"}


def test_a_receipt_counts_what_there_is_to_do_and_ends_with_words(papers: Papers) -> None:
    said = papers({"CP-1": PARTLY}, *IN_THOUSANDS)["receipt-CP-1"]
    assert "Đơn vị còn 1 lỗi phải sửa; sửa ngay trong bảng của đơn vị" in said
    assert said.splitlines()[-3].startswith("Có điểm nào trong phiếu chưa đúng")
    assert "Chờ đơn vị trả lời" not in said
