"""Put the tables of a return together: their rows numbered through, as if they stood one below another.

Arrives: the tables that were chosen, in the order of the sheet.
Leaves:  rows of typed values, totals, and what each row of the tabs is.
Not here: which tables those are (`choice`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from flows.steps.read import columns
from flows.steps.read.columns import Names, Values
from flows.steps.read.marks import read_marks
from flows.steps.read.rows.classifying import Classification
from flows.steps.read.tables_of_tab import TableRead
from schemas.form.form import Form
from schemas.rules.questions import question_number
from schemas.typed_rows import Bools, TypedRows
from schemas.unit_return import TotalRow
from schemas.unit_return.row_kind import Kinds, RowKind
from schemas.unit_return.table import PlacedTable


def number(read: Sequence[TableRead], tables: Sequence[TableRead]) -> tuple[tuple[PlacedTable, ...], Kinds]:
    """Where each table stands in the numbering, and what every row is. A table at the side comes after its tab's rows."""
    if len(read) == len(tables) == 1 and read[0].start == 0 and _covers_its_tab(read[0]):
        return (PlacedTable(0, 0, read[0].tab, read[0].table),), read[0].classification.kinds
    names_tab = any(block.tab is not read[0].tab for block in read)
    pieces: list[Kinds] = []
    before_of: dict[int, int] = {}
    blocks = []
    for block in read:
        key = id(block) if block.is_beside else id(block.tab)
        if key not in before_of:
            before_of[key] = sum(map(len, pieces))
            pieces.append(_kinds_of_side(block) if block.is_beside else _kinds_of_tab(block, read, tables))
        before = before_of[key]
        blocks.append(PlacedTable(before + block.start, before, block.tab, block.table, names_tab))
    return tuple(blocks), np.concatenate(pieces)


def _covers_its_tab(block: TableRead) -> bool:
    return len(block.classification.kinds) == len(block.tab.rows)


def _kinds_of_tab(of: TableRead, read: Sequence[TableRead], tables: Sequence[TableRead]) -> Kinds:
    """The rows of a tab by the tables it holds; those of tables that are not read are another table's."""
    kinds = np.full(len(of.tab.rows), RowKind.ANOTHER_TABLE, dtype=np.int8)
    of_tab = [block for block in tables if block.tab is of.tab and not block.is_beside]
    for block in [each for each in of_tab if each not in read] + [each for each in of_tab if each in read]:
        own = block.classification.kinds
        if block not in read:
            own = np.where(own == RowKind.BLANK, RowKind.BLANK, RowKind.ANOTHER_TABLE).astype(np.int8)
        kinds[block.start : block.start + len(own)] = own
    return kinds


def _kinds_of_side(block: TableRead) -> Kinds:
    blank = np.full(block.start, RowKind.BLANK, dtype=np.int8)
    return np.concatenate([blank, block.classification.kinds])


def rows_of(read: Sequence[TableRead], blocks: Sequence[PlacedTable]) -> TypedRows:
    """The branches' rows of all tables as columns of typed values."""
    of_tables = [_rows(of, block.before) for of, block in zip(read, blocks, strict=True)]
    if len(of_tables) == 1:
        return of_tables[0]
    rows = TypedRows.together(of_tables)
    order = np.argsort(rows["row"], kind="stable")
    return TypedRows({name: column[order] for name, column in rows.columns.items()})


def _rows(of: TableRead, before: int) -> TypedRows:
    form = of.table.form
    values = {name: counts.take(of.in_body) for name, counts in of.counts.items()}
    assumed = {}
    for name in form.read:
        column, kind = of.table.columns.get(name), form[name].kind
        if kind == "yes_no":
            values[name], assumed[name] = read_marks(of, name)
        if name in values or kind == "name":
            continue
        if column is None:
            values[name] = columns.nothing(len(of.in_body), kind)
        else:
            values[name] = columns.read(columns.cells_of(of.data, column.index), form, name)
    names = of.names.take(of.in_body)
    return _typed(names, values, assumed, of.places + before, of.classification, of.start + before)


def no_rows(form: Form) -> TypedRows:
    """The rows of a sheet without a table."""
    nothing = {name: columns.nothing(0, form[name].kind) for name in form.read if name != "branch_name"}
    classification = Classification(np.empty(0, dtype=np.int8))
    assumed = {name: np.empty(0, dtype=bool) for name in form.marks}
    return _typed(columns.no_names(0), nothing, assumed, np.empty(0, dtype=np.intp), classification, 0)


def _typed(
    names: Names,
    values: dict[str, Values],
    assumed: dict[str, Bools],
    places: npt.NDArray[np.intp],
    classification: Classification,
    first: int,
) -> TypedRows:
    """The columns of `schemas.submission.contract`: amounts and percentages as floats, the rest as objects."""
    typed: dict[str, Any] = {"row": places.astype("int64")}
    for name, of_field in {"branch_name": names, **values}.items():
        typed[name], typed[f"{name}_refusal"] = of_field.typed, of_field.refusals
    typed["branch_key"], typed["shows_person"] = names.keys, names.shows_person
    typed |= {f"{name}_assumed": is_assumed for name, is_assumed in assumed.items()}
    typed["stands_apart"] = apart = np.zeros(len(places), dtype=bool)
    typed["asked"] = questions = np.zeros(len(places), dtype=np.int8)
    for place in classification.apart:
        apart[np.searchsorted(places, place + first)] = True
    for place, rule in classification.questions.items():
        questions[np.searchsorted(places, place + first)] = question_number(rule)
    return TypedRows(typed)


def totals_of(read: Sequence[TableRead], blocks: Sequence[PlacedTable]) -> tuple[TotalRow, ...]:
    """Each totals row with the counts that can be read in it. That of a table without rows, as in an empty template, sums up nothing."""
    return tuple(total for of, block in zip(read, blocks, strict=True) for total in _totals(of, block.before))


def _totals(of: TableRead, before: int) -> Iterator[TotalRow]:
    for place in np.flatnonzero(of.classification.kinds == RowKind.TOTAL).tolist():
        in_body = place + of.start - of.table.last_row - 1
        counts = {name: values.typed[in_body] for name, values in of.counts.items()}
        given = {name: int(count) for name, count in counts.items() if count == count}
        is_refused = any(values.refusals[in_body] for values in of.counts.values())
        if of.has_rows or is_refused or any(given.values()):
            yield TotalRow(place + of.start + before, given)
