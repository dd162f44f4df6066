"""Which cell of a template holds what. The totals stand above the rows, so that these can go on below without end.

    1        the issuer                                      the mark
    2 … 6    the unit, a title, the letter, the deadline, how to fill it in
    7        headings
    8        numbers of the columns
    9        an example, which is never counted
    10       totals
    11 …     a row for each branch

Arrives: a campaign, a unit.
Leaves:  a `Layout`.
Not here: how it looks (`workbook`, `shared_sheets`).

Sums are written plainly: LibreOffice and Excel keep neither a blank that a formula gives nor each other's words for it in
every kind of file. A total of 0 without any branch is read as no return.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from flows.desk.template.columns import EXAMPLE, ORDINAL, Example, TemplateColumn, columns_of
from flows.desk.template.letterhead import Letterhead, letterhead
from schemas.campaign import Campaign
from schemas.form.quantity import Quantity
from schemas.roster import Unit
from schemas.sheet import column_letters

TAB = "Báo cáo"
TOTAL = "TỔNG CỘNG"
FEWEST_ROWS = 30
SPARE_ROWS = 10
"""Beyond the branches that are expected."""
ROOM = 2000
"""Rows that are summed up and held to what cells take, numbered or not."""
HEADING, COLUMN_NUMBERS, EXAMPLE_ROW, TOTALS, FIRST = 7, 8, 9, 10, 11


@dataclass(frozen=True)
class Layout:
    """Rows count from 1, as spreadsheets do; the columns of the form begin with B."""

    above: Letterhead
    columns: tuple[TemplateColumn, ...]
    rows: int
    """How many rows are numbered."""

    @property
    def width(self) -> int:
        return len(self.columns) + 1

    @property
    def last(self) -> int:
        """The last row that the totals count."""
        return FIRST + max(ROOM, 2 * self.rows) - 1

    @cached_property
    def letters(self) -> dict[str, str]:
        """The column of each quantity."""
        return {each.quantity.name: column_letters(place) for place, each in enumerate(self.columns, 1)}

    @property
    def headings(self) -> tuple[str, ...]:
        return (ORDINAL, *(each.heading for each in self.columns))

    @property
    def column_numbers(self) -> tuple[str, ...]:
        return tuple(f"({number})" for number in range(1, self.width + 1))

    @property
    def example(self) -> tuple[Example, ...]:
        return (EXAMPLE, *(each.example for each in self.columns))

    @property
    def totals(self) -> tuple[str | None, ...]:
        """Sums of the amounts."""
        return (None, *(self._total(each.quantity) for each in self.columns))

    def _total(self, quantity: Quantity) -> str | None:
        letter = self.letters[quantity.name]
        rows = f"{letter}{FIRST}:{letter}{self.last}"
        if quantity.kind == "name":
            return TOTAL
        return f"=SUM({rows})" if quantity.is_amount else None


def layout(campaign: Campaign, unit: Unit) -> Layout:
    """The template of a unit: a row for each branch that is expected of it, and some more."""
    rows = max(FEWEST_ROWS, (unit.branches_expected or 0) + SPARE_ROWS)
    return Layout(letterhead(campaign, unit), columns_of(campaign.form), rows)
