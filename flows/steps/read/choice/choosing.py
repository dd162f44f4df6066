"""Which of several tables make up the return: one, several that go on where another ends, or none that can be told.

Arrives: the tables of all tabs, each with its rows read.
Leaves:  the tables to read, those left aside with the reason, and those that contradict what is read.
Not here: how a table is found (`flows.steps.read.table`), what the unit is told (`flows.steps.read.notices`).

    same branches, same figures            it repeats what is read
    no branch in common, the same sums     it sums up what is read: by clusters, by kinds
    no branch in common                    it goes on: branches spread over tabs, a second page
    some branches in common                each is read; where figures differ, both cells are named
    other figures for the same branches    nothing tells which is meant: the unit must say
A hidden tab, an example, last week's figures, a target, another app's: left aside where another table is the return.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from flows.steps.read.choice import likeness, reasons
from flows.steps.read.choice.likeness import FiguresOf
from flows.steps.read.choice.reasons import Aside
from flows.steps.read.tables_of_tab import TableRead
from flows.steps.read.words import titles
from schemas.phrases import fold_words
from schemas.unit_return.readers import name_key

SMALLEST_SUM = 20
PERSONS = re.compile(r"ho (?:va )?ten\b|ten (?:doan vien|nguoi|nhan vien|can bo)\b")


@dataclass(slots=True)
class Choice:
    """`read` in the order of the sheet; the first is the main one."""

    read: list[TableRead]
    aside: list[tuple[TableRead, Aside]] = field(default_factory=list)
    rivals: list[TableRead] = field(default_factory=list)


def choose(blocks: Sequence[TableRead]) -> Choice:
    """The tables that make up the return; none where no tab has a table. A list of people, one a row, is none."""
    full = [block for block in blocks if block.is_full and not _lists_people(block)]
    if not full:
        incomplete = (block for block in blocks if not block.is_full)
        best = max(incomplete, key=lambda block: block.table.score, default=None)
        choice = Choice([best] if best else [])
    elif len(full) == 1:
        choice = Choice(full)
    else:
        choice = _choose_of_several(full)
    _add_incomplete(choice, [block for block in blocks if block not in full])
    return choice


def _choose_of_several(full: list[TableRead]) -> Choice:
    why = {id(block): reasons.reason(block) for block in full}
    candidates = [block for block in full if why[id(block)] is None] or full
    # the larger first, so that what repeats or sums it up is met after it
    first, *others = sorted(
        candidates,
        key=lambda block: (
            likeness.is_of_departments(block),
            -likeness.is_like_branches(block),
            -len(block.in_body),
        ),
    )
    choice, known = Choice([first]), likeness.figures_of(first)
    for block in others:
        _add(choice, block, known)
    for block in full:
        reason = why[id(block)]
        if block in candidates or reason is None:
            continue
        if _may_be_a_part(block, reason, known):
            choice.rivals.append(block)
        else:
            choice.aside.append((block, reason))
    choice.read.sort(key=full.index)
    return choice


def _may_be_a_part(block: TableRead, reason: Aside, known: FiguresOf) -> bool:
    """Whether a table that says it is old, or is hidden, has branches of its own: old figures are of the same ones."""
    is_of_others = likeness.figures_of(block).keys().isdisjoint(known)
    return reason in (Aside.HIDDEN, Aside.NOT_CURRENT) and is_of_others and likeness.is_like_branches(block)


def _add(choice: Choice, block: TableRead, known: FiguresOf) -> None:
    """Add a further table to those that are read, or to those that are not, by its branches and figures."""
    own = likeness.figures_of(block)
    shared = own.keys() & known.keys()
    differing = sum(own[key] != known[key] for key in shared)
    is_same_list = len(shared) == len(own) > 0
    if not shared and (_sums_up(own, known) or likeness.is_of_groups(block, choice.read)):
        choice.aside.append((block, Aside.SUMS_UP))
    elif is_same_list and differing == 0:
        choice.aside.append((block, Aside.REPEATS))
    elif not shared and (whole := known.get(name_key(block.tab.title) or "")) is not None:
        # the tab of one branch, by its departments
        is_sum = likeness.are_whole(own, whole)
        (choice.aside.append((block, Aside.SUMS_UP)) if is_sum else choice.rivals.append(block))
    elif titles.is_template(block.tab.title) != titles.is_template(choice.read[0].tab.title):
        choice.rivals.append(block)
    elif _goes_on(block, choice.read, len(shared), len(own)) or (is_same_list and differing * 2 <= len(own)):
        # rows that contradict what is read are refused with both cells named
        choice.read.append(block)
        known |= {key: figures for key, figures in own.items() if key not in known}
    else:
        choice.rivals.append(block)


def _sums_up(own: FiguresOf, known: FiguresOf) -> bool:
    """Whether fewer rows have the sums of all that is read."""
    sums = likeness.sums(own)
    return len(own) < len(known) and sums == likeness.sums(known) and max(sums, default=0) >= SMALLEST_SUM


def _goes_on(block: TableRead, read: Sequence[TableRead], shared: int, own: int) -> bool:
    """Whether it is a further page or a further cluster's tab: the same columns, and at least half of its branches new.

    On another tab the columns stand in the same order, and the tab is not called by a day or a week. In the same tab
    its numbers go on where those of another table end.
    """
    main = read[0]
    figures = ("branch_name", *main.table.form.amounts)
    if shared * 2 > own or likeness.fields(block, figures) != likeness.fields(main, figures):
        return False
    is_numbered_on = any(likeness.is_numbered_on(block, each) for each in read)
    if not any(each.tab is block.tab for each in read):
        is_alike = likeness.fields(block) == likeness.fields(main) and not titles.is_of_a_time(
            block.tab.title
        )
        is_of_groups = titles.is_of_a_group(block.tab.title) and titles.is_of_a_group(main.tab.title)
        return is_alike and (likeness.is_like_branches(block) or is_numbered_on or is_of_groups)
    has_numbers = all("ordinal" in each.table.columns for each in (block, main))
    return is_numbered_on or (not has_numbers and likeness.is_like_branches(block))


def _add_incomplete(choice: Choice, blocks: list[TableRead]) -> None:
    """Tables that lack a column: rivals where they count what the letter is after, of branches that are not read."""
    blocks = [block for block in blocks if block not in choice.read]
    choice.aside += [(block, Aside.EXAMPLE) for block in blocks if block.has_examples and not block.has_rows]
    blocks = [block for block in blocks if block.has_rows or (block.is_beside and not block.has_examples)]
    known = {key for block in choice.read for key in likeness.figures_of(block)} if blocks else set()
    for block in blocks:
        is_rival = _counts_the_lead(block) and reasons.reason(block) is None
        if is_rival and likeness.branches_of(block) - known:
            choice.rivals.append(block)
        else:
            choice.aside.append((block, Aside.ANOTHER_MATTER))


def _counts_the_lead(block: TableRead) -> bool:
    """Whether a table names branches and counts what the letter is after, or may do so under a heading in doubt."""
    table, lead = block.table, block.table.form.table.lead
    may_count = any(lead in heading.candidates for _, heading in table.strange)
    return (block.has_rows and bool(likeness.branches_of(block)) and not _is_of_people(block)) and (
        lead in table.columns or lead in table.repeated or may_count
    )


def _lists_people(block: TableRead) -> bool:
    """Whether a table of several rows has names of people, and no row counts more than one of anything."""
    most = [of.typed[block.in_body] for name, of in block.counts.items() if name in block.table.form.amounts]
    is_of_ones = all(not bool((np.nan_to_num(counts.astype(float)) > 1).any()) for counts in most)
    return len(block.in_body) > 1 and is_of_ones and _is_of_people(block)


def _is_of_people(block: TableRead) -> bool:
    """Whether each row is one person, ticked or not: a heading for their names, and never more than one of what is counted."""
    names = (fold_words(column.heading) for column, _ in block.table.strange)
    lead = block.table.form.table.lead
    counted = block.counts[lead].typed[block.in_body] if lead in block.counts else np.zeros(1)
    return any(map(PERSONS.match, names)) and not bool((np.nan_to_num(counted.astype(float)) > 1).any())
