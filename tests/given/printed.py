"""A paper as plain text, so that it can be read aloud: what is printed, and nothing of how it looks."""

from __future__ import annotations

from collections.abc import Iterator

from flows.desk.papers.figures.figure import printed
from flows.desk.papers.paper import Block, Paper, Paragraph, Picture, Table


def lines_of(paper: Paper) -> Iterator[str]:
    """Line by line, tables with bars between their cells."""
    if paper.kind_vi:
        yield paper.kind_vi
    yield printed(paper.about)
    for each in paper.addressees:
        yield f"Kính gửi: {printed(each)}"
    yield from _of_blocks(paper.blocks)
    if paper.signer is not None:
        yield " / ".join((*paper.signer.authority, paper.signer.title))
    for line in paper.recipients:
        yield f"Nơi nhận: {line}"
    for annex in paper.annexes:
        yield ""
        yield f"PHỤ LỤC: {printed(annex.title)}"
        yield from _of_blocks(annex.blocks)


def _of_blocks(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield {"part": "# ", "section": "## ", "item": "- ", "body": ""}[block.level] + printed(
                block.text
            )
        elif isinstance(block, Picture):
            yield f"[{printed(block.caption)}]"
        elif isinstance(block, Table):
            yield " | ".join(column.heading for column in block.columns)
            for row in block.rows:
                yield " | ".join(printed(cell) for cell in row.cells)
