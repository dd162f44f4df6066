"""The function that reads one cell of each quantity."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache, partial
from typing import Any

from schemas.form.form import Form
from schemas.form.quantity import Option, Quantity
from schemas.sheet import Cell, FormattedNumber
from schemas.vietnamese.branch_names import branch_key
from schemas.vietnamese.dates import read_date
from schemas.vietnamese.money import read_money
from schemas.vietnamese.numbers import read_count
from schemas.vietnamese.numbers.counted import either_spelling
from schemas.vietnamese.percents import read_percent
from schemas.vietnamese.reading import Reading
from schemas.vietnamese.text import clean, fold
from schemas.vietnamese.text.notes import read_text
from schemas.vietnamese.yes_no import read_yes_no

Reader = Callable[[Cell], Reading[Any]]

_BULLET = re.compile(r"(?:\(?[0-9]{1,4}\s*[.)]\s*|[-+*•]\s+)(?=[^\W\d_])")


def read_name(cell: Cell) -> Reading[str]:
    """A branch's name: as any text, without the number or bullet of a list before it."""
    if isinstance(cell, FormattedNumber):
        cell = cell.display.text
    if not isinstance(cell, str):
        return read_text(cell)
    return read_text(_BULLET.sub("", clean(cell), count=1) if _BULLET.match(cell.lstrip()) else cell)


def name_key(name: str | None) -> str | None:
    """What a branch is known by (`branch_names`). A name without a letter is none."""
    key = branch_key(name) if name else ""
    return key if key[:1].isalpha() or any(map(str.isalpha, key)) else None


def read_choice(cell: Cell, options: tuple[Option, ...]) -> Reading[str]:
    """One of the answers of a choice, by its value, its label or another of its words, folded; blank is not given."""
    if isinstance(cell, FormattedNumber):
        cell = cell.display.text
    if cell is None or (isinstance(cell, str) and clean(cell) in ("", "-", "–")):
        return Reading()
    said = fold(clean(cell)) if isinstance(cell, str) else str(cell)
    found = [each.value for each in options if said in _words(each)]
    return Reading(found[0]) if len(found) == 1 else Reading(refusal="unclear")


@lru_cache(maxsize=256)
def _words(option: Option) -> frozenset[str]:
    return frozenset(map(fold, (option.value, option.label, *option.words)))


LONGEST_KNOWN, MOST_KNOWN = 24, 20_000
"""Letters of the texts that are remembered, and how many of them for each quantity."""


@lru_cache(maxsize=64)
def reader_of(form: Form, name: str) -> Reader:
    """The function that reads one cell of a quantity; dates are read as of the campaign.

    Sheet after sheet says "83,3%", "x" or "Zalo, Facebook": a short text is read when it is first met.
    """
    read = _reader(form, form[name])
    known = lru_cache(maxsize=MOST_KNOWN)(read)
    return lambda cell: known(cell) if type(cell) is str and len(cell) <= LONGEST_KNOWN else read(cell)


def _reader(form: Form, of: Quantity) -> Reader:
    readers: dict[str, Reader] = {
        "name": read_name,
        "count": _count_reader(form),
        "money": partial(read_money, unit=of.unit),
        "percent": read_percent,
        "text": read_text,
        "yes_no": partial(read_yes_no, words=of.yes_words),
        "choice": partial(read_choice, options=of.options),
        "date": lambda cell: read_date(cell, form.opens_on.year, form.opens_on),
    }
    return readers[of.kind]


def _count_reader(form: Form) -> Reader:
    """Counts as anywhere, and with the letter's own matter named behind what was done to it: "45 máy đã cài VssID"."""
    if not form.subject.names:
        return read_count
    names = either_spelling("|".join(name.casefold() for name in form.subject.names))
    done_to = re.compile(rf"(?<=\bcài|\bcai|\bđặt|\bdat) {names}\b", re.IGNORECASE)

    def read(cell: Cell) -> Reading[int]:
        return read_count(done_to.sub("", cell) if type(cell) is str and len(cell) > 9 else cell)

    return read
