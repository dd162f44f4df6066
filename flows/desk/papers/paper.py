"""A paper as words, tables and annexes: all that is printed, and nothing of how it looks.

Arrives: what a kind of paper says (`urging`, `results`, `ranking`, `receipt`).
Leaves:  a `Paper`; the sentences of it, in the order in which they are read.
Not here: margins, letters and rules (`layout`), where figures come from (`book`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from flows.desk.papers.figures.figure import Figure, Text, figures, printed
from schemas.issuer import Issuer
from schemas.issuer.file import Signer

Level = Literal["part", "section", "body", "item"]
"""A part is "I. TRIỂN KHAI", a section "1. Cấp huyện", body a paragraph, an item a line that begins with a dash."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, or a title inside the text. What numbers a title ("I.", "1.") is the layout's to count."""

    text: Text
    level: Level = "body"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its heading, how wide beside the others, whether it holds amounts (set to the right)."""

    heading: str
    width: float = 1.0
    is_amount: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table, as many cells as the table has columns. Sums and names of groups are bold."""

    cells: tuple[Text, ...]
    is_bold: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table; its headings stand again on each page."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as PNG, what it shows in words, and the line under it."""

    png: bytes
    description: str
    caption: Text


Block = Paragraph | Table | Picture


@dataclass(frozen=True, slots=True)
class Annex:
    """An annex with pages of its own. Where there is more than one the layout numbers them by Roman numerals."""

    title: Text
    blocks: tuple[Block, ...]
    is_landscape: bool = False


@dataclass(frozen=True, slots=True)
class Paper:
    """A draft. Number and date of issue are left to the clerk.

    `kind_vi` is what is printed as its kind ("BÁO CÁO"); None of a công văn, which says `about` ("V/v …") under its number.
    `number` stands behind the blank of the number ("BC-LĐLĐ"). `addressees` empty: no "Kính gửi". `paper_id` is the
    number of the draft, once it is recorded. `recipients` are the lines of "Nơi nhận" without their dashes.
    """

    kind: str
    kind_vi: str | None
    about: Text
    issuer: Issuer
    number: str
    as_of: datetime
    addressees: tuple[Text, ...]
    blocks: tuple[Block, ...]
    signer: Signer | None
    recipients: tuple[str, ...]
    annexes: tuple[Annex, ...] = ()
    unit_code: str | None = None
    paper_id: int | None = None

    @property
    def draft(self) -> str:
        """What marks it as a draft on every page."""
        return "DỰ THẢO" if self.paper_id is None else f"DỰ THẢO số {self.paper_id}"

    @property
    def sentences(self) -> Iterator[Text]:
        """Everything that is said, in the order of reading."""
        yield self.about
        yield from self.addressees
        yield from _said(self.blocks)
        for annex in self.annexes:
            yield annex.title
            yield from _said(annex.blocks)

    @property
    def figures(self) -> Iterator[tuple[Figure, str]]:
        """Every figure with the sentence, or the row of a table, in which it stands."""
        for text in self.sentences:
            for figure in figures(text):
                yield figure, printed(text)


def _said(blocks: Sequence[Block]) -> Iterator[Text]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block.text
        elif isinstance(block, Picture):
            yield block.caption
        else:
            for row in block.rows:
                said = [cell for cell in row.cells if cell]
                yield tuple(span for cell in said for span in (*cell, " · "))[:-1]
