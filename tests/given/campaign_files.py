"""Campaigns' files in a folder of a test's own: the letter of 2020, and the issuer's file that campaigns share."""

from __future__ import annotations

import shutil
from pathlib import Path

CAMPAIGNS = Path(__file__).parents[2] / "flows" / "campaigns"
ISSUERS = Path(__file__).parents[1] / "fixtures" / "issuers"


def copied(folder: Path) -> Path:
    """The campaign of 2020 as that folder, the issuer's file beside it."""
    shutil.copytree(CAMPAIGNS / "bluezone-2020", folder)
    with_issuer(folder.parent)
    return folder


def with_issuer(campaigns: Path) -> None:
    """The issuer's file, in a folder where campaigns are."""
    campaigns.mkdir(parents=True, exist_ok=True)
    shutil.copy(CAMPAIGNS / "issuer.toml", campaigns)


def of_communes(campaigns: Path) -> Path:
    """A letter of 2026 of another issuer, in a folder of its own: to communes, industrial zones and branches."""
    folder = copied(campaigns / "so-suc-khoe-2026")
    for name in ("issuer.toml", "roster.csv"):
        shutil.copy(ISSUERS / "cao-nguyen" / name, folder)
    told = (folder / "campaign.toml").read_text(encoding="utf-8").replace("2020-0", "2026-0")
    (folder / "campaign.toml").write_text(told.replace("bluezone-2020", folder.name), encoding="utf-8")
    return folder
