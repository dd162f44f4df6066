"""What comes of reading one cell: a value and what was normalised, or the reason it is refused."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Reading(Generic[T]):
    """`value` is None both for a missing cell and for a refused one; `refusal` tells them apart."""

    value: T | None = None
    normalised: str | None = None
    """What was done to the cell to read it, None when it stood as documented."""
    refusal: str | None = None
    """The code of the reason, a key of `schemas.vietnamese.refusals.REFUSALS`."""
    suggestion: str | None = None
    """What the clerk probably meant to type, where there is one candidate."""
