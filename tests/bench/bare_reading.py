"""The least that any reader in Python does with the cells of a made return: no doubt, no refusal's reason, no finding.

Arrives: the rows below the heading of `tests.bench.returns`, whose places and columns are known beforehand.
Leaves:  the columns that `bare_masks` asks.
Not here: whether a cell is right. A type is tested once for each count, a word looked up once for each text, a name folded once.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import Any

import numpy as np

from schemas.sheet import Cell, Row
from tests.bench.bare_masks import COUNTS, WHOLES

AT = {"workforce": 2, "members": 3, "smartphone_users": 4, "reached": 5, "launch_sessions": 6, "installed": 7}
NAME, PERCENT, TEXTS = 1, 8, (9, 10, 11)


def bare_columns(rows: Sequence[Row]) -> dict[str, Any]:
    """What the rules ask of the branches' rows."""
    cells = list(zip(*(row + (None,) * (12 - len(row)) for row in rows), strict=True))
    nothing, none = np.full(len(rows), np.nan), np.full(len(rows), None, dtype=object)
    columns: dict[str, Any] = dict.fromkeys((*COUNTS, *WHOLES), nothing)
    columns |= dict.fromkeys((f"{name}_refusal" for name in (*COUNTS, "branch_name")), none)
    columns |= {name: _counts(cells[index]) for name, index in AT.items()}
    columns["typed_pct"] = np.array(_looked_up(cells[PERCENT], _percent), dtype=float)
    columns |= {f"text {index}": _looked_up(cells[index], str) for index in TEXTS}
    keys = [_folded(str(name)) for name in cells[NAME]]
    columns["branch_key"], columns["shows_person"] = np.array(keys, dtype=object), np.zeros(len(rows), bool)
    columns["are_different"] = len(set(keys)) == len(keys)
    columns["source_cell"] = [f"B{place}" for place in range(len(rows))]
    return columns


def _counts(cells: Sequence[Cell]) -> Any:
    return np.array([cell if type(cell) is int else None for cell in cells], dtype=float)


def _looked_up(cells: Sequence[Cell], read: Any) -> list[Any]:
    known: dict[Any, Any] = {cell: read(cell) for cell in set(cells) if cell is not None}
    return list(map(known.get, cells))


def _percent(cell: Cell) -> float:
    return float(str(cell).rstrip("%").replace(",", "."))


def _folded(name: str) -> str:
    letters = unicodedata.normalize("NFKD", name.casefold())
    return letters.encode("ascii", "ignore").decode().replace(" ", "")
