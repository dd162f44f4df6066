"""A file as Drive describes it: what it is, whether it is what was read last, and why one that is no sheet cannot be read.

Arrives: Drive's JSON of a file, links as people paste them.
Leaves:  a `File`; the id that a link holds, and the link; a `SheetUnreadable` that says what the unit does.
Not here: which file is which unit's (`folder`), HTTP, cells.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from flows.errors import SheetUnreadable
from flows.steps.pull.google.failures import office_file
from schemas.observation import LastRead
from schemas.vietnamese.persons import without_persons

SHEET = "application/vnd.google-apps.spreadsheet"
SHORTCUT = "application/vnd.google-apps.shortcut"
FOLDER = "application/vnd.google-apps.folder"
OFFICE = (
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "application/vnd.ms-excel",
    "application/vnd.ms-excel.sheet.macroEnabled.12",
    "application/vnd.oasis.opendocument.spreadsheet",
    "text/csv",
)
KIND_VI = {
    SHEET: "bảng",
    SHORTCUT: "lối tắt",
    FOLDER: "thư mục con",
    **dict.fromkeys(OFFICE, "tệp Excel tải lên"),
}

READ_AGAIN_AFTER = timedelta(days=7)
"""Formulas that read elsewhere may change a sheet without changing its version."""

FILE_FIELDS = "id,name,mimeType,version,modifiedTime,trashed"
LIST_FIELDS = "nextPageToken,files(id,name,mimeType,version,modifiedTime)"


@dataclass(frozen=True, slots=True)
class File:
    """A file as Drive describes it. `listed_at` is an instant just before Drive was asked."""

    id: str
    name: str
    mime_type: str
    version: str | None
    modified_at: datetime | None
    listed_at: datetime
    is_trashed: bool = False

    @property
    def shown(self) -> str:
        """The title as anybody may read it: whoever gave it may have put people and their telephones into it."""
        return without_persons(self.name)

    @property
    def what(self) -> str:
        """The file in the middle of a Vietnamese sentence."""
        return f"{KIND_VI.get(self.mime_type, 'tệp')} «{self.shown}»"

    def is_unchanged_since(self, known: LastRead) -> bool:
        """Whether this is what was read last, and the read is not too long ago."""
        is_same = self.id == known.origin and self.version == known.version and self.version is not None
        return is_same and self.listed_at - known.read_at < READ_AGAIN_AFTER


def file_from_json(value: Mapping[str, Any], listed_at: datetime) -> File:
    """A file of Drive's `files.list` or `files.get`; Drive writes the version as a text."""
    modified = value.get("modifiedTime")
    version = value.get("version")
    return File(
        id=value["id"],
        name=value.get("name", ""),
        mime_type=value.get("mimeType", ""),
        version=None if version is None else str(version),
        modified_at=datetime.fromisoformat(modified) if modified else None,
        listed_at=listed_at,
        is_trashed=bool(value.get("trashed")),
    )


def sheet_id(link: str) -> str | None:
    """The id in a link or the id itself; None for a workbook's name and for a link to a published copy."""
    found = re.search(r"/d/(?!e/)([\w-]+)|[?&]id=([\w-]+)", link, re.ASCII)
    if found:
        return found[1] or found[2]
    return link.strip() if re.fullmatch(r"[\w-]+", link.strip(), re.ASCII) else None


def link_to(key: str) -> str:
    """Where a sheet opens for whoever may edit it, by its id."""
    return f"https://docs.google.com/spreadsheets/d/{key}/edit"


def folder_id(link: str) -> str:
    """The id in a link to a Drive folder, or the id itself."""
    found = re.search(r"/folders/([\w-]+)|[?&]id=([\w-]+)", link, re.ASCII)
    return (found[1] or found[2]) if found else link.strip()


def not_a_sheet(file: File) -> SheetUnreadable:
    """Why a unit's only file cannot be read, and what the unit does about it."""
    if file.mime_type in OFFICE:
        return office_file(f"tệp «{file.shown}»")
    if file.mime_type == SHORTCUT:
        return SheetUnreadable(
            f"«{file.shown}» chỉ là lối tắt: đơn vị chuyển chính bảng vào thư mục, hoặc người vận hành ghi "
            "liên kết của bảng vào roster.csv."
        )
    if file.mime_type == FOLDER:
        return SheetUnreadable(
            f"«{file.shown}» là thư mục con, không được đọc: đơn vị chuyển bảng ra thư mục chung."
        )
    return SheetUnreadable(
        f"«{file.shown}» không phải bảng tính: đơn vị nhập số liệu vào Google Trang tính rồi chia sẻ lại."
    )
