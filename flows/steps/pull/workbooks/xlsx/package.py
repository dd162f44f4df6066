"""The parts of an .xlsx: which sheets it holds and in what order, its shared strings and its number formats.

Arrives: the bytes of a zip archive with a workbook in it, ordinary or "Strict Open XML".
Leaves:  a `Package`.
Not here: the cells of a sheet (`tabs`), whether the file may be opened at all (`files`).

Elements are known by their names without the namespace: the strict kind differs in nothing else that matters here.
No part is read that says nothing of the figures, so that a broken theme, style or property costs nothing; all of them
are looked at for a document type.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from flows.steps.pull.workbooks.built_in_formats import BUILT_IN
from flows.steps.pull.workbooks.markup import YES, Damaged, parse, text_of
from flows.steps.pull.workbooks.xlsx.strings import shared_strings
from flows.steps.pull.workbooks.zip_parts import ZipParts
from schemas.sheet.number_formats import is_plain

OFFICE_DOCUMENT, WORKSHEET = "/officeDocument", "/worksheet"
SHARED_STRINGS, STYLES = "/sharedStrings", "/styles"


@dataclass(frozen=True, slots=True)
class SheetPart:
    """A worksheet by its title and the part that holds it. `is_hidden`: its tab is not shown."""

    title: str
    part: str
    is_hidden: bool


class Package(ZipParts):
    """An opened workbook. Raises Damaged, DeclaresType, TooLarge, or what `zipfile` and `expat` raise of broken bytes."""

    def __init__(self, content: bytes) -> None:
        super().__init__(content)
        workbook = next(
            (to for kind, _, to in self.relations("") if kind == OFFICE_DOCUMENT), "xl/workbook.xml"
        )
        links = [(kind, to) for kind, _, to in self.relations(workbook)]
        self.starts_in_1904 = False
        self.sheets = tuple(self._sheets(workbook))
        self.strings = self._strings(links)
        self.formats = self._formats(links)
        """The code of each style by its index, None where the number is all it shows."""

    def _sheets(self, workbook: str) -> Iterator[SheetPart]:
        targets = {key: (kind, target) for kind, key, target in self.relations(workbook)}
        sheets: list[tuple[str, str, bool]] = []

        def start(element: str, about: Mapping[str, str]) -> None:
            if element == "workbookPr":
                self.starts_in_1904 = about.get("date1904") in YES
            elif element == "sheet":
                key = next((value for name, value in about.items() if name.endswith(":id")), "")
                sheets.append(
                    (text_of(about.get("name", "")), key, about.get("state", "visible") != "visible")
                )

        parse(self.pieces(workbook), start=start)
        for title, key, is_hidden in sheets:
            kind, target = targets.get(key, ("", ""))
            if not kind:
                raise Damaged(title)
            if kind == WORKSHEET:
                yield SheetPart(title, target, is_hidden)

    def _strings(self, links: list[tuple[str, str]]) -> list[str]:
        part = next((to for kind, to in links if kind == SHARED_STRINGS), None)
        return [] if part is None or not self.has(part) else shared_strings(self.pieces(part))

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

        if part is not None and self.has(part):
            parse(self.pieces(part), start=start, end=end)
        found = (codes.get(number) for number in of_styles)
        return [None if code is None or is_plain(code) else code for code in found]
