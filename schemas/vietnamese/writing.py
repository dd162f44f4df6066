"""How the desk writes what has no reader: a day, and the first of many things.

Arrives: values.
Leaves:  Vietnamese text, without markup.
Not here: instants and amounts (`flows.steps.publish.words`), days as letters of state write them
         (`flows.desk.papers.figures.dates`).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date


def day(on: date) -> str:
    """A day as people write it on screens and in mail: day/month/year, neither filled with zeros."""
    return f"{on.day}/{on.month}/{on.year}"


def first_of(names: Sequence[str], most: int) -> str:
    """The first of some names, "…" for those after them."""
    return ", ".join(names[:most]) + ("…" if len(names) > most else "")
