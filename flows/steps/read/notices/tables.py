"""Findings about whole tables: which were read together, which were not and why.

Arrives: the tables that make up the return, and those that do not.
Leaves:  findings.
Not here: which those are (`flows.steps.read.choice`), what titles say of their figures (`titles`), findings about headings
         and rows (`sheet`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from flows.steps.read.choice.choosing import Choice
from flows.steps.read.choice.reasons import Aside
from flows.steps.read.tables_of_tab import TableRead
from schemas.finding import Finding, finding
from schemas.sheet import in_tab
from schemas.unit_return.row_kind import RowKind
from schemas.unit_return.table import PlacedTable

TABLES_NAMED = 20
WHY_ASIDE = {
    Aside.REPEATS: "chỉ nhắc lại số liệu đã có ở bảng chính",
    Aside.SUMS_UP: "chỉ cộng lại số liệu của các CĐCS",
    Aside.HIDDEN: "nằm ở trang bị ẩn",
    Aside.EXAMPLE: "là mẫu hoặc ví dụ",
    Aside.NOT_CURRENT: "ghi là số cũ, bản nháp hoặc chỉ tiêu",
    Aside.ANOTHER_MATTER: "là nội dung khác hoặc thiếu cột trong mẫu",
}


def about_rivals(choice: Choice) -> Iterator[Finding]:
    """Tables with other figures for the same branches, of which nothing tells the right one."""
    main = choice.read[0]
    for rival in choice.rivals:
        if rival.is_beside:
            where = f"ô {main.cell} và ô {rival.cell}"
        elif rival.tab is main.tab:
            where = f"dòng {main.table.first_row + 1} và dòng {rival.table.first_row + 1}"
        else:
            where = f"các trang {main.tab.title}, {rival.tab.title}"
        yield finding("several_tables", where=where)


def about_tables_together(read: Sequence[TableRead]) -> Iterator[Finding]:
    """Several tables that were read as one return: that is said, since it was a choice."""
    if len(read) > 1:
        names_tab = any(block.tab is not read[0].tab for block in read)
        cells = [in_tab(block.tab.title, block.cell) if names_tab else block.cell for block in read]
        where = ", ".join(cells[:TABLES_NAMED]) + ("…" if len(cells) > TABLES_NAMED else "")
        yield finding("tables_read_together", where=where)


def about_tables_aside(choice: Choice) -> Iterator[Finding]:
    """Tables that are not read, each with the reason."""
    tabs = [block.tab for block in choice.read]
    for block, why in choice.aside:
        is_elsewhere = not any(block.tab is tab for tab in tabs)
        if is_elsewhere and block.table.missing:
            yield finding("tab_not_read", raw=block.tab.title)
        else:
            cell = (
                in_tab(block.tab.title, block.cell)
                if is_elsewhere or len(set(map(id, tabs))) > 1
                else block.cell
            )
            yield finding("table_not_read", cell=cell, why=WHY_ASIDE[why])


def about_rest(of: TableRead, block: PlacedTable) -> Iterator[Finding]:
    """A table of another matter below this one, in which nothing of the return was found; or its own next page, told otherwise."""
    if (goes_on := of.classification.goes_on) is not None:
        yield finding(
            "several_tables", where=f"dòng {of.table.first_row + 1} và dòng {goes_on + of.start + 1}"
        )
    for place in np.flatnonzero(of.classification.kinds == RowKind.ANOTHER_TABLE)[:1].tolist():
        row = place + of.start + block.before
        first = next((index for index, cell in enumerate(block.cells(row)) if cell not in (None, "")), 0)
        yield finding("table_not_read", cell=block.at(row, first), why=WHY_ASIDE[Aside.ANOTHER_MATTER])
