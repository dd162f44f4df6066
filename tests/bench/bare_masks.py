"""The rules of a row in bare numpy, each over the whole column: what asking them costs without a contract.

Arrives: columns of typed values.
Leaves:  for each rule, in the order of the contract, where it is broken.
Not here: the rules of questions. A rule that changes in the form of 2020 or in `schemas.rules` changes here, which the bench
         finds out.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import reduce
from operator import and_, or_
from typing import Any

import numpy as np

COUNTS = (
    "workforce",
    "members",
    "smartphone_users",
    "reached",
    "launch_sessions",
    "installed",
    "not_installed",
)
WHOLES = {
    "typed_pct": ("workforce", "members", "smartphone_users"),
    "typed_pct_of_workforce": ("workforce", "members"),
    "typed_pct_of_smartphones": ("smartphone_users",),
}
NONE: Any = None
"""What a cell of objects holds that holds nothing."""


def bare_masks(of: Mapping[str, Any]) -> list[Any]:
    nan = np.isnan
    base = np.where(nan(of["workforce"]), of["members"], of["workforce"])
    refused = {
        name: np.not_equal(of[f"{name}_refusal"], NONE) for name in (*COUNTS[:2], "installed", "branch_name")
    }
    together = of["installed"] + of["not_installed"]
    return [
        np.equal(of["branch_key"], NONE) & ~refused["branch_name"],
        of["shows_person"],
        nan(of["workforce"]) & nan(of["members"]) & ~refused["workforce"] & ~refused["members"],
        nan(of["installed"]) & ~refused["installed"],
        base < 1,
        of["members"] > of["workforce"],
        of["smartphone_users"] > base,
        of["reached"] > base,
        of["installed"] > of["smartphone_users"],
        (of["installed"] > base) & nan(of["smartphone_users"]),
        ~nan(together)
        & reduce(and_, (together != of[n] for n in ("smartphone_users", "workforce", "members"))),
        reduce(or_, (_disagrees(of, typed, wholes) for typed, wholes in WHOLES.items())),
        (base > 3000) & (base <= 200_000) & ~((base >= 43831) & (base <= 44300)),
        (of["workforce"] > 200_000) | (of["members"] > 200_000),
        of["reached"] > 200_000,
        of["launch_sessions"] > 200_000,
        *((of[name] >= 43831) & (of[name] <= 44300) for name in COUNTS),
    ]


def _disagrees(of: Mapping[str, Any], typed: str, wholes: tuple[str, ...]) -> Any:
    pct, part = of[typed], of["installed"]
    can_tell = ~np.isnan(pct) & ~np.isnan(part) & reduce(or_, (of[whole] > 0 for whole in wholes))
    is_whole, is_tenth = (np.isclose(pct * by, (pct * by).round()) for by in (1, 10))
    unit = np.where(is_whole, 1.0, np.where(is_tenth, 0.1, 0.01))
    rests = [100 * part / np.where(of[whole] > 0, of[whole], np.nan) - pct for whole in wholes]
    return can_tell & ~reduce(or_, ((rest >= -0.5 * unit - 1e-9) & (rest < unit) for rest in rests))
