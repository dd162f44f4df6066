"""Papers to files, beside python-docx alone: the same words through its plain interface, paragraph by paragraph and cell by cell.

python -m tests.bench.papers: processor time, medians of rounds that alternate.
"""

from __future__ import annotations

import io
import statistics
import time
from collections.abc import Callable
from dataclasses import replace

import docx

from flows.desk.papers.figures.figure import printed
from flows.desk.papers.layout.writing import docx_of
from flows.desk.papers.paper import Block, Paper, Paragraph, Picture, Table
from tests.given.papers import LETTER, REPORT, by_unit, units

ROUNDS = 7
TARGET = 3


def reports(many: int) -> Paper:
    """A report whose first annex has so many units."""
    first, *others = REPORT.annexes
    return replace(REPORT, annexes=(replace(first, blocks=(by_unit(units(many)),)), *others))


def alone(paper: Paper) -> bytes:
    """python-docx as its documentation tells it, without a rule of the form."""
    document = docx.Document()
    document.add_paragraph(printed(paper.about))
    for addressee in paper.addressees:
        document.add_paragraph(printed(addressee))
    _add(document, paper.blocks)
    for annex in paper.annexes:
        document.add_section()
        document.add_paragraph(printed(annex.title))
        _add(document, annex.blocks)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _add(document: docx.document.Document, blocks: tuple[Block, ...]) -> None:
    for block in blocks:
        if isinstance(block, Paragraph):
            document.add_paragraph(printed(block.text))
        elif isinstance(block, Picture):
            document.add_picture(io.BytesIO(block.png))
        elif isinstance(block, Table):
            table = document.add_table(rows=len(block.rows) + 1, cols=len(block.columns))
            for cell, column in zip(table.rows[0].cells, block.columns, strict=True):
                cell.text = column.heading
            for row, given in zip(table.rows[1:], block.rows, strict=True):
                for cell, text in zip(row.cells, given.cells, strict=True):
                    cell.text = printed(text)


def _took(work: Callable[[Paper], bytes], paper: Paper) -> float:
    start = time.process_time()
    work(paper)
    return time.process_time() - start


def measured(paper: Paper) -> tuple[float, float]:
    """Ours and theirs, milliseconds of the processor."""
    times = [(_took(docx_of, paper), _took(alone, paper)) for _ in range(ROUNDS)]
    ours, theirs = zip(*times, strict=True)
    return statistics.median(ours) * 1000, statistics.median(theirs) * 1000


if __name__ == "__main__":
    docx_of(LETTER)
    alone(LETTER)
    for name, paper in (("letter", LETTER), ("report of 21", reports(21)), ("report of 102", reports(102))):
        ours, theirs = measured(paper)
        kept = "" if ours <= TARGET * theirs else f"; over {TARGET} times"
        print(f"{name:14} {ours:6.1f} ms, python-docx alone {theirs:6.1f} ms: {ours / theirs:.2f}{kept}")
