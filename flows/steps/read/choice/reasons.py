"""Why a table would not be the return, if there is another one: hidden, an example, old, of another matter.

Arrives: a table with its rows read.
Leaves:  the reason, or none.
Not here: whether there is another one (`choosing`), what titles say (`flows.steps.read.words.titles`).
"""

from __future__ import annotations

from enum import StrEnum

from flows.steps.read.tables_of_tab import TableRead
from flows.steps.read.words import labels, titles

MOST_EXAMPLES = 3
"""Rows of a template: a tab called so with more of them is a return typed into it."""
ROWS_OF_TITLE = 3


class Aside(StrEnum):
    """Why a table is not read."""

    REPEATS = "repeats"
    SUMS_UP = "sums_up"
    HIDDEN = "hidden"
    EXAMPLE = "example"
    NOT_CURRENT = "not_current"
    ANOTHER_MATTER = "another_matter"


def reason(block: TableRead) -> Aside | None:
    """Why a full table would not be the return, if there is another one."""
    above = title_of(block)
    if block.tab.is_hidden:
        return Aside.HIDDEN
    if _is_example(block):
        return Aside.EXAMPLE
    if any(map(titles.is_not_current, above)):
        return Aside.NOT_CURRENT
    form = block.table.form
    if any(titles.names_another_app(text, form) for text in above) and not any(
        titles.names_campaign(text, form) for text in above
    ):
        return Aside.ANOTHER_MATTER
    return None


def _is_example(block: TableRead) -> bool:
    """Whether every row says that it is an example, or the tab does, or is called a template and holds hardly any."""
    at = block.table.columns.get("ordinal")
    rows = zip(block.names.typed[block.in_body].tolist(), block.data, strict=True)
    ordinals = ((name, row[at.index] if at and at.index < len(row) else None) for name, row in rows)
    if all(labels.is_example(labels.label(name), labels.label(ordinal)) for name, ordinal in ordinals):
        return True
    title = block.tab.title
    return titles.shows_how(title) or (titles.is_template(title) and len(block.in_body) <= MOST_EXAMPLES)


def title_of(block: TableRead) -> list[str]:
    """The tab's title, and the texts right above the heading, up to the rows of another table."""
    first = block.table.first_row
    rows = block.tab.rows[max(first - ROWS_OF_TITLE, 0) : first]
    alone = [
        texts[0] for row in rows if len(texts := titles.texts_of(row)) == 1 == sum(c is not None for c in row)
    ]
    return [block.tab.title, *alone]
