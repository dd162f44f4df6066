"""The content of an .ods: rows that are spelled as usual are read at once, all else by expat.

Arrives: the content's bytes, piece by piece; who hears of elements, and who reads rows.
Leaves:  calls for each element outside the rows that the reader has read, as `xlsx_xml.parse` gives them.
Not here: what the elements hold (`ods`), how rows are spelled (`rows`).

Unlike in a worksheet, one part holds all tables, and their rows are read wherever they begin between whole elements. What
has been read is whole rows, so that leaving them out changes nothing for expat, which judges the rest of the content.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Protocol

from flows.steps.pull.workbooks.markup import listen, parser
from flows.steps.pull.workbooks.xlsx.runs import LONGEST_ELEMENT, UTF_8, left_of

_OPENING, _CLOSING = b"<table:table-row", b"</table:table-row>"
_ASIDE = (b"<!", b"<?")
"""After these nothing is known of what follows: it may stand in a comment."""
_NOTHING = b"<!---->"
MOST_TURNS = 256
"""How often rows are looked for anew. A document whose rows are mostly spelled otherwise is not worth it."""


class Content(Protocol):
    """Whoever hears of elements, and takes rows."""

    def start(self, element: str, about: Mapping[str, str]) -> None: ...
    def end(self, element: str) -> None: ...
    def characters(self, text: str) -> None: ...
    def is_among_rows(self) -> bool: ...
    def read_rows(self, text: str) -> int: ...


def parse_content(pieces: Iterator[bytes], content: Content) -> None:
    """Parse a content. Raises what `xlsx_xml.parse` raises."""
    reading = _Reading(content)
    for piece in pieces:
        reading.add(piece)
    reading.finish()


class _Reading:
    def __init__(self, content: Content) -> None:
        self.content = content
        self.expat = parser()
        self.expat.XmlDeclHandler = self._declared
        listen(self.expat, start=content.start, end=content.end, characters=content.characters)
        self.is_usual, self.turns = True, 0
        self.pending, self.last = b"", b""

    def add(self, piece: bytes) -> None:
        self.pending += piece
        while self.is_usual and self._turn():
            self.turns += 1
            self.is_usual &= self.turns < MOST_TURNS
        if not self.is_usual:
            self._pass_on(len(self.pending))

    def finish(self) -> None:
        self._pass_on(len(self.pending))
        self.expat.Parse(b"", True)

    def _turn(self) -> bool:
        """Read the rows that come next; False where more of the content must come first."""
        at = self.pending.find(_OPENING)
        self._pass_on(max(0, len(self.pending) - len(_OPENING)) if at < 0 else at)
        if at < 0 or not self.is_usual:
            return False
        cut = self.pending.rfind(_CLOSING) + len(_CLOSING)
        if cut < len(_CLOSING):
            self.is_usual = len(self.pending) <= LONGEST_ELEMENT
            return False
        # refused, as a row would be, where no element may begin: within a tag, or a value
        self.expat.Parse(_NOTHING, False)
        whole = self.pending[:cut]
        left = left_of(self.content.read_rows, whole) if self.content.is_among_rows() else whole
        self.pending = left + self.pending[cut:]
        if left.startswith(_OPENING):
            self._pass_on(len(_OPENING))
        return True

    def _pass_on(self, length: int) -> None:
        passed, self.pending = self.pending[:length], self.pending[length:]
        about = self.last + passed
        # the declaration of XML itself stands at the very beginning
        self.is_usual &= not any(aside in about.removeprefix(b"<?xml ") for aside in _ASIDE)
        self.last = passed[-1:] or self.last
        self.expat.Parse(passed, False)

    def _declared(self, _: str, encoding: str | None, __: int) -> None:
        self.is_usual &= (encoding and encoding.casefold()) in UTF_8
