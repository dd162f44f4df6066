"""What lies in a folder of workbooks: files of all kinds, folders, links.

Arrives: a folder.
Leaves:  `Entry`: a name, whether it may be somebody's return, and its bytes when they are asked for.
Not here: whose it is (`claims`), what the bytes are (`kinds`, `files`).
"""

from __future__ import annotations

import os
import stat
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from flows.errors import SheetUnreadable
from flows.steps.pull.claims import OTHER_SPREADSHEETS, WORKBOOK_SUFFIXES
from flows.steps.pull.workbooks.marks import marks_of
from flows.steps.pull.workbooks.zip_parts import BROKEN
from schemas.sheet.template_mark import Mark
from schemas.vietnamese.persons import without_persons

NOBODYS = frozenset({"thumbs.db", "desktop.ini", "icon\r", "__macosx"})
"""What operating systems leave in folders."""
GOOGLE_LINK = ".gsheet"


@dataclass(frozen=True, slots=True)
class Entry:
    """One name in the folder. It is looked into only when its unit is."""

    path: Path

    @property
    def name(self) -> str:
        return self.path.name

    @property
    def shown(self) -> str:
        """The name as anybody may read it: who sends a file may have put people and their telephones into it."""
        return without_persons(self.name)

    @property
    def what(self) -> str:
        """The entry at the beginning of a Vietnamese sentence."""
        return f"{'Thư mục con' if self.path.is_dir() else 'Tệp'} {self.shown}"

    @property
    def may_be_return(self) -> bool:
        """Whether it is a spreadsheet by its ending, or a workbook under another one."""
        if self.path.is_dir():
            return False
        suffix = self.path.suffix.casefold()
        return suffix in WORKBOOK_SUFFIXES or suffix in OTHER_SPREADSHEETS or _holds_workbook(self.path)

    @property
    def marks(self) -> frozenset[Mark]:
        """Whose template it was made from; of what cannot be opened nothing, which is told when it is read."""
        if not self.may_be_return:
            return frozenset()
        try:
            return marks_of(self.read()[1])
        except (SheetUnreadable, OSError):
            return frozenset()

    def read(self) -> tuple[datetime, bytes]:
        """When it was changed last, and its bytes. Raises SheetUnreadable for what has none, or not yet all; OSError."""
        if self.path.is_dir():
            raise SheetUnreadable(
                f"«{self.shown}» là thư mục con, không được đọc: hãy chuyển bảng ra thư mục chung."
            )
        if self.path.is_symlink() and not self.path.exists():
            raise SheetUnreadable(
                f"«{self.shown}» là liên kết tới một tệp không còn: hãy chép chính tệp vào thư mục."
            )
        if self.path.suffix.casefold() == GOOGLE_LINK:
            raise SheetUnreadable(
                f"«{self.shown}» chỉ là lối tắt tới Google Trang tính: đơn vị tải bảng xuống dạng .xlsx rồi gửi lại."
            )
        before = self.path.stat()
        if not stat.S_ISREG(before.st_mode):
            raise SheetUnreadable(f"«{self.shown}» không phải là tệp: hãy chép tệp .xlsx vào thư mục.")
        content = self.path.read_bytes()
        if _is_changed(before, self.path.stat()):
            raise SheetUnreadable(
                f"Tệp {self.shown} đang được chép vào thư mục: hãy đợi chép xong rồi chạy lại."
            )
        return datetime.fromtimestamp(before.st_mtime, UTC), content


def entries(folder: Path) -> Iterator[Entry]:
    """All that units may have sent: not hidden files, nor the lock files of office programs."""
    for path in sorted(folder.iterdir()):
        if not path.name.startswith((".", "~$")) and path.name.casefold() not in NOBODYS:
            yield Entry(path)


def _is_changed(before: os.stat_result, after: os.stat_result) -> bool:
    return (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns)


def _holds_workbook(path: Path) -> bool:
    """Whether a file without a spreadsheet's ending is a workbook all the same; what cannot be opened is told later."""
    try:
        if not path.is_file():
            return False
        with zipfile.ZipFile(path) as archive:
            return "xl/workbook.xml" in archive.namelist()
    except BROKEN:
        return False
