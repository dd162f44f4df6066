"""Layouts of sheets, drawn in tests/spec/layouts: which figures are read, and what the unit is told."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import openpyxl
import pytest

from flows.steps.pull.workbooks.files import read_workbook
from flows.steps.read import read_sheet
from schemas.answer import Answer
from schemas.sheet import Sheet
from tests.given.checked import checked
from tests.given.forms import FORM

FOLDER = Path(__file__).parents[2] / "spec" / "layouts"
MERGED = ("<", "^")
READS, TOLD = "reads", "told"


@dataclass
class Drawn:
    """One case of a file: its tabs as drawn, and what must come out."""

    promise: str
    tabs: list[tuple[str, list[list[str]]]] = field(default_factory=list)
    outcome: list[str] = field(default_factory=list)

    def is_of_a_workbook(self) -> bool:
        return len(self.tabs) > 1 or self.tabs[0][0] != "Báo cáo" or self.promise.endswith("(workbook)")


def cases() -> Iterator[Drawn]:
    for path in sorted(FOLDER.glob("*.txt")):
        for text in path.read_text(encoding="utf-8").split("\n## ")[1:]:
            yield drawn(text)


def drawn(text: str) -> Drawn:
    promise, *lines = text.splitlines()
    case = Drawn(promise.strip())
    for line in lines:
        if line.startswith("tab "):
            case.tabs.append((line.removeprefix("tab "), []))
        elif line.startswith("|"):
            if not case.tabs:
                case.tabs.append(("Báo cáo", []))
            case.tabs[-1][1].append([cell.strip() for cell in line[1:].split("|")])
        elif line.strip():
            case.outcome.append(" ".join(line.split()))
    return case


def typed(cell: str) -> str | int | None:
    if not cell or cell in MERGED:
        return None
    return int(cell) if cell.isdecimal() else cell


def workbook(case: Drawn) -> Sheet:
    """The case as Excel would write it, merged cells and hidden tabs too."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for title, rows in case.tabs:
        tab = book.create_sheet(title.removesuffix(", hidden"))
        tab.sheet_state = "hidden" if title.endswith(", hidden") else "visible"
        for row in rows:
            tab.append([typed(cell) for cell in row])
        for first, left, last, right in merges(rows):
            tab.merge_cells(start_row=first, start_column=left, end_row=last, end_column=right)
    written = io.BytesIO()
    book.save(written)
    return read_workbook(written.getvalue(), ".xlsx")


def merges(rows: list[list[str]]) -> Iterator[tuple[int, int, int, int]]:
    for first, row in enumerate(rows):
        for left, cell in enumerate(row):
            if cell in MERGED:
                continue
            right, last = left, first
            while right + 1 < len(row) and row[right + 1] == "<":
                right += 1
            while last + 1 < len(rows) and left < len(rows[last + 1]) and rows[last + 1][left] == "^":
                last += 1
            if (right, last) != (left, first):
                yield first + 1, left + 1, last + 1, right + 1


def text_file(case: Drawn) -> Sheet:
    """The case as a CSV file, which knows no merged cells."""
    written = io.StringIO()
    csv.writer(written).writerows(["" if cell in MERGED else cell for cell in row] for row in case.tabs[0][1])
    return read_workbook(written.getvalue().encode(), ".csv")


def outcome(of: Sheet) -> list[str]:
    """The accepted figures with their cells, then the findings."""
    result = checked(of)
    figures = ["branch_name", "workforce", "smartphone_users", "installed"]
    lines = [
        " ".join(
            [
                READS,
                row["source_cell"],
                *(f"{row[name]:g}" if name != figures[0] else row[name] for name in figures),
            ]
        )
        for _, row in result.accepted.frame().iterrows()
    ]
    return lines + [f"{TOLD} {each.severity} {each.rule} {each.cell or '–'}" for each in result.findings]


CASES = list(cases())


@pytest.mark.parametrize("case", CASES, ids=[case.promise for case in CASES])
def test_a_layout_is_read_as_its_clerk_meant_it(case: Drawn) -> None:
    assert outcome(workbook(case)) == case.outcome
    if not case.is_of_a_workbook():
        assert outcome(text_file(case)) == case.outcome


def test_an_answer_settles_a_title_that_names_another_app() -> None:
    [case] = [case for case in CASES if case.promise.startswith('Headings that say only "đã cài đặt"')]
    of = workbook(case)
    [asked] = [each.asks_about for each in read_sheet(of, FORM).findings]
    assert asked is not None

    def answered(answer: Answer) -> tuple[int, list[str]]:
        result = checked(of, {asked: answer})
        return len(result.accepted), [each.rule for each in result.findings]

    assert answered("yes") == (2, [])
    assert answered("no") == (0, ["table_not_found"])
