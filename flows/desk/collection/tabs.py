"""Whether a tab of a sheet was renamed since the last look.

Google's sheetId survives a renaming, so a tab is told by it; the reader finds the table by headings and never
by a tab's name. A renaming is therefore a line for the operator, and changes no row.
"""

from __future__ import annotations

from flows.errors import SnapshotPruned
from flows.steps import keep
from flows.store.database import Connection
from schemas.observation import Observation


def renamed(connection: Connection, campaign_code: str, seen: Observation) -> str | None:
    """A sentence about the tabs that kept their id and changed their name since the unit's last content."""
    if seen.sheet is None or not any(tab.tab_id is not None for tab in seen.sheet.tabs):
        return None
    last = keep.last_content(connection, campaign_code, seen.unit_code, seen.observed_at)
    if last is None:
        return None
    try:
        titles = {tab.tab_id: tab.title for tab in keep.content(connection, last).tabs}
    except SnapshotPruned:
        return None
    pairs = [
        f"«{titles[tab.tab_id]}» nay là «{tab.title}»"
        for tab in seen.sheet.tabs
        if tab.tab_id is not None and titles.get(tab.tab_id, tab.title) != tab.title
    ]
    return f"Trang tính được đổi tên: {', '.join(pairs)}; bảng vẫn được đọc." if pairs else None
