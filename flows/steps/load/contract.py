"""Every row that reaches the database is held to the pandera contract once more, all rows of a load at once.

Arrives: a form; the accepted rows of a load's returns, or the figures that an answer makes of them.
Leaves:  nothing; raises Defect, which names the rule and no value, before a row is sent.
Not here: the contract (`schemas.submission`); how a sheet's rows are told good from bad (`check`). A row that is stopped
         here is never the unit's fault: checking let it pass.
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
from pandera.errors import SchemaError

from flows.errors import Defect
from flows.steps.load.rows import Figures, figure_columns
from schemas.form.form import Form
from schemas.submission import broken_of_stored, kind_of_column, stored_columns, stored_contract
from schemas.typed_rows import TypedRows, objects


def hold_accepted(form: Form, accepted: Sequence[TypedRows]) -> None:
    """Hold the accepted rows of many returns to the contract of what is stored."""
    some = [rows for rows in accepted if len(rows)]
    if some:
        _hold(form, TypedRows.together(some).frame())


def hold_figures(form: Form, figures: Sequence[Figures]) -> None:
    """The same of figures as `rows.figures` makes them."""
    if not figures:
        return
    columns = dict(zip(figure_columns(form), map(objects, zip(*figures, strict=True)), strict=True))
    rows = {name: columns[name].astype(kind_of_column(form, name)) for name in stored_columns(form)}
    _hold(form, TypedRows(rows).frame())


def _hold(form: Form, rows: pd.DataFrame) -> None:
    try:
        # in place: nothing is coerced, and a copy of a nation's rows would be made for nothing
        stored_contract(form).validate(rows, inplace=True)
    except SchemaError as error:
        broken = f"{error.schema.name} {error.check}" if error.schema.name else broken_of_stored(form, rows)
        raise Defect(
            f"Lỗi chương trình: dòng sắp ghi vào cơ sở dữ liệu trái hợp đồng dữ liệu ({broken}); không dòng nào "
            "được ghi; hãy báo người phụ trách phần mềm."
        ) from None
