"""What a row with figures is, decided from all that is known of it.

Arrives: the evidence of one row: its number, its name, what it is the sum of, what the return's own total says.
Leaves:  a verdict. `tests/spec/totals.txt` is the whole rule as a table, each line a test.
Not here: how the evidence is found (`settling`); rows that are plainly a branch's, which are never doubted.

A total taken for a branch counts people twice and a branch taken for a total loses them, both without a word. So
a row is a branch's only if it is like the others or the return's own total counts it; it sums up others only if its
label or its figures say so and its name is no branch's; anything else is asked.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Literal

Number = Literal["in order", "gap", "letter", "none", "no column"]
"""How a row is numbered: as the others, with none where the numbers leave out one, I or A, none, in no column."""
Name = Literal["branch", "kind", "group", "whole", "words", "other", "none"]
"""Whether it is named as branches are, as a kind of them, as a cluster, as the whole unit, in words of headings alone
("Kết quả"), otherwise, or not at all."""
Sums = Literal["exactly", "nearly", "no"]
"""Whether its figures are those of the rows above or below it, or of all others, together."""
Total = Literal["counts it", "leaves it out", "does not tell"]
"""What the return's own grand total says, where it can be the sum with the row, or without it, and not both."""


class Verdict(Enum):
    """A branch; a branch that is shown since it is unlike the others; a sum of others, not data; a question."""

    BRANCH = "branch"
    APART = "apart"
    SUM = "sum"
    ASK = "ask"


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known of a row that is not plainly a branch's."""

    number: Number
    name: Name
    sums: Sums
    total: Total = "does not tell"
    is_hidden: bool = False
    are_named: bool = True
    """Most rows are named as branches are."""
    is_of_recap: bool = False
    """It and most others are called as kinds of branches are."""


def decide(row: Evidence) -> Verdict:  # noqa: C901, PLR0912 - one case for each line of the rule
    """The first line that fits."""
    match row:
        case Evidence(is_of_recap=True):
            return Verdict.ASK
        case Evidence(total="counts it", sums="exactly", number="letter" | "none" | "no column"):
            return Verdict.ASK
        case Evidence(total="counts it", name="branch" | "none"):
            return Verdict.BRANCH
        case Evidence(total="counts it"):
            return Verdict.APART
        case Evidence(total="leaves it out", is_hidden=True):
            return Verdict.SUM
        case Evidence(is_hidden=True):
            return Verdict.ASK
        case Evidence(sums="exactly", number="in order"):
            return Verdict.ASK
        case Evidence(number="gap", name="branch" | "other"):
            return Verdict.BRANCH
        case Evidence(sums="exactly", name="none" | "kind" | "group" | "whole" | "words"):
            return Verdict.SUM
        case Evidence(sums="exactly", name="other", number="letter"):
            return Verdict.SUM
        case Evidence(total="leaves it out", sums="exactly", name="other"):
            return Verdict.SUM
        case Evidence(total="leaves it out", name="kind" | "group" | "words"):
            return Verdict.SUM
        case Evidence(name="none") | Evidence(number="in order", sums="no"):
            return Verdict.BRANCH
        case (
            Evidence(sums="exactly" | "nearly")
            | Evidence(total="leaves it out")
            | Evidence(name="whole" | "kind" | "words")
        ):
            return Verdict.ASK
        case Evidence(number="none" | "letter", name="branch"):
            return Verdict.APART
        case Evidence(number="none" | "letter" | "gap"):
            return Verdict.ASK
        case Evidence(name="branch", number="no column"):
            return Verdict.BRANCH
        case Evidence(are_named=True):
            return Verdict.APART
        case _:
            return Verdict.BRANCH
