"""The roster: which units owe a return in a campaign, and how to know each by its name.

Arrives: `roster.csv` of a campaign's folder, and how its issuer names and sorts units.
Leaves:  `Unit` values and a `Roster` that finds a unit by code, name or exact alias.
Not here: the forms of names (`schemas.name_forms`), and fuzzy matching. Krông Búk and Krông Bông, Ea Kar and Ea Kao are
         one letter apart, so a name is matched by fold and alias or not at all.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Annotated, Any

from pydantic import BeforeValidator, ConfigDict, Field, TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass as checked

from schemas.issuer import Issuer
from schemas.name_forms import NameForms, forms
from schemas.unit_names import Naming, stretches
from schemas.vietnamese.text import clean, fold

REQUIRED_COLUMNS = ("code", "name", "kind", "variants", "active", "branches_expected", "sheet")
OPTIONAL_COLUMNS = ("contact", "telephone", "email", "joined_on", "left_on", "successor_of")
ADDRESS = r"""^([^@\s,;:<>()"\u0080-\U0010ffff]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+)?\Z"""
TELEPHONE = r"^(\(?(\+84|0)([ .()-]{0,2}[0-9]){9,10}|1[89]00([ .-]?[0-9]){4,6})?\Z"
ONE_LINE = r"^[^\r\n]*\Z"
REFUSALS = {
    "active": "is neither yes nor no",
    "branches_expected": "is not a whole number",
    "email": "is not one plain address",
    "joined_on": "is not a day such as 22/8/2026 or 2026-08-22",
    "left_on": "is not a day such as 22/8/2026 or 2026-08-22",
    "contact": "is more than one line",
    "telephone": "is not one telephone number, such as {area} 3852 123",
}
"""What is wrong with a value, by its column."""
OF_A_PERSON = ("contact", "telephone")
"""A refusal may stand in a log: it names the line, and not these."""


def _names(value: Any) -> Any:
    return (
        tuple(filter(None, (name.strip() for name in value.split("|")))) if isinstance(value, str) else value
    )


def _yes_or_no(value: Any) -> Any:
    return {"yes": True, "no": False}.get(value, value)


def _count(value: Any) -> Any:
    """The number of a column's text, or the text that is none, which no number's type takes."""
    is_number = isinstance(value, str) and re.fullmatch("[0-9]{1,6}", value)
    return int(value) if is_number else None if value == "" else value


def _day(value: Any) -> Any:
    """The day of a column's text, the year or the day first; or the text that is none, which no day's type takes."""
    if not isinstance(value, str):
        return value
    local = re.fullmatch(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})", value)
    typed = f"{local[3]}-{local[2]:0>2}-{local[1]:0>2}" if local else value
    try:
        return date.fromisoformat(typed) if re.fullmatch("[0-9]{4}(-[0-9]{2}){2}", typed) else value or None
    except ValueError:
        return value


@checked(frozen=True, slots=True, config=ConfigDict(validate_by_name=True, regex_engine="python-re"))
class Unit:
    """One reporting unit. `sheet` is a spreadsheet's id or link, or a workbook's file name; often empty."""

    code: Annotated[str, Field(min_length=1)]
    name: Annotated[str, Field(min_length=1)]
    kind: str
    """One of the issuer's kinds."""
    variants: Annotated[tuple[str, ...], BeforeValidator(_names)] = ()
    is_active: Annotated[bool, BeforeValidator(_yes_or_no)] = Field(
        default=True, validation_alias="active", strict=True
    )
    branches_expected: Annotated[int | None, BeforeValidator(_count)] = Field(default=None, strict=True)
    sheet: str = ""
    position: int = 0
    """Place in the roster, from 1: the order people expect, since Postgres cannot sort Vietnamese."""
    email: str = Field(default="", repr=False, pattern=ADDRESS)
    """Where reminders go; "" when the roster has no address for the unit."""
    contact: str = Field(default="", repr=False, pattern=ONE_LINE)
    """Whom to ring, as the desk wrote it; like the number, in the roster's file alone and in no table or log."""
    telephone: str = Field(default="", repr=False, pattern=TELEPHONE)
    joined_on: Annotated[date | None, BeforeValidator(_day)] = Field(default=None, strict=True)
    """The first day on which it owes a return, of a unit founded within the campaign."""
    left_on: Annotated[date | None, BeforeValidator(_day)] = Field(default=None, strict=True)
    """The first day on which it owes none any more, of one wound up."""
    successor_of: Annotated[tuple[str, ...], BeforeValidator(_names)] = ()
    """The codes of the units that it took over from."""


class RosterError(ValueError):
    """A roster file is wrong; the message names the file, the line and the reason."""


@dataclass(frozen=True)
class Roster:
    """The units of one campaign in the roster's order."""

    units: tuple[Unit, ...]
    naming: Naming = field(default=Naming(), repr=False)
    _by_key: dict[str, tuple[Unit, ...]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        claims: dict[str, dict[str, Unit]] = {}
        for unit in self.active:
            kind = self.naming.kinds.get(unit.kind, NameForms())
            names = forms((unit.name, *unit.variants), kind, self.naming.types)
            for key in (fold(unit.code), *names):
                claims.setdefault(key, {})[unit.code] = unit
        object.__setattr__(self, "_by_key", {key: tuple(units.values()) for key, units in claims.items()})

    @property
    def active(self) -> tuple[Unit, ...]:
        """The units that owe a return."""
        return tuple(unit for unit in self.units if unit.is_active)

    def by_code(self, code: str) -> Unit | None:
        """The active unit of that code, compared without case."""
        return next((u for u in self.active if u.code.casefold() == code.strip().casefold()), None)

    def match(self, name: str) -> Unit | None:
        """The one active unit this name can mean: by fold and exact alias, never by likeness."""
        units = self.meant(name)
        return units[0] if len(units) == 1 else None

    def meant(self, name: str) -> tuple[Unit, ...]:
        """Every active unit this name can mean: the district and the commune of one bare name, where both report.

        A title is looked through for a name between words that are none; one that also tells another unit's code is nobody's.
        """
        if exact := self._by_key.get(fold(clean(name))):
            return exact
        for found in stretches(name, self.naming):
            if (units := self._by_key.get(found.key)) and not found.key.isdigit():
                others = {each.code.casefold() for each in self.active if each not in units}
                return () if any(_may_be_code(number) for number in found.numbers & others) else units
        return ()

    def names_of_others(self, code: str) -> Callable[[str], str | None]:
        """Tells of a name in the sheet of one unit, where it is another unit's, whose sheet this is."""
        own = self.by_code(code)

        def not_of(name: str) -> str | None:
            named = self.match(name)
            return own.name if named is not None and own is not None and named != own else None

        return not_of


def _may_be_code(number: str) -> bool:
    """In a title a number of two digits is a day or a count."""
    return len(number) > 2 or not number.isdigit()


UNIT = TypeAdapter(Unit)


def load_roster(path: Path, issuer: Issuer, matter: tuple[str, ...] = ()) -> Roster:
    """Read `roster.csv`; its units are of the issuer's kinds, and `matter` is how titles call what the letter is about.
    Raises RosterError naming the line and the reason.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, strict=True)
            lacking = [name for name in REQUIRED_COLUMNS if name not in (reader.fieldnames or ())]
            if lacking:
                raise RosterError(f"{path}, line 1: column {', '.join(lacking)} is missing")
            units: list[Unit] = []
            for row in reader:
                units.append(_unit(path, reader.line_num, row, units, issuer))
    except FileNotFoundError as error:
        raise RosterError(f"{path}: no such file") from error
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise RosterError(f"{path}: {error}") from error
    if not any(unit.is_active for unit in units):
        raise RosterError(f"{path}: no active unit")
    codes = {unit.code for unit in units}
    for unit in units:
        if unknown := [code for code in unit.successor_of if code not in codes - {unit.code}]:
            raise RosterError(
                f"{path}: successor_of of {unit.code}: {', '.join(unknown)} is no other unit's code"
            )
    return Roster(tuple(units), issuer.naming.beside(matter))


def _unit(path: Path, line: int, row: dict[str, str | None], before: list[Unit], issuer: Issuer) -> Unit:
    def refuse(reason: str) -> RosterError:
        return RosterError(f"{path}, line {line}: {reason}")

    if None in row or None in row.values():
        columns = len(row) - (None in row)
        raise refuse(f"expected {columns} columns; quote a name that holds a comma")
    value = {name: (row.get(name) or "").strip() for name in (*REQUIRED_COLUMNS, *OPTIONAL_COLUMNS)}
    try:
        unit: Unit = UNIT.validate_python({**value, "position": len(before) + 1})
    except ValidationError as error:
        # without its cause, which quotes every value
        raise refuse(_first_reason(error).format(area=issuer.name.area_codes[0])) from None
    if unit.kind not in issuer.naming.kinds:
        raise refuse(f"kind '{unit.kind}' is none of {', '.join(issuer.naming.kinds)}")
    if any(unit.code.casefold() == other.code.casefold() for other in before):
        raise refuse(f"code {unit.code} is there twice")
    if unit.joined_on and unit.left_on and unit.left_on <= unit.joined_on:
        raise refuse("left_on is not after joined_on")
    return unit


def _first_reason(error: ValidationError) -> str:
    first = error.errors(include_url=False)[0]
    column = str(first["loc"][0])
    if column not in REFUSALS:
        return "code and name are required"
    value = "" if column in OF_A_PERSON else f" '{first['input']}'"
    return f"{column}{value} {REFUSALS[column]}"
