"""A letter's file becomes the folder of a campaign, which is none before a person has filled it in."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from flows.cli.main import bluezone
from flows.desk.letters import campaign_file, text
from flows.desk.letters.facts import propose
from flows.errors import ConfigurationError
from schemas.campaign import load_campaign
from schemas.campaign.file import CampaignError, Policy
from tests.given.campaign_files import with_issuer
from tests.given.letters import OF_18_AUGUST, docx, paragraph, table

LETTERHEAD = table(
    [
        "TỔNG LIÊN ĐOÀN LAO ĐỘNG VIỆT NAM",
        "LIÊN ĐOÀN LAO ĐỘNG",
        "TỈNH ĐẮK LẮK",
        "Số: 123/LĐLĐ-TGNC",
        *OF_18_AUGUST[:2],
    ],
    ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", OF_18_AUGUST[2]],
)
BODY = "".join(map(paragraph, OF_18_AUGUST[3:]))
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"


def letter(folder: Path, content: bytes, name: str = "công văn.docx") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def test_a_letterhead_of_two_columns_says_who_writes_under_which_number_and_when(tmp_path: Path) -> None:
    proposal = propose(text.lines(letter(tmp_path, docx(LETTERHEAD + BODY))))
    assert proposal.issuer.value == "LIÊN ĐOÀN LAO ĐỘNG TỈNH ĐẮK LẮK"
    assert proposal.number.value == "123/LĐLĐ-TGNC"
    assert proposal.issued_on.value == date(2020, 8, 18)
    assert proposal.subject.value == "V/v vận động đoàn viên, CNVCLĐ cài đặt ứng dụng Bluezone"


def test_number_and_day_left_for_the_clerk_stay_empty(tmp_path: Path) -> None:
    head = ["Số:       /LĐLĐ-TGNC", "Đắk Lắk, ngày …… tháng 8 năm 2020"]
    proposal = propose(text.lines(letter(tmp_path, docx("".join(map(paragraph, head)) + BODY))))
    assert (proposal.number.value, proposal.number.remark) == (None, "số để trống trong bản này")
    assert (proposal.issued_on.value, proposal.issued_on.remark) == (None, "ngày ký để trống trong bản này")


def test_the_letter_reads_alike_as_docx_strict_docx_and_text(tmp_path: Path) -> None:
    whole = "".join(map(paragraph, OF_18_AUGUST))
    files = {
        "a.docx": docx(whole),
        "b.docx": docx(whole, STRICT),
        "c.txt": "\r\n".join(OF_18_AUGUST).encode("utf-8-sig"),
        "d.txt": "\n".join(OF_18_AUGUST).encode("utf-16"),
    }
    assert [text.lines(letter(tmp_path, content, name)) for name, content in files.items()] == [
        OF_18_AUGUST
    ] * 4


def test_a_text_box_is_read_once_and_what_was_struck_out_not_at_all(tmp_path: Path) -> None:
    box = f"<mc:AlternateContent><mc:Choice>{paragraph('Số: 7/LĐLĐ')}</mc:Choice><mc:Fallback>{paragraph('Số: 7/LĐLĐ')}</mc:Fallback></mc:AlternateContent>"
    changed = "<w:p><w:r><w:t>trước ngày 2</w:t></w:r><w:del><w:r><w:delText>8</w:delText></w:r></w:del><w:ins><w:r><w:t>9</w:t></w:r></w:ins><w:r><w:t>/8/2020</w:t></w:r></w:p>"
    found = text.lines(letter(tmp_path, docx(f"<w:p><w:r>{box}</w:r></w:p>{changed}")))
    assert found == ["Số: 7/LĐLĐ", "trước ngày 29/8/2020"]


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.pdf", b"%PDF-1.7", "lưu thành .docx"),
        ("a.doc", b"\xd0\xcf\x11\xe0", "lưu thành .docx"),
        ("a.docx", b"PK\x03\x04 cut", "bị hỏng"),
        ("a.docx", docx("<w:p>"), "bị hỏng"),
        ("a.docx", docx("").replace(b"word/document.xml", b"word/documenu.xml"), "bị hỏng"),
        ("a.txt", "Kính gửi".encode() + b"\xff", "UTF-8"),
    ],
)
def test_what_is_no_letter_is_told_with_what_to_do(
    tmp_path: Path, name: str, content: bytes, told: str
) -> None:
    with pytest.raises(ConfigurationError, match=told):
        text.lines(letter(tmp_path, content, name))


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="Không đọc được"):
        text.lines(tmp_path / "none.docx")


def test_a_proposed_campaign_is_refused_until_it_is_filled_in_and_then_is_what_the_letter_says(
    tmp_path: Path,
) -> None:
    folder = campaign_file.write(tmp_path, "thu-moi", "cv.docx", propose(OF_18_AUGUST))
    with pytest.raises(CampaignError, match="issuer"):
        load_campaign(folder)
    written = folder / "campaign.toml"
    filled = (
        written.read_text()
        .replace("# issuer = ", 'issuer = "LĐLĐ tỉnh"')
        .replace("# kind = ", 'kind = "workbooks"')
    )
    written.write_text(filled)
    with pytest.raises(CampaignError, match=r"issuer\.toml: no such file"):
        load_campaign(folder)
    with_issuer(tmp_path)
    form = folder / "form.toml"
    with pytest.raises(CampaignError, match=r"form\.toml, line 2: subject\.about"):
        load_campaign(folder)
    form.write_text(form.read_text().replace('# about = ""', 'about = "cài đặt Bluezone"'))
    with pytest.raises(CampaignError, match="no active unit"):
        load_campaign(folder)
    with (folder / "roster.csv").open("a") as roster:
        roster.write("650,LĐLĐ huyện Krông Năng,district,,yes,,,,,,,,\n")
    campaign = load_campaign(folder)
    assert campaign.form.read == ("branch_name", "workforce", "members", "note", "reported_on")
    assert (campaign.starts_on, campaign.ends_on) == (date(2020, 8, 18), date(2020, 8, 25))
    assert (campaign.report_before, campaign.policy) == (date(2020, 8, 29), Policy.BEFORE_DATE)
    assert campaign.letter.issued_on == date(2020, 8, 18)


def test_words_of_a_letter_cannot_become_keys_of_the_file(tmp_path: Path) -> None:
    """A quote, a backslash or a line break of a subject stays inside its value."""
    proposal = propose(['V/v "hỏi \\ đáp" [source] kind = "google"', *OF_18_AUGUST[2:]])
    folder = campaign_file.write(tmp_path, "thu-moi", 'cv"\n[x].docx', proposal)
    with pytest.raises(CampaignError, match="issuer"):
        load_campaign(folder)


@pytest.mark.parametrize("code", ["Thư mới", "../thu", "", "-thu"])
def test_a_code_that_names_no_folder_is_refused(tmp_path: Path, code: str) -> None:
    with pytest.raises(ConfigurationError, match="mã đợt"):
        campaign_file.write(tmp_path / "campaigns", code, "cv.docx", propose(OF_18_AUGUST))
    assert not (tmp_path / "campaigns").exists()


class TestCommand:
    """`bluezone campaign new`."""

    def test_it_shows_what_it_read_and_writes_only_when_told_to(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("BLUEZONE_CAMPAIGNS", str(tmp_path / "campaigns"))
        path = letter(tmp_path, "\n".join(OF_18_AUGUST).encode(), "cv.txt")
        asked = ["campaign", "new", "thu-moi", "--letter", str(path)]
        shown = CliRunner().invoke(bluezone, asked)
        assert shown.exit_code == 0
        assert "29/08/2020" in shown.output
        assert "17/8/22020" in shown.output
        assert not (tmp_path / "campaigns").exists()
        assert CliRunner().invoke(bluezone, [*asked, "--write"]).exit_code == 0
        assert {each.name for each in (tmp_path / "campaigns" / "thu-moi").iterdir()} == {
            "campaign.toml",
            "form.toml",
            "roster.csv",
        }

    def test_a_campaign_that_is_there_is_never_written_over(self, tmp_path: Path) -> None:
        folder = campaign_file.write(tmp_path, "thu-moi", "cv.docx", propose(OF_18_AUGUST))
        before = (folder / "campaign.toml").read_bytes()
        with pytest.raises(ConfigurationError, match="Đã có đợt thu-moi"):
            campaign_file.write(tmp_path, "thu-moi", "khác.docx", propose(["Kính gửi: …"]))
        assert (folder / "campaign.toml").read_bytes() == before
