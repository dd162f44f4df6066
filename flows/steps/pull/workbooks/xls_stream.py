"""The stream of an .xls that holds its workbook, taken out of the compound file around it ([MS-CFB]).

Arrives: the bytes of a compound file.
Leaves:  the workbook's records; what xlrd raises of broken bytes, or Damaged.
Not here: what the records say (`xls`).

The sectors of a stream are a chain and the entries of the directory a tree ([MS-CFB] 2.3, 2.6.4). A file in which they are
neither is broken, and is refused before it is read any further.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Sequence

from xlrd.compdoc import CompDoc

from flows.steps.pull.workbooks.markup import Damaged

STREAMS = ("Workbook", "Book")
ENTRY = 128
STORAGE, ROOT = 1, 5
_LINKS = struct.Struct("<66xBx3i48x")
"""Of an entry of the directory: what it is, and those to its left, to its right and beneath it."""


def workbook_stream(content: bytes) -> bytes:
    """The stream of a workbook of Excel 97 to 2003, else of Excel 5."""
    opened = _Compound(content, logfile=io.StringIO())
    for name in STREAMS:
        within, start, length = opened.locate_named_stream(name)
        if within:
            return bytes(within[start : start + length])
    raise Damaged(STREAMS[0])


class _Compound(CompDoc):
    def _get_stream(
        self,
        mem: bytes,
        base: int,
        sat: Sequence[int],
        sec_size: int,
        start_sid: int,
        *about: object,
        **more: object,
    ) -> bytes:
        require_chain(sat, start_sid)
        stream: bytes = super()._get_stream(mem, base, sat, sec_size, start_sid, *about, **more)  # type: ignore[misc] # not in the stubs
        if more.get("name") == "directory":
            require_tree(stream)
        return stream


def require_chain(next_of: Sequence[int], first: int) -> None:
    """From the first sector on, each one's successor. Raises Damaged where no end is reached."""
    at, steps = first, 0
    while 0 <= at < len(next_of):
        at, steps = next_of[at], steps + 1
        if steps > len(next_of):
            raise Damaged("sectors")


def require_tree(directory: bytes) -> None:
    """The entries of a directory, one after the other. Raises Damaged where two of them lead to a third."""
    met: set[int] = set()
    for at in range(0, len(directory) // ENTRY * ENTRY, ENTRY):
        what, left, right, beneath = _LINKS.unpack_from(directory, at)
        beside = (left, right) if what not in (0, ROOT) else ()
        for link in (*beside, *((beneath,) if what in (STORAGE, ROOT) else ())):
            if link in met:
                raise Damaged("directory")
            if link >= 0:
                met.add(link)
