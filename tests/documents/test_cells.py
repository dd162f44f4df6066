"""`docs/cells.md`: each example is read, or sent back, as the page says."""

from __future__ import annotations

import re

import pytest

from schemas.unit_return.readers import reader_of
from tests.documents.tables import ROOT
from tests.given.forms import FORM

OF_KIND = {
    "counts": "installed",
    "percentages": "typed_pct",
    "yes or no": "in_industrial_zone",
    "names": "branch_name",
}
ROWS = re.findall(
    r"^\| `(.+)` \| (.+?) \| (.+?) \|$", (ROOT / "docs" / "cells.md").read_text("utf-8"), re.MULTILINE
)
WORDS: dict[object, str] = {True: "yes", False: "no"}


@pytest.mark.parametrize(("typed", "column", "said"), ROWS)
def test_an_example_is_read_as_the_page_says(typed: str, column: str, said: str) -> None:
    reading = reader_of(FORM, OF_KIND[column])(typed)
    if said.startswith("sent back"):
        assert reading.refusal is not None
        suggested = re.search(r"; (\w+) is suggested", said)
        assert reading.suggestion == (suggested.group(1) if suggested else None)
        return
    assert reading.refusal is None
    is_word = isinstance(reading.value, bool)
    shown = (
        WORDS[reading.value]
        if is_word
        else f"{reading.value:g}"
        if isinstance(reading.value, float)
        else str(reading.value)
    )
    assert ("nothing entered" if reading.value is None else shown) == said
