"""Whose template a workbook was made from, told by the mark in one of its cells, without reading its cells.

Arrives: the bytes of a file.
Leaves:  marks: one, where nothing was copied together.
Not here: what the cells hold (`files`), whose file it is then (`flows.steps.pull.claims`).

A folder is listed whole, and each of its files read when its unit's turn comes: to read them all twice would take as long
again as the looks. So only the parts that hold texts are unpacked, and searched as bytes.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

from flows.steps.pull.workbooks.kinds import ZIP
from flows.steps.pull.workbooks.zip_parts import BROKEN, part_name
from schemas.sheet.template_mark import Mark, marks_in

LARGEST_FILE, LARGEST_PART = 32 * 2**20, 64 * 2**20
"""No filled-in template is as large; what is larger is told by its name alone."""
SHARED_TEXTS = ("xl/sharedstrings.xml", "xl/sharedstrings.bin", "content.xml")
OWN_TEXTS = "xl/worksheets/"
"""Programs that share no texts write them into their cells."""


def marks_of(content: bytes) -> frozenset[Mark]:
    """The marks in a file; nothing of one that is broken."""
    if len(content) > LARGEST_FILE:
        return frozenset()
    if not content.startswith(ZIP):
        return marks_in(content)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return next((found for part in _texts(archive) if (found := marks_in(part))), frozenset())
    except BROKEN:
        # told as damaged when it is read
        return frozenset()


def _texts(archive: zipfile.ZipFile) -> Iterator[bytes]:
    parts = {part_name(part.filename): part for part in archive.infolist()}
    of_tabs = sorted(name for name in parts if name.startswith(OWN_TEXTS) and name.endswith((".xml", ".bin")))
    for name in (*SHARED_TEXTS, *of_tabs):
        if name in parts and parts[name].file_size <= LARGEST_PART:
            yield archive.read(parts[name])
