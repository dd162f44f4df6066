"""A letter's file as lines of text.

Arrives: a .docx or a .txt.
Leaves:  its lines in NFC, single-spaced; a cell of a table and a text box are lines of their own, so that the two columns
         of a letterhead stay apart.
Not here: what the lines say (`facts`). Words struck out while changes were tracked are not there, words put in are.
"""

from __future__ import annotations

import codecs
import io
import re
import zipfile
import zlib
from pathlib import Path
from xml.parsers import expat

from flows.errors import ConfigurationError
from schemas.vietnamese.text import clean

LARGEST = 20_000_000
"""Bytes of a letter's text; none comes near it, and a packed file may claim any size."""
LINE_ENDS = {"p", "tab", "br", "cr"}
"""Elements of WordprocessingML after which another line begins: a tab stands between the columns of a letterhead."""
SAID_TWICE = "Fallback"
"""A text box stands again in `mc:Fallback`, for programs of before 2010."""


def lines(path: Path) -> list[str]:
    """The lines that hold something. Raises ConfigurationError saying in which form the letter is wanted."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ConfigurationError(f"Không đọc được tệp {path}: {error.strerror}.") from error
    if content.startswith(b"PK"):
        found = _of_word(path, content)
    elif path.suffix.casefold() == ".txt":
        found = re.split(r"[\r\n\t\v\f]| {4,}", _decoded(path, content))
    else:
        raise ConfigurationError(
            f"{path}: chỉ đọc được công văn .docx hoặc .txt; hãy mở bằng Word rồi lưu thành .docx."
        )
    return [line for line in (" ".join(clean(each).split()) for each in found) if line]


def _decoded(path: Path, content: bytes) -> str:
    encoding = "utf-16" if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8-sig"
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise ConfigurationError(
            f"{path}: không phải văn bản Unicode; hãy lưu lại với bảng mã UTF-8."
        ) from error


def _of_word(path: Path, content: bytes) -> list[str]:
    words = _Words()
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package, package.open("word/document.xml") as part:
            words.parser.Parse(part.read(LARGEST))
            if part.read(1):
                raise ConfigurationError(f"{path}: công văn quá lớn; hãy lưu riêng phần lời thành .docx.")
        words.parser.Parse(b"", True)
    except (KeyError, ValueError, RuntimeError, zipfile.BadZipFile, zlib.error, expat.ExpatError) as error:
        raise ConfigurationError(
            f"{path}: tệp .docx bị hỏng, có mật khẩu hoặc không do Word lưu; hãy mở bằng Word rồi lưu lại."
        ) from error
    return "".join(words.parts).split("\n")


class _Words:
    """What an XML parser tells of a letter, kept as text."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.repeated = 0
        """How many elements deep in a text that stands elsewhere too."""
        self.is_text = False
        self.parser = expat.ParserCreate(namespace_separator="}")
        self.parser.buffer_text = True
        self.parser.StartDoctypeDeclHandler = self.doctype
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.data

    def doctype(self, *_: object) -> None:
        """No program that writes letters declares a type, and a declared one may grow without end."""
        raise ValueError("DOCTYPE")

    def start(self, tag: str, _: object) -> None:
        kind = tag.rpartition("}")[2]
        if self.repeated or kind == SAID_TWICE:
            self.repeated += 1
        self.is_text = kind == "t" and not self.repeated

    def data(self, text: str) -> None:
        if self.is_text:
            self.parts.append(text)

    def end(self, tag: str) -> None:
        self.is_text = False
        if self.repeated:
            self.repeated -= 1
        elif tag.rpartition("}")[2] in LINE_ENDS:
            self.parts.append("\n")
