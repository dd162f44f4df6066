"""The roster: which units owe a return in a campaign, and how to know each by its name.

Arrives: what `roster.csv` says of each unit, column by column, and how its issuer names units.
Leaves:  `Unit` values and a `Roster` that finds a unit by code, name or exact alias.
Not here: the file (`schemas.roster.file`), the forms of names (`schemas.issuer.name_forms`), and fuzzy matching. Krông Búk and
         Krông Bông, Ea Kar and Ea Kao are one letter apart, so a name is matched by fold and alias or not at all.

| module | what it is |
| --- | --- |
| `file` | `roster.csv` itself |
| `edition` | the roster as it was said from an instant on |
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, Any

from pydantic import BeforeValidator, ConfigDict, Field
from pydantic.dataclasses import dataclass as checked

from schemas.issuer.name_forms import NameForms, forms
from schemas.issuer.unit_names import Naming, stretches
from schemas.vietnamese.text import clean, fold

ADDRESS = r"""^([^@\s,;:<>()"\u0080-\U0010ffff]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+)?\Z"""
TELEPHONE = r"^(\(?(\+84|0)([ .()-]{0,2}[0-9]){9,10}|1[89]00([ .-]?[0-9]){4,6})?\Z"
ONE_LINE = r"^[^\r\n]*\Z"


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
