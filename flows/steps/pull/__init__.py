"""Where returns come from. Each source gives one shape: an `Observation` holding a `Sheet` of typed cells.

| room | source |
| --- | --- |
| `workbooks/` | a folder of .xlsx and .csv files, one per unit |
| `google/` | Google Sheets through gspread; nothing else in the project knows gspread |

Whose sheet a file is, by its name and its title, is said in `claims` for both.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from schemas.observation import Observation
from schemas.roster import Unit


@dataclass(frozen=True, slots=True)
class Unclaimed:
    """A place that was listed to its end, and holds no sheet of any unit."""

    place: str
    """Its name in the middle of a Vietnamese sentence."""
    is_empty: bool
    """Whether it holds nothing at all, not even what is nobody's."""


class Source(Protocol):
    """Looks at one unit's sheet at a time."""

    @property
    def strays(self) -> tuple[str, ...]:
        """Vietnamese sentences for the operator about sheets that belong to no unit of the roster."""
        ...

    @property
    def unclaimed(self) -> Unclaimed | None:
        """Told when nothing there is any unit's: nobody has sent anything yet, or it is the wrong place."""
        ...

    def observe(self, unit: Unit) -> Observation:
        """Look once. Raises a `flows.errors.LookFailed` that says who must act when the look fails."""
        ...
