"""A unit's template as it comes back: with the example's figures for two branches, right or with one mistake; or damaged.

Arrives: a campaign, a unit.
Leaves:  the bytes of a workbook; None where the form leaves no room for a mistake.
Not here: when it comes (`story`).
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping

import openpyxl

from flows.desk.template.layout import FIRST, Layout, layout
from flows.desk.template.proving import NAME, ROWS, checked, prove
from flows.desk.template.workbook import workbook
from flows.steps.pull.workbooks.files import read_workbook
from schemas.campaign import Campaign
from schemas.roster import Unit

DAMAGED = b"PK\x03\x04 - t\xe1\xba\xa3i v\xe1\xbb\x81 ch\xc6\xb0a xong"
"""A download that was broken off."""
NOT_A_FIGURE = "chưa thống kê được"


def right(campaign: Campaign, unit: Unit) -> bytes:
    """The template filled in. Raises ConfigurationError for one that could not leave: it is not read as it is meant."""
    empty = workbook(campaign, unit)
    prove(campaign, unit, empty)
    return _filled_in(empty, layout(campaign, unit), {})


def mistaken(campaign: Campaign, unit: Unit) -> bytes | None:
    """The same with words in the place of one figure: of the first column in which the reader takes that for an error."""
    empty, made = workbook(campaign, unit), layout(campaign, unit)
    for name in _columns(made):
        content = _filled_in(empty, made, {name: NOT_A_FIGURE})
        if checked(campaign, unit, read_workbook(content, ".xlsx")).errors:
            return content
    return None


def _columns(made: Layout) -> Iterator[str]:
    """Those that are asked of every branch first."""
    quantities = [each.quantity for each in made.columns if each.quantity.kind != "name"]
    yield from (each.name for each in sorted(quantities, key=lambda one: not one.is_required))


def _filled_in(empty: bytes, made: Layout, otherwise: Mapping[str, str]) -> bytes:
    """`otherwise` is what the first branch says instead, by the quantities' names."""
    book = openpyxl.load_workbook(io.BytesIO(empty))
    tab = book.worksheets[0]
    for number in range(1, ROWS + 1):
        for column in made.columns:
            name, row = column.quantity.name, FIRST + number - 1
            told = f"{NAME} số {number}" if column.quantity.kind == "name" else column.example
            tab[f"{made.letters[name]}{row}"] = otherwise.get(name, told) if number == 1 else told
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
