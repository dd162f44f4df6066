"""What the bytes of a .xlsx or .csv file hold: tabs of typed cells.

Arrives: a file's bytes and its ending.
Leaves:  a `Sheet`, or `NotAWorkbook` with a Vietnamese sentence for the unit.
Not here: folders and whose file it is. openpyxl reads .xlsx, because calamine gives blank for error cells,
         and a #REF! that turns into "not given" would be a figure silently lost.
"""

from __future__ import annotations

import csv
import io
import struct
import zipfile
import zlib
from collections.abc import Iterator

from schemas.sheet import Cell, Sheet, Tab, trim

MOST_CELLS = 1_000_000
MOST_BYTES_UNZIPPED = 128 * 2**20
SNIFFED = 2**16
"""Letters at the beginning of a text file that tell its delimiter."""
TOO_LARGE = "bảng quá lớn so với một bảng báo cáo; đề nghị đơn vị xóa các ô thừa và gửi lại."
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

    from flows.sources.xlsx_tabs import TooManyCells, read_tab

    try:
        _refuse_bombs(content)
        workbook = openpyxl.load_workbook(
            io.BytesIO(content), read_only=True, data_only=True, keep_links=False
        )
        return Sheet(tuple(read_tab(tab, MOST_CELLS) for tab in workbook.worksheets))
    except NotAWorkbook:
        raise
    except TooManyCells as error:
        raise NotAWorkbook(TOO_LARGE) from error
    except (
        InvalidFileException,
        zipfile.BadZipFile,
        zlib.error,
        struct.error,
        SyntaxError,
        LookupError,
        ValueError,
        TypeError,
        AttributeError,
        ArithmeticError,
        AssertionError,
        EOFError,
        OSError,
        NotImplementedError,
        RuntimeError,
    ) as error:
        # openpyxl names no exception of its own for a file that breaks the format inside a sound zip
        raise NotAWorkbook("tệp .xlsx bị hỏng; đề nghị đơn vị mở, lưu lại và gửi lại.") from error


def _refuse_bombs(content: bytes) -> None:
    """Refuse an archive that is no .xlsx, would fill the memory or holds a grid too large, before it is parsed."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = archive.namelist()
        if "mimetype" in names and "xl/workbook.xml" not in names:
            raise NotAWorkbook("tệp là dạng .ods; đề nghị đơn vị lưu lại dạng .xlsx.")
        if sum(part.file_size for part in archive.infolist()) > MOST_BYTES_UNZIPPED:
            raise NotAWorkbook(TOO_LARGE)
        cells = 0
        for name in names:
            if name.startswith("xl/worksheets/") and name.endswith(".xml"):
                with archive.open(name) as part:
                    while (piece := part.read(2**20)) and cells <= MOST_CELLS:
                        cells += piece.count(b"<c ") + piece.count(b"<c>")
        if cells > MOST_CELLS:
            raise NotAWorkbook(TOO_LARGE)


def _decode(content: bytes) -> str:
    """A text file's text: by its mark, else UTF-8, else Windows Vietnamese, else a TCVN3 font's Western codes.

    Raises NotAWorkbook when none of them fits.
    """
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    elif b"\0" in content[:2]:
        encodings = ["utf-16-be" if content.startswith(b"\0") else "utf-16-le"]
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
    rows: list[list[Cell]] = []
    cells = 0
    try:
        start = text[:SNIFFED]
        best = max(DELIMITERS, key=lambda mark: sum(map(_filled, _reader(start, mark))))
        for row in _reader(text, best):
            cells += len(row)
            if cells > MOST_CELLS:
                raise NotAWorkbook(TOO_LARGE)
            rows.append(list(row))
    except csv.Error as error:
        raise NotAWorkbook("tệp .csv có ô quá dài hoặc bị hỏng; đề nghị đơn vị gửi tệp .xlsx.") from error
    return rows


def _reader(text: str, delimiter: str) -> Iterator[list[str]]:
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)


def _filled(row: list[str]) -> int:
    return sum(1 for cell in row if cell)
