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

from schemas.unit_names import core
from schemas.vietnamese.text import clean, fold

KINDS = ("district", "sector", "affiliated")
KIND_VI = {"district": "LĐLĐ cấp huyện", "sector": "Công đoàn ngành", "affiliated": "Đơn vị trực thuộc"}
REQUIRED_COLUMNS = ("code", "name", "kind", "variants", "active", "branches_expected", "sheet")
OPTIONAL_COLUMNS = ("email",)
ADDRESS = re.compile(r"[^@\s,;:<>()\"]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+", re.ASCII)

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


@dataclass(frozen=True, slots=True)
class Unit:
    """One reporting unit. `sheet` is a spreadsheet's id or link, or a workbook's file name; often empty."""

    code: str
    name: str
    kind: str
    variants: tuple[str, ...] = ()
    is_active: bool = True
    branches_expected: int | None = None
    sheet: str = ""
    position: int = 0
    """Place in the roster, from 1: the order people expect, since Postgres cannot sort Vietnamese."""
    email: str = field(default="", repr=False)
    """Where reminders go; "" when the roster has no address for the unit."""


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
    if not value["code"] or not value["name"]:
        raise refuse("code and name are required")
    if any(unit.code.casefold() == value["code"].casefold() for unit in before):
        raise refuse(f"code {value['code']} is there twice")
    if value["kind"] not in KINDS:
        raise refuse(f"kind '{value['kind']}' is none of {', '.join(KINDS)}")
    if value["active"] not in ("yes", "no"):
        raise refuse(f"active '{value['active']}' is neither yes nor no")
    if not re.fullmatch("[0-9]{0,6}", value["branches_expected"]):
        raise refuse(f"branches_expected '{value['branches_expected']}' is not a whole number")
    if value["email"] and not (value["email"].isascii() and ADDRESS.fullmatch(value["email"])):
        raise refuse(f"email '{value['email']}' is not one plain address")
    return Unit(
        code=value["code"],
        name=value["name"],
        kind=value["kind"],
        variants=tuple(filter(None, (v.strip() for v in value["variants"].split("|")))),
        is_active=value["active"] == "yes",
        branches_expected=int(value["branches_expected"]) if value["branches_expected"] else None,
        sheet=value["sheet"],
        position=len(before) + 1,
        email=value["email"],
    )
