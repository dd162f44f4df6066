"""Headings met once more below a table's heading: repeated on a page, another table's, or numbers of columns.

Arrives: the rows of the heading, and a row below them.
Leaves:  what kind of row it is, or none of these.
Not here: which rows are the heading itself (`flows.steps.read.table`).
"""

from __future__ import annotations

import re

from flows.steps.read.table.grid import text_of
from flows.steps.read.table.place import fields_of
from flows.steps.read.words import labels
from schemas.headings.grammar import grammar_of
from schemas.headings.heading import COLUMN_NUMBER
from schemas.phrases import fold_words
from schemas.sheet import DateCell, FormattedNumber, Row
from schemas.unit_return.row_kind import RowKind
from schemas.unit_return.table import Table
from schemas.vietnamese.text import clean

HINT = re.compile(r"\([^()0-9]{1,100}\)")
LONGEST_COLUMN_NUMBER = 40
FEWEST_COLUMN_NUMBERS = 3
FEWEST_HEADINGS = 3
"""Texts that make a row the heading of another table."""
QUANTITIES = ("so ", "tong ", "ty le", "ti le", "sl ", "muc ", "kinh phi")


class HeadingsBelow:
    """Knows the heading that rows below it may repeat."""

    def __init__(self, table: Table, heading: tuple[Row, ...]) -> None:
        self.form = table.form
        self.columns = {name: column.index for name, column in table.columns.items()}
        self.amounts = {self.columns[name] for name in table.form.amounts if name in self.columns}
        self.heading = [{i: fold_words(c) for i, c in enumerate(row) if type(c) is str} for row in heading]

    def kind(self, row: Row) -> RowKind | None:
        """A heading repeated on a new page, the heading of another table of branches, or of another matter."""
        texts = {
            index: fold_words(cell)
            for index, cell in enumerate(row)
            if type(cell) is str and len(cell) < labels.LONGEST
        }
        texts = {index: text for index, text in texts.items() if text}
        if texts and any(texts.items() <= heading.items() for heading in self.heading):
            return RowKind.HEADING
        found = fields_of(row, self.form)
        name = self.columns.get("branch_name")
        if name in texts.keys() - found.values() and labels.has_union_prefix(row[name]):
            return None
        if len(found) >= 2 and all(self.columns.get(name) == index for name, index in found.items()):
            # "Lý do" for "Ghi chú" is of the same table, "Số khẩu trang" for "Đã cài" is not
            strange = texts.keys() - found.values()
            return RowKind.HEADING if strange.isdisjoint(self.amounts) else RowKind.AFTER_TABLE
        if all(not found.keys().isdisjoint(names) for names in self.form.needed):
            return RowKind.ANOTHER_TABLE
        is_headed = "ordinal" in found or (len(found) >= 2 and not found.keys().isdisjoint(self.form.amounts))
        is_headed |= sum(text.startswith(QUANTITIES) for text in texts.values()) >= 2
        return RowKind.AFTER_TABLE if is_headed and len(texts) >= FEWEST_HEADINGS else None

    def names_no_branches(self, row: Row) -> bool:
        """Whether a heading has neither names nor numbers: right below the table's own, "Số người", "Số máy" explain that one."""
        return fields_of(row, self.form).keys().isdisjoint(("ordinal", "branch_name"))

    def may_count_the_lead(self, row: Row) -> bool:
        """Whether a heading may mean what the letter is after, in the column that holds it: "Cài BZ" under "Đã cài"."""
        lead = self.form.table.lead
        index = self.columns.get(lead, len(row))
        text = text_of(row[index]) if index < len(row) else ""
        return bool(text) and lead in grammar_of(self.form).match_alone(text).candidates


def is_hint(row: Row) -> bool:
    """Whether a row only says in brackets how to fill in the form: "(ghi tên đầy đủ)", "(số người)"."""
    texts = [cell.strip() for cell in row if type(cell) is str and cell.strip()]
    return len(texts) > 1 and all(HINT.fullmatch(text) for text in texts)


def is_column_numbers(row: Row) -> bool:
    """A row such as (1) (2) (3)=(2)/(1) under the heading: only column numbers, at least three, all different."""
    texts: list[str] = []
    for cell in row:
        if cell is None or cell == "":
            continue
        if type(cell) in (bool, DateCell):
            return False
        text = str(int(cell)) if type(cell) is float and cell.is_integer() else str(cell).strip()
        text = cell.display.text.strip() if type(cell) is FormattedNumber else text
        if len(text) > LONGEST_COLUMN_NUMBER or not COLUMN_NUMBER.fullmatch(clean(text)):
            return False
        texts.append(text)
    numbers = [int(n) for text in texts if (n := re.sub("[()]", "", text.split("=")[0]).strip()).isdecimal()]
    least = min(numbers, default=1)
    is_counting = sorted(numbers) == list(range(least, least + len(numbers)))
    return len(texts) >= FEWEST_COLUMN_NUMBERS and is_counting and least <= 2
