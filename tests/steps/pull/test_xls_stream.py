"""What a compound file must be before the workbook in it is read: chains of sectors with an end, a tree of entries."""

from __future__ import annotations

import struct

import pytest

from flows.steps.pull.workbooks.markup import Damaged
from flows.steps.pull.workbooks.xls_stream import require_chain, require_tree

END = -2
NONE = -1


def entry(what: int, left: int = NONE, right: int = NONE, beneath: int = NONE) -> bytes:
    """An entry of a directory with its links ([MS-CFB] 2.6.1)."""
    return struct.pack("<66xBx3i48x", what, left, right, beneath)


def test_sectors_are_a_chain_that_ends() -> None:
    require_chain([2, END, 1], 0)
    require_chain([], END)


@pytest.mark.parametrize("next_of", [[0], [1, 0], [1, 2, 1]])
def test_sectors_without_an_end_are_refused(next_of: list[int]) -> None:
    with pytest.raises(Damaged):
        require_chain(next_of, 0)


def test_entries_are_a_tree() -> None:
    require_tree(entry(5, beneath=1) + entry(2, left=2, right=3) + entry(2) + entry(2))


def test_an_entry_that_two_others_lead_to_is_refused() -> None:
    with pytest.raises(Damaged):
        require_tree(entry(5, beneath=1) + entry(2, left=2, right=2) + entry(2))
