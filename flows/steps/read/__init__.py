"""Read a sheet: find the table, map headings to columns, turn cells into typed values with their addresses.

Arrives: a `Sheet`, the form of its campaign, and what was answered about its rows.
Leaves:  a `ReadReturn`: the branches' rows, the totals, what every other row was, and findings about the sheet.
Not here: whether a row is right (`check`). Pure: no clock, environment, network or database.

| room | what it tells |
| --- | --- |
| `words/` | what labels and titles say |
| `columns` | a column's cells as typed values |
| `table/` | where a table stands, and what each of its columns is |
| `rows/` | what each row below a heading is |
| `tables_of_tab` | a tab's tables, each with its rows read |
| `marks` | which rows a column of marks means, and what its blanks say |
| `choice/` | which of them make up the return |
| `assembling` | these as one return, its rows numbered through |
| `notices/` | what the unit is told of its sheet |

A room knows those above it and none below, but for `words/`, `columns` and `table/`, which know nothing of each other,
nor `marks` and `choice/`.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from flows.steps.read import assembling
from flows.steps.read.choice.choosing import Choice, choose
from flows.steps.read.notices import multiples, shares, titles
from flows.steps.read.notices import sheet as about_sheet
from flows.steps.read.notices import tables as about_tables
from flows.steps.read.tables_of_tab import TableRead, tables_of
from schemas.answer import NO_ANSWERS, Answers
from schemas.finding import Finding, finding
from schemas.form.form import Form
from schemas.sheet import Sheet, Tab
from schemas.unit_return import ReadReturn
from schemas.unit_return.row_kind import RowKind, count_kinds
from schemas.vietnamese.text.encodings import decoder_of

LONGEST_PROOF = 300
"""Letters of a cell that are looked at to tell a sheet's encoding."""


def read_sheet(sheet: Sheet, form: Form, answers: Answers = NO_ANSWERS) -> ReadReturn:
    """Read a whole sheet. Never raises, whatever the cells hold: what cannot be read is a finding."""
    tabs = [in_unicode(tab) for tab in sheet.tabs]
    tables = [block for tab in tabs for block in tables_of(tab, form, answers)]
    choice = choose(tables)
    findings = about_sheet.about_settings(sheet)
    questions = titles.about_titles(choice.read)
    if not choice.read or any(answers.get(each.asks_about or "") == "no" for each in questions):
        return _without_table(sheet, form, findings)
    findings += [each for each in questions if answers.get(each.asks_about or "") != "yes"]
    return _assembled(choice, tables, tabs, findings)


def _assembled(
    choice: Choice, tables: list[TableRead], tabs: list[Tab], findings: list[Finding]
) -> ReadReturn:
    """The tables that were chosen as one return, with what is to be said of them and of the others."""
    blocks, kinds = assembling.number(choice.read, tables)
    for block, of in zip(blocks, choice.read, strict=True):
        findings += about_sheet.about_headings(block)
        findings += about_sheet.about_columns_without_heading(of, block, tables)
        findings += about_tables.about_rest(of, block)
        findings += about_sheet.about_other_rows(of, block)
        findings += multiples.about_multiples(block, kinds[block.before :])
        findings += shares.about_parts(of, block)
    findings += about_tables.about_tables_together(choice.read)
    findings += about_tables.about_rivals(choice)
    findings += about_tables.about_tables_aside(choice)
    findings += about_sheet.about_hidden_rows(choice.read)
    others = sum(len(tab.rows) for tab in tabs if not any(block.tab is tab for block in blocks))
    return ReadReturn(
        form=blocks[0].table.form,
        rows=assembling.rows_of(choice.read, blocks),
        kinds=count_kinds(kinds) + Counter({RowKind.OTHER_TAB: others}),
        tables=blocks,
        row_kinds=kinds,
        totals=assembling.totals_of(choice.read, blocks),
        findings=tuple(findings),
    )


def in_unicode(tab: Tab) -> Tab:
    """A tab typed with a TCVN3 or VNI font as its clerk sees it; any other tab as it is."""
    decode = decoder_of(cell[:LONGEST_PROOF] for row in tab.rows for cell in row if isinstance(cell, str))
    if decode is None:
        return tab
    rows = tuple(tuple(decode(c) if isinstance(c, str) else c for c in row) for row in tab.rows)
    return replace(tab, rows=rows)


def _without_table(sheet: Sheet, form: Form, findings: list[Finding]) -> ReadReturn:
    rows = sum(len(tab.rows) for tab in sheet.tabs)
    if rows:
        findings = [*findings, finding("table_not_found", missing=form.needed_vi)]
    return ReadReturn(form, assembling.no_rows(form), Counter({RowKind.NOTE: rows}), findings=tuple(findings))
