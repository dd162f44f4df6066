"""A form: the quantities that a campaign asks for, and what reading, checking, storing and showing ask of them.

Arrives: quantities and rates that fit each other (`file` sees to it), and the days of the campaign.
Leaves:  `Form`; names of quantities by what they are.
Not here: the file (`file`), the grammar of headings (`schemas.headings`), the rules (`schemas.rules`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from pydantic import Field

from schemas.form.quantity import PEOPLE, Name, Quantity
from schemas.form.rate import Rate
from schemas.toml_file import Strict


class Subject(Strict):
    """What the letter is about: `about` as a sentence names it, `names` as titles and headings do, `spelled` as
    regular expressions of misspelt folded words that stand for the first of the names. `in_titles`: what else titles of
    files call it, around the name of the unit that sends one.
    """

    about: str
    names: tuple[str, ...] = Field(default=(), strict=False)
    spelled: tuple[str, ...] = Field(default=(), strict=False)
    in_titles: tuple[str, ...] = Field(default=(), strict=False)

    @property
    def called(self) -> tuple[str, ...]:
        """Everything that titles of files call it."""
        return (*self.names, *self.in_titles)


class People(Strict):
    """Whom a branch has: the first of these quantities that a row gives; above `large_above` it is shown."""

    first_of: tuple[Name, ...] = Field(default=(), strict=False)
    large_above: int = 3000
    label: str = "người"
    """As a summary calls them: "12.345 đoàn viên và CNVCLĐ"."""
    also_named: str = ""
    """The one of them by whose name analysts ask for the people of many branches too."""


class TableSettings(Strict):
    """`lead` is the quantity the letter is after: under a heading of only `leads_under` stands what it counts.
    Where in every row all of `suspicious_equal` are the people, `suspicious_says` is said.
    """

    lead: str = ""
    leads_under: str = ""
    done: str = ""
    """How a summary says the lead, behind its number; left out, by its label."""
    suspicious_equal: tuple[str, ...] = Field(default=(), strict=False)
    suspicious_says: str = ""


@dataclass(frozen=True, eq=False)
class Form:
    """What a campaign asks of a branch. Of one file and one campaign's days there is one value in a process."""

    quantities: Mapping[str, Quantity]
    """By name, in the order of the file; after them what stands beside in every letter's sheets."""
    rates: tuple[Rate, ...]
    subject: Subject
    people: tuple[str, ...]
    large_above: int
    people_label: str
    people_also_named: str
    table: TableSettings
    sets: Mapping[str, str]
    """Names of sets of kinds of phrase, for the patterns of headings."""
    opens_on: date
    """The first day of the campaign: dates are read as of it."""
    due_on: date
    """The day before which a return is due."""

    def __getitem__(self, name: str) -> Quantity:
        return self.quantities[name]

    def names(self, is_one: Callable[[Quantity], bool]) -> tuple[str, ...]:
        """The names of the quantities of which something is true, in the form's order."""
        return tuple(name for name, each in self.quantities.items() if is_one(each))

    @cached_property
    def amounts(self) -> tuple[str, ...]:
        """What is counted and may be summed up, people or money."""
        return self.names(lambda each: each.is_amount)

    @cached_property
    def percents(self) -> tuple[str, ...]:
        return self.names(lambda each: each.kind == "percent")

    @cached_property
    def marks(self) -> tuple[str, ...]:
        """What is answered by yes or no."""
        return self.names(lambda each: each.kind == "yes_no")

    @cached_property
    def read(self) -> tuple[str, ...]:
        return self.names(lambda each: each.is_read)

    @cached_property
    def stored(self) -> tuple[str, ...]:
        return self.names(lambda each: each.is_stored)

    @cached_property
    def stored_amounts(self) -> tuple[str, ...]:
        return tuple(name for name in self.amounts if self[name].is_stored)

    @property
    def lead(self) -> Quantity | None:
        """What the letter is after."""
        return self[self.table.lead] if self.table.lead else None

    @property
    def lead_vi(self) -> str:
        """The lead as a summary says it behind its number."""
        return self.table.done or (self.lead.label if self.lead else "")

    @property
    def lead_rates(self) -> tuple[Rate, ...]:
        """The rates that a summary tells: those of the lead."""
        return tuple(each for each in self.rates if each.part == self.table.lead)

    @cached_property
    def needed(self) -> tuple[tuple[str, ...], ...]:
        """The quantities that a sheet cannot do without, alternatives together."""
        required = [(name,) for name in self.names(lambda each: each.is_required) if name not in self.people]
        people = [self.people] if self.people else []
        return (("branch_name",), *people, *required)

    @property
    def needed_vi(self) -> str:
        """These as clerks call them."""
        return ", ".join(map(self.any_of_vi, self.needed))

    def any_of_vi(self, names: tuple[str, ...]) -> str:
        """Alternative quantities as clerks call them."""
        return " hoặc ".join(self[name].label for name in names)

    def whole_names(self, whole: str) -> tuple[str, ...]:
        """The quantities that a whole may be: `people` is the first of several that is given."""
        return self.people if whole == PEOPLE else (whole,)

    @cached_property
    def actions(self) -> frozenset[str]:
        """What is said of people: under such a heading, "Đoàn viên" and "Số lượng" count only those of whom it is true."""
        return frozenset(self.names(lambda each: each.is_of_persons)) - set(self.people)

    @cached_property
    def counted_people(self) -> frozenset[str]:
        """Everything that is counted in people."""
        return frozenset(self.names(lambda each: each.is_of_persons and each.is_amount))

    @cached_property
    def shares_of(self) -> frozenset[str]:
        """What a typed percentage is the share of, as a part."""
        return frozenset(self[name].share_of.part for name in self.percents if self[name].share_of)  # type: ignore[union-attr]

    @cached_property
    def says_of_some(self) -> tuple[str, ...]:
        """What beside a count can only be a part of it: women among them, those in a zone."""
        return self.names(lambda each: each.is_of_some)

    @cached_property
    def bare(self) -> tuple[str, ...]:
        """What an amount of nothing named may be: the people, what is needed, and of what a rate is."""
        wholes = {each.whole for each in self.rates}
        return tuple(
            name for name in self.amounts if name in self.people or self[name].is_required or name in wholes
        )

    @property
    def day_before(self) -> date:
        """The last day on time: an example of a date."""
        return self.due_on - timedelta(days=1)
