"""The parts of a zipped workbook, as much of them as memory should hold.

Arrives: the bytes of a zip archive.
Leaves:  a part's bytes, piece by piece.
Not here: what the parts are (`package`, `ods`, `xlsb`).
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import IO

from flows.steps.pull.workbooks.markup import Damaged, TooLarge, parse, refuse_type

MOST_BYTES_UNZIPPED = 128 * 2**20
SHORTEST_CELL = len("<c><v>1</v></c>")
PIECE, FIRST_PIECE = 2**18, 2**12
XML = (".xml", ".rels", ".vml")
UNOPENED = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError)
BROKEN = (*UNOPENED, LookupError, ValueError, OSError)
"""What is raised of bytes that break the format: zip names no exception of its own for them."""


class Locked(ValueError):
    """A workbook that wants a password."""


class ZipParts:
    """An opened archive. Raises Damaged, DeclaresType, TooLarge, or what `zipfile` raises of broken bytes."""

    def __init__(self, content: bytes) -> None:
        self._archive = zipfile.ZipFile(io.BytesIO(content))
        self._parts = {part_name(part.filename): part for part in self._archive.infolist()}
        self._unzipped = 0
        self._read: set[str] = set()

    def has(self, part: str) -> bool:
        """Whether there is such a part."""
        return part.casefold() in self._parts

    def pieces(self, part: str) -> Iterator[bytes]:
        """A part's bytes. Raises Damaged for a part that is not there, TooLarge for more than memory should hold."""
        self._read.add(part.casefold())
        with self._opened(part) as opened:
            while piece := opened.read(PIECE):
                self._unzipped += len(piece)
                if self._unzipped > MOST_BYTES_UNZIPPED:
                    raise TooLarge
                yield piece

    def refuse_types(self) -> None:
        """Raises DeclaresType for a part that nobody has read; `parse` has refused those that were."""
        for part in self._parts.keys() - self._read:
            if part.endswith(XML):
                refuse_type(self._beginning(part))

    def _beginning(self, part: str) -> Iterator[bytes]:
        """The beginning of a part in small pieces; of one that cannot be opened nothing, which costs nothing yet."""
        with suppress(*UNOPENED), self._archive.open(self._parts[part]) as opened:
            while (piece := opened.read(FIRST_PIECE)) and opened.tell() <= MOST_BYTES_UNZIPPED:
                yield piece

    def has_more_values(self, part: str, most: int) -> bool:
        """Whether a sheet has room for so many cells with values, and holds about as many, counted without parsing it."""
        count = 0
        with self._opened(part) as opened:
            if self._parts[part.casefold()].file_size < most * SHORTEST_CELL:
                return False
            while (piece := opened.read(PIECE)) and count <= most:
                count += piece.count(b"<v>") + piece.count(b"<is>")
        return count > most

    def _opened(self, part: str) -> IO[bytes]:
        found = self._parts.get(part.casefold())
        if found is None:
            raise Damaged(part)
        if found.file_size > MOST_BYTES_UNZIPPED:
            raise TooLarge
        return self._archive.open(found)

    def relations(self, part: str) -> list[tuple[str, str, str]]:
        """What a part refers to: the kind's last word, the id, the part's name."""
        folder, name = posixpath.split(part)
        relations = posixpath.join(folder, "_rels", f"{name}.rels")
        found: list[tuple[str, str, str]] = []

        def start(element: str, about: Mapping[str, str]) -> None:
            if element == "Relationship" and about.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, about.get("Target", "")))
                kind = "/" + about.get("Type", "").rpartition("/")[2]
                found.append((kind, about.get("Id", ""), part_name(target)))

        if self.has(relations):
            parse(self.pieces(relations), start=start)
        return found


def part_name(name: str) -> str:
    """A part by the one name for all spellings of it."""
    return name.replace("\\", "/").lstrip("/").casefold()
