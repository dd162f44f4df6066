"""A part that is mostly a run of one element, as a worksheet is of rows: the run is read at once, the rest by expat.

Arrives: a part's bytes, piece by piece; the name of the elements that run, and a reader of texts of whole ones.
Leaves:  calls for each element that the reader has not read, as `xlsx_xml.parse` gives them.
Not here: what the elements hold (`rows`, `strings`, `rows`).

The reader knows the one spelling that office programs write, and is certain of every character of it: it stops before
the first element that is spelled otherwise, and from there on expat reads all. What it has read is whole elements, so
that leaving them out changes nothing for expat, which judges the rest of the part.
"""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from flows.steps.pull.workbooks.markup import listen, parser

LONGEST_HEAD, LONGEST_ELEMENT = 2**16, 2**20
UTF_8 = (None, "utf-8")
NOT_IN_XML = ("\ufffe", "\uffff")
"""Characters that no XML may hold; those below a blank are kept out by what a reader takes for text."""


@dataclass(frozen=True, slots=True)
class Run:
    """Elements of one name within another; `read` takes whole ones and says how many characters it has read."""

    element: str
    within: str
    read: Callable[[str], int]


def parse_run(
    run: Run,
    pieces: Iterator[bytes],
    *,
    start: Callable[[str, Mapping[str, str]], None],
    end: Callable[[str], None],
    characters: Callable[[str], None],
) -> None:
    """Parse a part with a run in it. Raises what `xlsx_xml.parse` raises."""
    opened: list[str] = []
    encodings: list[str | None] = []

    def noted(element: str, about: Mapping[str, str]) -> None:
        opened.append(element)
        start(element, about)

    expat = parser()
    expat.XmlDeclHandler = lambda _, encoding, __: encodings.append(encoding and encoding.casefold())
    listen(expat, start=noted, end=end, characters=characters)
    head, rest = _head(pieces, f"<{run.element}".encode())
    expat.Parse(head, False)
    listen(expat, start=start, end=end, characters=characters)
    # in a comment, or in another place than the head seems to end in, nothing is known of what follows
    is_within = (
        opened[-1:] == [run.within] and b"<!" not in head and b"<?" not in head.removeprefix(BOM_UTF8)[2:]
    )
    if is_within and all(encoding in UTF_8 for encoding in encodings):
        rest = _after(run, rest, pieces)
    expat.Parse(rest, False)
    for piece in pieces:
        expat.Parse(piece, False)
    expat.Parse(b"", True)


def _head(pieces: Iterator[bytes], opening: bytes) -> tuple[bytes, bytes]:
    """What stands before the first element of the run, and what has been taken beyond; all is head where none begins soon."""
    taken = b""
    for piece in pieces:
        taken += piece
        at = taken.find(opening)
        if at >= 0:
            return taken[:at], taken[at:]
        if len(taken) > LONGEST_HEAD:
            break
    return taken, b""


def _after(run: Run, pending: bytes, pieces: Iterator[bytes]) -> bytes:
    """What has been taken of the part and not read, from the first element that is spelled otherwise, or after the last."""
    closing = f"</{run.element}>".encode()
    while True:
        cut = pending.rfind(closing) + len(closing)
        if cut >= len(closing):
            left = left_of(run.read, pending[:cut])
            pending = left + pending[cut:]
            if left:
                return pending
        elif len(pending) > LONGEST_ELEMENT:
            return pending
        piece = next(pieces, None)
        if piece is None:
            return pending
        pending += piece


def left_of(read: Callable[[str], int], elements: bytes) -> bytes:
    """What a reader has not read of whole elements."""
    try:
        text = elements.decode()
    except UnicodeDecodeError:
        return elements
    if any(char in text for char in NOT_IN_XML):
        return elements
    end = read(text)
    return text[end:].encode() if end < len(text) else b""
