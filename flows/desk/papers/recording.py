"""A draft is on record with every figure that it prints: what it is numbered by, and held against once figures change.

Arrives: a paper.
Leaves:  its number, the same however often the same is drafted.
Not here: what is kept and how (`flows.store.recorded.papers`), its number in print (`paper`), its issue
         (`flows.desk.issuing`).
"""

from __future__ import annotations

from flows.desk.papers.figures.figure import Figure
from flows.desk.papers.paper import Paper
from flows.store.database import Connection
from flows.store.recorded import papers
from flows.store.recorded.papers import NewFigure, NewPaper


def draft(connection: Connection, campaign_code: str, paper: Paper) -> int:
    """Record a paper as a draft; its number. What its marks say (`draft`) is no part of it."""
    figures = tuple(_figure(figure, sentence) for figure, sentence in paper.figures)
    since = max((each.since for each in figures if each.since is not None), default=None)
    return papers.draft(
        connection,
        NewPaper(campaign_code, paper.kind, paper.unit_code, paper.as_of, since, figures),
    )


def _figure(figure: Figure, sentence: str) -> NewFigure:
    cell = figure.cell
    return NewFigure(
        figure=cell.name,
        relation=cell.relation,
        column=cell.column,
        key=dict(cell.key),
        as_of=cell.as_of,
        since=cell.since,
        measure=figure.measure,
        value=figure.value,
        shown=figure.shown,
        sentence=sentence,
    )
