"""Cells and figures as a finding's sentence says them."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np

from schemas.sheet import SHEETS_EPOCH_ORDINAL, CellError, DateCell

LAST_SERIAL = 2_958_466
"""The day after 31/12/9999, the last date a spreadsheet has."""
Bools = np.ndarray[Any, np.dtype[np.bool_]]


def as_typed(cell: Any) -> Any:
    """A cell as its clerk sees it, as nearly as the source tells."""
    if isinstance(cell, DateCell):
        is_date = 1 <= cell.serial < LAST_SERIAL
        return (
            f"{date.fromordinal(SHEETS_EPOCH_ORDINAL + int(cell.serial)):%d/%m/%Y}"
            if is_date
            else cell.serial
        )
    return cell.code if isinstance(cell, CellError) else cell


def whole(value: float) -> str:
    return "" if value != value else f"{int(value)}"


def points_vi(value: float) -> str:
    return f"{value:g}".replace(".", ",")
