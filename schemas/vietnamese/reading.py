"""What comes of reading one cell: a value, or the reason it is refused; and how a reason is found by patterns."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Reading(Generic[T]):
    """`value` is None both for a missing cell and for a refused one; `refusal` tells them apart."""

    value: T | None = None
    refusal: str | None = None
    """The code of the reason, of those in `schemas.rules.cells`."""
    suggestion: str | None = None
    """What the clerk probably meant to type, where there is one candidate."""


Reasons = tuple[tuple[re.Pattern[str], str], ...]


def reasons(*patterns: tuple[str, str]) -> Reasons:
    """Patterns with the code of the refusal that each stands for, in the order in which they are tried."""
    return tuple((re.compile(pattern), code) for pattern, code in patterns)


def first_reason(of: Iterable[tuple[re.Pattern[str], str]], text: str) -> str | None:
    """The code of the first pattern that is found in a text."""
    return next((code for pattern, code in of if pattern.search(text)), None)
