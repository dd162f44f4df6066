"""A rule as one value: its code, how severe it is, what it says, where it points, and when a row holds it.

Arrives: nothing; this is what the lists of this package are made of.
Leaves:  `Rule`.
Not here: one case of a broken rule (`schemas.finding`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from schemas.typed_rows import Bools, TypedRows

Severity = Literal["error", "question", "warning"]
"""An error is the unit's to mend; a question waits for a yes or no, and what it is about waits uncounted; a warning
is accepted and shown."""

Holds = Callable[["TypedRows"], "Bools"]
"""Of rows of typed values, which ones keep a rule: plain booleans. What a missing value means, each rule says."""


@dataclass(frozen=True, slots=True)
class Rule:
    """`sentence` is what the clerk reads; in braces stand the facts of the case."""

    code: str
    severity: Severity
    sentence: str
    with_suggestion: str | None = None
    """The sentence where the cell lets one guess what was meant; None where no reader offers a {suggestion}."""
    for_all_campaigns: str | None = None
    """The sentence where campaigns are told of together and theirs differ; None where all must say the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RowRule(Rule):
    """A rule that each row keeps or breaks by itself."""

    points_at: tuple[str, ...]
    """The fields its finding points at: the first that the row fills, else the first that the sheet has."""
    holds: Holds
