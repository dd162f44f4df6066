"""One branch's figures on several rows, told apart in a column that is not read: a row of men, a row of women.

Arrives: the rows below a heading, the table, its names and counts.
Leaves:  which rows stand under one name; names refused since each of their rows holds a part.
Not here: departments with names of their own (`parts`), cells that the source says are merged (`flows.steps.read.tables_of_tab`).

A text file knows no merged cells: the name stands in the first of its rows alone, and the figures there are not the branch's.
Nobody adds them up unasked: a row may be missing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace

import numpy as np

from flows.steps.read.columns import Names, Values
from flows.steps.read.words import comparisons, labels
from schemas.sheet import Row
from schemas.unit_return.table import Table

REFUSAL = "name_in_parts"


def under_one_name(
    body: Sequence[Row], table: Table, names: Names, counts: Collection[Values]
) -> list[range]:
    """The rows of each name that stands over rows with figures, without name and number, which another text tells apart."""
    nameless = [place for place in np.flatnonzero(~names.is_plain).tolist() if names.typed[place] is None]
    found: list[range] = []
    for place in nameless if "branch_name" in table.columns else ():
        top = found[-1].start if found and found[-1].stop == place else place - 1
        if top < 0 or names.typed[top] is None or names.refusals[place] or _has_number(body[place], table):
            continue
        are_valued = _is_valued(place, counts) and _is_valued(top, counts)
        if are_valued and _tell_apart(body[top], body[place], table):
            found = [*(found[:-1] if top < place - 1 else found), range(top, place + 1)]
    return found


def _is_valued(place: int, counts: Collection[Values]) -> bool:
    return any(values.typed[place] == values.typed[place] for values in counts)


def refused(body: Sequence[Row], table: Table, names: Names) -> Names:
    """The names refused that stand on several rows of which each says of whom it is: "Nam", "Nữ"."""
    keys = names.keys.tolist()
    if len(set(keys)) + max(keys.count(None) - 1, 0) == len(keys):
        return names
    times = Counter(keys)
    of_parts = [
        place
        for place, key in enumerate(keys)
        if key is not None and times[key] > 1 and _says_of_whom(body[place], table)
    ]
    if not of_parts:
        return names
    refusals = np.array(names.refusals)
    refusals[of_parts] = REFUSAL
    return replace(names, refusals=refusals)


def _has_number(row: Row, table: Table) -> bool:
    ordinal = table.columns.get("ordinal")
    return ordinal is not None and row[ordinal.index : ordinal.index + 1] not in ((None,), ("",), ())


def _unread(row: Row, table: Table) -> dict[int, str]:
    """The texts of a row in columns that hold no field."""
    fields = {column.index for column in table.columns.values()}
    return {
        index: text
        for index, cell in enumerate(row)
        if type(cell) is str and index not in fields and any(map(str.isalpha, text := labels.label(cell)))
    }


def _tell_apart(one: Row, other: Row, table: Table) -> bool:
    """Whether a text of each tells two rows apart, and none says that the lower one sums up: "Tổng cộng" under "Địa chỉ"."""
    texts, below = _unread(one, table), _unread(other, table)
    is_apart = any(index in texts and texts[index] != text for index, text in below.items())
    return is_apart and not any(map(labels.is_total, below.values()))


def _says_of_whom(row: Row, table: Table) -> bool:
    return any(comparisons.is_comparison(text, table.form) for text in _unread(row, table).values())
