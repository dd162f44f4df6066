"""A .docx as it will be printed: its sections, and of each line the letters that Word resolves from styles and defaults.

It knows nothing of who wrote the file: what stands where is told by its words.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from docx.oxml.parser import parse_xml

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
Element = Any
Properties = dict[str, dict[str, str]]


def parts_of(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        return {name: file.read(name) for name in file.namelist()}


def with_parts(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return out.getvalue()


def text_of(content: bytes) -> list[str]:
    """Everything that is said, paragraph by paragraph, cells in their order."""
    return [words_of(each) for each in Opened(content).root.iter(f"{W}p") if words_of(each)]


def rows_of(content: bytes, table: int) -> list[Element]:
    """The rows of a table of a .docx."""
    return list(list(Opened(content).root.iter(f"{W}tbl"))[table].iter(f"{W}tr"))


def words_of(element: Element) -> str:
    return "".join("\t" if each.tag == f"{W}tab" else each.text or "" for each in element.iter(f"{W}t", f"{W}tab")
                   if each.getparent().tag == f"{W}r")  # fmt: skip


def _of(element: Element | None) -> Properties:
    """Properties, each with its attributes; those of borders one level down."""
    if element is None:
        return {}
    found = {}
    for child in element:
        found[child.tag.removeprefix(W)] = {key.removeprefix(W): value for key, value in child.attrib.items()}
        for inner in child:
            name = f"{child.tag}/{inner.tag}".replace(W, "")
            found[name] = {key.removeprefix(W): value for key, value in inner.attrib.items()}
    return found


def _over(below: Properties, above: Properties) -> Properties:
    return {name: {**below.get(name, {}), **above.get(name, {})} for name in below | above}


def is_on(properties: Properties, name: str) -> bool:
    return name in properties and properties[name].get("val", "1") not in {"0", "false", "none"}


@dataclass(frozen=True)
class Line:
    """A paragraph with words, or a picture, or a rule."""

    words: str
    properties: Properties
    runs: tuple[Properties, ...]
    element: Element

    @property
    def sizes(self) -> set[float]:
        return {int(run["sz"]["val"]) / 2 for run in self.runs}

    @property
    def is_bold(self) -> bool:
        return all(is_on(run, "b") for run in self.runs)

    @property
    def is_thin(self) -> bool:
        return not any(is_on(run, "b") for run in self.runs)

    @property
    def is_italic(self) -> bool:
        return all(is_on(run, "i") for run in self.runs)

    @property
    def is_upright(self) -> bool:
        return not any(is_on(run, "i") for run in self.runs)

    @property
    def is_capitals(self) -> bool:
        return self.words == self.words.upper() or all(is_on(run, "caps") for run in self.runs)

    @property
    def align(self) -> str:
        return self.properties.get("jc", {}).get("val", "left")

    def indent(self, side: str) -> int:
        return int(self.properties.get("ind", {}).get(side, 0))

    def spacing(self, what: str) -> float:
        return int(self.properties.get("spacing", {}).get(what, 0)) / 20

    @property
    def lines_apart(self) -> float:
        spacing = self.properties["spacing"]
        return int(spacing["line"]) / 240 if spacing.get("lineRule", "auto") == "auto" else 0.0

    @property
    def is_rule(self) -> bool:
        return not self.words and {"pBdr/top", "pBdr/bottom"} & set(self.properties) != set()

    @property
    def is_picture(self) -> bool:
        return next(self.element.iter(f"{DRAWING}inline"), None) is not None


@dataclass(frozen=True)
class Section:
    """A section's paragraphs and tables, and its own properties."""

    blocks: tuple[Element, ...]
    properties: Element

    def number(self, what: str, key: str) -> int:
        return int(self.properties.find(f"{W}{what}").get(f"{W}{key}"))

    @property
    def is_landscape(self) -> bool:
        return self.number("pgSz", "w") > self.number("pgSz", "h")

    @property
    def text_width(self) -> int:
        return self.number("pgSz", "w") - self.number("pgMar", "left") - self.number("pgMar", "right")


class Opened:
    """A .docx, opened."""

    def __init__(self, content: bytes) -> None:
        self.parts = parts_of(content)
        self.root = parse_xml(self.parts["word/document.xml"])
        self._styles = parse_xml(self.parts["word/styles.xml"])
        self._read: dict[Element, Line] = {}

    @cached_property
    def _by_code(self) -> dict[str, Element]:
        return {each.get(f"{W}styleId"): each for each in self._styles.iter(f"{W}style")}

    @cached_property
    def _defaults(self) -> tuple[Properties, Properties]:
        defaults = self._styles.find(f"{W}docDefaults")
        return _of(defaults.find(f".//{W}pPr")), _of(defaults.find(f".//{W}rPr"))

    def _style(self, code: str) -> tuple[Properties, Properties]:
        style = self._by_code[code]
        based = style.find(f"{W}basedOn")
        below = self._defaults if based is None else self._style(based.get(f"{W}val"))
        return _over(below[0], _of(style.find(f"{W}pPr"))), _over(below[1], _of(style.find(f"{W}rPr")))

    def line(self, element: Element) -> Line:
        """Forty rules ask for the same ones."""
        if element not in self._read:
            self._read[element] = self._line(element)
        return self._read[element]

    def _line(self, element: Element) -> Line:
        own = _of(element.find(f"{W}pPr"))
        lines, letters = self._style(own["pStyle"]["val"] if "pStyle" in own else "Normal")
        runs = [_over(letters, _of(run.find(f"{W}rPr"))) for run in element.iter(f"{W}r")]
        return Line(words_of(element), _over(lines, own), tuple(runs or [letters]), element)

    def lines(self, element: Element) -> list[Line]:
        """Of a table's cell, of a header, or of a section."""
        return [self.line(each) for each in element.iter(f"{W}p")]

    @cached_property
    def sections(self) -> list[Section]:
        found, blocks = [], []
        for each in self.root.find(f"{W}body"):
            if each.tag == f"{W}sectPr":
                found.append(Section(tuple(blocks), each))
                continue
            blocks.append(each)
            if (end := each.find(f"{W}pPr/{W}sectPr")) is not None:
                found.append(Section(tuple(blocks), end))
                blocks = []
        return found

    def header(self, kind: str) -> Element | None:
        """What stands above the text: of a "first" page or, "default", of every other."""
        reference = self.sections[0].properties.find(f"{W}headerReference[@{W}type='{kind}']")
        if reference is None:
            return None
        rels = parse_xml(self.parts["word/_rels/document.xml.rels"])
        target = {each.get("Id"): each.get("Target") for each in rels}[reference.get(f"{R}id")]
        return parse_xml(self.parts[f"word/{target}"])

    @property
    def fonts(self) -> Iterator[dict[str, str]]:
        """Every typeface that is named, in the text, in headers and in styles."""
        for name, content in self.parts.items():
            if name.startswith("word/") and name.endswith(".xml"):
                for each in parse_xml(content).iter(f"{W}rFonts"):
                    yield {key.removeprefix(W): value for key, value in each.attrib.items()}
