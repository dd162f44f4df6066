"""Names of tabs as Excel allows them: 31 letters, without some signs, no two alike in any case.

Arrives: the titles of a sheet's tabs, in their order; Google allows a hundred letters, a .csv has none.
Leaves:  as many titles; the list's own.
Not here: how a cell of a tab is told (`schemas.sheet.in_tab`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import count

from schemas.sheet.own_tab import TO_MEND_TAB

LONGEST = 31
NOT_ALLOWED = re.compile(r"[\[\]:*?/\\\x00-\x1f\ud800-\udfff\ufffe\uffff]")
RESERVED = "history"
"""A title that Excel keeps for itself."""


def titles(of: Iterable[str]) -> list[str]:
    """Each as it is where Excel allows it."""
    given: list[str] = []
    for number, title in enumerate(of, 1):
        plain = NOT_ALLOWED.sub("_", title).strip("'") or f"Trang tính{number}"
        given.append(_free(f"{plain}_" if plain.casefold() == RESERVED else plain, given))
    return given


def title_of_list(others: Sequence[str]) -> str:
    """Ours, with a number where the unit has a tab of that name."""
    return _free(TO_MEND_TAB, others)


def _free(title: str, taken: Sequence[str]) -> str:
    folded = {each.casefold() for each in taken}
    for number in count(1):
        end = "" if number == 1 else f" ({number})"
        found = _cut(title, LONGEST - len(end)) + end
        if found.casefold() not in folded:
            return found
    raise AssertionError


def _cut(title: str, most: int) -> str:
    """Excel counts a letter beyond the first 65,536 as two."""
    while len(title.encode("utf-16-le")) > 2 * most:
        title = title[:-1]
    return title.rstrip("'")
