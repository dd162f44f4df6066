"""Which unit one file's name tells, as a folder that holds nothing else says it."""

from __future__ import annotations

from flows.steps.pull.claims import claims
from schemas.roster import Roster, Unit


def named_unit(name: str, roster: Roster) -> Unit | None:
    """The unit; None where the name tells none, or several."""
    found = claims({name: name}, roster, {}).by_unit
    return next((roster.by_code(code) for code in found), None)
