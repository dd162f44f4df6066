"""One quantity of a form: what it is called, how it is read, what it must keep, whether and where it is stored.

Arrives: a table `[[quantity]]` of `form.toml`, or of `common.toml`.
Leaves:  a frozen `Quantity`.
Not here: how its rules are made (`schemas.rules.rows`), how a heading is held against it (`schemas.headings`).
"""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from schemas.toml_file import Strict

Kind = Literal["name", "count", "money", "percent", "yes_no", "choice", "text", "date", "aside"]
"""How a cell is read. What is aside is known by its heading and not read: a number of the row, whom to ring."""
NAME = r"^[a-z][a-z0-9_]{0,40}$"
Name = Annotated[str, Field(pattern=NAME)]
PEOPLE = "people"
"""Where a whole is asked for: the people of a row, the first of the form's quantities of people that it gives."""
PERSONS = "người"
AMOUNTS = ("count", "money")
MONEY_UNITS = ("đồng", "nghìn đồng", "triệu đồng")
WITH_REMARKS = ("name", "text", "yes_no", "choice", "date")
"""Kinds whose headings may go on in brackets."""


class AtMost(Strict):
    """A part is not larger than its whole. `says` is the clerk's sentence, made of the labels where it is left out."""

    of: str
    severity: Literal["error", "warning"] = "error"
    unless: str = ""
    """Not asked where this quantity is given, which is then asked instead."""
    code: str = ""
    says: str = ""


class Completes(Strict):
    """Together with another quantity it makes one of these."""

    together_with: str
    to: tuple[str, ...] = Field(strict=False)
    code: str
    says: str


class ShareOf(Strict):
    """What a percentage that somebody typed may be the share of: a check only."""

    part: str
    wholes: tuple[str, ...] = Field(strict=False)


class Option(Strict):
    """One answer of a choice: what is stored, what it is called, and how else clerks write it."""

    value: Name
    label: str
    words: tuple[str, ...] = Field(default=(), strict=False)


class Pattern(Strict):
    """A heading by the kinds of phrase in it (`schemas.phrases`), or by names of sets of them.

    It is named where all of `needs` are there, one of `one_of` if any, and nothing outside `allows`.
    """

    needs: str = ""
    one_of: str = ""
    allows: str = ""


class Quantity(Strict):
    """One thing that a form counts or asks. A refused cell of one that `refuses_row` refuses the whole row."""

    name: Name
    kind: Kind
    label: str
    """As clerks call it."""
    meaning: str = ""
    """As analysts read it, in English: the comment of its columns."""
    unit: str = ""
    is_required: bool = Field(default=False, alias="required")
    is_stored: bool = Field(default=True, alias="stored")
    is_private: bool = Field(default=False, alias="private")
    """Whether it stays out of the analysts' schema."""
    at_most: tuple[AtMost, ...] = Field(default=(), strict=False)
    completes: Completes | None = None
    share_of: ShareOf | None = None
    stands_for: str = ""
    """Of a percentage that is not stored: the one that takes its value where it has none of its own."""
    options: tuple[Option, ...] = Field(default=(), strict=False)
    headings: tuple[str | Pattern, ...] = Field(default=(), strict=False)
    counted_under: tuple[str, ...] = Field(default=(), strict=False)
    """Headings of other quantities under which this one keeps its own meaning."""
    may_go_on: bool | None = None
    """Whether its heading may go on in brackets, as "Ghi chú (nếu có)"; left out, its kind says so."""
    is_of_some: bool = Field(default=False, alias="of_some")
    """Whether it says of which people a column beside a count's own is: women, those in a zone."""
    doubtful_alone: str = ""
    """A heading of nothing but these phrases, with none above it, may mean something else."""
    most: int | None = None
    """No branch has more; left out, what no branch of the country has."""
    missing: str = ""
    """What the clerk is told where it is required and has no value; made of the label where it is left out."""
    unclear: str = ""
    """Of a yes or no that is neither: what is not clear of it."""
    unclear_code: str = ""
    yes_words: tuple[str, ...] = Field(default=(), strict=False)
    """Folded words by which a cell names what is asked, and so says yes."""

    @model_validator(mode="after")
    def _fits_its_kind(self) -> Self:
        for key, kinds in ONLY_OF.items():
            if getattr(self, key) and self.kind not in kinds:
                raise ValueError(f"{key} is of the kinds {', '.join(kinds)}; this is of the kind {self.kind}")
        if self.kind == "choice" and len(self.options) < 2:
            raise ValueError("options is missing: a choice has two and more")
        if self.kind == "money" and self.unit not in MONEY_UNITS:
            raise ValueError(f"unit is none of {', '.join(MONEY_UNITS)}, which money is counted in")
        return self

    @property
    def is_amount(self) -> bool:
        return self.kind in AMOUNTS

    @property
    def is_read(self) -> bool:
        return self.kind != "aside"

    @property
    def refuses_row(self) -> bool:
        return self.kind == "name" or self.is_required or (self.is_amount and self.is_stored)

    @property
    def is_of_persons(self) -> bool:
        return self.unit == PERSONS

    @property
    def ignores_remarks(self) -> bool:
        return self.kind in WITH_REMARKS if self.may_go_on is None else self.may_go_on


ONLY_OF = {
    "at_most": AMOUNTS,
    "completes": AMOUNTS,
    "most": AMOUNTS,
    "share_of": ("percent",),
    "stands_for": ("percent",),
    "options": ("choice",),
    "unclear": ("yes_no",),
    "yes_words": ("yes_no",),
    "unclear_code": ("yes_no", "choice"),
}
"""What may be said of a quantity of some kinds alone."""
