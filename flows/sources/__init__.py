"""Where returns come from. Each source gives one shape: an `Observation` holding a `Sheet` of typed cells.

| module | source |
| --- | --- |
| `workbooks` | a folder of .xlsx and .csv files, one per unit |
| `google_sheets` | Google Sheets through gspread; nothing else in the project knows gspread |
"""

from __future__ import annotations

from typing import Protocol

from schemas.observation import Observation
from schemas.roster import Unit


class Source(Protocol):
    """Looks at one unit's sheet at a time."""

    @property
    def strays(self) -> tuple[str, ...]:
        """Vietnamese sentences for the operator about sheets that belong to no unit of the roster."""
        ...

    def observe(self, unit: Unit) -> Observation:
        """Look once. Raises a `flows.errors.LookFailed` that says who must act when the look fails."""
        ...
