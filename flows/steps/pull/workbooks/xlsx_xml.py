"""What the XML of a workbook's parts is read with: elements by their plain names, texts as they were typed.

Arrives: a part's bytes, piece by piece.
Leaves:  calls for each element and its text; `Damaged`, `DeclaresType` and `TooLarge` for what is no workbook's.
Not here: which parts there are (`xlsx_package`), what a worksheet's elements mean (`xlsx_tabs`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from typing import Any
from xml.parsers import expat

YES = ("1", "true", "on")
_ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")
_NO_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
_HALVES = re.compile("[\ud800-\udfff]")


class Damaged(ValueError):
    """The parts do not make a workbook."""


class DeclaresType(ValueError):
    """A part declares a document type, which no office program writes and which may hide a bomb."""


class TooLarge(ValueError):
    """More bytes or cells than a return can have."""


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
    return _NO_TEXT.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


class _LocalNames(dict[str, str]):
    """An element's name without its prefix, told apart once for each name."""

    def __missing__(self, name: str) -> str:
        self[name] = local = name.rpartition(":")[2]
        return local


def parse(
    pieces: Iterator[bytes],
    *,
    start: Callable[[str, Mapping[str, str]], None],
    end: Callable[[str], None] | None = None,
    characters: Callable[[str], None] | None = None,
) -> None:
    """Parse a part. Raises DeclaresType, and expat's own error for what is no XML."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    local = _LocalNames()

    parser.StartElementHandler = lambda name, about: start(local[name], about)
    if end is not None:
        parser.EndElementHandler = lambda name: end(local[name])
    parser.CharacterDataHandler = characters
    parser.StartDoctypeDeclHandler = _refuse_type
    for piece in pieces:
        parser.Parse(piece, False)
    parser.Parse(b"", True)


def refuse_type(pieces: Iterator[bytes]) -> None:
    """Look at a part up to its first element. Raises DeclaresType; what is no XML declares nothing."""
    parser = expat.ParserCreate()
    begun: list[str] = []
    parser.StartElementHandler = lambda name, _: begun.append(name)
    parser.StartDoctypeDeclHandler = _refuse_type
    with suppress(expat.ExpatError):
        for piece in pieces:
            parser.Parse(piece, False)
            if begun:
                return


def _refuse_type(*_: Any) -> None:
    raise DeclaresType
