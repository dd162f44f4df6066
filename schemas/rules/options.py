"""Why a cell is none of the answers that a quantity has: neither yes nor no, none of a choice.

Arrives: a form.
Leaves:  a rule for each quantity that is answered so, and which one a refused cell breaks.
Not here: how such a cell is read (`schemas.unit_return.readers`).
"""

from __future__ import annotations

from collections.abc import Iterator

from schemas.form.form import Form
from schemas.form.quantity import Quantity
from schemas.rules.rule import Rule, Severity

ANSWERED = ("yes_no", "choice")


def rules_of_options(form: Form) -> Iterator[Rule]:
    """One rule for each quantity of yes or no, or of a choice."""
    for each in form.quantities.values():
        if each.kind in ANSWERED:
            severity: Severity = "error" if each.refuses_row else "warning"
            yield Rule(code_of(each), severity, "Ô {cell}: '{raw}' " + _sentence(each))


def code_of(each: Quantity) -> str:
    """The rule that a cell of the quantity breaks which cannot be read."""
    return each.unclear_code or f"{each.name}_unclear"


def _sentence(each: Quantity) -> str:
    if each.kind == "yes_no":
        return f"chưa rõ {each.unclear or 'có hay không: ' + each.label}; hãy nhập 'Có' hoặc 'Không'."
    options = ", ".join(f"'{option.label}'" for option in each.options)
    return f"không phải là một trong các câu trả lời của cột {each.label}; hãy nhập {options}."
