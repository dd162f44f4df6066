"""The text of a paper: paragraphs, titles with their numbers, tables and pictures among them, and its end.

Arrives: blocks of a paper or of an annex, how wide the text is, how a picture is brought in.
Leaves:  XML.
Not here: tables (`tables`), pictures (`pictures`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import count

from flows.desk.papers.figures.figure import printed
from flows.desk.papers.layout.letters import GAP
from flows.desk.papers.layout.marks import paragraph
from flows.desk.papers.layout.tables import table
from flows.desk.papers.paper import Block, Paragraph, Picture, Table

Drawn = Callable[[Picture, bool], str]
"""A picture as XML, upright or across."""
END = "./."
_KEPT = "<w:keepNext/>"
_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def roman(number: int) -> str:
    """I, II, III, IV …"""
    for value, sign in _ROMAN:
        if number >= value:
            return sign + roman(number - value)
    return ""


def text(blocks: Sequence[Block], drawn: Drawn, *, is_landscape: bool = False) -> str:
    """Blocks in their order. Parts count I., II., sections 1., 2., in each part anew."""
    return "".join(_written(blocks, drawn, is_landscape=is_landscape))


def ended(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The text of a paper with its end "./.": after the last words; below what is no words on a line of its own."""
    last = blocks[-1] if blocks else None
    if isinstance(last, Paragraph) and last.level in {"body", "item"}:
        words = printed(last.text).rstrip(" .;,")
        return (*blocks[:-1], replace(last, text=(f"{words}{END}",)))
    return (*blocks, Paragraph((END,)))


def _written(blocks: Sequence[Block], drawn: Drawn, *, is_landscape: bool) -> Iterator[str]:
    parts, sections = count(1), count(1)
    last = len(blocks) - 1
    for place, block in enumerate(blocks):
        if isinstance(block, Table):
            yield table(block, is_landscape=is_landscape) + paragraph(GAP)
        elif isinstance(block, Picture):
            yield drawn(block, is_landscape) + paragraph("Caption", printed(block.caption))
        else:
            if block.level == "part":
                sections = count(1)
            # the last lines stay with the signature, which never stands on a page alone
            kept = _KEPT if place == last else ""
            yield _paragraph(block, parts if block.level == "part" else sections, kept)


def _paragraph(block: Paragraph, numbers: Iterator[int], kept: str) -> str:
    words = printed(block.text)
    if words == END:
        return paragraph("TheEnd", words, kept)
    if block.level == "part":
        return paragraph("Part", f"{roman(next(numbers))}. {words.upper()}", kept)
    if block.level == "section":
        return paragraph("Section", f"{next(numbers)}. {words}", kept)
    if block.level == "item":
        return paragraph("Item", f"- {words}", kept)
    return paragraph("Body", words, kept)
