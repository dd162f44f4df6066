"""A paper's parts, found by their words."""

from __future__ import annotations

import re
from functools import cached_property
from itertools import pairwise

from schemas.issuer import Issuer
from tests.given.documents import Element, Line, Opened, Section, W

ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
TITLE = {13.0, 14.0}
LETTERS = {12.0, 13.0}


class Printed(Opened):
    """A paper's parts, found by their words."""

    def __init__(self, content: bytes, issuer: Issuer) -> None:
        super().__init__(content)
        self.above = {line.upper() for line in issuer.name.superior_letterhead}

    @cached_property
    def body(self) -> Section:
        return self.sections[0]

    @cached_property
    def own(self) -> list[Element]:
        return [each for each in self.body.blocks if each.tag == f"{W}tbl"]

    @cached_property
    def head(self) -> list[list[list[Line]]]:
        """Row by row, the lines of the left and of the right."""
        rows = self.own[0].iter(f"{W}tr")
        return [[self.lines(cell) for cell in row.iter(f"{W}tc")] for row in rows]

    @cached_property
    def foot(self) -> list[list[list[Line]]]:
        rows = self.own[-1].iter(f"{W}tr")
        return [[self.lines(cell) for cell in row.iter(f"{W}tc")] for row in rows]

    @property
    def superior(self) -> list[Line]:
        return [each for each in self.head[0][0] if each.words in self.above]

    @property
    def issuer(self) -> list[Line]:
        return [each for each in self.head[0][0] if each.words and each.words not in self.above]

    @cached_property
    def between(self) -> list[Line]:
        """What stands between head and foot, tables aside."""
        blocks = self.body.blocks
        inside = blocks[blocks.index(self.own[0]) + 1 : blocks.index(self.own[-1])]
        return [self.line(each) for each in inside if each.tag == f"{W}p"]

    @property
    def matter(self) -> list[Line]:
        return [each for each in self.head[1][0] if each.words.startswith("V/v ")]

    @cached_property
    def titles(self) -> list[Line]:
        """Kind, subject and what is ruled under them; none of a công văn."""
        rules = [place for place, each in enumerate(self.between) if each.is_rule]
        return [] if self.matter or not rules else self.between[: rules[0] + 1]

    @cached_property
    def addressed(self) -> list[Line]:
        """From "Kính gửi:" on."""
        lines = self.between[len(self.titles) :]
        if not lines or not lines[0].words.startswith("Kính gửi:"):
            return []
        rest = lines[1:] if lines[0].words.strip() == "Kính gửi:" else []
        ends = next((place for place, each in enumerate(rest) if not each.words), 0)
        return [lines[0], *rest[:ends]]

    @cached_property
    def text(self) -> list[Line]:
        lines = self.between[len(self.titles) + len(self.addressed) :]
        captions = {id(after) for before, after in pairwise(lines) if before.is_picture}
        return [each for each in lines if each.words and id(each) not in captions]

    @property
    def told(self) -> list[Line]:
        """The text without its titles and the end of its own."""
        return [each for each in self.text if not number(each) and each.words != "./."]

    @cached_property
    def annexes(self) -> list[list[Line]]:
        return [
            [self.line(each) for each in section.blocks if each.tag == f"{W}p"]
            for section in self.sections[1:]
        ]

    @cached_property
    def tables(self) -> list[tuple[Section, Element]]:
        """Tables with edges, that is all but head and foot, each with its section."""
        found = []
        for section in self.sections:
            found += [(section, each) for each in section.blocks if each.tag == f"{W}tbl"]
        return [each for each in found if each[1] not in {self.own[0], self.own[-1]}]


def number(line: Line) -> str | None:
    """What numbers a title: "II", "3"."""
    found = re.match(r"^([IVX]+|\d+)\. ", line.words)
    return found[1] if found and (line.is_bold or found[1] in ROMAN) else None
