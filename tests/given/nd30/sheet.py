"""The rules of the sheet: size, margins, letters, what stands in its upper margin."""

from __future__ import annotations

import re

from docx.oxml.parser import parse_xml

from tests.given.documents import W
from tests.given.nd30.printed import TITLE, Printed

MM = 1440 / 25.4
FONT = "Times New Roman"


def page(paper: Printed) -> bool:
    sizes = [
        sorted((each.number("pgSz", "w"), each.number("pgSz", "h"))) == [11906, 16838]
        for each in paper.sections
    ]
    return all(sizes) and not paper.body.is_landscape


def margins(paper: Printed) -> bool:
    allowed = {"top": (20, 25), "bottom": (20, 25), "left": (30, 35), "right": (15, 20)}
    return all(
        low - 0.1 <= section.number("pgMar", side) / MM <= high + 0.1
        for section in paper.sections
        for side, (low, high) in allowed.items()
    )


def typeface(paper: Printed) -> bool:
    named = list(paper.fonts)
    whole = dict.fromkeys(("ascii", "hAnsi", "eastAsia", "cs"), FONT)
    return whole in named and all(each == whole for each in named)


def language(paper: Printed) -> bool:
    styles = parse_xml(paper.parts["word/styles.xml"])
    named = [*styles.iter(f"{W}lang"), *paper.root.iter(f"{W}lang")]
    return bool(named) and all(each.get(f"{W}val") == "vi-VN" for each in named)


def black(paper: Printed) -> bool:
    colours = re.findall(
        rb'w:color w:val="(\w+)"', paper.parts["word/styles.xml"] + paper.parts["word/document.xml"]
    )
    return set(colours) <= {b"000000", b"auto"}  # fmt: skip


def fields(paper: Printed) -> bool:
    words = b"".join(content for name, content in paper.parts.items() if name.endswith(".xml"))
    simple = re.findall(rb'w:instr="\s*(\w+)', words)
    return simple == [b"PAGE"] and b"instrText" not in words


def numbers_of_pages(paper: Printed) -> bool:
    first, others = paper.header("first"), paper.header("default")
    if first is None or others is None or next(first.iter(f"{W}fldSimple"), None) is not None:
        return False
    lines = [
        paper.line(each)
        for each in others.iter(f"{W}p")
        if next(each.iter(f"{W}fldSimple"), None) is not None
    ]
    titled = all(each.properties.find(f"{W}titlePg") is not None for each in paper.sections)
    shown = all(
        each.align == "center" and each.sizes <= TITLE and each.is_upright and each.is_thin for each in lines
    )
    roman = b"w:fmt=" in paper.parts["word/document.xml"]
    return titled and len(lines) == 1 and shown and not roman


def draft(paper: Printed) -> bool:
    headers = [paper.header("first"), paper.header("default")]
    return all(each is not None and paper.lines(each)[0].words.startswith("DỰ THẢO") for each in headers)
