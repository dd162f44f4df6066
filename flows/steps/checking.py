"""Hold a read return to the contract: accepted rows and findings come out, and nothing is lost between.

Arrives: a `ReadReturn`.
Leaves:  a `CheckedReturn`: the rows to load, the branches whose rows are bad, findings, and the accounts.
Not here: the rules of one row (`schemas.submission`) and their sentences (`schemas.finding`). Pure.

Each check of the pandera contract is called by itself and its mask kept: lazy validation would report a
failing rule once per column and grow to gigabytes (pandera 0.35, a frame-wide check that fails everywhere).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd
import pandera.pandas as pa

from schemas.finding import CATALOGUE, Finding, finding
from schemas.readers import reader_of
from schemas.sheet import SHEETS_EPOCH_ORDINAL, CellError, DateCell, address, column_letters
from schemas.submission import CONTRACT, COUNTS, FIELDS, PERCENTS, POINTS_AT, STORED, base
from schemas.unit_return import CheckedReturn, ReadReturn, RowKind

GATE = pa.DataFrameSchema(
    columns={name: CONTRACT.columns[name] for name in ("branch_key", *COUNTS)},
    checks=[
        check
        for check in CONTRACT.checks
        if (
            str(check.name).partition(":")[0] == "refused"
            and FIELDS[str(check.name).partition(":")[2]].refuses_row
        )
        or (str(check.name) in CATALOGUE and CATALOGUE[str(check.name)].severity == "error")
    ],
)
"""The rules of severity error, which every accepted row must pass once more as a whole."""
TOLD = ("row", "branch_name", *COUNTS, *PERCENTS)
"""The fields that a finding's sentence may name."""
UnitNames = Callable[[str], str | None]
OF_UNIT = re.compile(r":|\bcủa\b|[()]", re.IGNORECASE)
LONGEST_NAME = 300
TWINS_NAMED = 10
FEWEST_EQUAL = 3
SECTIONS_TRIED = 100
LAST_SERIAL = 2_958_466
"""The day after 31/12/9999, the last date a spreadsheet has."""
Bools = np.ndarray[Any, np.dtype[np.bool_]]


def check(read: ReadReturn, opens_on: date, not_of: UnitNames | None = None) -> CheckedReturn:
    """Apply every rule to every row, and the rules of the whole return. Never raises on what a sheet holds.

    `not_of` tells of a name in the letterhead whether it is another unit's: then, whose sheet this is.
    """
    rows = read.rows
    is_bad = np.zeros(len(rows), dtype=bool)
    findings = list(read.findings)
    is_one_table = read.is_readable and not any(each.rule == "several_tables" for each in findings)
    if is_one_table:
        for mask, about in _broken_rules(read, opens_on):
            findings += about
            is_bad |= mask
        repeated, about = _duplicates(read, is_bad)
        findings += about
    else:
        repeated = np.zeros(len(rows), dtype=bool)
        is_bad[:] = True
    findings += _about_return(read, _only(rows, ~repeated))
    findings += _about_letterhead(read, not_of) if not_of else ()
    refused = rows[is_bad]
    return CheckedReturn(
        accepted=_accepted(read, _only(rows, ~is_bad & ~repeated)),
        bad_keys=frozenset(refused["branch_key"].dropna()),
        findings=tuple(dict.fromkeys(findings)),
        rows_in_sheet=sum(read.kinds.values()),
        rows_refused=len(refused),
        is_submitted=len(rows) > 0 or bool(read.totals) or any(f.rule == "table_not_found" for f in findings),
        keeps_vanished=(not is_one_table and bool(sum(read.kinds.values())))
        or bool(refused["branch_key"].isna().any()),
    )


def _only(rows: pd.DataFrame, mask: Bools) -> pd.DataFrame:
    """The rows of a mask; the frame itself where that is all of them."""
    return rows if mask.all() else rows[mask]


def _broken_rules(read: ReadReturn, opens_on: date) -> Iterator[tuple[Bools, list[Finding]]]:
    """For each rule of the contract that some row breaks: which rows it refuses, and its findings."""
    for rule in CONTRACT.checks:
        code, _, name = str(rule.name).partition(":")
        if name and read.column(name) is None:
            continue
        breaks = ~rule(read.rows).check_output.to_numpy(dtype=bool)
        if not breaks.any():
            continue
        if code == "refused":
            about = _refused_cells(read, read.rows[breaks], name, opens_on)
            refuses = FIELDS[name].refuses_row
        else:
            broken = read.rows.loc[breaks, list(TOLD)]
            about = [_broken_rule(read, row, code, name) for row in broken.itertuples()]
            refuses = CATALOGUE[code].severity == "error"
        yield (breaks if refuses else np.zeros(len(breaks), dtype=bool)), about


def _refused_cells(read: ReadReturn, rows: pd.DataFrame, name: str, opens_on: date) -> list[Finding]:
    """The findings of cells that could not be read, with what was probably meant. A phone is not repeated."""
    field = FIELDS[name]
    is_private = field.kind == "phone"
    reader = lru_cache(maxsize=1024, typed=True)(reader_of(field.kind, opens_on))
    return [
        finding(
            refusal,
            cell=read.address(row, name),
            heading=read.heading(name),
            raw="…" if is_private else _as_typed(raw := read.cell(row, name)),
            severity="error" if field.refuses_row else "warning",
            suggestion=None if is_private else reader(raw).suggestion,
        )
        for row, refusal in zip(rows["row"].tolist(), rows[f"{name}_refusal"].tolist(), strict=True)
    ]


def _broken_rule(read: ReadReturn, row: Any, code: str, name: str) -> Finding:
    """The finding of a row that breaks a rule, at the first cell the rule points at that the sheet has."""
    points_at = (name,) if name else POINTS_AT[code]
    there = [each for each in points_at if read.column(each) is not None]
    filled = (each for each in there if read.cell(row.row, each) not in (None, ""))
    at = next(filled, there[0] if there else "branch_name")
    total = row.workforce if row.workforce == row.workforce else row.members
    facts: dict[str, Any] = {each: _whole(getattr(row, each)) for each in COUNTS}
    return finding(
        code,
        cell=read.address(row.row, at),
        heading=read.heading(at),
        raw=_as_typed(read.cell(row.row, at)),
        branch=f"'{row.branch_name}'" if row.branch_name else "dòng này",
        base=_whole(total),
        typed_pct=_points_vi(getattr(row, at)) if at in PERCENTS else "",
        recomputed=_recomputed(row, total) if at in PERCENTS else "",
        **facts,
    )


def _recomputed(row: Any, total: float) -> str:
    """The row's own ratios, for the sentence about a typed percentage."""
    ratios = [100 * row.installed / whole for whole in (total, row.smartphone_users) if whole > 0]
    return " hoặc ".join(
        dict.fromkeys(f"{_points_vi(round(ratio, 2))}%" for ratio in ratios if ratio == ratio)
    )


def _duplicates(read: ReadReturn, is_bad: Bools) -> tuple[Bools, list[Finding]]:
    """Rows of one branch: identical ones but the first are left out, different ones are all refused (in is_bad)."""
    rows = read.rows
    is_repeated = np.zeros(len(rows), dtype=bool)
    findings: list[Finding] = []
    keys = rows["branch_key"]
    if len(set(keys.tolist())) == len(keys):
        return is_repeated, findings
    places = np.flatnonzero(keys.notna() & keys.duplicated(keep=False))
    counts = rows[list(COUNTS)].to_numpy()
    twins: dict[str, list[int]] = {}
    for place, key in zip(places.tolist(), keys.iloc[places].tolist(), strict=True):
        twins.setdefault(key, []).append(place)
    for same in twins.values():
        is_same = not is_bad[same].any() and bool(
            (np.nan_to_num(counts[same], nan=-1) == np.nan_to_num(counts[same[0]], nan=-1)).all()
        )
        findings += _about_twins(read, rows, same, is_same)
        if is_same:
            is_repeated[same[1:]] = True
        else:
            is_bad[same] = True
    return is_repeated, findings


def _about_twins(read: ReadReturn, rows: pd.DataFrame, places: list[int], is_same: bool) -> Iterator[Finding]:
    """One finding for each row of a branch that is there twice; the first of identical ones stands."""
    cells = [read.address(rows["row"].to_numpy()[place], "branch_name") or "" for place in places]
    others = ", ".join(cells[:TWINS_NAMED]) + ("…" if len(cells) > TWINS_NAMED else "")
    for cell, place in list(zip(cells, places, strict=True))[1 if is_same else 0 :]:
        name = rows["branch_name"].to_numpy()[place]
        yield finding(
            "branch_twice_identical" if is_same else "branch_twice_different",
            cell=cell,
            heading=read.heading("branch_name"),
            raw=name,
            branch=f"'{name}'",
            others=cells[0] if is_same else others,
        )


def _about_return(read: ReadReturn, rows: pd.DataFrame) -> Iterator[Finding]:
    """The rules of the whole return."""
    if read.table is None:
        return
    if rows.empty:
        if read.totals:
            yield finding("only_totals")
        return
    if read.is_readable:
        yield from _totals_that_disagree(read, rows)
    counts = rows[["smartphone_users", "installed"]]
    if len(rows) >= FEWEST_EQUAL and counts.eq(base(rows), axis=0).all(axis=None):
        yield finding("counts_all_equal")


def _about_letterhead(read: ReadReturn, not_of: UnitNames) -> Iterator[Finding]:
    """Another unit's name above the table, alone in its cell, after a colon or after "của"."""
    for row in np.flatnonzero(read.row_kinds == RowKind.LETTERHEAD).tolist():
        for column, cell in enumerate(read.cells[row]):
            text = cell[:LONGEST_NAME] if isinstance(cell, str) else ""
            named = next(((name, unit) for name in OF_UNIT.split(text) if (unit := not_of(name))), None)
            if named:
                yield finding(
                    "another_unit_named", cell=address(row, column), raw=named[0].strip(), unit=named[1]
                )


def _totals_that_disagree(read: ReadReturn, rows: pd.DataFrame) -> Iterator[Finding]:
    """A totals row must be the sum of all branches, of those since some section or total before it, or of its own.

    A column with a cell that could not be read is not compared: that cell has its own finding.
    """
    at = rows["row"].to_numpy()
    borders = np.flatnonzero(np.isin(read.row_kinds, (RowKind.TOTAL, RowKind.SECTION)))
    for name in COUNTS:
        if not any(name in total.counts for total in read.totals) or rows[f"{name}_refusal"].notna().any():
            continue
        running = np.concatenate([[0], np.cumsum(rows[name].fillna(0).to_numpy())])
        for total in read.totals:
            if name not in total.counts:
                continue
            before = borders[borders < total.row]
            after = borders[borders > total.row][:1]
            here = running[np.searchsorted(at, total.row)]
            sums = {running[-1], here, running[np.searchsorted(at, after[0]) if len(after) else -1] - here}
            sums.update(here - running[np.searchsorted(at, before[-SECTIONS_TRIED:])])
            if total.counts[name] not in sums:
                yield finding(
                    "total_disagrees",
                    cell=read.address(total.row, name),
                    heading=read.heading(name),
                    raw=total.counts[name],
                    sum=int(running[-1]),
                )


def _accepted(read: ReadReturn, rows: pd.DataFrame) -> pd.DataFrame:
    """The stored fields of the rows that break no rule, passed through the contract once more as a gate."""
    if len(rows):
        # in place: nothing is coerced, and a copy to look at takes as long as looking
        GATE.validate(rows, inplace=True)
    kept = rows[["branch_key", *STORED]].copy()
    for ratio in ("typed_pct_of_workforce", "typed_pct_of_smartphones"):
        kept["typed_pct"] = kept["typed_pct"].fillna(rows[ratio])
    column = read.column("branch_name")
    letters = column_letters(column.index if column else 0)
    kept["source_cell"] = [f"{letters}{row + 1}" for row in rows["row"].tolist()]
    return kept


def _as_typed(cell: Any) -> Any:
    """A cell as its clerk sees it, as nearly as the source tells."""
    if isinstance(cell, DateCell):
        is_date = 1 <= cell.serial < LAST_SERIAL
        return (
            f"{date.fromordinal(SHEETS_EPOCH_ORDINAL + int(cell.serial)):%d/%m/%Y}"
            if is_date
            else cell.serial
        )
    return cell.code if isinstance(cell, CellError) else cell


def _whole(value: float) -> str:
    return "" if value != value else f"{int(value)}"


def _points_vi(value: float) -> str:
    return f"{value:g}".replace(".", ",")
