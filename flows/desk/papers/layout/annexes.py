"""Annexes: each begins a sheet and numbers its own pages; from two on they are told apart by Roman numerals.

Arrives: a paper.
Leaves:  XML of its annexes, each behind the end of the section before it.
Not here: what an annex lists.
"""

from __future__ import annotations

from flows.desk.papers.figures.figure import printed
from flows.desk.papers.layout.head import evenly
from flows.desk.papers.layout.letters import GAP, LAST
from flows.desk.papers.layout.marks import paragraph
from flows.desk.papers.layout.sheet import section, text_width
from flows.desk.papers.layout.text import Drawn, roman, text
from flows.desk.papers.paper import Annex, Paper

LETTER = "Công văn"
"""What a paper is called that has no kind."""


def with_annexes(body: str, paper: Paper, drawn: Drawn, headers: str) -> str:
    """The whole paper: its body and its annexes, section by section. The last section's end is the document's."""
    pieces, ends = [body], [section(headers)]
    for place, annex in enumerate(paper.annexes, 1):
        numeral = f" {roman(place)}" if len(paper.annexes) > 1 else ""
        pieces.append(
            _head(annex, paper, numeral) + text(annex.blocks, drawn, is_landscape=annex.is_landscape)
        )
        ends.append(section(is_landscape=annex.is_landscape, starts_again=True))
    closed = [piece + paragraph(LAST, more=end) for piece, end in zip(pieces, ends, strict=True)]
    return "".join(closed[:-1]) + pieces[-1] + paragraph(LAST) + ends[-1]


def _head(annex: Annex, paper: Paper, numeral: str) -> str:
    room = text_width(is_landscape=annex.is_landscape)
    return (
        paragraph("AnnexNumber", f"Phụ lục{numeral}")
        + evenly("AnnexTitle", printed(annex.title).upper(), room)
        + evenly("AnnexOf", _belongs_to(paper), room)
        + paragraph(GAP)
    )


def _belongs_to(paper: Paper) -> str:
    kind = LETTER if paper.kind_vi is None else paper.kind_vi.capitalize()
    return (
        f"(Kèm theo {kind} số      /{paper.number} ngày      tháng      năm {paper.as_of.year}"
        f" của {paper.issuer.name.name})"
    )
