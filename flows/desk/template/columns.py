"""The columns of a template: what a form stores of each branch, under headings that are read as just that.

A percentage that a row's own figures make is not asked for: it is computed, and a typed one is a check only.

Arrives: a form.
Leaves:  `TemplateColumn`, in the form's order. Raises ConfigurationError for a quantity that no heading of its own names.
Not here: where a column stands (`layout`), what its cells take (`entries`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from flows.errors import ConfigurationError
from schemas.form.form import Form
from schemas.form.quantity import Quantity
from schemas.headings.grammar import grammar_of
from schemas.headings.heading import Kind
from schemas.vietnamese.text import capital

ORDINAL = "STT"
EXAMPLE = "VD"
"""In the column of numbers: the row only shows how to fill in the form."""
EXAMPLE_NAME = "CĐCS Trường Tiểu học A (ví dụ)"
EXAMPLE_PEOPLE = 50
EXAMPLE_TEXT, EXAMPLE_PERCENT = "ghi bằng chữ", "85,5%"
EXAMPLE_MONEY = {"đồng": 5_000_000, "nghìn đồng": 5_000, "triệu đồng": 5}
YES, NO = "Có", "Không"

Example = str | int | date | None


@dataclass(frozen=True, slots=True)
class TemplateColumn:
    """A quantity that is asked, the heading over it, and what the example's row says of it."""

    quantity: Quantity
    heading: str
    example: Example

    @property
    def choices(self) -> tuple[str, ...]:
        """What a cell is chosen from; nothing where it is typed."""
        if self.quantity.kind == "yes_no":
            return (YES, NO)
        return tuple(capital(each.label) for each in self.quantity.options)


def columns_of(form: Form) -> tuple[TemplateColumn, ...]:
    """What the form stores, each quantity a column."""
    asked = (form[name] for name in form.stored if form[name].share_of is None)
    return tuple(TemplateColumn(each, _heading(form, each), _example(form, each)) for each in asked)


def _heading(form: Form, quantity: Quantity) -> str:
    """The quantity's label with its unit of measure, or the first of its headings that is read as this quantity."""
    match = grammar_of(form).match
    for text in _ways_to_say(quantity):
        found = match(text)
        if found.kind is Kind.FIELD and found.field == quantity.name and not found.is_loose:
            return text
    raise ConfigurationError(
        f"Biểu mẫu (form.toml): tiêu đề «{capital(quantity.label)}» không được đọc là {quantity.name}; hãy thêm tiêu đề "
        "này vào headings của chỉ tiêu đó."
    )


def _ways_to_say(quantity: Quantity) -> Iterator[str]:
    unit = f" ({quantity.unit})" if quantity.unit else ""
    for said in (quantity.label, *(each for each in quantity.headings if isinstance(each, str))):
        yield from dict.fromkeys((f"{capital(said)}{unit}", capital(said)))


def _example(form: Form, quantity: Quantity) -> Example:
    """Figures that no branch would take for its own; no part is more than its whole."""
    if quantity.name == "branch_name":
        return EXAMPLE_NAME
    match quantity.kind:
        case "count":
            parts = [name for name in form.stored_amounts if form[name].kind == "count"]
            return max(EXAMPLE_PEOPLE - 2 * parts.index(quantity.name), 1)
        case "money":
            return EXAMPLE_MONEY[quantity.unit]
        case "yes_no":
            return YES
        case "choice":
            return capital(quantity.options[0].label)
        case "date":
            return form.day_before
        case "text" if quantity.is_required:
            return EXAMPLE_TEXT
        case "percent" if quantity.is_required:
            return EXAMPLE_PERCENT
        case _:
            return None
