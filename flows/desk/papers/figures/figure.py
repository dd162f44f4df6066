"""A number of a paper, and which cell of the analysts' contract it is: whoever doubts it asks Postgres the same.

Arrives: a value as `report.*` gives it.
Leaves:  a `Figure`: how it is printed, and the query that finds it again.
Not here: reading values (`book`), finding them again (`flows.desk.papers.proof`), what a paper says with them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Literal

from flows.desk.papers.figures.dates import deadline_in_letter, moment_in_letter
from flows.steps.publish.words import number, percent

Amount = int | Decimal | datetime | None
Measure = Literal["count", "percent", "share", "moment", "deadline"]
NOTHING = "–"
"""What is printed where there is no figure: blank is not zero."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of `report.*` as of an instant. `key` are the columns, beside `campaign`, that find its row.

    `since`: the earlier instant, of relations that compare two.
    """

    relation: str
    column: str
    key: tuple[tuple[str, str], ...]
    campaign: str
    as_of: datetime
    since: datetime | None = None

    @property
    def name(self) -> str:
        """What the figure is called where it is recorded: "figures_at.installed[scope=unit,scope_code=EA_KAR]"."""
        row = ",".join(f"{column}={value}" for column, value in self.key)
        return f"{self.relation}.{self.column}[{row}]" if row else f"{self.relation}.{self.column}"


@dataclass(frozen=True, slots=True)
class Figure:
    """A value, where it stands in `report.*`, and what it is: a count, percent points, a share of one, a moment by the campaign's
    clock, or one that is a deadline, exclusive.
    """

    cell: Cell
    value: Amount
    measure: Measure = "count"
    with_sign: bool = False
    """A gain: "+12"."""

    @property
    def shown(self) -> str:
        """As it is printed: 1.234, 85,5%, +12."""
        if self.value is None:
            return NOTHING
        if isinstance(self.value, datetime):
            return (
                deadline_in_letter(self.value) if self.measure == "deadline" else moment_in_letter(self.value)
            )
        if self.measure == "percent":
            return percent(self.value)
        if self.measure == "share":
            return percent(100 * self.value)
        sign = "+" if self.with_sign and self.value > 0 else ""
        return f"{sign}{number(int(self.value))}"


@dataclass(frozen=True, slots=True)
class Given:
    """Words that somebody else wrote and that may hold digits: a unit's name, a branch's, the letter's number, a date."""

    words: str


Span = str | Figure | Given
Text = tuple[Span, ...]
"""A sentence. A plain `str` is this product's own words and holds no digit: every number of a paper has its query."""


def printed(text: Text) -> str:
    """A sentence as it is printed."""
    return "".join(_shown(span) for span in text)


def figures(text: Text) -> tuple[Figure, ...]:
    """The figures of a sentence."""
    return tuple(span for span in text if isinstance(span, Figure))


def _shown(span: Span) -> str:
    if isinstance(span, Figure):
        return span.shown
    return span.words if isinstance(span, Given) else span
