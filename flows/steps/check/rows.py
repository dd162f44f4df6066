"""The rules of single rows: which rows break them, and what the clerk is told.

Arrives: a `ReadReturn`.
Leaves:  for each broken rule, the rows it refuses and its findings.
Not here: the rules themselves (`schemas.rules`), what is asked about a row (`questions`).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from schemas.finding import Finding, day_vi, finding
from schemas.form.form import Form
from schemas.form.quantity import ShareOf
from schemas.rules import catalogue, row_rules
from schemas.rules.options import ANSWERED, code_of
from schemas.rules.rule import RowRule, Severity
from schemas.sheet import SHEETS_EPOCH_ORDINAL, Cell, CellError, DateCell, FormattedNumber
from schemas.submission import breaking, readable
from schemas.typed_rows import Places
from schemas.unit_return import ReadReturn
from schemas.unit_return.readers import reader_of
from schemas.unit_return.table import PlacedTable

LAST_SERIAL = 2_958_466
"""The day after 31/12/9999, the last date a spreadsheet has."""


def broken_rules(read: ReadReturn) -> Iterator[tuple[Places, bool, list[Finding]]]:
    """For each rule of the contract that some row breaks: those rows, whether it refuses them, and its findings.

    Of rows that wait for an answer nothing is asked here: `questions` has taken them out.
    """
    # where the sheet has none of its fields, every row keeps a rule
    form = read.form
    rules = [
        rule for rule in row_rules(form) if rule.severity != "question" and any(map(read.has, rule.points_at))
    ]
    of_cells = readable(form)
    names = [name for name in of_cells if read.has(name)]
    asked = [*(rule.holds for rule in rules), *(of_cells[name] for name in names)]
    found = [places if len(places) else None for places in breaking(read.rows, asked)]
    for rule, places in zip(rules, found, strict=False):
        if places is not None:
            about = [about_broken(read, row, rule) for row in read.rows.records(places, told_columns(form))]
            yield places, rule.severity == "error", about
    for name, places in zip(names, found[len(rules) :], strict=True):
        if places is not None:
            yield places, form[name].refuses_row, _refused_cells(read, places, name)


def told_columns(form: Form) -> tuple[str, ...]:
    """The columns of a row that a finding's sentence may name."""
    return ("row", "branch_name", *form.amounts, *form.percents)


def _refused_cells(read: ReadReturn, places: Places, name: str) -> list[Finding]:
    """The findings of cells that could not be read, with what was probably meant."""
    form, refusals = read.form, f"{name}_refusal"
    rules, day = catalogue(form), day_vi(form)
    reader = reader_of(form, name)
    own = code_of(form[name]) if form[name].kind in ANSWERED else None
    severity: Severity = "error" if form[name].refuses_row else "warning"
    found = []
    for row in read.rows.records(places, ("row", refusals)):
        block = read.table_at(row["row"])
        raw = block.cell(row["row"], name)
        found.append(
            finding(
                rules[own or row[refusals]],
                cell=block.address(row["row"], name),
                heading=block.heading(name),
                raw=_as_typed(raw),
                severity=severity,
                suggestion=reader(raw).suggestion,
                day=day,
            )
        )
    return found


def about_broken(
    read: ReadReturn, row: dict[str, Any], rule: RowRule, asks_about: str | None = None
) -> Finding:
    """The finding of a row that breaks a rule, at the first cell the rule points at that the sheet has."""
    place, name = row["row"], row["branch_name"]
    block = read.table_at(place)
    there = [each for each in rule.points_at if each in block.table.columns]
    filled = (each for each in there if block.cell(place, each) not in (None, ""))
    at = next(filled, there[0] if there else "branch_name")
    form = read.form
    total = next((row[each] for each in form.people if row[each] == row[each]), float("nan"))
    share = form[form[at].stands_for or at].share_of
    facts: dict[str, Any] = {each: _whole(row[each]) for each in form.amounts}
    return finding(
        rule,
        cell=block.address(place, at),
        heading=block.heading(at),
        raw=_as_typed(block.cell(place, at) if asks_about is None else _called(block, place, at)),
        asks_about=asks_about,
        branch=f"'{name}'" if name else "dòng này",
        base=_whole(total),
        typed_pct=_points_vi(row[at]) if share else "",
        recomputed=_recomputed(row, share, form) if share else "",
        **facts,
    )


def _called(block: PlacedTable, row: int, at: str) -> Cell:
    """What a row that is asked about is called: "Cụm 1" in the number's cell where the name's is blank."""
    cells = (block.cell(row, at), *block.cells(row))
    return next((cell for cell in cells if cell not in (None, "")), None)


def _recomputed(row: dict[str, Any], share: ShareOf, form: Form) -> str:
    """The row's own ratios, for the sentence about a typed percentage: of its people once, and of every other whole."""
    people = next((each for each in form.people if row[each] == row[each]), "")
    wholes = [people, *(each for each in share.wholes if each not in form.people)]
    ratios = [100 * row[share.part] / row[each] for each in wholes if each and row[each] > 0]
    return " hoặc ".join(
        dict.fromkeys(f"{_points_vi(round(ratio, 2))}%" for ratio in ratios if ratio == ratio)
    )


def _as_typed(cell: Any) -> Any:
    """A cell as its clerk sees it, as nearly as the source tells."""
    if isinstance(cell, DateCell):
        if not 1 <= cell.serial < LAST_SERIAL:
            return cell.serial
        return f"{date.fromordinal(SHEETS_EPOCH_ORDINAL + int(cell.serial)):%d/%m/%Y}"
    if isinstance(cell, FormattedNumber):
        display = cell.display
        return cell.value if display.shows == "hidden" else display.text.strip()
    return cell.code if isinstance(cell, CellError) else cell


def _whole(value: float) -> str:
    return "" if value != value else f"{int(value)}"


def _points_vi(value: float) -> str:
    return f"{value:g}".replace(".", ",")
