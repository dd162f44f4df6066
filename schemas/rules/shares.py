"""Whether a percentage that somebody typed is the share that its own row makes.

Arrives: a form; rows of typed values.
Leaves:  a rule for each percentage that is stored.
Not here: the other rules of a row (`rows`). A typed percentage is a check and nothing more: rates are recomputed.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce
from operator import and_, or_
from typing import TYPE_CHECKING

from schemas.form.form import Form
from schemas.form.quantity import ShareOf
from schemas.rules.rule import RowRule

if TYPE_CHECKING:
    from schemas.typed_rows import Bools, Column, TypedRows


def rules_of_shares(form: Form) -> Iterator[RowRule]:
    """Each typed percentage is the share that its own row makes; one that stands for another is told as that one."""
    shares = {name: share for name in form.percents if (share := form[name].share_of)}
    of_main: dict[str, list[str]] = {}
    for name in shares:
        of_main.setdefault(form[name].stands_for or name, []).append(name)
    for main, names in of_main.items():
        yield RowRule(
            f"{main}_disagrees",
            "warning",
            "Ô {cell}: tỷ lệ {typed_pct}% không khớp số liệu của dòng (tính lại: {recomputed}); "
            "hãy sửa tỷ lệ hoặc số liệu.",
            points_at=tuple(names),
            holds=lambda rows, names=tuple(names): reduce(  # type: ignore[misc]
                and_, (_is_share(rows, name, shares[name]) for name in names)
            ),
        )


def _is_share(rows: TypedRows, typed: str, share: ShareOf) -> Bools:
    """Whether a typed percentage is one of the ratios, rounded or cut off at its own last digit.

    Told only where the row has the part and something that it may be a share of.
    """
    import numpy as np

    can_tell = rows.is_given(typed) & rows.is_given(share.part)
    if not can_tell.any():
        return ~can_tell
    can_tell &= reduce(or_, (rows[each] > 0 for each in share.wholes))
    percent, part = rows[typed], 100 * rows[share.part]
    digit = np.where(_is_whole(percent), 1.0, np.where(_is_whole(percent * 10), 0.1, 0.01))
    ratios = (part / np.where(rows[each] > 0, rows[each], np.nan) for each in share.wholes)
    rests = (ratio - percent for ratio in ratios)
    return ~can_tell | reduce(or_, ((rest >= -0.5 * digit - 1e-9) & (rest < digit) for rest in rests))


def _is_whole(numbers: Column) -> Bools:
    """Whether numbers are whole but for what a binary fraction leaves of them."""
    nearest = numbers.round()
    is_whole: Bools = abs(numbers - nearest) <= 1e-8 + 1e-5 * abs(nearest)
    return is_whole
