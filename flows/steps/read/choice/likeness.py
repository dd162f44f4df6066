"""What two tables have in common: their branches, their figures, their columns, how their rows are called.

Arrives: tables, each with its rows read.
Leaves:  plain answers.
Not here: what follows from them (`choosing`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from flows.steps.read.tables_of_tab import TableRead
from flows.steps.read.words import branch_kinds, departments, labels
from schemas.phrases import fold_words
from schemas.unit_return.readers import name_key

FiguresOf = dict[str, tuple[float, ...]]
"""The figures of each branch, by what it is known by."""


def figures_of(block: TableRead) -> FiguresOf:
    """The figures of each branch; a branch that is there twice keeps its first."""
    figures = [
        np.nan_to_num(block.counts[name].typed[block.in_body].astype(float), nan=-1.0)
        if name in block.counts
        else np.full(len(block.in_body), -1.0)
        for name in block.table.form.amounts
    ]
    rows = np.column_stack(figures).tolist()
    found: FiguresOf = {}
    for key, row in zip(block.names.keys[block.in_body].tolist(), rows, strict=True):
        if key is not None:
            found.setdefault(key, tuple(row))
    return found


def branches_of(block: TableRead) -> set[str]:
    """The branches that a table names, under a heading of names or under one that does not say so."""
    if "branch_name" in block.table.columns:
        return set(figures_of(block))
    for column in block.table.headed:
        names = [labels.label(row[column.index]) for row in block.data if column.index < len(row)]
        if 2 * sum(map(_is_of_one_branch, names)) > len(block.data):
            return {key for name in names if (key := name_key(name)) is not None}
    return set()


def _is_of_one_branch(name: str) -> bool:
    """Whether a label is a branch's name, and no group's: "Xã, phường"."""
    return labels.is_branch(name) and not (branch_kinds.is_kind(name) or labels.is_scope(name))


def sums(figures_of: FiguresOf) -> tuple[float, ...]:
    columns = [[max(figure, 0.0) for figure in row] for row in figures_of.values()]
    return tuple(map(sum, zip(*columns, strict=True)))


def are_whole(parts: FiguresOf, whole: tuple[float, ...]) -> bool:
    """Whether rows together are one branch, in every figure that it gives."""
    return all(given < 0 or given == total for given, total in zip(whole, sums(parts), strict=True))


def is_of_departments(block: TableRead) -> bool:
    """Whether its tab is called as a branch is, and most of its rows as departments are."""
    names = [departments.unbulleted(labels.label(name)) for name in block.names.typed[block.in_body].tolist()]
    of_parts = sum(departments.is_strong_part(name) or departments.is_weak_part(name) for name in names)
    return 2 * of_parts > len(names) and labels.is_branch(block.tab.title)


def is_like_branches(block: TableRead) -> bool:
    """Whether most rows are named as branches are: "CĐCS Trường THPT Ea Tam", not "Khối trường học"."""
    names = block.names.typed[block.in_body].tolist()
    return 2 * sum(map(labels.is_branch, names)) > len(names)


def is_of_groups(block: TableRead, read: Sequence[TableRead]) -> bool:
    """Whether its rows are called as groups or tabs are, and none as a branch: "Cụm 1", "Khối trường học"."""
    tabs = {fold_words(each.tab.title) for each in read}
    names = [labels.label(name) for name in block.names.typed[block.in_body].tolist()]
    return all(
        labels.is_section(name)
        or labels.is_scope(name)
        or branch_kinds.is_kind(name)
        or fold_words(name) in tabs
        for name in names
    )


def is_numbered_on(block: TableRead, main: TableRead) -> bool:
    """Whether its first number follows the last one of the main table."""
    if "ordinal" not in block.table.columns.keys() & main.table.columns.keys():
        return False
    first, last = (
        labels.plain_number(labels.label(each.data[place][each.table.columns["ordinal"].index]))
        for each, place in ((block, 0), (main, -1))
    )
    return first is not None and last is not None and first == last + 1


def fields(block: TableRead, names: Iterable[str] = ()) -> list[str]:
    """The fields of a table in the order of its columns; of those names, in no order."""
    columns = block.table.columns
    return (
        sorted(columns.keys() & set(names))
        if names
        else sorted(columns, key=lambda name: columns[name].index)
    )
