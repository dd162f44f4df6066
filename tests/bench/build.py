"""Reading and checking by the build whose packages stand first on the path: ours, or an earlier one's beside it.

Arrives: a sheet of the letter of 2020; what reading made of it.
Leaves:  `read` and `check`, each in one call that every build answers. Before a letter was its form, a sheet was read by the
         campaign's first day alone, and its rules were in the program.
"""

from __future__ import annotations

from datetime import date
from importlib.util import find_spec
from typing import Any

from flows.steps.check import check_return
from flows.steps.read import read_sheet
from schemas.sheet import Sheet

OPENS = date(2020, 8, 18)
HAS_FORMS = find_spec("schemas.form") is not None
_read: Any = read_sheet
_check: Any = check_return


def read(sheet: Sheet) -> Any:
    """What a sheet says, as the build tells it."""
    if not HAS_FORMS:
        return _read(sheet, OPENS)
    from tests.given.forms import FORM

    return _read(sheet, FORM)


def check(read: Any) -> Any:
    """What is accepted of it, and what is found."""
    return _check(read) if HAS_FORMS else _check(read, OPENS)
