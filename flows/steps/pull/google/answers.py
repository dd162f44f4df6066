"""What Google answers to a read becomes a `Sheet` of typed cells.

Arrives: the JSON bodies of `spreadsheets.get` and `values:batchGet`, and the masks that ask for them.
Leaves:  `schemas.sheet.Sheet`. Both ways of reading give the same sheet for the same content.
Not here: HTTP, what a single cell holds (`cells`), and what it means.

Shapes: developers.google.com/workspace/sheets/api/reference/rest/v4/spreadsheets/cells (ExtendedValue,
ErrorValue, NumberFormat) and `.../spreadsheets/sheets` (GridData, DimensionProperties). Google leaves out
what is 0, false or empty, and cuts trailing empty cells and rows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from flows.steps.pull.google.cells import Json, plain, typed
from schemas.sheet import Cell, Row, Sheet, Tab, trim
from schemas.sheet.own_tab import is_ours

ABOUT = "spreadsheetId,properties(title,locale,timeZone)"
HIDDEN = "rowMetadata(hiddenByUser,hiddenByFilter)"
FORMAT = "effectiveFormat.numberFormat"
CELLS = f"startRow,startColumn,rowData.values(effectiveValue,formattedValue,{FORMAT}),{HIDDEN}"
WHOLE_FIELDS = f"{ABOUT},sheets(properties,merges,data({CELLS}))"
"""One request that brings everything; a mask that reaches `data` returns the grid by itself."""
OUTLINE_FIELDS = (
    f"{ABOUT},sheets(properties,merges,data(startRow,startColumn,rowData.values.{FORMAT},{HIDDEN}))"
)
"""Everything but the values, for a large sheet whose values come by `values:batchGet`."""
FORMULA_FIELDS = "sheets.data.rowData.values.userEnteredValue.formulaValue"


LIVE_FORMULA = re.compile(
    r"\b(IMPORT(RANGE|XML|HTML|DATA|FEED)|GOOGLEFINANCE|GOOGLETRANSLATE|NOW|TODAY|RAND|RANDBETWEEN|RANDARRAY)\s*\(",
    re.IGNORECASE,
)
"""Functions whose value changes while nobody edits, so that Drive's modification time says nothing of it."""


def sheet(body: Json) -> Sheet:
    """The sheet of a `spreadsheets.get` with WHOLE_FIELDS."""
    return _sheet(body, [_typed_rows(_grids(tab)) for tab in _tabs(body)])


def sheet_of_values(outline: Json, values: Json) -> Sheet:
    """The sheet of a `spreadsheets.get` with OUTLINE_FIELDS and a `values:batchGet` of `ranges(outline)`."""
    found = values.get("valueRanges", [])
    rows = [
        _plain_rows(_grids(tab), part.get("values", []))
        for tab, part in zip(_tabs(outline), found, strict=True)
    ]
    return _sheet(outline, rows)


def ranges(outline: Json) -> list[str]:
    """The tabs to ask for, always quoted: an unquoted tab named T1 is read as a cell of the first tab."""
    return ["'" + tab["properties"]["title"].replace("'", "''") + "'" for tab in _tabs(outline)]


def is_live(body: Json) -> bool:
    """Whether any formula of a `spreadsheets.get` with FORMULA_FIELDS takes its value from elsewhere."""
    cells = (cell for tab in body.get("sheets", []) for cell in cells_of(tab))
    return any(
        LIVE_FORMULA.search(cell.get("userEnteredValue", {}).get("formulaValue", "")) for cell in cells
    )


def cells_of(tab: Json) -> Iterator[Json]:
    """Every cell that the answer has of a tab, wherever it stands."""
    return (cell for grid in _grids(tab) for row in _rows(grid) for cell in row)


def _sheet(body: Json, rows: Sequence[list[list[Cell]]]) -> Sheet:
    tabs = [_tab(tab, trim(cells)) for tab, cells in zip(_tabs(body), rows, strict=True)]
    of_unit = [tab for tab in tabs if not is_ours(tab) and (tab.rows or not tab.is_hidden)]
    about = body.get("properties", {})
    return Sheet(tuple(of_unit), locale=about.get("locale"), time_zone=about.get("timeZone"))


def _tabs(body: Json) -> list[Json]:
    """The tabs that have cells: a chart on a tab of its own has none."""
    tabs = body.get("sheets", [])
    return [tab for tab in tabs if tab["properties"].get("sheetType", "GRID") == "GRID"]


def _grids(tab: Json) -> list[Json]:
    return [grid for grid in tab.get("data", []) if grid]


def _rows(grid: Json) -> list[list[Json]]:
    return [row.get("values", []) for row in grid.get("rowData", [])]


def _tab(tab: Json, rows: tuple[Row, ...]) -> Tab:
    about = tab["properties"]
    return Tab(
        title=about.get("title", ""),
        rows=rows,
        merges=tuple(_merge(merge) for merge in tab.get("merges", [])),
        hidden_rows=tuple(row for row in _hidden_rows(tab) if row < len(rows)),
        tab_id=about.get("sheetId", 0),
        is_hidden=bool(about.get("hidden")),
    )


def _merge(found: Json) -> tuple[int, int, int, int]:
    """A GridRange, whose ends are excluded and whose zeros may be left out."""
    first = (found.get("startRowIndex", 0), found.get("startColumnIndex", 0))
    return (*first, found["endRowIndex"] - 1, found["endColumnIndex"] - 1)


def _hidden_rows(tab: Json) -> Iterator[int]:
    for grid in _grids(tab):
        for row, about in enumerate(grid.get("rowMetadata", []), start=grid.get("startRow", 0)):
            if about.get("hiddenByUser") or about.get("hiddenByFilter"):
                yield row


def _typed_rows(grids: list[Json]) -> list[list[Cell]]:
    rows: list[list[Cell]] = []
    for grid in grids:
        for row, values in enumerate(_rows(grid), start=grid.get("startRow", 0)):
            rows.extend([] for _ in range(len(rows), row + 1))
            blanks = grid.get("startColumn", 0) - len(rows[row])
            rows[row] += [None] * blanks + [typed(value) for value in values]
    return rows


def _plain_rows(grids: list[Json], values: list[list[Any]]) -> list[list[Cell]]:
    formats = _rows(grids[0]) if grids else []
    rows: list[list[Cell]] = []
    for index, row in enumerate(values):
        about = formats[index] if index < len(formats) else []
        rows.append([plain(value, about[i] if i < len(about) else {}) for i, value in enumerate(row)])
    return rows
