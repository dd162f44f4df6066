"""Opening workbooks of five shapes, from bytes to typed cells, beside openpyxl, beside element by element, beside calamine.

Values, types, merged ranges and hidden rows are compared with those of openpyxl before any time counts. Element by element
is how every row was read before rows were read at once, and how rows are read still that are spelled otherwise. Processor
time, the least of five turns, the readers in turn. calamine loses errors, formats and what is hidden: a floor, no reader.

Run alone: python -m tests.bench.opening [rows at most]
"""

from __future__ import annotations

import gc
import io
import random
import re
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import Any
from xml.parsers import expat

import xlrd
from openpyxl import load_workbook
from openpyxl.utils.datetime import to_excel

from flows.steps.pull.workbooks.files import read_workbook
from flows.steps.pull.workbooks.numbers import code_of, number_cell
from schemas.sheet import Cell, CellError, DateCell, FormattedNumber, Row, Sheet, Tab, trim
from tests.bench.beside_dlt import RUN
from tests.given.made_workbooks import WRITERS
from tests.given.made_xlsx import changed, element_by_element

CALAMINE = "python-calamine==0.9.1"
SIZES, TURNS, LEAST_ROWS = (60, 200, 2_000, 20_000), 5, 2_000
FIGURE = re.compile(rb'(<c r="[FG](\d+)"[^>]*>)(<v>\d)')
SHAPES = ("plain", "merged and hidden", "formulas", "errors", "dates")
HEADING: Row = (
    "STT", "Tên CĐCS", "Tổng số CNVCLĐ", "Tổng số đoàn viên", "Số ĐTTM", "Số người được tuyên truyền", "Đã cài", "Ghi chú",
)  # fmt: skip


def made(shape: str, count: int) -> Sheet:
    """A return as clerks type it, with what the shape is named for."""
    pick = random.Random(count)
    rows: list[Row] = [HEADING]
    for number in range(1, count + 1):
        workforce = pick.randint(20, 95)
        row: list[Cell] = [
            number, f"CĐCS Trường THCS số {number}", workforce, workforce - 1, workforce - 2, workforce - 3, workforce - 5,
            "Zalo, Facebook" if number % 4 else None,
        ]  # fmt: skip
        if shape == "dates":
            row[6:] = [FormattedNumber(0.85, "0%"), DateCell(float(44044 + number % 28))]
        elif shape == "merged and hidden" and number % 10 == 0:
            row[3] = None
        elif shape == "errors" and number % 5 == 0:
            row[6] = CellError("#REF!")
        rows.append(tuple(row))
    tab = Tab("Báo cáo", trim([list(row) for row in rows]))
    if shape == "merged and hidden":
        tens = range(10, count, 10)
        tab = replace(tab, merges=tuple((row, 2, row, 3) for row in tens), hidden_rows=tuple(tens))
    return Sheet((tab,))


def with_formulas(content: bytes) -> bytes:
    """Two columns of figures as formulas with their results, as Excel saves them."""

    def change(name: str, data: bytes) -> bytes:
        return FIGURE.sub(rb"\1<f>E\2-1</f>\3", data) if "worksheets/" in name else data

    return changed(content, change)


def _cell(cell: Any, *, starts_in_1904: bool) -> Any:
    value = cell.value
    if cell.data_type == "e":
        return CellError(value)
    if value is not None and cell.is_date:
        value = to_excel(value)  # type: ignore[no-untyped-call]
    if isinstance(value, int | float) and not isinstance(value, bool):
        return number_cell(value, code_of(0, cell.number_format), starts_in_1904=starts_in_1904)
    return value


def by_openpyxl(content: bytes) -> Sheet:
    """The cells as openpyxl gives them, put into our types."""
    book = load_workbook(io.BytesIO(content), data_only=True)
    tabs = []
    for sheet in book.worksheets:
        rows = trim(
            [
                [_cell(cell, starts_in_1904=book.epoch.year == 1904) for cell in row]
                for row in sheet.iter_rows()
            ]
        )
        merges = sorted(
            (at.min_row - 1, at.min_col - 1, at.max_row - 1, at.max_col - 1)
            for at in sheet.merged_cells.ranges
        )
        hidden = sorted(row - 1 for row, about in sheet.row_dimensions.items() if about.hidden)
        tabs.append(
            Tab(sheet.title, rows, tuple(merges), tuple(hidden), None, sheet.sheet_state != "visible")
        )
    return Sheet(tuple(tabs))


def least(works: list[Callable[[], object]], times: int) -> list[float]:
    """The least processor seconds of each, the works in turn."""
    best = [float("inf")] * len(works)
    for _ in range(TURNS):
        for place, work in enumerate(works):
            gc.collect()
            start = time.process_time()
            for _ in range(times):
                work()
            best[place] = min(best[place], (time.process_time() - start) / times)
    return best


def by_calamine(contents: list[tuple[str, bytes]]) -> list[float]:
    """What calamine takes for each file, in an environment made for the run."""
    uv, script = (
        str(Path(of).with_name(name))
        for of, name in ((sys.executable, "uv"), (__file__, "calamine_cells.py"))
    )
    with tempfile.TemporaryDirectory() as folder:
        names = []
        for place, (kind, content) in enumerate(contents):
            path = Path(folder) / f"{place}{kind}"
            path.write_bytes(content)
            names.append(str(path))
        asked = [uv, *RUN, "--python", sys.executable, "--with", CALAMINE, "python", script, *names]
        done = subprocess.run(asked, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(done.stderr)
    return [float(line) for line in done.stdout.split()]


def measure_xlsx(shape: str, count: int) -> None:
    content = WRITERS[".xlsx"](made(shape, count))
    if shape == "formulas":
        content = with_formulas(content)
    slow = element_by_element(content)
    ours = read_workbook(content, ".xlsx")
    assert repr(ours) == repr(by_openpyxl(content)) == repr(read_workbook(slow, ".xlsx")), shape
    times = max(1, LEAST_ROWS // count)
    fast, elements, library = least(
        [
            lambda: read_workbook(content, ".xlsx"),
            lambda: read_workbook(slow, ".xlsx"),
            lambda: by_openpyxl(content),
        ],
        times,
    )
    [floor] = by_calamine([(".xlsx", content)])
    print(
        f".xlsx {shape:<17} {count:>6,} rows: {1000 * fast:8.2f} ms; openpyxl {library / fast:5.1f} times that, element by element "
        f"{elements / fast:4.1f}, calamine {floor / fast:5.2f}"
    )


def unheard_xml(content: bytes) -> None:
    """The XML of an .ods gone through by expat with nobody listening: what reads formats and errors does more."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        expat.ParserCreate().Parse(package.read("content.xml"), True)


def unheard_records(content: bytes) -> None:
    """The cells of an .xls as xlrd makes them, with the formats that tell a date from a count."""
    xlrd.open_workbook(file_contents=content, formatting_info=True)


FLOORS: dict[str, tuple[Callable[[bytes], None], str]] = {
    ".ods": (unheard_xml, "expat with nobody listening"),
    ".xls": (unheard_records, "xlrd with formats"),
}


def measure_other(kind: str, count: int) -> None:
    sheet = made("plain", count)
    content = WRITERS[kind](sheet)
    assert repr(read_workbook(content, kind)) == repr(read_workbook(WRITERS[".xlsx"](sheet), ".xlsx")), kind
    bare, of_what = FLOORS[kind]
    ours, floor = least(
        [lambda: read_workbook(content, kind), lambda: bare(content)], max(1, LEAST_ROWS // count)
    )
    [library] = by_calamine([(kind, content)])
    print(
        f"{kind:<5} {'plain':<17} {count:>6,} rows: {1000 * ours:8.2f} ms; {ours / library:5.1f} times calamine alone, "
        f"{ours / floor:4.1f} times {of_what}"
    )


def main() -> None:
    most = int(sys.argv[1]) if len(sys.argv) > 1 else max(SIZES)
    sizes = [size for size in SIZES if size <= most]
    for shape, size in product(SHAPES, sizes):
        measure_xlsx(shape, size)
    for kind, size in product((".xls", ".ods"), sizes):
        measure_other(kind, size)


if __name__ == "__main__":
    main()
