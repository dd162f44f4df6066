"""What the bytes of a workbook or a .csv file hold: tabs of typed cells.

Arrives: a file's bytes and its ending.
Leaves:  a `Sheet`, or `NotAWorkbook` with a Vietnamese sentence for the unit.
Not here: folders and whose file it is, what files of other kinds are (`kinds`). The parts of .xlsx, .ods and .xlsb are
         read by our own: calamine gives blank for error cells, and a #REF! that turns into "not given" would be a figure
         silently lost; openpyxl finds no sheet in strict files, fails on broken styles, and keeps _x000D_ as letters.
"""

from __future__ import annotations

import struct
from xml.parsers.expat import ExpatError

from flows.steps.pull.workbooks.csv_rows import UnclearLine, rows_of
from flows.steps.pull.workbooks.kinds import EMPTY, LOCKED, by_ending, kind_of
from flows.steps.pull.workbooks.markup import DeclaresType, TooLarge
from flows.steps.pull.workbooks.ods.document import ods_tabs
from flows.steps.pull.workbooks.xls import xls_tabs
from flows.steps.pull.workbooks.xlsb.document import xlsb_tabs
from flows.steps.pull.workbooks.xlsx.tabs import xlsx_tabs
from flows.steps.pull.workbooks.zip_parts import BROKEN, Locked
from schemas.sheet import Cell, Sheet, Tab, trim
from schemas.sheet.own_tab import is_ours

MOST_CELLS = 1_000_000
TOO_LARGE = "bảng quá lớn so với một bảng báo cáo; đề nghị đơn vị xóa các ô thừa và gửi lại."
DAMAGED = "tệp .xlsx bị hỏng hoặc chưa chép xong; đề nghị đơn vị mở, lưu lại và gửi lại."
DECLARES_TYPE = (
    "tệp .xlsx có khai báo DOCTYPE, thứ không chương trình bảng tính nào ghi và có thể gây hại, nên không được mở; "
    "đề nghị đơn vị mở bằng Excel, lưu lại dạng .xlsx và gửi lại."
)
NO_SHEET = "tệp không có trang tính nào; đề nghị đơn vị mở, lưu lại dạng .xlsx và gửi lại."
ONLY_OURS = "tệp chỉ có danh sách cần sửa do máy lập, không có bảng số liệu; đề nghị đơn vị gửi bảng số liệu của mình."
READERS = {".xlsx": xlsx_tabs, ".xls": xls_tabs, ".ods": ods_tabs, ".xlsb": xlsb_tabs}
TCVN3_MARKS = frozenset("®§µ«¬")
TEXT_SUFFIXES = (".csv", ".tsv")


class NotAWorkbook(ValueError):
    """The bytes are no workbook we can read; the message says what the unit should send."""


def read_workbook(content: bytes, suffix: str) -> Sheet:
    """Read a file by what it is, whatever its ending says. Raises NotAWorkbook."""
    kind = kind_of(content)
    if kind.sentence:
        raise NotAWorkbook(kind.sentence)
    if kind.workbook:
        return _read(kind.workbook, content, suffix)
    if suffix.casefold() in TEXT_SUFFIXES:
        return Sheet((Tab("", trim(_text_rows(_decode(content)))),))
    raise NotAWorkbook(by_ending(suffix))


def _read(kind: str, content: bytes, suffix: str) -> Sheet:
    try:
        tabs = READERS[kind](content, MOST_CELLS)
    except TooLarge as error:
        raise NotAWorkbook(TOO_LARGE) from error
    except DeclaresType as error:
        raise NotAWorkbook(DECLARES_TYPE.replace(".xlsx", kind, 1)) from error
    except Locked as error:
        raise NotAWorkbook(LOCKED) from error
    except (*BROKEN, struct.error, ExpatError, ArithmeticError) as error:
        named = suffix.casefold() if suffix.casefold() in READERS else kind
        raise NotAWorkbook(by_ending(suffix, DAMAGED.replace(".xlsx", named, 1))) from error
    if not tabs:
        raise NotAWorkbook(NO_SHEET)
    of_unit = tuple(tab for tab in tabs if not is_ours(tab))
    if not of_unit:
        raise NotAWorkbook(ONLY_OURS)
    return Sheet(of_unit)


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


def _text_rows(text: str) -> list[list[Cell]]:
    rows: list[list[Cell]] = []
    cells = 0
    try:
        for row in rows_of(text):
            cells += len(row)
            if cells > MOST_CELLS:
                raise NotAWorkbook(TOO_LARGE)
            rows.append(list(row))
    except UnclearLine as error:
        raise NotAWorkbook(
            f'tệp .csv: dòng {error.number} có dấu nháy kép (") hoặc ô không rõ đến đâu là hết; đề nghị đơn vị sửa '
            "dòng này hoặc gửi tệp .xlsx."
        ) from error
    if not any(map(any, rows)):
        raise NotAWorkbook(EMPTY)
    return rows
