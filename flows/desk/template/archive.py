"""A workbook's archive, byte for byte the same each time that the same workbook is written.

Arrives: what openpyxl writes.
Leaves:  the same with one instant in the place of every clock's; of a template also every part in the one spelling that XML
         has for it (Canonical XML), since openpyxl spells otherwise where lxml is installed.
"""

from __future__ import annotations

import io
import re
import zipfile
from datetime import datetime
from xml.etree.ElementTree import canonicalize

import openpyxl

FORMULA = re.compile(rb"(<c [^<>]*><f>[^<>]*</f><v>)(</v></c>)")
"""A formula as openpyxl writes it: without what it gives, which reads as a figure that was never computed."""
MODIFIED = re.compile(rb"(<(?:\w+:)?modified\b[^>]*>)[^<]*(</(?:\w+:)?modified>)")
DECLARED = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def saved(book: openpyxl.Workbook, at: datetime) -> bytes:
    """The bytes of a workbook, written at that instant."""
    return _packed(book, at, is_canonical=False)


def saved_with_sums_of_nothing(book: openpyxl.Workbook, at: datetime) -> bytes:
    """The same, in one spelling, for a workbook whose formulas are sums over blank rows: they are 0 before any program
    computes them.
    """
    return _packed(book, at, is_canonical=True)


def _packed(book: openpyxl.Workbook, at: datetime, *, is_canonical: bool) -> bytes:
    book.properties.created = book.properties.modified = at
    made = io.BytesIO()
    book.save(made)
    frozen = io.BytesIO()
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(frozen, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            data = old.read(part)
            if is_canonical:
                data = FORMULA.sub(
                    rb"\g<1>0\g<2>", DECLARED + canonicalize(data.decode("utf-8")).encode("utf-8")
                )
            if part.filename == "docProps/core.xml":
                data = without_save_time(data, at)
            new.writestr(zipfile.ZipInfo(part.filename, at.timetuple()[:6]), data, zipfile.ZIP_DEFLATED)
    return frozen.getvalue()


def without_save_time(core: bytes, at: datetime) -> bytes:
    """Openpyxl stamps the time of saving over the one it was given, in other words where lxml is installed."""
    time = at.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    return MODIFIED.sub(lambda found: found[1] + time + found[2], core)
