"""Campaigns' files in a folder of a test's own: the letter of 2020, and the issuer's file that campaigns share."""

from __future__ import annotations

import shutil
from pathlib import Path

CAMPAIGNS = Path(__file__).parents[2] / "flows" / "campaigns"


def copied(folder: Path) -> Path:
    """The campaign of 2020 as that folder, the issuer's file beside it."""
    shutil.copytree(CAMPAIGNS / "bluezone-2020", folder)
    with_issuer(folder.parent)
    return folder


def with_issuer(campaigns: Path) -> None:
    """The issuer's file, in a folder where campaigns are."""
    campaigns.mkdir(parents=True, exist_ok=True)
    shutil.copy(CAMPAIGNS / "issuer.toml", campaigns)
