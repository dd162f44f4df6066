"""Hold a read return to the contract: accepted rows and findings come out, and nothing is lost between.

Arrives: a `ReadReturn`.
Leaves:  a `CheckedReturn`: the rows to load, the branches whose rows are bad, findings, and the accounts.
Not here: the rules of one row (`schemas.submission`) and their sentences (`schemas.finding`). Pure.

Each check of the pandera contract is called by itself and its mask kept: lazy validation would report a
failing rule once per column and grow to gigabytes (pandera 0.35, a frame-wide check that fails everywhere).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
import pandera.pandas as pa

from schemas.finding import CATALOGUE, Finding, finding
from schemas.readers import reader_of
from schemas.sheet import column_letters
from schemas.submission import CONTRACT, COUNTS, FIELDS, POINTS_AT, STORED, base
from schemas.unit_return import CheckedReturn, ReadReturn, RowKind

GATE = pa.DataFrameSchema(
    columns=CONTRACT.columns,
    checks=[
        check
        for check in CONTRACT.checks
        if (str(check.name).partition(":")[0] == "refused"
        and FIELDS[str(check.name).partition(":")[2]].refuses_row)
        or (str(check.name) in CATALOGUE and CATALOGUE[str(check.name)].severity == "error")
    ],
)
"""The rules of severity error, which every accepted row must pass once more as a whole."""


def check(read: ReadReturn, opens_on: date) -> CheckedReturn:
    """Apply every rule to every row, and the rules of the whole return. Never raises on what a sheet holds."""
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
    findings += _about_return(read, rows[~repeated])
    refused = rows[is_bad & ~repeated]
    accepted = _accepted(read, rows[~is_bad & ~repeated])
    return CheckedReturn(
        accepted=accepted,
        bad_keys=frozenset(refused["branch_key"].dropna()) - frozenset(accepted["branch_key"]),
        findings=tuple(findings),
        rows_in_sheet=sum(read.kinds.values()),
        rows_refused=len(refused),
        is_submitted=len(rows) > 0 or bool(read.totals) or any(f.rule == "table_not_found" for f in findings),
        keeps_vanished=(not is_one_table and bool(sum(read.kinds.values())))
        or bool(refused["branch_key"].isna().any()),
    )


def _broken_rules(read: ReadReturn, opens_on: date) -> Iterator[tuple[np.ndarray[Any, Any], list[Finding]]]:
    """For each rule of the contract that some row breaks: which rows it refuses, and its findings."""
    for rule in CONTRACT.checks:
        code, _, name = str(rule.name).partition(":")
        breaks = ~rule(read.rows).check_output.to_numpy(dtype=bool)
        if not breaks.any():
            continue
        broken = read.rows[breaks]
        if code == "refused":
            about = [_refused_cell(read, row, name, opens_on) for row in broken.itertuples()]
            refuses = FIELDS[name].refuses_row
        else:
            about = [_broken_rule(read, row, code, name) for row in broken.itertuples()]
            refuses = CATALOGUE[code].severity == "error"
        yield (breaks if refuses else np.zeros(len(breaks), dtype=bool)), about


def _refused_cell(read: ReadReturn, row: Any, name: str, opens_on: date) -> Finding:
    """The finding of a cell that could not be read, with what was probably meant. A phone is not repeated."""
    raw = read.cell(row.row, name)
    field = FIELDS[name]
    reading = reader_of(field.kind, opens_on)(raw)
    is_private = field.kind == "phone"
    return finding(
        getattr(row, f"{name}_refusal"),
        cell=read.address(row.row, name),
        heading=read.heading(name),
        raw="…" if is_private else _as_typed(raw),
        severity="error" if field.refuses_row else "warning",
        suggestion=None if is_private else reading.suggestion,
    )


def _broken_rule(read: ReadReturn, row: Any, code: str, name: str) -> Finding:
    """The finding of a row that breaks a rule, at the first cell the rule points at that the sheet has."""
    points_at = (name,) if name else POINTS_AT[code]
    at = next((each for each in points_at if _points(read, row, each)), None)
    at = at or next((each for each in points_at if read.table and each in read.table.columns), "branch_name")
    total = row.workforce if not np.isnan(row.workforce) else row.members
    facts = {each: _whole(getattr(row, each)) for each in COUNTS}
    return finding(
        code,
        cell=read.address(row.row, at),
        heading=read.heading(at),
        raw=_as_typed(read.cell(row.row, at)),
        branch=f"'{row.branch_name}'" if row.branch_name else "dòng này",
        base=_whole(total),
        typed_pct=_points_vi(getattr(row, at)) if at.startswith("typed_pct") else "",
        recomputed=_recomputed(row, total),
        **facts,
    )


def _points(read: ReadReturn, row: Any, name: str) -> bool:
    """Whether a rule's finding can stand at this field: it has a column and a value, or the value is missing."""
    return bool(read.table and name in read.table.columns and read.cell(row.row, name) not in (None, ""))


def _recomputed(row: Any, total: float) -> str:
    """The row's own ratios, for the sentence about a typed percentage."""
    ratios = [100 * row.installed / whole for whole in (total, row.smartphone_users) if whole > 0]
    return " hoặc ".join(
        dict.fromkeys(f"{_points_vi(round(ratio, 2))}%" for ratio in ratios if ratio == ratio)
    )


def _duplicates(read: ReadReturn, is_bad: np.ndarray[Any, Any]) -> tuple[np.ndarray[Any, Any], list[Finding]]:
    """Rows of one branch: identical ones but the first are left out, different ones are all refused (in is_bad)."""
    rows = read.rows
    repeated = np.zeros(len(rows), dtype=bool)
    findings: list[Finding] = []
    has_twin = rows["branch_key"].duplicated(keep=False) & rows["branch_key"].notna()
    for _, twins in rows[has_twin].groupby("branch_key", sort=False):
        counts = twins[list(COUNTS)]
        places = twins.index.to_numpy()
        is_same = len(counts.drop_duplicates()) == 1 and not is_bad[places].any()
        cells = [read.address(row, "branch_name") for row in twins["row"]]
        for cell, place in list(zip(cells, places, strict=True))[1 if is_same else 0 :]:
            findings.append(
                finding(
                    "branch_twice_identical" if is_same else "branch_twice_different",
                    cell=cell,
                    heading=read.heading("branch_name"),
                    raw=twins["branch_name"][place],
                    branch=f"'{twins['branch_name'][place]}'",
                    others=cells[0] if is_same else ", ".join(cells),
                )
            )
        if is_same:
            repeated[places[1:]] = True
        else:
            is_bad[places] = True
    return repeated, findings


def _about_return(read: ReadReturn, rows: pd.DataFrame) -> list[Finding]:
    """The rules of the whole return."""
    findings: list[Finding] = []
    if read.table is None:
        return findings
    if rows.empty:
        return [finding("only_totals")] if read.totals else findings
    if read.is_readable:
        findings += _totals_that_disagree(read, rows)
    counts = rows[["smartphone_users", "installed"]]
    if len(rows) >= 3 and counts.notna().all(axis=None) and counts.eq(base(rows), axis=0).all(axis=None):
        findings.append(finding("counts_all_equal"))
    return findings


def _totals_that_disagree(read: ReadReturn, rows: pd.DataFrame) -> Iterator[Finding]:
    """A totals row must be the sum of all branches, or of those before or after it in its section.

    A column with a cell that could not be read is not compared: that cell has its own finding.
    """
    at = rows["row"].to_numpy()
    boundaries = sorted(
        place for place, kind in enumerate(read.row_kinds) if kind in (RowKind.TOTAL, RowKind.SECTION)
    )
    for total in read.totals:
        before = max((b for b in boundaries if b < total.row), default=-1)
        after = min((b for b in boundaries if b > total.row), default=len(read.cells))
        parts = [
            rows,
            rows[(at > before) & (at < total.row)],
            rows[(at > total.row) & (at < after)],
            *_sections_above(rows, at, read, total.row),
        ]
        for name, typed in total.counts.items():
            sums = [int(part[name].sum()) for part in parts if len(part)]
            if rows[f"{name}_refusal"].isna().all() and typed not in sums:
                yield finding(
                    "total_disagrees",
                    cell=read.address(total.row, name),
                    heading=read.heading(name),
                    raw=typed,
                    sum=sums[0],
                )


def _sections_above(
    rows: pd.DataFrame, at: np.ndarray[Any, Any], read: ReadReturn, place: int
) -> Iterator[pd.DataFrame]:
    """The rows since each section's heading above a total: a section may have subtotals of its own."""
    for start, kind in enumerate(read.row_kinds[:place]):
        if kind is RowKind.SECTION:
            yield rows[(at > start) & (at < place)]


def _accepted(read: ReadReturn, rows: pd.DataFrame) -> pd.DataFrame:
    """The stored fields of the rows that break no rule, passed through the contract once more as a gate."""
    if len(rows):
        GATE.validate(rows)
    kept = rows[["branch_key", *STORED]].copy()
    for name in ("typed_pct_of_workforce", "typed_pct_of_smartphones"):
        kept["typed_pct"] = kept["typed_pct"].fillna(rows[name])
    name = read.column("branch_name")
    letters = column_letters(name.index if name else 0)
    kept["source_cell"] = [f"{letters}{row + 1}" for row in rows["row"]]
    return kept


def _as_typed(cell: Any) -> Any:
    """A cell as its clerk sees it, as nearly as the source tells."""
    if cell is None:
        return None
    return getattr(cell, "code", getattr(cell, "serial", cell))


def _whole(value: float) -> str:
    return "" if value != value else f"{int(value)}"


def _points_vi(value: float) -> str:
    return f"{value:g}".replace(".", ",")
