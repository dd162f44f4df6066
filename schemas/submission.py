"""The contract of a branch's row: its fields, their kinds, and every rule that one row must keep.

Arrives: rows of typed values, one column per field of `FIELDS`, as `flows.steps.read` makes them.
Leaves:  `CONTRACT`, a pandera schema; each of its checks is one rule of `schemas.finding.CATALOGUE`.
Not here: rules about a whole return (`flows.steps.check`) and the sentences (`schemas.finding`).

Counts are float64 with NaN for "not given": blank is not zero. A check returns plain booleans, True where the
row keeps the rule, because pandera lets a missing answer pass; what a missing value means is said in each check.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
import pandera.pandas as pa

from schemas.fields import COUNTS, PERCENTS, READ, TEXTS

DATE_SERIALS = (43831, 44300)
"""Serial dates of 1/1/2020 to 13/4/2021: a whole number of this range in a count column is no count, since no
branch has so many people, and "12/8" typed into a date's cell leaves just such a number."""
LARGE_BRANCH = 3000
ASKED = ("row_may_be_total", "row_may_be_part", "row_after_table", "row_hidden")
"""The questions about a row; reading says in the column `asked` which one, counted from 1, or 0 for none."""

POINTS_AT: dict[str, tuple[str, ...]] = {}
"""For each rule of a row, the fields its finding points at: the first one that the sheet has."""


def base(rows: pd.DataFrame) -> pd.Series:
    """The workforce, or the members where a row gives only those."""
    return rows["workforce"].fillna(rows["members"])


def _exceeds(part: pd.Series, whole: pd.Series) -> pd.Series:
    """Whether both are given and the part is larger."""
    return part.gt(whole)


Check = Callable[[pd.DataFrame], pd.Series]
_RULES: list[pa.Check] = []


def _rule(code: str, *points_at: str) -> Callable[[Check], Check]:
    def register(keeps: Check) -> Check:
        POINTS_AT[code] = points_at
        _RULES.append(pa.Check(keeps, name=code, ignore_na=False))
        return keeps

    return register


@_rule("branch_name_missing", "branch_name")
def _has_name(rows: pd.DataFrame) -> pd.Series:
    """A name of nothing but punctuation is none."""
    return rows["branch_key"].notna() | rows["branch_name_refusal"].notna()


@_rule("workforce_missing", "workforce", "members")
def _has_workforce(rows: pd.DataFrame) -> pd.Series:
    is_refused = rows["workforce_refusal"].notna() | rows["members_refusal"].notna()
    return base(rows).notna() | is_refused


@_rule("installed_missing", "installed")
def _has_installed(rows: pd.DataFrame) -> pd.Series:
    return rows["installed"].notna() | rows["installed_refusal"].notna()


@_rule("workforce_below_one", "workforce", "members")
def _someone_works_there(rows: pd.DataFrame) -> pd.Series:
    return ~base(rows).lt(1)


@_rule("members_above_workforce", "members")
def _members_within_workforce(rows: pd.DataFrame) -> pd.Series:
    return ~_exceeds(rows["members"], rows["workforce"])


@_rule("smartphones_above_workforce", "smartphone_users")
def _smartphones_within_workforce(rows: pd.DataFrame) -> pd.Series:
    return ~_exceeds(rows["smartphone_users"], base(rows))


@_rule("installed_above_smartphones", "installed")
def _installed_within_smartphones(rows: pd.DataFrame) -> pd.Series:
    return ~_exceeds(rows["installed"], rows["smartphone_users"])


@_rule("installed_above_workforce", "installed")
def _installed_within_workforce(rows: pd.DataFrame) -> pd.Series:
    """Only where no smartphone count says it already."""
    return ~(_exceeds(rows["installed"], base(rows)) & rows["smartphone_users"].isna())


@_rule("reached_above_workforce", "reached")
def _reached_within_workforce(rows: pd.DataFrame) -> pd.Series:
    return ~_exceeds(rows["reached"], base(rows))


@_rule("not_installed_disagrees", "not_installed")
def _not_installed_completes_installed(rows: pd.DataFrame) -> pd.Series:
    together = rows["installed"] + rows["not_installed"]
    wholes = (rows["smartphone_users"], rows["workforce"], rows["members"])
    keeps: pd.Series = together.isna() | np.logical_or.reduce([together.eq(whole) for whole in wholes])
    return keeps


def _matches(typed: pd.Series, part: pd.Series, whole: pd.Series) -> pd.Series:
    """Whether a typed percentage is the ratio, rounded or cut off at its own last digit."""
    ratio = 100 * part / whole.where(whole.gt(0))
    unit = pd.Series(0.01, index=typed.index)
    unit[np.isclose(typed * 10, (typed * 10).round())] = 0.1
    unit[np.isclose(typed, typed.round())] = 1.0
    rest = ratio - typed
    return rest.ge(-0.5 * unit - 1e-9) & rest.lt(unit)


@_rule("typed_pct_disagrees", "typed_pct", "typed_pct_of_workforce", "typed_pct_of_smartphones")
def _typed_pct_matches(rows: pd.DataFrame) -> pd.Series:
    wholes = {
        "typed_pct": ("workforce", "members", "smartphone_users"),
        "typed_pct_of_workforce": ("workforce", "members"),
        "typed_pct_of_smartphones": ("smartphone_users",),
    }
    keeps = pd.Series(True, index=rows.index)
    for typed, names in wholes.items():
        if not rows[typed].notna().any():
            continue
        can_tell = rows[typed].notna() & rows["installed"].notna() & rows[list(names)].gt(0).any(axis=1)
        agrees = [_matches(rows[typed], rows["installed"], rows[name]) for name in names]
        keeps &= ~can_tell | np.logical_or.reduce(agrees)
    return keeps


@_rule("workforce_above_3000", "workforce", "members")
def _is_of_usual_size(rows: pd.DataFrame) -> pd.Series:
    size = base(rows)
    return ~size.gt(LARGE_BRANCH) | size.between(*DATE_SERIALS)


def _is_not_asked(code: str) -> Check:
    """Reading marks rows of which only the unit knows what they are: taken for a branch, one may count people twice."""
    number = ASKED.index(code) + 1

    def keeps(rows: pd.DataFrame) -> pd.Series:
        is_kept: pd.Series = rows["asked"].ne(number)
        return is_kept

    return keeps


for _code in ASKED:
    _rule(_code, "branch_name")(_is_not_asked(_code))


@_rule("row_stands_apart", "branch_name")
def _is_like_the_others(rows: pd.DataFrame) -> pd.Series:
    keeps: pd.Series = ~rows["stands_apart"]
    return keeps


def _date_rule(name: str) -> pa.Check:
    """A whole number in the range of the campaign's serial dates: "12/8" has turned into a date."""
    return pa.Check(
        lambda rows: ~rows[name].between(*DATE_SERIALS), name=f"looks_like_date:{name}", ignore_na=False
    )


def _readable_rule(name: str) -> pa.Check:
    """A cell that could not be read; the code of the reason stands in the companion column."""
    return pa.Check(lambda rows: rows[f"{name}_refusal"].isna(), name=f"refused:{name}", ignore_na=False)


CONTRACT = pa.DataFrameSchema(
    columns={
        **{name: pa.Column(float, nullable=True, checks=pa.Check.ge(0)) for name in COUNTS},
        **{name: pa.Column(float, nullable=True, checks=pa.Check.in_range(0, 100)) for name in PERCENTS},
        **{name: pa.Column(object, nullable=True) for name in ("branch_name", "branch_key", *TEXTS)},
        "in_industrial_zone": pa.Column(object, nullable=True),
        "stands_apart": pa.Column(bool),
        "asked": pa.Column("int8"),
        **{f"{name}_refusal": pa.Column(object, nullable=True) for name in READ},
    },
    checks=[*_RULES, *map(_date_rule, COUNTS), *map(_readable_rule, READ)],
    strict=False,
)
"""The one statement of the rules of a row, errors and warnings alike; `schemas.finding` says which is which."""
