"""`issuer.toml`, table by table: every entry with the days between which it holds.

Arrives: tables as the file has them.
Leaves:  an `IssuerFile`, and what is wrong between its entries.
Not here: what holds on a day (`issuer`), which forms a name has (`schemas.issuer.name_forms`). A signer's name is the desk's to
         write: in the product's own file it is empty.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Annotated, TypeVar

from pydantic import Field, StringConstraints, model_validator

from schemas.issuer.name_forms import NameForms, Word, Words
from schemas.toml_file import Strict

KIND_CODE = r"^[a-z][a-z0-9_]{0,30}\Z"
Code = Annotated[str, StringConstraints(pattern=KIND_CODE)]
AreaCode = Annotated[str, StringConstraints(pattern=r"^02[0-9]{1,2}\Z")]


class Dated(Strict):
    """An entry and the days on which it holds, both included; left out, it held always, or holds still."""

    valid_from: date | None = None
    valid_until: date | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Dated:
        if self.valid_from and self.valid_until and self.valid_until < self.valid_from:
            raise ValueError("valid_until is before valid_from")
        return self

    def holds_on(self, day: date) -> bool:
        """Whether the entry holds on a day."""
        return (self.valid_from or date.min) <= day <= (self.valid_until or date.max)

    def meets(self, other: Dated) -> bool:
        """Whether both hold on some day."""
        first = max(self.valid_from or date.min, other.valid_from or date.min)
        return first <= min(self.valid_until or date.max, other.valid_until or date.max)


class Name(Dated):
    """What the issuer is called, and what stands at the head of its letters."""

    name: Word
    short: Word
    """As it is called in a sentence: "LĐLĐ tỉnh …"."""
    letterhead: Annotated[Words, Field(min_length=1)]
    """The lines of the head, as they are printed."""
    superior_letterhead: Words = ()
    """The head's first lines, of the body above; the national confederation has none."""
    place: Word
    """Where a letter is dated: what stands before "ngày … tháng … năm …"."""
    archive: Word
    """What the last line of the recipients names: "Lưu: VT, Ban TG&NC"."""
    area_codes: Annotated[tuple[AreaCode, ...], Field(strict=False, min_length=1)]
    """Of the province's telephones."""
    before_names: Words = ()
    """Words that may stand before a unit's name in a title and are no part of it."""
    after_names: Words = ()


class TypeWord(Dated):
    """What a place is by the state's division, and how that is abbreviated."""

    word: Word
    abbreviations: Words = ()


class Kind(Dated, NameForms):
    """A kind of units: its code, what people call it, its place among the kinds, and the forms of its units' names."""

    code: Code
    word: Word
    position: int


class Signer(Dated):
    """Who may sign. `authority` is the lines above the title: "TM. BAN THƯỜNG VỤ"; `name` may be left to the desk."""

    code: Code
    authority: Words = ()
    title: Word
    name: str = Field(default="", repr=False, pattern=r"^[^\r\n]*\Z")


class Recipient(Dated):
    """One line of the recipients; `mark` says what for: "b/c"."""

    name: Word
    mark: Word | None = None
    full: Word | None = None
    """As a paper that goes up is addressed to it; left out, by its name."""

    @property
    def is_above(self) -> bool:
        """Whether it is reported to: "b/c"."""
        return self.mark == "b/c"

    @property
    def line(self) -> str:
        """As it is printed: "UBND tỉnh (b/c)"."""
        return f"{self.name} ({self.mark})" if self.mark else self.name


class PaperKind(Dated):
    """A kind of papers: what stands behind its numbers, "Số:      /BC-LĐLĐ", and who signs them, by the signer's code."""

    kind: Code
    number: Annotated[str, StringConstraints(pattern=r"^[^\W_][\w&-]*\Z")]
    signer: Code


Entry = TypeVar("Entry", bound=Dated)


class IssuerFile(Strict):
    """`issuer.toml`, table by table. Days are local days of the campaign."""

    name: Annotated[tuple[Name, ...], Field(strict=False, min_length=1)]
    kind: Annotated[tuple[Kind, ...], Field(strict=False, min_length=1)]
    type: Annotated[tuple[TypeWord, ...], Field(strict=False)] = ()
    signer: Annotated[tuple[Signer, ...], Field(strict=False)] = ()
    recipient: Annotated[tuple[Recipient, ...], Field(strict=False)] = ()
    paper: Annotated[tuple[PaperKind, ...], Field(strict=False)] = ()


def faults(file: IssuerFile) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """What is wrong between entries: where, and why."""
    known = {each.word for each in file.type}
    for number, kind in enumerate(file.kind):
        if unknown := [word for word in kind.types if word not in known]:
            yield ("kind", number, "types"), f"kind.types: no [[type]] has the word '{unknown[0]}'"
        if kind.unions_before_type and not kind.types:
            yield ("kind", number, "unions_before_type"), "kind.unions_before_type: the kind has no types"
    signers = {each.code for each in file.signer}
    for number, each in enumerate(file.paper):
        if each.signer not in signers:
            yield ("paper", number, "signer"), f"paper.signer: no [[signer]] has the code '{each.signer}'"
    yield from _twice("name", file.name, lambda _: "a name")
    yield from _twice("kind", file.kind, lambda each: each.code)
    yield from _twice("type", file.type, lambda each: each.word)
    yield from _twice("signer", file.signer, lambda each: each.code)
    yield from _twice("recipient", file.recipient, lambda each: each.name)
    yield from _twice("paper", file.paper, lambda each: each.kind)


def _twice(
    table: str, entries: Sequence[Entry], of: Callable[[Entry], str]
) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Two entries for the same, on the same day."""
    for number, entry in enumerate(entries):
        if any(of(entry) == of(other) and entry.meets(other) for other in entries[:number]):
            yield (table, number), f"{table}: {of(entry)} is there twice on the same days"
