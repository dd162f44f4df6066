"""The rules of one row's figures.

Arrives: rows of typed values (`schemas.typed_rows`), one column per field of `FIELDS` and its `<field>_refusal`.
Leaves:  `FIGURE_RULES`; a rule more is a value more in this list.
Not here: what is asked about a row (`questions`), rows that repeat another (`returns`), cells that cannot be read
         (`cells`).

Counts are float64 with NaN for "not given": blank is not zero. What is compared with a missing value is kept, unless
the rule says otherwise; a cell that was refused is told as that, and not as missing too.
"""

from __future__ import annotations

from functools import reduce
from operator import and_, or_
from typing import TYPE_CHECKING

from schemas.fields import COUNTS
from schemas.rules.rule import RowRule, Severity

if TYPE_CHECKING:
    from schemas.typed_rows import Bools, Column, TypedRows

DATE_SERIALS = (43831, 44300)
"""Serial dates of 1/1/2020 to 13/4/2021: a whole number of this range in a count column is no count, since no
branch has so many people, and "12/8" typed into a date's cell leaves just such a number."""
LARGE_BRANCH = 3000
LARGEST_BRANCH = 200_000
"""No branch has more people: the largest of the country, of a factory, have fewer than half as many. What is larger is
another number: a telephone of seven digits, an account, a sum of money."""
BASE = ("workforce", "members")
"""Where the people of a row stand: see `TypedRows.base`."""
WHOLES_OF_PERCENT = {
    "typed_pct": ("workforce", "members", "smartphone_users"),
    "typed_pct_of_workforce": ("workforce", "members"),
    "typed_pct_of_smartphones": ("smartphone_users",),
}
"""Of what each typed percentage may be the installs' share."""


def _given(rows: TypedRows, *names: str) -> Bools:
    """Whether one of the fields has a value, or a cell that is told of as refused."""
    return reduce(or_, (rows.is_given(name) | rows.is_refused(name) for name in names))


def _between(column: Column, least: float, most: float) -> Bools:
    is_between: Bools = (column >= least) & (column <= most)
    return is_between


def _part(
    code: str, severity: Severity, part: str, whole: str, sentence: str, *, unless: str | None = None
) -> RowRule:
    """No part is larger than its whole; `whole` is a field, or "base". Not asked where the field `unless` is given."""

    def holds(rows: TypedRows) -> Bools:
        is_kept: Bools = ~(rows[part] > (rows.base if whole == "base" else rows[whole]))
        return is_kept | rows.is_given(unless) if unless else is_kept

    return RowRule(code, severity, sentence, points_at=(part,), holds=holds)


def _not_a_date(name: str) -> RowRule:
    return RowRule(
        "looks_like_date",
        "error",
        "Ô {cell}: số {raw} là một ngày (như 12/8) bị bảng tính đổi thành số; hãy định dạng ô là số và nhập lại số đúng.",
        points_at=(name,),
        holds=lambda rows: ~_between(rows[name], *DATE_SERIALS),
    )


def _not_of_a_branch(*names: str) -> RowRule:
    """Of what no other rule holds against the people of the row."""
    return RowRule(
        "more_than_any_branch",
        "error",
        "Ô {cell}: {raw} lớn hơn số người của mọi CĐCS trong cả nước, có thể là số điện thoại hoặc số tiền; hãy nhập lại "
        "số đúng.",
        points_at=names,
        holds=lambda rows: ~reduce(or_, (rows[name] > LARGEST_BRANCH for name in names)),
    )


def _not_installed_completes_installed(rows: TypedRows) -> Bools:
    together = rows["installed"] + rows["not_installed"]
    wholes = ("smartphone_users", "workforce", "members")
    is_kept: Bools = (together != together) | reduce(or_, (together == rows[whole] for whole in wholes))
    return is_kept


def _percents_match(rows: TypedRows) -> Bools:
    return reduce(and_, (_is_share(rows, typed, wholes) for typed, wholes in WHOLES_OF_PERCENT.items()))


def _is_share(rows: TypedRows, typed: str, wholes: tuple[str, ...]) -> Bools:
    """Whether a typed percentage is one of the ratios, rounded or cut off at its own last digit.

    Told only where the row has the installs and something that they may be a share of.
    """
    import numpy as np

    can_tell = rows.is_given(typed) & rows.is_given("installed")
    can_tell &= reduce(or_, (rows[each] > 0 for each in wholes))
    if not can_tell.any():
        return ~can_tell
    percent, part = rows[typed], 100 * rows["installed"]
    digit = np.where(_is_whole(percent), 1.0, np.where(_is_whole(percent * 10), 0.1, 0.01))
    ratios = (part / np.where(rows[each] > 0, rows[each], np.nan) for each in wholes)
    rests = (ratio - percent for ratio in ratios)
    return ~can_tell | reduce(or_, ((rest >= -0.5 * digit - 1e-9) & (rest < digit) for rest in rests))


def _is_whole(numbers: Column) -> Bools:
    """Whether numbers are whole but for what a binary fraction leaves of them."""
    nearest = numbers.round()
    is_whole: Bools = abs(numbers - nearest) <= 1e-8 + 1e-5 * abs(nearest)
    return is_whole


FIGURE_RULES = (
    RowRule(
        "branch_name_missing",
        "error",
        "Ô {cell}: thiếu tên CĐCS; hãy nhập tên CĐCS cho dòng này.",
        points_at=("branch_name",),
        # a name of nothing but punctuation is none
        holds=lambda rows: rows.is_given("branch_key") | rows.is_refused("branch_name"),
    ),
    RowRule(
        "person_in_branch_name",
        "warning",
        "Ô {cell}: tên CĐCS '{raw}' có tên người hoặc số điện thoại; hãy chỉ ghi tên CĐCS, người liên hệ và số điện thoại "
        "ghi vào cột riêng.",
        points_at=("branch_name",),
        holds=lambda rows: ~rows["shows_person"],
    ),
    RowRule(
        "workforce_missing",
        "error",
        "Ô {cell}: thiếu tổng số đoàn viên, CNVCLĐ của {branch}; hãy nhập số, nếu không có ai thì xóa dòng này.",
        points_at=BASE,
        holds=lambda rows: _given(rows, *BASE),
    ),
    RowRule(
        "installed_missing",
        "error",
        "Ô {cell}: thiếu số người đã cài đặt của {branch}; hãy nhập số, chưa có ai cài thì nhập 0.",
        points_at=("installed",),
        holds=lambda rows: _given(rows, "installed"),
    ),
    RowRule(
        "workforce_below_one",
        "error",
        "Ô {cell}: tổng số đoàn viên, CNVCLĐ của {branch} là 0; hãy nhập số thật hoặc xóa dòng này.",
        points_at=BASE,
        holds=lambda rows: ~(rows.base < 1),
    ),
    _part(
        "members_above_workforce",
        "error",
        "members",
        "workforce",
        "Ô {cell}: số đoàn viên ({members}) lớn hơn tổng số CNVCLĐ ({workforce}); hãy kiểm tra lại hai số.",
    ),
    _part(
        "smartphones_above_workforce",
        "error",
        "smartphone_users",
        "base",
        "Ô {cell}: số người có điện thoại thông minh ({smartphone_users}) lớn hơn tổng số ({base}); "
        "hãy kiểm tra lại hai số.",
    ),
    _part(
        "installed_above_smartphones",
        "error",
        "installed",
        "smartphone_users",
        "Ô {cell}: số đã cài đặt ({installed}) lớn hơn số người có điện thoại thông minh ({smartphone_users}); "
        "hãy kiểm tra lại hai số.",
    ),
    _part(
        "installed_above_workforce",
        "error",
        "installed",
        "base",
        "Ô {cell}: số đã cài đặt ({installed}) lớn hơn tổng số đoàn viên, CNVCLĐ ({base}); "
        "hãy kiểm tra lại hai số.",
        unless="smartphone_users",
    ),
    _part(
        "reached_above_workforce",
        "warning",
        "reached",
        "base",
        "Ô {cell}: số người được tuyên truyền ({reached}) lớn hơn tổng số ({base}); hãy kiểm tra lại.",
    ),
    RowRule(
        "not_installed_disagrees",
        "warning",
        "Ô {cell}: số chưa cài ({not_installed}) cộng số đã cài ({installed}) không bằng số người có điện thoại "
        "thông minh, cũng không bằng tổng số; hãy kiểm tra lại.",
        points_at=("not_installed",),
        holds=_not_installed_completes_installed,
    ),
    RowRule(
        "typed_pct_disagrees",
        "warning",
        "Ô {cell}: tỷ lệ {typed_pct}% không khớp số liệu của dòng (tính lại: {recomputed}); "
        "hãy sửa tỷ lệ hoặc số liệu.",
        points_at=tuple(WHOLES_OF_PERCENT),
        holds=_percents_match,
    ),
    RowRule(
        "workforce_above_3000",
        "warning",
        "Ô {cell}: {branch} có {base} người, lớn bất thường với một CĐCS; hãy kiểm tra lại.",
        points_at=BASE,
        holds=lambda rows: (
            ~((rows.base > LARGE_BRANCH) & (rows.base <= LARGEST_BRANCH)) | _between(rows.base, *DATE_SERIALS)
        ),
    ),
    *(_not_of_a_branch(*names) for names in (BASE, ("reached",), ("launch_sessions",))),
    *map(_not_a_date, COUNTS),
)
"""The rules that each row keeps or breaks by its own figures, in the order in which they are told."""
