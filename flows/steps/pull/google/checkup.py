"""Before the campaign: does Google accept the account, do our clocks agree, who last edited which sheet?

Arrives: a service account's key and the campaign's folder.
Leaves:  a `Checkup`, or one of `flows.errors` when the account itself is refused.
Not here: looks at sheets (`looks`). Nothing is written, and people are known by their shown name alone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

from gspread.urls import DRIVE_FILES_API_V3_URL

from flows.errors import LookFailed
from flows.steps.pull.google.failures import Subject
from flows.steps.pull.google.files import folder_id
from flows.steps.pull.google.looks import EVERY_SHEET, THE_FOLDER, Json
from flows.steps.pull.google.retrying import Patience
from flows.steps.pull.google.sheets import ALL_DRIVES, DRIVE, PAGE_SIZE, ServiceAccount

FIELDS = "nextPageToken,files(id,modifiedTime,lastModifyingUser(displayName),capabilities(canEdit))"
PATIENCE_SECONDS = 40.0
"""For the account as a whole; a person waits in front of the terminal."""


@dataclass(frozen=True, slots=True)
class Edit:
    """The last change of a file. `may_write` is whether the account may write to it, None when Drive says nothing."""

    by: str | None
    at: datetime | None
    may_write: bool | None


@dataclass(frozen=True, slots=True)
class Checkup:
    """What Drive says. `drift` is by how much our clock is ahead of Google's, None when the answer bears no date."""

    account: str
    drift: timedelta | None
    edits: Mapping[str, Edit]


def check_up(credentials_path: Path, folder: str, clock: Callable[[], datetime]) -> Checkup:
    """Ask Drive for all we may see. Raises ConfigurationError or a LookFailed when the account is refused."""
    account = _Account(credentials_path, lambda: None, Patience(sheet_seconds=PATIENCE_SECONDS))
    edits, drift = account.edits(EVERY_SHEET, "danh sách bảng được chia sẻ", clock)
    if folder:
        try:
            query = f"'{folder_id(folder)}' in parents and trashed=false"
            edits |= account.edits(query, THE_FOLDER, clock)[0]
        except LookFailed:
            # the looks at the units' sheets meet the same failure, and tell it
            pass
    return Checkup(account.account, drift, edits)


class _Account(ServiceAccount):
    def edits(
        self, query: str, what: str, clock: Callable[[], datetime]
    ) -> tuple[dict[str, Edit], timedelta | None]:
        """The last change of each file that answers a Drive query, and how our clock stood then."""
        params: dict[str, Any] = {"q": query, "pageSize": PAGE_SIZE, "fields": FIELDS, **ALL_DRIVES}
        subject = Subject(what, DRIVE, self.account)
        found: dict[str, Edit] = {}
        drift = None
        while True:
            page = self._patience.ask(
                lambda: self._once(lambda client: _dated(client, params), subject, "files")
            )
            drift = _drift(page.get("date"), clock()) if drift is None else drift
            found |= {file["id"]: _edit(file) for file in page["files"]}
            if not page.get("nextPageToken"):
                return found, drift
            params["pageToken"] = page["nextPageToken"]


def _dated(client: Any, params: Mapping[str, Any]) -> Any:
    """A page of the list, with the date of Google's own clock."""
    answer = client.request("get", DRIVE_FILES_API_V3_URL, dict(params))
    body = answer.json()
    return {**body, "date": answer.headers.get("Date")} if isinstance(body, dict) else body


def _drift(date: str | None, now: datetime) -> timedelta | None:
    """A header without a readable date tells nothing (RFC 9110 §5.6.7)."""
    try:
        return now - parsedate_to_datetime(date) if date else None
    except ValueError:
        return None


def _edit(file: Json) -> Edit:
    at = file.get("modifiedTime")
    return Edit(
        by=file.get("lastModifyingUser", {}).get("displayName"),
        at=datetime.fromisoformat(at) if at else None,
        may_write=file.get("capabilities", {}).get("canEdit"),
    )
