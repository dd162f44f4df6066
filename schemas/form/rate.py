"""A rate that is shown of a branch, a unit and a campaign: which part of which whole.

Arrives: a table `[[rate]]` of `form.toml`.
Leaves:  a frozen `Rate`.
Not here: how it is computed, which is `sql/`: of a row from its own figures, of many from the sums over those rows that give
         both, so that no part is counted whose whole is not.
"""

from __future__ import annotations

from schemas.form.quantity import Name
from schemas.toml_file import Strict


class Rate(Strict):
    """`whole` is a quantity, or `people`."""

    name: Name
    part: str
    whole: str
    label: str
    """As it is called in a summary: "tổng số", "người có điện thoại thông minh"."""
    meaning: str = ""
    also_named: str = ""
    """Another column with the same value, which analysts ask by."""
    base_named: str = ""
    """The column that shows the sum of the wholes that the rate is of; left out, none does."""
