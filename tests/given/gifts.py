"""A second campaign with other quantities, and rows of it as checking leaves them."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from schemas.campaign import load_campaign
from schemas.submission import kind_of_column, stored_columns
from schemas.typed_rows import TypedRows, objects
from schemas.unit_return import CheckedReturn
from tests.given.forms import FORMS

FOLDER = Path(__file__).parent / "campaigns" / "gifts-2026"
GIFTS = load_campaign(FOLDER)
BOTH = {**FORMS, GIFTS.code: GIFTS.form}
"""What both campaigns ask for."""

NOTHING: dict[str, Any] = {
    "members": 40, "eligible": None, "gifts": 10, "spent": None, "paid_from": None, "visited": None, "handed_on": None,
    "hardship": None, "refunded": None, "note": None, "visited_assumed": False,
}  # fmt: skip
FIRST = {
    "branch_name": "CĐCS Trường Mầm non", "eligible": 20, "gifts": 15, "spent": 7_500_000_000, "paid_from": "union",
    "visited": True, "handed_on": date(2026, 2, 9), "hardship": "gọi bà Nguyễn Thị Tuyết", "refunded": 500_000,
    "note": "đã trao",
}  # fmt: skip
SECOND = {"branch_name": "CĐCS Xí nghiệp gỗ", "gifts": 5}


def prepared(*rows: dict[str, Any]) -> CheckedReturn:
    """A return whose rows are all accepted."""
    whole = [
        {**NOTHING, **row, "branch_key": f"cdcs{place}", "source_cell": f"B{place + 2}"}
        for place, row in enumerate(rows)
    ]
    columns = {name: _column(name, [row[name] for row in whole]) for name in stored_columns(GIFTS.form)}
    count = len(rows)
    return CheckedReturn(
        TypedRows(columns), frozenset(), (), count, 0, 0, is_submitted=True, keeps_vanished=False
    )


def _column(name: str, values: list[Any]) -> Any:
    if kind_of_column(GIFTS.form, name) is float:
        return np.array([np.nan if value is None else value for value in values], dtype=float)
    return objects(values).astype(kind_of_column(GIFTS.form, name))
