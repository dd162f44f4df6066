"""Values as Postgres stores them: whole counts, no NaN, texts without what it refuses.

Arrives: a column of accepted rows, or one text of a finding.
Leaves:  the same as Python values that the driver sends.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt

from schemas.form.quantity import Kind

NUL = "\0"
Values = npt.NDArray[Any]


def _counts(values: Values) -> list[int | None]:
    """Whole numbers; NaN is NULL."""
    is_given = ~np.isnan(values)
    counts = np.where(is_given, values, 0).astype(np.int64).astype(object)
    counts[~is_given] = None
    sent: list[int | None] = counts.tolist()
    return sent


def _points(values: Values) -> list[float | None]:
    return [None if value != value else value for value in values.tolist()]


def _texts(values: Values) -> list[str | None]:
    return stored_texts(values.tolist())


def stored_texts(texts: list[str | None]) -> list[str | None]:
    """Texts as Postgres stores them. Asked of all together: nearly always there is nothing to mend."""
    return texts if _is_storable("".join(filter(None, texts))) else [text(each) for each in texts]


AS_STORED: dict[Kind, Callable[[Values], list[Any]]] = {
    "count": _counts,
    "money": _counts,
    "percent": _points,
    "text": _texts,
    "name": _texts,
}
"""What is sent of a column of accepted rows, by the quantity's kind; the others go as they are."""


def text(value: str | None) -> str | None:
    """A text as Postgres stores it: no NUL, no lone surrogate."""
    if value is None:
        return None
    return value.replace(NUL, "").encode("utf-8", "replace").decode("utf-8")


def _is_storable(text: str) -> bool:
    try:
        return NUL.encode() not in text.encode("utf-8")
    except UnicodeEncodeError:
        return False
