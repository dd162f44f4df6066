"""Coverage-guided fuzzing of the cell parsers and the headings: `python -m tests.fuzz.cells` (needs atheris).

No text may make a parser raise, and none may take long. Importing this file needs no atheris: the suite runs
`one_input` over a few inputs, so that it cannot rot.
"""

from __future__ import annotations

import importlib
import sys

from schemas.headings.grammar import grammar_of
from schemas.rules import catalogue
from schemas.sheet import Cell, CellError, DateCell, FormattedNumber
from schemas.unit_return.readers import name_key, reader_of
from tests.given.forms import FORM

READERS = {name: reader_of(FORM, name) for name in FORM.read}
"""By the quantity: of each kind there is one and more."""


def cell_from(data: bytes) -> Cell:
    """A cell of any type: the first byte tells which, the rest is its content."""
    kind, rest = (data[0] % 9 if data else 0), data[1:]
    number = int.from_bytes(rest[:8], "big", signed=True)
    typed: dict[int, Cell] = {
        0: None,
        1: bool(number % 2),
        2: number,
        3: number / 1000,
        4: DateCell(number / 86400),
        5: CellError("#REF!"),
        7: FormattedNumber(number / 1000, rest[8:].decode("utf-8", errors="replace")),
        6: rest.decode("utf-16-le", errors="replace"),
    }
    return typed.get(kind, rest.decode("utf-8", errors="replace"))


def one_input(data: bytes) -> None:
    """Read one cell as every kind of field: a value, nothing, or a refusal that the catalogue knows."""
    cell = cell_from(data)
    for name, reader in READERS.items():
        reading, kind = reader(cell), FORM[name].kind
        known = {*catalogue(FORM), "unclear"}
        assert reading.refusal is None or (reading.value is None and reading.refusal in known), (name, cell)
        if kind == "count" and reading.value is not None:
            assert type(reading.value) is int and reading.value >= 0, cell
        if kind == "name" and reading.value is not None:
            name_key(reading.value)
    if isinstance(cell, str):
        grammar_of(FORM).match(cell[: len(cell) // 2], cell[len(cell) // 2 :])


def main() -> None:
    import atheris

    # what was imported without instruments is imported again with them: coverage is what guides the fuzzer
    for name in [name for name in sys.modules if name.partition(".")[0] == "schemas"]:
        del sys.modules[name]
    with atheris.instrument_imports(include=["schemas"]):
        instrumented = importlib.import_module("tests.fuzz.cells")
    atheris.Setup(sys.argv, instrumented.one_input)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
