"""Hold a read return to the contract: accepted rows and findings come out, and nothing is lost between.

Arrives: a `ReadReturn`.
Leaves:  a `CheckedReturn`: the rows to load, the branches whose rows are bad or wait, findings, and the accounts.
Not here: the rules (`schemas.rules`) and the contract made of them (`schemas.submission`). Pure.

What the pandera contract asks of rows is asked here one by one, and what breaks it is kept (`schemas.submission` says
why); pandera itself sees what was accepted when it is loaded.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from flows.steps.check.duplicates import duplicates
from flows.steps.check.questions import questions
from flows.steps.check.rows import broken_rules
from flows.steps.check.sums import row_sums
from flows.steps.check.whole_return import UnitNames, about_letterhead, about_return
from schemas.finding import Finding
from schemas.submission import stored_columns
from schemas.typed_rows import Bools, TypedRows, objects
from schemas.unit_return import CheckedReturn, ReadReturn
from schemas.unit_return.row_kind import RowKind

OF_ALL_ROWS = ("several_tables", "figures_in_multiples")
"""Findings of the whole return under which no row's figures can be taken."""


def check_return(read: ReadReturn, not_of: UnitNames | None = None) -> CheckedReturn:
    """Apply every rule to every row, and the rules of the whole return. Never raises on what a sheet holds.

    `not_of` tells of a name in the letterhead whether it is another unit's: then, whose sheet this is.
    """
    waits, open_questions = (
        questions(read) if is_one_table(read) else (np.zeros(len(read.rows), dtype=bool), [])
    )
    known = replace(read, rows=read.rows.only(~waits)) if waits.any() else read
    is_bad, repeated, about = _held_to_the_contract(known)
    findings = [*read.findings, *open_questions, *about]
    findings += _about_return(read, known, waits, repeated)
    findings += about_letterhead(read, not_of) if not_of else ()
    unsettled = {*known.rows["branch_key"][is_bad].tolist(), *read.rows["branch_key"][waits].tolist()}
    return CheckedReturn(
        accepted=_accepted(known, ~(is_bad | repeated)),
        bad_keys=frozenset(unsettled - {None}),
        findings=tuple(dict.fromkeys(findings)),
        rows_in_sheet=sum(read.kinds.values()),
        rows_refused=int(is_bad.sum()),
        rows_waiting=int(waits.sum()),
        is_submitted=len(read.rows) > 0
        or bool(read.totals)
        or read.kinds[RowKind.ANSWERED_NO] > 0
        or any(f.rule == "table_not_found" for f in findings),
        keeps_vanished=(not is_one_table(read) and bool(sum(read.kinds.values()))) or None in unsettled,
        row_sums=row_sums(read, waits, is_bad, repeated),
    )


def is_one_table(read: ReadReturn) -> bool:
    """Whether the sheet has one table whose rows can be told; the rows of any other are all refused."""
    return read.is_readable and not any(each.rule in OF_ALL_ROWS for each in read.findings)


def _held_to_the_contract(read: ReadReturn) -> tuple[Bools, Bools, list[Finding]]:
    """Which rows are refused, which only repeat another, and what is said of them."""
    is_bad = np.zeros(len(read.rows), dtype=bool)
    findings: list[Finding] = []
    if not is_one_table(read):
        return ~is_bad, is_bad, findings
    for places, refuses, about in broken_rules(read):
        findings += about
        is_bad[places] |= refuses
    repeated, about = duplicates(read, is_bad)
    return is_bad, repeated, findings + about


def _about_return(read: ReadReturn, known: ReadReturn, waits: Bools, repeated: Bools) -> list[Finding]:
    """The rules of the whole return: broken only if they are, whatever the rows that wait turn out to be."""
    without = list(about_return(known, known.rows.only(~repeated)))
    if known is read:
        return without
    counted = waits.copy()
    counted[~waits] = ~repeated
    together = {(each.rule, each.cell) for each in about_return(read, read.rows.only(counted))}
    return [each for each in without if (each.rule, each.cell) in together]


def _accepted(read: ReadReturn, is_accepted: Bools) -> TypedRows:
    """The stored fields of the rows that break no rule."""
    form = read.form
    stored = [name for name in stored_columns(form) if name != "source_cell"]
    rows = TypedRows({name: read.rows[name] for name in ("row", *stored, *form.percents)}).only(is_accepted)
    figures = {name: rows[name] for name in stored}
    for name in form.percents:
        main = form[name].stands_for
        if main and read.has(name):
            figures[main] = np.where(np.isnan(figures[main]), rows[name], figures[main])
    figures["source_cell"] = objects(read.addresses(rows["row"].tolist(), "branch_name"))
    return TypedRows(figures)
