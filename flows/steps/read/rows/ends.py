"""Where a table ends: its grand total, a title of another matter, signatures, or numbers that begin anew.

Arrives: the rows below a heading, their figures, and their kinds as far as labels tell them.
Leaves:  the kinds of the rows after the end, and those of them that may be branches all the same.
Not here: a second heading, which ends a table wherever it stands (`headings_below`); how rows stand to each other (`blocks`).

What follows the end is never a branch's row in silence. Where rows like the table's own follow, with names not yet
met, it cannot be told whether somebody wrote them below the total: that is asked.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum

import numpy as np

from flows.steps.read.rows.blocks import Block, Outline
from flows.steps.read.words import branch_kinds, comparisons, labels
from schemas.typed_rows import Bools
from schemas.unit_return.row_kind import RowKind

MOST_MARKS = 500
"""A sheet with more borders than this is no return that a clerk wrote."""


class Mark(Enum):
    """What may end a table."""

    OTHER_MATTER = "a title of another matter"
    TOTAL = "a total"
    SIGNATURE = "a signature"
    TITLE = "a title"
    RESTART = "numbers that begin anew"
    GAP = "a blank row where no row is numbered"


def cut(outline: Outline) -> set[int]:
    """Set the kinds of the rows after the end of a table; the places of those that are asked about."""
    for _, (place, mark) in zip(range(MOST_MARKS), _marks(outline), strict=False):
        if not outline.is_proper[:place].any():
            continue
        block = outline.block(place)
        if block is None:
            break
        if _is_end(mark, block):
            return _leave(mark, block)
    return set()


def _marks(outline: Outline) -> Iterator[tuple[int, Mark]]:
    """Everything that may end the table, in order."""
    kinds, rows = outline.kinds, outline.rows
    restarts = _restarts(outline)
    is_headed = False
    for place in np.flatnonzero((kinds != RowKind.DATA) | restarts).tolist():
        kind = RowKind(kinds[place])
        if kind is RowKind.DATA:
            if not is_headed:
                yield place, Mark.RESTART
            is_headed = False
        elif kind in (RowKind.SECTION, RowKind.NOTE, RowKind.TOTAL):
            is_sum = kind is RowKind.TOTAL and rows.is_filled[place]
            yield place, Mark.TOTAL if is_sum else _mark_of(outline, place)
            is_headed = True
        elif kind is RowKind.BLANK and not rows.has_ordinals:
            yield place, Mark.GAP


def _restarts(outline: Outline) -> Bools:
    """Rows numbered 1 after a row with another number."""
    is_restart = np.zeros(len(outline.rows), dtype=bool)
    ones = [place for place in outline.rows.ones if outline.is_row[place]]
    above = set(outline.rows.ones)
    is_restart[[place for place in ones[1:] if place - 1 not in above]] = True
    return is_restart


def _mark_of(outline: Outline, place: int) -> Mark:
    cells = [cell for cell in outline.rows.rows[place] if type(cell) is str]
    if any(comparisons.is_other_matter(labels.label(cell), outline.rows.form) for cell in cells):
        return Mark.OTHER_MATTER
    is_signed = any(labels.is_signature(cell) and not labels.is_remark(cell) for cell in cells)
    return Mark.SIGNATURE if is_signed else Mark.TITLE


def _is_end(mark: Mark, block: Block) -> bool:
    """Whether the rows after a mark are no part of the table before it."""
    is_new = not (block.is_repeat or block.are_kinds or block.is_recap)
    if mark is Mark.OTHER_MATTER:
        return not (is_new and (block.is_proven or block.continues))
    if not is_new and block.is_proven and not block.is_recap:
        return False
    match mark:
        case Mark.RESTART | Mark.GAP:
            return not (is_new or block.continues or block.is_repeat)
        case _ if not is_new:
            # of two figures of one branch the unit must say which it means
            return block.is_recap or block.are_kinds or not block.contradicts
        case Mark.TITLE:
            return False
        case Mark.SIGNATURE:
            return not (block.is_headed or block.is_proven or block.is_summed)
        case _:
            return not (block.is_headed or block.is_proven or _is_subtotal(block))


def _is_subtotal(block: Block) -> bool:
    """Whether a total above rows that may go on with the table is a page's or a section's, and not of everything."""
    is_grand = labels.is_grand_total(block.outline.label(block.start))
    if block.is_summed and (block.continues or not is_grand):
        return True
    if block.is_on_new_page and (
        block.continues or not (block.rows.has_ordinals or is_grand or block.is_titled)
    ):
        return True
    if labels.is_of_page(block.outline.label(block.start)):
        return True
    return (block.continues or block.is_after_border) and not block.is_after_all


def _leave(mark: Mark, block: Block) -> set[int]:
    """What follows the end is no data but where it may be a branch that nobody has told of."""
    outline, rows = block.outline, block.rows
    is_told = block.is_recap or block.is_repeat or block.are_kinds
    questions = set()
    for row in range(block.start + (mark is Mark.TOTAL), len(rows)):
        if row > block.places[-1]:
            is_told = mark is Mark.OTHER_MATTER
        kind = outline.kinds[row]
        if outline.is_row[row] and not is_told and _may_be_branch(row, block):
            questions.add(row)
        elif kind == RowKind.DATA or (kind == RowKind.TOTAL and rows.is_filled[row]):
            outline.kinds[row] = RowKind.AFTER_TABLE
        elif kind in (RowKind.SECTION, RowKind.TOTAL):
            outline.kinds[row] = RowKind.NOTE
    return questions


def _may_be_branch(row: int, block: Block) -> bool:
    rows, name = block.rows, block.rows.name(row)
    if (
        not name
        or block.is_known(rows.keys[row])
        or branch_kinds.is_kind(name)
        or comparisons.is_comparison(name, rows.form)
    ):
        return False
    if rows.are_named:
        return bool(rows.is_branch[row])
    return bool(rows.is_numbered[row]) or not rows.has_ordinals
