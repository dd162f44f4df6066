"""`form.toml`, read and held to what a form must be.

Arrives: the file and the campaign's days.
Leaves:  a `Form`; FormError naming the file, the line and the reason.
Not here: what a quantity and a rate say (`quantity`, `rate`), whether they fit each other (`fitting`), whether two campaigns
         mean the same by one name.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import Field

from schemas.form.fitting import misfits
from schemas.form.form import Form, People, Subject, TableSettings
from schemas.form.quantity import PEOPLE, Quantity
from schemas.form.rate import Rate
from schemas.toml_file import Strict, TomlError, held, line_of, text_of

COMMON = Path(__file__).parent / "common.toml"


class FormFile(Strict):
    """`form.toml`, table by table."""

    subject: Subject
    people: People = People()
    table: TableSettings = TableSettings()
    sets: dict[str, str] = Field(default_factory=dict)
    quantity: tuple[Quantity, ...] = Field(strict=False)
    rate: tuple[Rate, ...] = Field(default=(), strict=False)


def load_form(path: Path, opens_on: date, due_on: date) -> Form:
    """The form of a file. Raises TomlError naming the file, the line and the reason."""
    return _form(path, text_of(path), opens_on, due_on)


@cache
def _form(path: Path, text: str, opens_on: date, due_on: date) -> Form:
    common = tomllib.loads(COMMON.read_text(encoding="utf-8"))
    known = {each["name"]: each for each in common["quantity"]}

    def with_common(told: dict[str, Any]) -> FormFile:
        quantities = [_with_common(each, known) for each in _tables(told.get("quantity"))]
        return FormFile.model_validate({**told, "quantity": quantities})

    file = held(path, text, with_common)
    named = [each.name for each in file.quantity]
    beside = [Quantity.model_validate(each) for each in _beside(known, named)]
    quantities = {each.name: each for each in (*map(_inherited(known, named), file.quantity), *beside)}
    form = Form(
        quantities, file.rate, file.subject, file.people.first_of, file.people.large_above, file.people.label,
        file.people.also_named, file.table,
        {**common["sets"], **file.sets}, opens_on, due_on,
    )  # fmt: skip
    for keys, reason in misfits(form, named):
        raise TomlError(f"{path}, line {line_of(text, keys)}: {reason}")
    return form


def _tables(told: Any) -> Sequence[Any]:
    return told if isinstance(told, list) else []


def _with_common(told: Any, known: Mapping[str, dict[str, Any]]) -> Any:
    """A quantity as the form tells it, on top of what every letter means by its name."""
    if not isinstance(told, dict) or told.get("name") not in known:
        return told
    return {**known[told["name"]], **told}


def _beside(known: Mapping[str, dict[str, Any]], named: Sequence[str]) -> Iterator[dict[str, Any]]:
    """What stands beside in every letter's sheets, and is not stored."""
    return (each for name, each in known.items() if name not in named and each.get("stored") is False)


def _inherited(known: Mapping[str, dict[str, Any]], named: Sequence[str]) -> Any:
    """A common quantity keeps what it says of others only where the form has those."""

    def of(each: Quantity) -> Quantity:
        kept = tuple(part for part in each.at_most if part.of in (*named, PEOPLE))
        return each.model_copy(update={"at_most": kept}) if each.name in known else each

    return of
