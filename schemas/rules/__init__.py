"""Every rule a sheet is held to, each as one value.

| file | what it is |
| --- | --- |
| `rule.py` | what a rule is: code, severity, sentence; of a row's also where it points and when it holds |
| `rows.py` | what a row's figures must keep, by its form: a part is not larger than the whole |
| `shares.py` | a typed percentage is the row's own |
| `questions.py` | what only the unit can tell of a row |
| `returns.py` | the whole return: its tables, headings, totals, rows of one branch, whose it is |
| `cells.py` | why a cell cannot be read |
| `options.py` | why a cell is none of the answers that a quantity has |

`schemas.submission` makes the pandera contract of the rules of rows. The catalogue is documented in
`tests/spec/rules.md` and written into `core.rule` by every migrate.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from schemas.form.form import Form
from schemas.rules.cells import CELL_RULES
from schemas.rules.options import rules_of_options
from schemas.rules.questions import ASKING_RULES
from schemas.rules.returns import RETURN_RULES, rules_of_return
from schemas.rules.rows import figure_rules
from schemas.rules.rule import RowRule, Rule

COMMON: dict[str, Rule] = {rule.code: rule for rule in (*ASKING_RULES, *RETURN_RULES, *CELL_RULES)}
"""The rules that every form has, by their code."""


@cache
def row_rules(form: Form) -> tuple[RowRule, ...]:
    """The rules that each row of a form keeps or breaks by itself."""
    return (*figure_rules(form), *ASKING_RULES)


@cache
def catalogue(form: Form) -> Mapping[str, Rule]:
    """Every rule of a form by its code: first the rows', then the returns', then the reasons a cell is refused."""
    rules: tuple[Rule, ...] = (
        *row_rules(form),
        *RETURN_RULES,
        *rules_of_return(form),
        *rules_of_options(form),
        *CELL_RULES,
    )
    return {rule.code: rule for rule in rules}
