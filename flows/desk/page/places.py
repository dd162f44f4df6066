"""Where a home keeps the pages of its campaigns: for who writes them and for the server, which only reads them.

Not here: what a page says (`telling`), how it is written (`writing`).
"""

from __future__ import annotations

from pathlib import Path

PAGES, FILE, PUBLIC = "pages", "index.html", "cong-khai"


def place_of(home: Path, campaign_code: str, *, is_public: bool = False) -> Path:
    """The page of a campaign; the public edition has a folder of its own, to be handed on whole."""
    folder = home / PAGES / campaign_code
    return (folder / PUBLIC if is_public else folder) / FILE
