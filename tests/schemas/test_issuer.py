"""The issuer is data with days, and a wrong file is refused with the line and the reason."""

from __future__ import annotations

import shutil
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from schemas.campaign import Campaign, load_campaign
from schemas.campaign.file import CampaignError
from schemas.issuer import Issuer, load_issuer
from schemas.toml_file import TomlError
from schemas.vietnamese.text import fold
from tests.conftest import CAMPAIGNS
from tests.given.campaign_files import copied

ROOT = Path(__file__).parents[2]
CAO_NGUYEN = ROOT / "tests" / "fixtures" / "issuers" / "cao-nguyen"
DAY = date(2026, 3, 15)


def ours(day: date) -> Issuer:
    return load_issuer(CAMPAIGNS / "issuer.toml", day)


def test_a_campaign_has_what_held_on_the_day_of_its_letter() -> None:
    issuer = load_campaign(CAMPAIGNS / "bluezone-2020").issued_by
    assert (issuer.name.name, issuer.name.place) == ("Liên đoàn Lao động tỉnh Đắk Lắk", "Đắk Lắk")
    assert issuer.name.superior_letterhead == ("TỔNG LIÊN ĐOÀN", "LAO ĐỘNG VIỆT NAM")
    assert [kind.code for kind in issuer.kinds] == ["district", "sector", "affiliated"]
    assert [each.line for each in issuer.recipients[:3]] == [
        "Ban TG TLĐ (b/c)",
        "UBND tỉnh (b/c)",
        "TT LĐLĐ tỉnh",
    ]
    numbers = {each.kind: each.number for each in issuer.papers}
    assert (numbers["urging"], numbers["results"]) == ("LĐLĐ-TGNC", "BC-LĐLĐ")
    signer = issuer.signer("receipt")
    assert signer is not None and signer.code == "board"
    assert issuer.paper("bulletin") is None and issuer.signer("bulletin") is None


def test_in_2026_the_same_issuer_has_other_kinds_of_units() -> None:
    assert [kind.code for kind in ours(DAY).kinds] == ["commune", "zone", "grassroots", "affiliated"]


def test_the_product_s_own_file_names_no_person() -> None:
    signers = {day: ours(day).signers for day in (date(2020, 8, 18), DAY)}
    assert all(each and {signer.name for signer in each} == {""} for each in signers.values())


@pytest.mark.parametrize(
    ("day", "authority", "recipients"),
    [
        (date(2025, 12, 31), "TM. BAN THƯỜNG VỤ", 1),
        (date(2026, 1, 1), "TM. BAN CHẤP HÀNH", 2),
    ],
)
def test_an_entry_holds_on_its_first_and_on_its_last_day(day: date, authority: str, recipients: int) -> None:
    issuer = load_issuer(CAO_NGUYEN / "issuer.toml", day)
    assert [signer.authority for signer in issuer.signers] == [(authority,)]
    assert len(issuer.recipients) == recipients
    assert [kind.position for kind in issuer.kinds] == [1, 2, 3], (
        "as they are to be sorted, not as they were written"
    )


def test_a_signer_whose_name_is_written_is_not_shown_by_accident(tmp_path: Path) -> None:
    path = tmp_path / "issuer.toml"
    told = (CAO_NGUYEN / "issuer.toml").read_text(encoding="utf-8")
    path.write_text(
        told.replace('title = "CHỦ TỊCH"\n', 'title = "CHỦ TỊCH"\nname = "Nguyễn Thử"\n'), "utf-8"
    )
    issuer = load_issuer(path, DAY)
    assert issuer.signers[0].name == "Nguyễn Thử"
    assert "Thử" not in repr(issuer)


@pytest.mark.parametrize(
    ("old", "new", "line", "reason"),
    [
        ('place = "Cao Nguyên"\n', "", 2, "name.place: Field required"),
        ('place = "Cao Nguyên"', 'plaec = "Cao Nguyên"', 7, "name.plaec: Extra inputs"),
        ('place = "Cao Nguyên"', "place = 66", 7, "name.place: Input should be a valid string"),
        ('place = "Cao Nguyên"', 'place = "- Cao Nguyên"', 7, "name.place: "),
        ('["0299", "0298"]', '["0299", "299"]', 9, "name.area_codes: "),
        ('["0299", "0298"]', "[]", 9, "name.area_codes: "),
        ('archive = "VT, Ban CTCĐ"', "archive = VT", 8, "line 8"),
        ("valid_from = 2025-07-01", 'valid_from = "1/7/2025"', 12, "name.valid_from: "),
        ("valid_from = 2025-07-01", "valid_from = 2025-07-01\nvalid_until = 2025-06-30", 13, "valid_until is before valid_from"),
        ('abbreviations = ["ĐK"]', "abbreviations = ĐK", 29, "line 29"),
        ('code = "zone"', 'code = "Khu công nghiệp"', 56, "kind.code: "),
        ('code = "zone"\n', "", 55, "kind.code: Field required"),
        ("position = 2\n", "", 55, "kind.position: Field required"),
        ("position = 2", 'position = "2"', 58, "kind.position: "),
        ('code = "zone"', 'code = "grassroots"', 55, "kind: grassroots is there twice on the same days"),
        ('types = ["xã", "phường", "đặc khu"]', 'types = ["xã", "quận"]', 69, "no [[type]] has the word 'quận'"),
        ('types = ["xã", "phường", "đặc khu"]\n', "", 68, "kind.unions_before_type: the kind has no types"),
        ("valid_until = 2025-12-31", "valid_until = 2026-01-01", 79, "signer: chairman is there twice on the same days"),
        ('number = "CV-LĐLĐ"', 'number = "12/CV-LĐLĐ"', 95, "paper.number: "),
        ('kind = "results"', 'kind = "urging"', 98, "paper: urging is there twice on the same days"),
        ('number = "BC-LĐLĐ"\nsigner = "chairman"', 'number = "BC-LĐLĐ"\nsigner = "nobody"', 101, "paper.signer: no [[signer]] has the code 'nobody'"),
        ('name = "Cổng thông tin điện tử"', 'name = "Ban Thường vụ Tỉnh ủy"', 89, "recipient: Ban Thường vụ Tỉnh ủy is there twice"),
        ("[[kind]]", "[[kinds]]", 47, "kinds: Extra inputs"),
    ],
)  # fmt: skip
def test_a_wrong_file_is_refused_with_the_line_and_the_reason(
    tmp_path: Path, old: str, new: str, line: int, reason: str
) -> None:
    path = tmp_path / "issuer.toml"
    told = (CAO_NGUYEN / "issuer.toml").read_text(encoding="utf-8")
    assert old in told
    path.write_text(told.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(TomlError) as refused:
        load_issuer(path, DAY)
    assert str(refused.value).startswith(str(path))
    assert f"line {line}" in str(refused.value)
    assert reason in str(refused.value)


def test_a_day_without_a_name_of_the_issuer_is_refused() -> None:
    with pytest.raises(TomlError, match="name: no entry holds on 2025-06-30"):
        load_issuer(CAO_NGUYEN / "issuer.toml", date(2025, 6, 30))


class TestOfACampaign:
    """Which file it is."""

    @pytest.fixture
    def folder(self, tmp_path: Path) -> Path:
        return copied(tmp_path / "campaigns" / "next")

    def read(self, folder: Path, *more: str, day: str = "2020-08-18") -> Campaign:
        path = folder / "campaign.toml"
        told = path.read_text(encoding="utf-8").replace("issued_on = 2020-08-18", f"issued_on = {day}")
        path.write_text("\n".join([*more, told]), encoding="utf-8")
        return load_campaign(folder)

    def test_one_in_its_own_folder_comes_before_the_one_beside(self, folder: Path) -> None:
        told = (folder.parent / "issuer.toml").read_text(encoding="utf-8")
        (folder / "issuer.toml").write_text(
            told.replace('place = "Đắk Lắk"', 'place = "Buôn Ma Thuột"'), "utf-8"
        )
        assert self.read(folder).issued_by.name.place == "Buôn Ma Thuột"

    @pytest.mark.parametrize("where", [".", ".."])
    def test_it_may_name_another_one_here_or_beside(self, folder: Path, where: str) -> None:
        shutil.copy(CAO_NGUYEN / "issuer.toml", folder / where / "cao-nguyen.toml")
        shutil.copy(CAO_NGUYEN / "roster.csv", folder)
        campaign = self.read(folder, 'issuer = "cao-nguyen.toml"', day="2026-03-15")
        assert campaign.issued_by.name.short == "LĐLĐ tỉnh Cao Nguyên"
        assert campaign.units.match("CĐ các KCN") == campaign.units.by_code("KCN")

    @pytest.mark.parametrize("name", ["../cao-nguyen.toml", "/etc/issuer.toml", "issuer", ""])
    def test_nowhere_else(self, folder: Path, name: str) -> None:
        with pytest.raises(CampaignError, match=r"campaign\.toml, line 1: issuer: "):
            self.read(folder, f'issuer = "{name}"')

    def test_one_that_is_not_there_is_refused_by_its_name(self, folder: Path) -> None:
        (folder.parent / "issuer.toml").unlink()
        with pytest.raises(CampaignError, match=r"campaigns/issuer\.toml: no such file"):
            load_campaign(folder)

    def test_a_kind_of_another_day_is_refused_with_those_of_this_one(self, folder: Path) -> None:
        with pytest.raises(
            CampaignError,
            match=r"roster\.csv, line 2: kind 'district' is none of commune, zone, grassroots, affiliated",
        ):
            self.read(folder, day="2026-03-15")

    def test_a_wrong_telephone_is_told_with_the_issuer_s_area_code(self, folder: Path) -> None:
        shutil.copy(CAO_NGUYEN / "issuer.toml", folder)
        (folder / "roster.csv").write_text(
            "code,name,kind,variants,active,branches_expected,sheet,telephone\nX,X,grassroots,,yes,,,113\n"
        )
        with pytest.raises(
            CampaignError, match="telephone is not one telephone number, such as 0299 3852 123"
        ):
            self.read(folder, day="2026-03-15")


def test_no_place_is_named_outside_the_campaigns_and_the_demonstration() -> None:
    """What is one issuer's stands in its file."""
    apart = (ROOT / "flows" / "campaigns", ROOT / "flows" / "demo")
    files = [path for folder in ("flows", "schemas") for path in (ROOT / folder).rglob("*") if path.is_file()]
    read = [
        path for path in files if path.suffix != ".pyc" and not any(each in path.parents for each in apart)
    ]
    assert len(read) > 250
    named = [
        path for path in read if {"daklak", "daclac"} & set(_pairs(path.read_text("utf-8", errors="replace")))
    ]
    assert named == []


def _pairs(text: str) -> list[str]:
    words = [fold(word) for word in text.split()]
    return [*words, *map("".join, pairwise(words))]
