"""The rows below a table's heading, column by column: what can be asked of all of them at once.

Arrives: those rows, the table, its counts and its names as read, and which rows are hidden.
Leaves:  a `Body`.
Not here: what a single row is (`row_by_row`), what a label says (`flows.steps.read.words`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from flows.steps.read.columns import Names, cells_of
from flows.steps.read.rows.figures import Figures
from flows.steps.read.words import branch_kinds, comparisons, departments, labels
from schemas.form.form import Form
from schemas.sheet import Cell, Row
from schemas.typed_rows import Bools, Objects
from schemas.unit_return.table import Table

MARKED_AS_PART = re.compile(
    r"[-+*•–—]|[a-hđ]\s*[).\-]?|[0-9]{1,3}\s*[.\-]?\s*[a-hđ]\s*[).]?|[0-9]{1,3}-[0-9]{1,2}"
)
"""An ordinal of a row below another one: -, a), 1a."""
FIRST_TYPED = ("1", "1.", "01", "1)", "01.")
ASIDE_SIGNS = ("(", "bộ phận", "mẫu\n", "dụ\n")


@dataclass(frozen=True)
class Body:
    """The rows below the heading, column by column."""

    form: Form
    rows: tuple[Row, ...]
    names: list[Cell]
    keys: Objects
    """What each row's name is known by, as branches are."""
    ordinals: list[Cell]
    has_ordinals: bool
    """There is a column of numbers, and some row has one."""
    ones: tuple[int, ...]
    """The rows numbered 1, where there are several."""
    lettered: tuple[int, ...]
    """The rows numbered with a letter or a Roman numeral."""
    wholes: frozenset[int]
    """The numbers that others are parts of: 1 where there is a 1.1."""
    is_numbered: Bools
    is_valued: Bools
    """Some count of the row could be read."""
    is_filled: Bools
    """Some count of the row holds anything, readable or not."""
    is_branch: Bools
    is_plain_name: Bools
    may_be_part: Bools
    """The row is marked or named as a department of a branch is."""
    is_marked: Bools
    """Its number, a bullet or an indent puts the row below another one, whatever its name."""
    is_weak_part: Bools
    """The row's name may be a department's, if it stands as one."""
    is_hidden: Bools

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def are_named(self) -> bool:
        """Whether most rows with figures are named as branches are, so that another name is worth a question."""
        return bool((self.is_branch & self.is_valued).sum() * 2 > self.is_valued.sum())

    @property
    def is_counting(self) -> bool:
        """Whether rows with figures are numbered, so that a row without a number is worth a question."""
        return bool((self.is_numbered & self.is_filled).any())

    @cached_property
    def of_recap(self) -> frozenset[int]:
        """The numbered rows that are called as kinds of branches are, where most are, and anywhere those called as groups."""
        is_row = self.is_numbered & self.is_filled
        others = np.flatnonzero(is_row & ~self.is_plain_name).tolist() if self.has_ordinals else []
        of_kinds = [
            p for p in others if branch_kinds.is_kind(self.name(p)) and self.number(p) not in self.wholes
        ]
        if 2 * len(of_kinds) <= is_row.sum():
            of_kinds = [place for place in of_kinds if labels.is_plain_section(self.name(place))]
        return frozenset(of_kinds)

    def name(self, place: int) -> str:
        """A row's name as a label; where the cell is blank, the words in the number's: "Tuần trước" over both."""
        name = labels.label(self.names[place])
        if name or self.is_numbered[place] or self.has_letter(place):
            return name
        return self.ordinal(place)

    def ordinal(self, place: int) -> str:
        """A row's number as a label."""
        return labels.label(self.ordinals[place])

    def has_letter(self, place: int) -> bool:
        """Whether a row's number is a letter or a Roman numeral."""
        return labels.ROMAN_OR_LETTER.fullmatch(self.ordinal(place)) is not None

    def is_lettered(self, place: int) -> bool:
        """Whether a row is numbered with a letter or a Roman numeral, in the column of numbers or before its name."""
        return self.has_letter(place) or labels.NUMBER_OF_SECTION.match(self.name(place)) is not None

    def number(self, place: int) -> int | None:
        """A row's number where it is a plain one."""
        return labels.plain_number(self.ordinal(place))

    @classmethod
    def of(
        cls, rows: tuple[Row, ...], table: Table, figures: Figures, known: Names, hidden: list[int]
    ) -> Body:
        blank: list[Cell] = [None] * len(rows)
        names, ordinals = (
            cells_of(rows, table.columns[field].index) if field in table.columns else blank
            for field in ("branch_name", "ordinal")
        )
        is_branch, is_plain_name, is_marked, may_be_part, is_weak_part = _about_names(
            names, known, table.form
        )
        is_numbered = np.ones(len(rows), dtype=bool)
        typed = [place for place, cell in enumerate(ordinals) if type(cell) is not int]
        is_numbered[typed] = [labels.is_numbered(ordinals[place]) for place in typed]
        marks = {place: labels.label(ordinals[place]) for place in typed if ordinals[place] is not None}
        hierarchical = [place for place, mark in marks.items() if labels.HIERARCHICAL.fullmatch(mark)]
        is_marked[hierarchical] = True
        is_marked[[place for place, mark in marks.items() if MARKED_AS_PART.fullmatch(mark)]] = True
        is_valued: Bools = np.logical_or.reduce(figures.is_given, axis=1)
        is_filled: Bools = np.logical_or.reduce(figures.is_given | figures.is_refused, axis=1)
        return cls(
            form=table.form,
            rows=rows,
            names=names,
            keys=known.keys,
            ordinals=ordinals,
            has_ordinals=any(cell not in (None, "") for cell in ordinals),
            ones=_ones(ordinals, typed),
            lettered=tuple(
                place
                for place, mark in marks.items()
                if type(ordinals[place]) is str and labels.ROMAN_OR_LETTER.fullmatch(mark)
            ),
            wholes=frozenset(int(marks[place].partition(".")[0]) for place in hierarchical),
            is_numbered=is_numbered,
            is_valued=is_valued,
            is_filled=is_filled,
            is_branch=is_branch,
            is_plain_name=is_plain_name,
            may_be_part=may_be_part | is_marked,
            is_marked=is_marked,
            is_weak_part=is_weak_part,
            is_hidden=np.isin(np.arange(len(rows)), hidden),
        )


def _ones(ordinals: list[Cell], typed: list[int]) -> tuple[int, ...]:
    """Where several rows are numbered 1; `typed` are the places of what is no whole number."""
    if ordinals.count(1) + sum(ordinals[place] in FIRST_TYPED for place in typed) < 2:
        return ()
    return tuple(place for place, cell in enumerate(ordinals) if cell == 1 or cell in FIRST_TYPED)


def _about_names(names: list[Cell], known: Names, form: Form) -> tuple[Bools, Bools, Bools, Bools, Bools]:
    """Which names open as branches' do, are plainly a name, are marked as below another, are a department's, or may be."""
    is_branch, is_plain = known.is_plain.copy(), known.is_plain.copy()
    is_marked, may_be_part, is_weak_part = (np.zeros(len(names), dtype=bool) for _ in range(3))
    for place in np.flatnonzero(~known.is_plain).tolist():
        cell = names[place]
        if type(cell) is not str:
            continue
        text = labels.label(cell)
        is_kind = branch_kinds.is_kind(text)
        is_branch[place] = labels.is_branch(cell) and not is_kind
        is_aside = is_kind or comparisons.is_comparison(text, form) or labels.is_example(text, "")
        is_plain[place] = not is_aside and (is_branch[place] or labels.is_plain_name(cell))
        is_marked[place] = cell.startswith("  ") or departments.BULLET.match(cell) is not None
        may_be_part[place] = departments.is_strong_part(text)
        is_weak_part[place] = departments.is_weak_part(text)
    for place in _worth_a_look(names):
        text = labels.label(names[place])
        is_plain[place] &= not labels.is_example(text, "")
        may_be_part[place] |= departments.is_strong_part(text)
    return is_branch, is_plain, is_marked, may_be_part, is_weak_part


def _worth_a_look(names: list[Cell]) -> list[int]:
    """Names that may be an example's or a department's though they open as branches' do. Most sheets have none."""
    together = "\n".join(map(str, names)) + "\n"
    if not any(sign in together for sign in ASIDE_SIGNS):
        return []
    return [
        place
        for place, cell in enumerate(names)
        if type(cell) is str and any(sign in f"{cell}\n" for sign in ASIDE_SIGNS)
    ]
