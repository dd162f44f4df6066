"""What the issuer's file must say before papers can be drafted."""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path

import pytest

from flows.desk.papers.kinds.letterhead import letterheads
from flows.errors import ConfigurationError
from schemas.campaign import load_campaign
from tests.given.desk import ZONE, moment
from tests.given.pages import CAMPAIGNS, CODE

KINDS = ("urging", "results", "ranking", "receipt")
AT = moment("29/8 00:35")


def test_every_kind_that_the_file_does_not_know_is_named_at_once(tmp_path: Path) -> None:
    shutil.copytree(CAMPAIGNS / CODE, tmp_path / CODE)
    told = (CAMPAIGNS / "issuer.toml").read_text(encoding="utf-8")
    known, _, _ = told.partition('[[paper]]\nkind = "ranking"')
    (tmp_path / "issuer.toml").write_text(known, encoding="utf-8")
    campaign = load_campaign(tmp_path / CODE)
    with pytest.raises(ConfigurationError) as refused:
        letterheads(campaign, KINDS, AT)
    assert 'kind = "ranking" (bảng xếp hạng), kind = "receipt" (phiếu tiếp nhận)' in str(refused.value)
    assert [each.of.number for each in letterheads(campaign, KINDS[:2], AT)] == ["LĐLĐ-TGNC", "BC-LĐLĐ"]


def test_a_paper_is_of_the_issuer_as_it_is_on_the_papers_day(tmp_path: Path) -> None:
    shutil.copytree(CAMPAIGNS / CODE, tmp_path / CODE)
    told = (CAMPAIGNS / "issuer.toml").read_text(encoding="utf-8")
    renamed = told.replace(
        'title = "PHÓ CHỦ TỊCH"',
        'title = "PHÓ CHỦ TỊCH"\nvalid_until = 2021-12-31\n\n[[signer]]\ncode = "vice_chairman"\n'
        'title = "PHÓ CHỦ TỊCH THƯỜNG TRỰC"\nvalid_from = 2022-01-01',
    )
    (tmp_path / "issuer.toml").write_text(renamed, encoding="utf-8")
    campaign = load_campaign(tmp_path / CODE)
    later = datetime(2022, 3, 1, tzinfo=ZONE)
    signers = [letterheads(campaign, KINDS[:1], at)[0].issuer.signer("urging") for at in (AT, later)]
    assert [each.title for each in signers if each] == ["PHÓ CHỦ TỊCH", "PHÓ CHỦ TỊCH THƯỜNG TRỰC"]
