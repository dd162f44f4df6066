"""The parts of an .xlsx: which sheets it holds and in what order, its shared strings and its number formats.

Arrives: the bytes of a zip archive with a workbook in it, ordinary or "Strict Open XML".
Leaves:  a `Package`.
Not here: the cells of a sheet (`xlsx_tabs`), whether the file may be opened at all (`workbook_files`).

Elements are known by their names without the namespace: the strict kind differs in nothing else that matters here.
No part is opened that says nothing of the figures, so that a broken theme, style or property costs nothing.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import IO, Any
from xml.parsers import expat

from schemas.number_formats import is_plain

MOST_BYTES_UNZIPPED = 128 * 2**20
MOST_VALUES = 2**24
PIECE = 2**18
OFFICE_DOCUMENT, WORKSHEET = "/officeDocument", "/worksheet"
SHARED_STRINGS, STYLES = "/sharedStrings", "/styles"
YES = ("1", "true", "on")

BUILT_IN = {
    **dict.fromkeys(range(5, 9), '"$"#,##0'),
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    **dict.fromkeys(range(14, 18), "dd/mm/yyyy"),
    **dict.fromkeys(range(18, 22), "h:mm"),
    22: "dd/mm/yyyy h:mm",
    **dict.fromkeys(range(27, 37), "dd/mm/yyyy"),
    **dict.fromkeys((32, 33), "h:mm"),
    **dict.fromkeys((42, 44), '"$"#,##0'),
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mm:ss.0",
    48: "##0.0E+0",
    **dict.fromkeys(range(50, 59), "dd/mm/yyyy"),
    67: "0%",
    68: "0.00%",
    **dict.fromkeys((*range(71, 75), 77, 81), "dd/mm/yyyy"),
    **dict.fromkeys((75, 76, *range(78, 81)), "h:mm"),
}
"""The formats that a file names by number alone (ECMA-376 18.8.30) and that show more than the number."""

_ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")
_NO_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
_HALVES = re.compile("[\ud800-\udfff]")


class Damaged(ValueError):
    """The parts do not make a workbook."""


class TooLarge(ValueError):
    """More bytes or cells than a return can have."""


@dataclass(frozen=True, slots=True)
class SheetPart:
    """A worksheet by its title and the part that holds it. `is_hidden`: its tab is not shown."""

    title: str
    part: str
    is_hidden: bool


class Package:
    """An opened workbook. Raises Damaged, TooLarge, or what `zipfile` and `expat` raise of broken bytes."""

    def __init__(self, content: bytes) -> None:
        self._archive = zipfile.ZipFile(io.BytesIO(content))
        self._parts = {_part_name(part.filename): part for part in self._archive.infolist()}
        self._unzipped = 0
        workbook = next((to for kind, to in self._links("") if kind == OFFICE_DOCUMENT), "xl/workbook.xml")
        links = list(self._links(workbook))
        self.starts_in_1904 = False
        self.sheets = tuple(self._sheets(workbook))
        self.strings = self._strings(links)
        self.formats = self._formats(links)
        """The code of each style by its index, None where the number is all it shows."""

    def pieces(self, part: str) -> Iterator[bytes]:
        """A part's bytes. Raises Damaged for a part that is not there, TooLarge for more than memory should hold."""
        with self._opened(part) as opened:
            while piece := opened.read(PIECE):
                self._unzipped += len(piece)
                if self._unzipped > MOST_BYTES_UNZIPPED:
                    raise TooLarge
                yield piece

    def values(self, part: str) -> int:
        """About how many cells of a sheet hold a value, counted without parsing it."""
        count = 0
        with self._opened(part) as opened:
            while (piece := opened.read(PIECE)) and count <= MOST_VALUES:
                count += piece.count(b"<v>") + piece.count(b"<is>")
        return count

    def _opened(self, part: str) -> IO[bytes]:
        found = self._parts.get(part.casefold())
        if found is None:
            raise Damaged(part)
        if found.file_size > MOST_BYTES_UNZIPPED:
            raise TooLarge
        return self._archive.open(found)

    def _links(self, part: str) -> Iterator[tuple[str, str]]:
        for kind, _, target in self._relations(part):
            yield kind, target

    def _relations(self, part: str) -> list[tuple[str, str, str]]:
        """What a part refers to: the kind's last word, the id, the part's name."""
        folder, name = posixpath.split(part)
        relations = posixpath.join(folder, "_rels", f"{name}.rels")
        found: list[tuple[str, str, str]] = []

        def start(element: str, about: Mapping[str, str]) -> None:
            if element == "Relationship" and about.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, about.get("Target", "")))
                kind = "/" + about.get("Type", "").rpartition("/")[2]
                found.append((kind, about.get("Id", ""), _part_name(target)))

        if relations.casefold() in self._parts:
            parse(self.pieces(relations), start=start)
        return found

    def _sheets(self, workbook: str) -> Iterator[SheetPart]:
        targets = {key: (kind, target) for kind, key, target in self._relations(workbook)}
        listed: list[tuple[str, str, bool]] = []

        def start(element: str, about: Mapping[str, str]) -> None:
            if element == "workbookPr":
                self.starts_in_1904 = about.get("date1904") in YES
            elif element == "sheet":
                key = next((value for name, value in about.items() if name.endswith(":id")), "")
                listed.append(
                    (text_of(about.get("name", "")), key, about.get("state", "visible") != "visible")
                )

        parse(self.pieces(workbook), start=start)
        for title, key, is_hidden in listed:
            kind, target = targets.get(key, ("", ""))
            if not kind:
                raise Damaged(title)
            if kind == WORKSHEET:
                yield SheetPart(title, target, is_hidden)

    def _strings(self, links: list[tuple[str, str]]) -> list[str]:
        part = next((to for kind, to in links if kind == SHARED_STRINGS), None)
        strings: list[str] = []
        if part is None or part.casefold() not in self._parts:
            return strings
        text = RichText()

        def end(element: str) -> None:
            text.end(element)
            if element == "si":
                strings.append(text.take())

        parse(self.pieces(part), start=text.start, end=end, characters=text.characters)
        return strings

    def _formats(self, links: list[tuple[str, str]]) -> list[str | None]:
        """The number formats of the cells' styles, and nothing else of the styles.

        Styles that are no XML are not passed over: with its percent sign lost, a rate would be a count.
        """
        part = next((to for kind, to in links if kind == STYLES), None)
        codes: dict[str, str] = {str(number): code for number, code in BUILT_IN.items()}
        of_styles: list[str] = []
        within: list[str] = []

        def start(element: str, about: Mapping[str, str]) -> None:
            if element == "numFmt" and within[-1:] == ["numFmts"]:
                codes[about.get("numFmtId", "")] = text_of(about.get("formatCode", ""))
            elif element == "xf" and within[-1:] == ["cellXfs"]:
                of_styles.append(about.get("numFmtId", "0"))
            within.append(element)

        def end(_: str) -> None:
            within.pop()

        if part is not None and part.casefold() in self._parts:
            parse(self.pieces(part), start=start, end=end)
        found = (codes.get(number) for number in of_styles)
        return [None if code is None or is_plain(code) else code for code in found]


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
    """Parse a part. Raises Damaged for a document type, which no office program writes and which may hide a bomb."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    local = _LocalNames()

    def refuse(*_: Any) -> None:
        raise Damaged("DOCTYPE")

    parser.StartElementHandler = lambda name, about: start(local[name], about)
    if end is not None:
        parser.EndElementHandler = lambda name: end(local[name])
    parser.CharacterDataHandler = characters
    parser.StartDoctypeDeclHandler = refuse
    for piece in pieces:
        parser.Parse(piece, False)
    parser.Parse(b"", True)


def _part_name(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").casefold()
