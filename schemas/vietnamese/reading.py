"""What comes of reading one cell: a value, or the reason it is refused."""

from __future__ import annotations

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
