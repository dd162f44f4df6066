"""Small campaigns for tests: the Bluezone letter with a few units, its source in Google or in a folder."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

from tests.given.campaign_files import CAMPAIGNS, with_issuer
from tests.google.plugin import FOLDER_ID

HEADING = ["STT", "Tên CĐCS", "Tổng số CNVCLĐ", "Số ĐTTM", "Đã cài đặt", "Ghi chú"]
UNITS = ("643", "646", "650")


def campaign(
    campaigns: Path,
    codes: Sequence[str] = UNITS,
    *,
    code: str = "thu-nghiem",
    kind: str = "google",
    folder: str = FOLDER_ID,
    feedback: bool = False,
) -> str:
    """Write a campaign's folder under `campaigns`; returns its code."""
    own = campaigns / code
    own.mkdir(parents=True)
    with_issuer(campaigns)
    rows = "".join(f"{unit},Đơn vị {unit},affiliated,,yes,,\n" for unit in codes)
    (own / "roster.csv").write_text(
        f"code,name,kind,variants,active,branches_expected,sheet\n{rows}", encoding="utf-8"
    )
    shutil.copy(CAMPAIGNS / "bluezone-2020" / "form.toml", own)
    (own / "campaign.toml").write_text(
        f"""
code = "{code}"
title = "Thử nghiệm"
starts_on = 2020-08-18
ends_on = 2020-08-25
report_before = 2020-08-29
time_zone = "Asia/Ho_Chi_Minh"
roster = "roster.csv"
[letter]
issuer = "LĐLĐ tỉnh"
subject = "V/v"
issued_on = 2020-08-18
[source]
kind = "{kind}"
folder = "{folder}"
feedback = {str(feedback).lower()}
""",
        encoding="utf-8",
    )
    return code


def rows(*branches: tuple[object, ...]) -> list[list[object]]:
    """A plain return: the heading, then numbered branches of name, workforce, smartphone users, installed."""
    return [list(HEADING), *([number, *branch] for number, branch in enumerate(branches, 1))]


GOOD = rows(("CĐCS xã Ea Tam", 24, 22, 20), ("CĐCS xã Phú Xuân", 28, 25, 25))
BAD = rows(("CĐCS xã Ea Tam", 24, 22, "hơn 20"), ("CĐCS xã Phú Xuân", 28, 25, 25))
