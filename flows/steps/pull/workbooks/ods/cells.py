"""What one cell of an .ods holds.

Arrives: the attributes of a cell, and the elements of its text.
Leaves:  a `Cell`, the one that the same content gives in an .xlsx.
Not here: where the cell stands (`ods`), what its style makes of a number (`formats`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from flows.steps.pull.workbooks.markup import Damaged, TooLarge, resolved, without_controls
from flows.steps.pull.workbooks.numbers import day_of, number_cell, number_of
from schemas.sheet import Cell, CellError

LONGEST_BLANK, MOST_BLANKS = 2**15, 2**22
"""Blanks that one element may stand for, and all of a document together: a letter of the file can make thousands."""
ASIDE = frozenset({"annotation", "frame", "custom-shape", "note", "ruby-text", "g", "rect", "line", "a11y"})
"""What stands in a paragraph and is no part of its text: remarks, pictures, reading aids."""
PARAGRAPHS, AROUND = ("p", "h"), ("list", "list-header", "list-item", "section")
"""What a text stands in, and what such may stand in: office programs write the first alone, the format allows all."""
TRUTHS = ("TRUE", "FALSE")
_FIXED = {"s": "\0", "tab": "\1", "line-break": "\2"}
"""Blanks that are typed, as characters that no XML can hold until the others have become one."""
_BLANKS = re.compile("[ \t\r\n]+")
_UNEVEN = re.compile("^ |[\t\r\n]")
_TAG = re.compile('<text:([a-z-]+)(?: text:c="([0-9]+)")?/>')
_TYPED = str.maketrans("\0\1\2", " \t\n")
_ERROR = re.compile(r"#(?:DIV/0!|N/A|NAME\?|NULL!|NUM!|REF!|VALUE!)|Err:[0-9]{3}")
_DURATION = re.compile(r"(-?)P(?:([0-9]+)D)?T(?:([0-9]+)H)?(?:([0-9]+)M)?(?:([0-9]+(?:[.,][0-9]+)?)S)?")


class CellText:
    """Collects the paragraphs of a cell, each on a line of its own."""

    def __init__(self) -> None:
        self.blanks = 0
        self.begin()
        self.is_open = False

    def begin(self) -> None:
        self.is_open = True
        self._paragraphs: list[str] = []
        self._pieces: list[str] = []
        self._depth = self._aside = 0

    def start(self, element: str, about: Mapping[str, str]) -> None:
        if not (self._aside or self._depth) and element in AROUND:
            return
        if self._aside or element in ASIDE or (not self._depth and element not in PARAGRAPHS):
            self._aside += 1
            return
        self._depth += 1
        if element in _FIXED:
            times = int(about.get("text:c", "1"))
            if times < 0:
                raise Damaged(element)
            self.blanks += times
            if times > LONGEST_BLANK or self.blanks > MOST_BLANKS:
                raise TooLarge
            self._pieces.append(_FIXED[element] * times)

    def characters(self, text: str) -> None:
        if self._depth and not self._aside:
            self._pieces.append(text)

    def end(self, _: str) -> None:
        if self._aside:
            self._aside -= 1
            return
        if not self._depth:
            return
        self._depth -= 1
        if not self._depth:
            self._paragraphs.append(_shown("".join(self._pieces)))
            self._pieces = []

    def taken(self) -> str | None:
        """The cell's text; None where it has no paragraph."""
        return without_controls("\n".join(self._paragraphs)) if self._paragraphs else None


def paragraph(written: str) -> str:
    """The text of a paragraph as it is written, with no elements in it but those of blanks."""
    if "<" in written:
        written = _TAG.sub(
            lambda found: _FIXED[found[1]] * int(found[2] or 1), written.replace("<text:s/>", "\0")
        )
    return _shown(resolved(written))


def _shown(text: str) -> str:
    if "  " in text or _UNEVEN.search(text):
        text = _BLANKS.sub(" ", text).removeprefix(" ")
    return text.translate(_TYPED) if "\0" in text or "\1" in text or "\2" in text else text


def typed(about: Mapping[str, str], text: str | None, code: str | None) -> Cell:
    """The cell's value by its type; a formula without a result is its own text."""
    kind, formula = about.get("office:value-type"), about.get("table:formula")
    is_error = formula is not None and text is not None and _ERROR.fullmatch(text.strip())
    if is_error or about.get("calcext:value-type") == "error":
        return CellError((text or "").strip())
    match kind:
        case None:
            return text if formula is None or text else f"={formula.partition('=')[2] or '…'}"
        case "string":
            return about.get("office:string-value", "") if text is None else text
        case "boolean":
            return about["office:boolean-value"] == "true"
        case "date":
            return day_of(about["office:date-value"])
        case "time":
            return number_cell(_days(about["office:time-value"]), code or "h:mm:ss", starts_in_1904=False)
        case "float" if formula is not None and text in TRUTHS:
            # what LibreOffice makes of a tick in an .xlsx
            return text == "TRUE"
        case "float" | "percentage" | "currency":
            of_kind = {"percentage": "0%", "currency": f"#,##0 [${about.get('office:currency', '')}]"}.get(
                kind
            )
            return number_cell(number_of(about["office:value"]), code or of_kind, starts_in_1904=False)
        case _:
            raise Damaged(kind)


def _days(written: str) -> float:
    """A duration, PT07H30M00S, in days."""
    found = _DURATION.fullmatch(written)
    if found is None:
        raise Damaged(written)
    sign, days, hours, minutes, seconds = found.groups()
    total = int(days or 0) * 86400 + int(hours or 0) * 3600 + int(minutes or 0) * 60
    whole = (total + float((seconds or "0").replace(",", "."))) / 86400
    return -whole if sign else whole
