"""The roster: which units owe a return in a campaign, and how to know each by its name.

Arrives: `roster.csv` of a campaign's folder.
Leaves:  `Unit` values and a `Roster` that finds a unit by code, name or exact alias.
Not here: fuzzy matching. Krông Búk and Krông Bông, Ea Kar and Ea Kao are one letter apart, so a name
         is matched by fold and alias or not at all.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from typing import Annotated, Any, Literal, get_args

from pydantic import BeforeValidator, ConfigDict, Field, TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass as checked

from schemas.unit_names import core
from schemas.vietnamese.text import clean, fold

Kind = Literal["district", "sector", "affiliated"]
KINDS: tuple[str, ...] = get_args(Kind)
REQUIRED_COLUMNS = ("code", "name", "kind", "variants", "active", "branches_expected", "sheet")
OPTIONAL_COLUMNS = ("contact", "telephone", "email")
ADDRESS = r"""^([^@\s,;:<>()"\u0080-\U0010ffff]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+)?\Z"""
TELEPHONE = r"^(\(?(\+84|0)([ .()-]{0,2}[0-9]){9,10}|1[89]00([ .-]?[0-9]){4,6})?\Z"
ONE_LINE = r"^[^\r\n]*\Z"
REFUSALS = {
    "kind": f"is none of {', '.join(KINDS)}",
    "active": "is neither yes nor no",
    "branches_expected": "is not a whole number",
    "email": "is not one plain address",
    "contact": "is more than one line",
    "telephone": "is not one telephone number, such as 0262 3852 123",
}
"""What is wrong with a value, by its column."""
OF_A_PERSON = ("contact", "telephone")
"""A refusal may stand in a log: it names the line, and not these."""

UNION_FORMS = {
    "district": ("", "LĐLĐ", "Liên đoàn Lao động", "Liên đoàn LĐ"),
    "sector": ("Công đoàn ngành", "Công đoàn", "CĐ ngành", "CĐN", "CĐ"),
}
WITH_TYPE = ("Công đoàn", "CĐ")
"""What a district federation is called only before its type: "Công đoàn huyện Ea H'leo"; a commune may be "CĐ Ea H'leo"."""
TYPE_FORMS = {
    "huyện": ("", "huyện", "H"),
    "thị xã": ("", "thị xã", "TX"),
    "thành phố": ("", "thành phố", "TP"),
}
PROVINCE_FORMS = ("", "tỉnh", "tỉnh Đắk Lắk", "Đắk Lắk")


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


@checked(frozen=True, slots=True, config=ConfigDict(validate_by_name=True, regex_engine="python-re"))
class Unit:
    """One reporting unit. `sheet` is a spreadsheet's id or link, or a workbook's file name; often empty."""

    code: Annotated[str, Field(min_length=1)]
    name: Annotated[str, Field(min_length=1)]
    kind: Kind
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


class RosterError(ValueError):
    """A roster file is wrong; the message names the file, the line and the reason."""


@dataclass(frozen=True)
class Roster:
    """The units of one campaign in the roster's order."""

    units: tuple[Unit, ...]
    _by_key: dict[str, Unit] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        claims: dict[str, set[str]] = {}
        for unit in self.active:
            for key in _keys(unit):
                claims.setdefault(key, set()).add(unit.code)
        by_code = {unit.code: unit for unit in self.active}
        unique = {key: by_code[codes.pop()] for key, codes in claims.items() if len(codes) == 1}
        object.__setattr__(self, "_by_key", unique)

    @property
    def active(self) -> tuple[Unit, ...]:
        """The units that owe a return."""
        return tuple(unit for unit in self.units if unit.is_active)

    def by_code(self, code: str) -> Unit | None:
        """The active unit of that code, compared without case."""
        return next((u for u in self.active if u.code.casefold() == code.strip().casefold()), None)

    def match(self, name: str) -> Unit | None:
        """The one active unit this name can mean: by fold and exact alias, never by likeness.

        A title is looked through for a name between words that are none; one that also tells another unit's code is nobody's.
        """
        if (exact := self._by_key.get(fold(clean(name)))) is not None:
            return exact
        found = core(name)
        unit = self._by_key.get(found.key)
        others = {each.code.casefold() for each in self.active if each is not unit}
        return None if found.key.isdigit() or found.numbers & others else unit


def _keys(unit: Unit) -> Iterable[str]:
    """Every folded form of a unit's name: its union word, its type word and its aliases, each optional."""
    names = [unit.name, *unit.variants]
    yield fold(unit.code)
    yield from map(fold, names)
    if unit.kind == "district":
        yield from _district_keys(unit.name, names)
    elif unit.kind == "sector":
        bases = {base for name in names if (base := _strip(name, UNION_FORMS["sector"], PROVINCE_FORMS))}
        for union, base, province in product(UNION_FORMS["sector"], bases, PROVINCE_FORMS):
            yield fold(f"{union} {base} {province}")


def _district_keys(official: str, names: list[str]) -> Iterable[str]:
    own = next((word for word in TYPE_FORMS if f" {word} " in official), None)
    if own is None:
        return
    bases = {_strip(_strip(name, UNION_FORMS["district"]), TYPE_FORMS[own]) for name in names}
    for union, kind, base in product(UNION_FORMS["district"], TYPE_FORMS[own], bases - {""}):
        yield fold(f"{union} {kind} {base}")
    for union, kind, base in product(WITH_TYPE, filter(None, TYPE_FORMS[own]), bases - {""}):
        yield fold(f"{union} {kind} {base}")


def _strip(name: str, prefixes: Iterable[str], suffixes: Iterable[str] = ()) -> str:
    """The name without its first fitting leading and trailing words; longer forms are tried first."""
    for prefix in sorted(filter(None, prefixes), key=len, reverse=True):
        found = re.match(rf"{re.escape(prefix)}[\s.]+", name, re.IGNORECASE)
        if found:
            name = name[found.end() :]
            break
    for suffix in sorted(filter(None, suffixes), key=len, reverse=True):
        if name.casefold().endswith(f" {suffix}".casefold()):
            return name[: -len(suffix)].strip()
    return name.strip()


UNIT = TypeAdapter(Unit)


def load_roster(path: Path) -> Roster:
    """Read `roster.csv`. Raises RosterError naming the line and the reason."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, strict=True)
            lacking = [name for name in REQUIRED_COLUMNS if name not in (reader.fieldnames or ())]
            if lacking:
                raise RosterError(f"{path}, line 1: column {', '.join(lacking)} is missing")
            units: list[Unit] = []
            for row in reader:
                units.append(_unit(path, reader.line_num, row, units))
    except FileNotFoundError as error:
        raise RosterError(f"{path}: no such file") from error
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise RosterError(f"{path}: {error}") from error
    if not any(unit.is_active for unit in units):
        raise RosterError(f"{path}: no active unit")
    return Roster(tuple(units))


def _unit(path: Path, line: int, row: dict[str, str | None], before: list[Unit]) -> Unit:
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
        raise refuse(_first_reason(error)) from None
    if any(unit.code.casefold() == other.code.casefold() for other in before):
        raise refuse(f"code {unit.code} is there twice")
    return unit


def _first_reason(error: ValidationError) -> str:
    first = error.errors(include_url=False)[0]
    column = str(first["loc"][0])
    if column not in REFUSALS:
        return "code and name are required"
    value = "" if column in OF_A_PERSON else f" '{first['input']}'"
    return f"{column}{value} {REFUSALS[column]}"
