"""What each row of a sheet is: a branch's row, or recognised as something else and named.

Arrives: a tab's rows, the table found in it, and the counts and names of the rows below its heading as read.
Leaves:  one `RowKind` per row of the tab, and the branches' rows of which there is some doubt.
Not here: what the cells say (`flows.steps.read.columns`), what labels say (`flows.steps.read.words`).

Most rows are a branch's and plainly so: they are told all at once. The rest is looked at row by row, in order.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from flows.steps.read.columns import Names, Values
from flows.steps.read.rows import ends, members, parts
from flows.steps.read.rows.blocks import Outline
from flows.steps.read.rows.body import Body
from flows.steps.read.rows.doubts.settling import settle
from flows.steps.read.rows.figures import Figures
from flows.steps.read.rows.row_by_row import RowReader, has_content
from flows.steps.read.words import whose
from schemas.sheet import Row, Tab
from schemas.unit_return.row_kind import Kinds, RowKind
from schemas.unit_return.table import Table


@dataclass(frozen=True, slots=True)
class Classification:
    """One kind per row of the tab. `apart` and `asked` are rows of branches, as far as can be told."""

    kinds: Kinds
    apart: set[int] = field(default_factory=set)
    questions: dict[int, str] = field(default_factory=dict)
    """The rows of which a question is asked, with its rule."""
    sums: set[int] = field(default_factory=set)
    """Rows that only their figures tell to be sums of others."""
    summands: dict[int, list[int]] = field(default_factory=dict)
    """Of rows asked about: those right beside that they are the sum of."""
    disagreements: list[tuple[int, int]] = field(default_factory=list)
    """The first of a branch's parts and the branch, where they are not what it says."""
    goes_on: int | None = None
    """The row of a heading with other words, below which the numbers of the branches go on."""
    alone: tuple[int, ...] = ()
    """Names without figures right below a branch's row that may be the rest of its name."""


def classify(
    tab: Tab, below: tuple[Row, ...], table: Table, counts: dict[str, Values], names: Names
) -> Classification:
    """One kind per row: of the rows down to the heading, then of those below, which `counts` and `names` are of."""
    top = tab.rows[: table.last_row + 1]
    above = [RowKind.LETTERHEAD if has_content(row) else RowKind.BLANK for row in top[: table.first_row]]
    above += [RowKind.HEADING] * (len(top) - table.first_row)
    hidden = [row - len(top) for row in tab.hidden_rows if len(top) <= row < len(tab.rows)]
    figures = Figures.of(counts, len(below))
    body = Body.of(below, table, figures, names, hidden)
    families = parts.find(body, figures)
    reader = RowReader(table, body, top[table.first_row :], families)
    of_body, doubtful = reader.read()
    after = ends.cut(Outline(body, figures, of_body, doubtful))
    doubtful = [place for place in doubtful if of_body[place] == RowKind.DATA and place not in after]
    settlement = settle(figures, of_body, doubtful, body)
    sums = {place + len(top) for place in settlement.sums}
    questions = _about_names(body, figures)
    questions |= {
        place: "row_hidden" if body.is_hidden[place] else "row_may_be_total" for place in settlement.questions
    }
    questions |= dict.fromkeys(families.questions, "row_may_be_part") | dict.fromkeys(
        after, "row_after_table"
    )
    return Classification(
        np.concatenate([np.array(above, dtype=np.int8), of_body]),
        {place + len(top) for place in settlement.apart},
        {place + len(top): rule for place, rule in questions.items() if of_body[place] == RowKind.DATA},
        sums,
        {place + len(top): [each + len(top) for each in run] for place, run in settlement.summands.items()},
        [(part + len(top), branch + len(top)) for part, branch in families.disagreements],
        None if reader.goes_on is None else reader.goes_on + len(top),
        tuple(place + len(top) for place in reader.alone if of_body[place - 1] == RowKind.DATA),
    )


def _about_names(body: Body, figures: Figures) -> dict[int, str]:
    """What is asked of rows with figures whose names say that these are of several branches, or of a part of one."""
    as_one = whose.together(body.names)
    questions = whose.doubts(body.names, as_one, body.form)
    questions |= dict.fromkeys(members.holding_members(body, as_one, figures), "row_may_be_part")
    return {place: rule for place, rule in questions.items() if body.is_filled[place]}
