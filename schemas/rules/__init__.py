"""Every rule a sheet is held to, each as one value.

| file | what it is |
| --- | --- |
| `rule.py` | what a rule is: code, severity, sentence; of a row's also where it points and when it holds |
| `rows.py` | what a row's figures must keep: a part is not larger than the whole, a rate is the row's own |
| `questions.py` | what only the unit can tell of a row |
| `returns.py` | the whole return: its tables, headings, totals, rows of one branch, whose it is |
| `cells.py` | why a cell cannot be read |

`schemas.submission` makes the pandera contract of the rules of rows. The catalogue is documented in
`tests/spec/rules.md` and written into `core.rule` by every migrate.
"""

from __future__ import annotations

from schemas.rules.cells import CELL_RULES
from schemas.rules.questions import ASKING_RULES
from schemas.rules.returns import RETURN_RULES
from schemas.rules.rows import FIGURE_RULES
from schemas.rules.rule import RowRule, Rule

ROW_RULES: tuple[RowRule, ...] = (*FIGURE_RULES, *ASKING_RULES)

CATALOGUE: dict[str, Rule] = {rule.code: rule for rule in (*ROW_RULES, *RETURN_RULES, *CELL_RULES)}
"""Every rule by its code: first the rows', then the returns', then the reasons a cell is refused."""
