"""What a file is by its first bytes, whatever its ending says, and what its unit should send instead.

Arrives: a file's bytes.
Leaves:  a `Kind`: a workbook that we read, a Vietnamese sentence for the unit, or neither for a text that may hold cells.
Not here: whether an .xlsx is whole (`files`), whose file it is (`claims`).
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass

from flows.steps.pull.workbooks.zip_parts import BROKEN, part_name

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""The first bytes of .xls and .doc files, and of .xlsx files under a password ([MS-CFB] 2.2)."""
ZIP = b"PK"
LOOKED_AT = 4096
MIMETYPE, OPEN_DOCUMENT = "mimetype", b"application/vnd.oasis.opendocument."

_SEND_XLSX = "đề nghị đơn vị gửi bảng số liệu dạng .xlsx."
_SAVE_XLSX = "đề nghị đơn vị lưu lại dạng .xlsx và gửi lại."
EMPTY = "tệp rỗng; đề nghị đơn vị gửi lại."
ARCHIVE = f"tệp nén, không được đọc; đề nghị đơn vị giải nén và {_SEND_XLSX.removeprefix('đề nghị đơn vị ')}"
PDF = f"tệp PDF, không phải bảng tính; {_SEND_XLSX}"
PICTURE = f"tệp ảnh, không phải bảng tính; {_SEND_XLSX}"
WORD = f"tệp Word, không phải bảng tính; {_SEND_XLSX}"
SLIDES = f"tệp PowerPoint, không phải bảng tính; {_SEND_XLSX}"
WEB_PAGE = f"tệp là trang web (HTML) mang đuôi bảng tính; đề nghị đơn vị mở bằng Excel, {_SAVE_XLSX.removeprefix('đề nghị đơn vị ')}"
XML_2003 = f"tệp là dạng XML Spreadsheet 2003; {_SAVE_XLSX}"
LOCKED = "tệp có mật khẩu; đề nghị đơn vị lưu lại dạng .xlsx không mật khẩu và gửi lại."
UNKNOWN_OLE = (
    "tệp có mật khẩu hoặc không phải bảng tính; đề nghị đơn vị lưu lại dạng .xlsx không mật khẩu và gửi lại."
)
FODS = f"tệp là dạng .fods; {_SAVE_XLSX}"
NUMBERS = "tệp là dạng Numbers của máy Apple; đề nghị đơn vị xuất ra dạng .xlsx và gửi lại."

_BEGINNINGS = (
    (b"%PDF", PDF),
    (b"Rar!", ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", ARCHIVE),
    (b"\x1f\x8b", ARCHIVE),
    (b"\xff\xd8\xff", PICTURE),
    (b"\x89PNG", PICTURE),
    (b"GIF8", PICTURE),
    (b"RIFF", PICTURE),
    (b"II*\0", PICTURE),
    (b"MM\0*", PICTURE),
    (b"{\\rtf", WORD),
)
_IN_OLE = (
    ("EncryptedPackage", LOCKED),
    ("WordDocument", WORD),
    ("PowerPoint Document", SLIDES),
)
"""The streams by which a compound file is known that is no workbook; a workbook under a password has the first."""
_WORKBOOK_STREAMS = ("Workbook", "Book")

WPS = f"tệp là dạng WPS; {_SAVE_XLSX}"
NO_TABLE = f"tệp hỏng hoặc không phải bảng tính; {_SEND_XLSX}"
_OPEN_DOCUMENTS = ((b"text", WORD), (b"presentation", SLIDES), (b"graphics", PICTURE), (b"image", PICTURE))
_BY_ENDING = {
    **dict.fromkeys((".zip", ".rar", ".7z", ".gz", ".tar"), ARCHIVE),
    **dict.fromkeys((".doc", ".docx", ".docm", ".odt", ".rtf"), WORD),
    **dict.fromkeys((".jpg", ".jpeg", ".png", ".gif", ".heic", ".webp", ".tif", ".tiff", ".bmp"), PICTURE),
    **dict.fromkeys((".ppt", ".pptx"), SLIDES),
    **dict.fromkeys((".et", ".ett"), WPS),
    ".pdf": PDF,
    ".fods": FODS,
    ".numbers": NUMBERS,
}


@dataclass(frozen=True, slots=True)
class Kind:
    """A workbook we read, by the ending that it should have; or what is said of a file that is none."""

    workbook: str | None = None
    sentence: str | None = None


def by_ending(suffix: str, otherwise: str = NO_TABLE) -> str:
    """What is said of a file whose bytes tell nothing."""
    return _BY_ENDING.get(suffix.casefold(), otherwise)


def kind_of(content: bytes) -> Kind:
    """What bytes are; both are None for a text. A zip too broken to look into is an .xlsx, and told as damaged."""
    if not content:
        return Kind(sentence=EMPTY)
    if content.startswith(OLE):
        sentence = next((sentence for name, sentence in _IN_OLE if name.encode("utf-16-le") in content), None)
        if sentence is None and any(name.encode("utf-16-le") in content for name in _WORKBOOK_STREAMS):
            return Kind(".xls")
        return Kind(sentence=sentence or UNKNOWN_OLE)
    if content.startswith(ZIP):
        return _zipped_kind(_names(content))
    if content[4:8] == b"ftyp":
        return Kind(sentence=PICTURE)
    sentence = next((sentence for mark, sentence in _BEGINNINGS if content.startswith(mark)), None)
    return Kind(sentence=sentence or _marked_up_kind(content[:LOOKED_AT]))


def _names(content: bytes) -> dict[str, bytes]:
    """The names in a zip, and what a part says that names the kind of all others; nothing of one too broken to look into."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = {part_name(name): b"" for name in archive.namelist()}
            if MIMETYPE in names:
                with archive.open(MIMETYPE) as opened:
                    names[MIMETYPE] = opened.read(LOOKED_AT)
    except BROKEN:
        # told as damaged by whoever reads it
        return {}
    return names


def _zipped_kind(names: dict[str, bytes]) -> Kind:
    folders = {name.partition("/")[0] for name in names}
    if "xl/workbook.bin" in names:
        return Kind(".xlsb")
    if "xl/workbook.xml" in names or not names:
        return Kind(".xlsx")
    if (said := names.get(MIMETYPE)) is not None:
        if OPEN_DOCUMENT + b"spreadsheet" in said:
            return Kind(".ods")
        return Kind(
            sentence=next((told for name, told in _OPEN_DOCUMENTS if OPEN_DOCUMENT + name in said), NO_TABLE)
        )
    if "index/document.iwa" in names or "index.zip" in names:
        return Kind(sentence=NUMBERS)
    if "[content_types].xml" in names:
        return (
            Kind(sentence=WORD)
            if "word" in folders
            else Kind(sentence=SLIDES)
            if "ppt" in folders
            else Kind(".xlsx")
        )
    return Kind(sentence=ARCHIVE)


def _marked_up_kind(start: bytes) -> str | None:
    """Tables that web sites and old programs write under the ending of a workbook."""
    text = start.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    if b"urn:schemas-microsoft-com:office:spreadsheet" in text:
        return XML_2003
    is_page = text.startswith(
        (b"<!doctype html", b"<html", b"<table", b"<meta", b"<head", b"<style", b"mime-version:")
    )
    return WEB_PAGE if is_page or (text.startswith(b"<?xml") and b"<html" in text) else None
