"""Every cell of the corpus comes out as the desk decided: read, whether as documented or tidied, or sent back.

Its telephone numbers are nobody's to read: a row's is stored nowhere. They stay for what a contact may look like.
"""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from schemas.rules import catalogue
from schemas.vietnamese.dates import read_date
from schemas.vietnamese.numbers import read_count
from schemas.vietnamese.percents import read_percent
from schemas.vietnamese.reading import Reading
from schemas.vietnamese.text.notes import read_text
from tests.given.forms import FORM

CORPUS = Path(__file__).parents[2] / "spec" / "messy_cells.csv"
READERS: dict[str, Callable[[str], Reading[Any]]] = {
    "count": read_count,
    "percent": read_percent,
    "date": lambda cell: read_date(cell, 2020, dt.date(2020, 8, 18)),
    "text": read_text,
}
CAST: dict[str, Callable[[str], Any]] = {
    "count": int,
    "percent": float,
    "date": dt.date.fromisoformat,
    "text": str,
}


def rows() -> list[Any]:
    with CORPUS.open(encoding="utf-8", newline="") as file:
        return [
            pytest.param(row, id=f"{row['kind']}-{line}-{row['raw']!a}")
            for line, row in enumerate(csv.DictReader(file), start=2)
            if row["kind"] in READERS
        ]


@pytest.mark.parametrize("row", rows())
def test_a_cell_of_the_corpus_comes_out_as_expected(row: dict[str, str]) -> None:
    reading = READERS[row["kind"]](row["raw"])
    if row["verdict"] == "reject":
        assert reading.value is None
        assert reading.refusal in catalogue(FORM)
        assert reading.refusal.startswith(row["kind"] + "_")
        return
    assert reading.refusal is None
    assert reading.value == (CAST[row["kind"]](row["expected"]) if row["expected"] else None)
