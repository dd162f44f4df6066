"""What the bytes of a .xlsx or .csv file hold: tabs of typed cells.

Arrives: a file's bytes and its ending.
Leaves:  a `Sheet`, or `NotAWorkbook` with a Vietnamese sentence for the unit.
Not here: folders and whose file it is. openpyxl reads .xlsx, because calamine gives blank for error cells,
         and a #REF! that turns into "not given" would be a figure silently lost.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any

from schemas.sheet import Cell, CellError, DateCell, Sheet, Tab, trim

MOST_CELLS = 2_000_000
MOST_BYTES_UNZIPPED = 256 * 2**20
EPOCH = datetime(1899, 12, 30)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""The first bytes of .xls files, and of .xlsx files under a password ([MS-CFB] 2.2)."""
TCVN3_MARKS = frozenset("®§µ«¬")
DELIMITERS = ",;\t"


class NotAWorkbook(ValueError):
    """The bytes are no workbook we can read; the message says what the unit should send."""


def read_workbook(content: bytes, suffix: str) -> Sheet:
    """Read a file by what it is, whatever its ending says. Raises NotAWorkbook."""
    if content.startswith(OLE):
        raise NotAWorkbook(
            "tệp có mật khẩu hoặc là dạng .xls cũ; đề nghị đơn vị lưu lại dạng .xlsx không mật khẩu."
        )
    if content.startswith(b"PK"):
        return _read_xlsx(content)
    if suffix.casefold() == ".csv":
        return Sheet((Tab("", trim(_csv_rows(_decode(content)))),))
    if not content:
        raise NotAWorkbook("tệp rỗng; đề nghị đơn vị gửi lại.")
    raise NotAWorkbook("tệp hỏng hoặc không phải bảng tính; đề nghị đơn vị gửi lại tệp .xlsx.")


def _read_xlsx(content: bytes) -> Sheet:
    import openpyxl
    from openpyxl.utils.exceptions import InvalidFileException

    damaged = "tệp .xlsx bị hỏng; đề nghị đơn vị mở, lưu lại và gửi lại."
    try:
        _refuse_bombs(content)
        workbook = openpyxl.load_workbook(
            io.BytesIO(content), read_only=True, data_only=True, keep_links=False
        )
        tabs = [_read_tab(tab) for tab in workbook.worksheets]
    except NotAWorkbook:
        raise
    except (
        InvalidFileException,
        zipfile.BadZipFile,
        SyntaxError,
        KeyError,
        ValueError,
        TypeError,
        AttributeError,
        IndexError,
        OverflowError,
        EOFError,
        OSError,
        NotImplementedError,
        RuntimeError,
    ) as error:
        # openpyxl names no exception of its own for a file that breaks the format inside a sound zip
        raise NotAWorkbook(damaged) from error
    return Sheet(tuple(tabs))


def _refuse_bombs(content: bytes) -> None:
    """Refuse an archive that is no .xlsx or would fill the memory, before anything is unpacked."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = archive.namelist()
        if "mimetype" in names and "xl/workbook.xml" not in names:
            raise NotAWorkbook("tệp là dạng .ods; đề nghị đơn vị lưu lại dạng .xlsx.")
        if sum(part.file_size for part in archive.infolist()) > MOST_BYTES_UNZIPPED:
            raise NotAWorkbook("tệp quá lớn so với một bảng báo cáo; đề nghị đơn vị gửi bảng gọn hơn.")


def _read_tab(tab: Any) -> Tab:
    tab.reset_dimensions()
    rows: list[list[Cell]] = []
    cells = 0
    for row in tab.iter_rows():
        values = [_cell(cell) for cell in row]
        cells += len(values)
        if cells > MOST_CELLS:
            raise NotAWorkbook("bảng quá lớn so với một bảng báo cáo; đề nghị đơn vị xóa các ô thừa.")
        rows.append(values)
    return Tab(tab.title, trim(rows))


def _cell(cell: Any) -> Cell:
    value = cell.value
    if cell.data_type == "e":
        return CellError(str(value))
    if isinstance(value, datetime):
        return DateCell((value.replace(tzinfo=None) - EPOCH) / timedelta(days=1))
    if isinstance(value, date):
        return DateCell(float((value - EPOCH.date()).days))
    if isinstance(value, timedelta):
        return DateCell(value / timedelta(days=1))
    if isinstance(value, time):
        return DateCell(
            timedelta(hours=value.hour, minutes=value.minute, seconds=value.second) / timedelta(days=1)
        )
    return value if value is None or isinstance(value, (bool, int, float)) else str(value)


def _decode(content: bytes) -> str:
    """A text file's text: by its mark, else UTF-8, else Windows Vietnamese, else a TCVN3 font's Western codes.

    Raises NotAWorkbook when none of them fits.
    """
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    else:
        western = content.decode("cp1252", errors="replace")
        is_tcvn3 = bool(TCVN3_MARKS & set(western))
        encodings = ["utf-8-sig", *(["cp1252", "cp1258"] if is_tcvn3 else ["cp1258", "cp1252"])]
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise NotAWorkbook("tệp .csv không rõ bảng mã; đề nghị đơn vị lưu lại dạng .xlsx hoặc CSV UTF-8.")


def _csv_rows(text: str) -> list[list[Cell]]:
    """The rows under the delimiter that cuts most cells; clerks' Excel writes semicolons where commas are decimals."""
    csv.field_size_limit(2**20)
    try:
        readings = [list(csv.reader(io.StringIO(text, newline=""), delimiter=mark)) for mark in DELIMITERS]
    except csv.Error as error:
        raise NotAWorkbook("tệp .csv có ô quá dài hoặc bị hỏng; đề nghị đơn vị gửi tệp .xlsx.") from error
    best = max(readings, key=_filled)
    if _filled(best) > MOST_CELLS:
        raise NotAWorkbook("bảng quá lớn so với một bảng báo cáo; đề nghị đơn vị xóa các ô thừa.")
    return [list(row) for row in best]


def _filled(rows: Iterable[list[str]]) -> int:
    return sum(1 for row in rows for cell in row if cell)
