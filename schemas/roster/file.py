"""`roster.csv`, read row by row.

Arrives: a campaign's roster file, and how its issuer names and sorts units.
Leaves:  a `Roster`; RosterError naming the file, the line and the reason, and nothing of a person.
Not here: what a column's text means, and finding a unit by its name (`roster`).
"""

from __future__ import annotations

import csv
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from schemas.issuer import Issuer
from schemas.roster import Roster, Unit

REQUIRED_COLUMNS = ("code", "name", "kind", "variants", "active", "branches_expected", "sheet")
OPTIONAL_COLUMNS = ("contact", "telephone", "email", "joined_on", "left_on", "successor_of")
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
UNIT = TypeAdapter(Unit)


class RosterError(ValueError):
    """A roster file is wrong; the message names the file, the line and the reason."""


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
