"""What the XML of a workbook's parts is read with: elements by their plain names, texts as they were typed.

Arrives: a part's bytes, piece by piece.
Leaves:  calls for each element and its text; `Damaged`, `DeclaresType` and `TooLarge` for what is no workbook's.
Not here: which parts there are (`package`), what a worksheet's elements mean (`tabs`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from typing import Any
from xml.parsers import expat
from xml.parsers.expat import XMLParserType

from flows.steps.pull.workbooks.remembered import Remembered

LAST_ROW, LAST_COLUMN = 2**20, 2**14
"""Where Excel's grid ends; a file that says otherwise was not made by a spreadsheet."""
YES = ("1", "true", "on")
TEXT = "[^<>\x00-\x08\x0b-\x1f]*+"
"""Text without markup, as a pattern; a carriage return is left to expat, which makes a line feed of it."""
OPEN_TEXT = "([^<>&\x00-\x08\x0b-\x1f]++)"
"""The same without references, and caught."""
_NAMED = {
    "amp": "&",
    "lt": "<",
    "gt": ">",
    "quot": '"',
    "apos": "'",
    "#10": "\n",
    "#9": "\t",
    "#xA": "\n",
    "#x9": "\t",
}
_REFERENCE = re.compile(f"&({'|'.join(_NAMED)});")
_ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")
_NO_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
_HALVES = re.compile("[\ud800-\udfff]")


class Damaged(ValueError):
    """The parts do not make a workbook."""


class DeclaresType(ValueError):
    """A part declares a document type, which no office program writes and which may hide a bomb."""


class TooLarge(ValueError):
    """More bytes or cells than a return can have."""


class Unclear(ValueError):
    """A spelling that only expat can tell."""


class RichText:
    """Collects the text of a string's runs; the reading aids of East Asian words (rPh) are no part of it."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._is_text = self._is_aside = False

    def start(self, element: str, _: Mapping[str, str]) -> None:
        if element == "rPh":
            self._is_aside = True
        elif element == "t":
            self._is_text = not self._is_aside

    def characters(self, text: str) -> None:
        if self._is_text:
            self._pieces.append(text)

    def end(self, element: str) -> None:
        if element == "rPh":
            self._is_aside = False
        elif element == "t":
            self._is_text = False

    def take(self) -> str:
        """The text so far, and begin anew."""
        text, self._pieces = text_of("".join(self._pieces)), []
        return text


def text_of(written: str) -> str:
    """A string as it was typed: `_x000D_` is a carriage return, here one of a line break (ECMA-376 ST_Xstring)."""
    if "_x" not in written:
        return written
    text = _ESCAPE.sub(lambda found: chr(int(found[1], 16)), written)
    if text == written:
        return written
    if _HALVES.search(text):
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return without_controls(text)


def without_controls(text: str) -> str:
    """A text with the line breaks of every system as one, and nothing that no clerk can type."""
    return _NO_TEXT.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def resolved(written: str) -> str:
    """A text of XML with its references resolved."""
    return _REFERENCE.sub(lambda found: _NAMED[found[1]], written) if "&" in written else written


def has_unknown_references(written: str) -> bool:
    """Whether there are others than `resolved` knows."""
    return "&" in written and "&" in _REFERENCE.sub("", written)


def attributes(element: str, written: str) -> Mapping[str, str]:
    """The attributes of a tag by how they are written. Raises Unclear for what is no such tag."""
    found: list[tuple[str, Mapping[str, str]]] = []
    reading = parser()
    reading.StartElementHandler = lambda name, about: found.append((name, about))
    try:
        reading.Parse(f"<{element}{written}/>", True)
    except expat.ExpatError as error:
        raise Unclear(element) from error
    if [name for name, _ in found] != [element]:
        raise Unclear(element)
    return found[0][1]


def parse(
    pieces: Iterator[bytes],
    *,
    start: Callable[[str, Mapping[str, str]], None],
    end: Callable[[str], None] | None = None,
    characters: Callable[[str], None] | None = None,
) -> None:
    """Parse a part. Raises DeclaresType, and expat's own error for what is no XML."""
    reading = parser()
    listen(reading, start=start, end=end, characters=characters)
    for piece in pieces:
        reading.Parse(piece, False)
    reading.Parse(b"", True)


def parser() -> XMLParserType:
    """A parser that refuses document types."""
    made = expat.ParserCreate()
    made.buffer_text = True
    made.StartDoctypeDeclHandler = _refuse_type
    return made


def listen(
    of: XMLParserType,
    *,
    start: Callable[[str, Mapping[str, str]], None],
    end: Callable[[str], None] | None = None,
    characters: Callable[[str], None] | None = None,
) -> None:
    """Say who hears of elements, by their plain names, and of their texts."""
    local = Remembered[str, str](lambda name: name.rpartition(":")[2])
    of.StartElementHandler = lambda name, about: start(local[name], about)
    if end is not None:
        of.EndElementHandler = lambda name: end(local[name])
    of.CharacterDataHandler = characters


def refuse_type(pieces: Iterator[bytes]) -> None:
    """Look at a part up to its first element. Raises DeclaresType; what is no XML declares nothing."""
    reading = parser()
    begun: list[str] = []
    reading.StartElementHandler = lambda name, _: begun.append(name)
    with suppress(expat.ExpatError):
        for piece in pieces:
            reading.Parse(piece, False)
            if begun:
                return


def _refuse_type(*_: Any) -> None:
    raise DeclaresType
