"""What the cells of a template's column take, and what the clerk is told of anything else.

Arrives: a form, a layout, one of its columns.
Leaves:  the cells held to it, in the workbook; how numbers are shown.
Not here: what is refused when a return is read (`schemas.rules`): a pasted cell passes every validation.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal

import openpyxl
from openpyxl.formatting.rule import Rule
from openpyxl.styles import PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from flows.desk.template.columns import TemplateColumn
from flows.desk.template.layout import FIRST, Layout
from schemas.form.form import Form
from schemas.form.quantity import Quantity
from schemas.sheet import SHEETS_EPOCH_ORDINAL

LISTS = "Danh mục"
"""A hidden tab with what cells are chosen from, one below another, so that it is never taken for a table."""
FORMATS = {
    "count": "#,##0",
    "money": "#,##0",
    "percent": "0.0%",
    "date": "dd/mm/yyyy",
    "name": "@",
    "text": "@",
}
YELLOW = DifferentialStyle(fill=PatternFill(bgColor="FFF2CC"))
TYPES: dict[str, Literal["decimal", "date"]] = {"percent": "decimal", "date": "date"}
MOST = str(10**15)
"""No limit: more than Excel tells apart."""
WIDEST_DAYS = timedelta(days=364)
"""A date a year away or more is one of another year."""


def number_format(quantity: Quantity) -> str:
    """Texts stay what is typed: "12/8" becomes no date."""
    if quantity.kind == "money" and quantity.unit != "đồng":
        return "#,##0.##"
    return FORMATS.get(quantity.kind, "General")


def told_of(form: Form, column: TemplateColumn) -> str | None:
    """What a clerk is told of a column's cells; None where any text will do."""
    if column.choices:
        return f"Chọn một trong: {'; '.join(column.choices)}. Chưa rõ thì để trống."
    match column.quantity.kind:
        case "count" | "money":
            return _told_of_amount(form, column.quantity)
        case "percent":
            return "Tỷ lệ từ 0% đến 100%, ví dụ 85,5%."
        case "date":
            return f"Ngày/tháng/năm, từ {form.opens_on:%d/%m/%Y}, ví dụ {form.day_before:%d/%m/%Y}."
        case _:
            return None


def _told_of_amount(form: Form, quantity: Quantity) -> str:
    what = "Số nguyên từ 0" if _is_whole(quantity) else "Số từ 0"
    unit = f", tính bằng {quantity.unit}" if quantity.unit else ""
    wholes = (form.whole_names(part.of) for part in quantity.at_most)
    named = " và ".join(dict.fromkeys(form[names[0]].label for names in wholes))
    bound = f" Không lớn hơn {named}." if named else ""
    return f"{what}{unit}. Không có thì ghi 0, chưa có số liệu thì để trống.{bound}"


def _is_whole(quantity: Quantity) -> bool:
    return quantity.kind == "count" or quantity.unit == "đồng"


def hold(book: openpyxl.Workbook, tab: Worksheet, form: Form, made: Layout) -> None:
    """Hold the cells of each column to what they take; a part that is more than its whole is coloured, whichever was typed last."""
    lists = _lists(book, made)
    for column in made.columns:
        letter = made.letters[column.quantity.name]
        cells = f"{letter}{FIRST}:{letter}{made.last}"
        held = _validation(form, made, column, lists)
        if held is not None:
            held.add(cells)
            tab.add_data_validation(held)
        if (formula := _over_whole(form, made, column)) is not None:
            tab.conditional_formatting.add(cells, Rule("expression", formula=[formula], dxf=YELLOW))


def _lists(book: openpyxl.Workbook, made: Layout) -> dict[tuple[str, ...], str]:
    """Where the words of each list stand."""
    chosen = dict.fromkeys(column.choices for column in made.columns if column.choices)
    places: dict[tuple[str, ...], str] = {}
    if not chosen:
        return places
    hidden = book.create_sheet(LISTS)
    hidden.sheet_state = "hidden"
    for words in chosen:
        first = hidden.max_row + 1 if places else 1
        for row, word in enumerate(words, first):
            hidden.cell(row, 1, word)
        places[words] = f"'{LISTS}'!$A${first}:$A${first + len(words) - 1}"
    return places


def _validation(
    form: Form, layout: Layout, column: TemplateColumn, lists: dict[tuple[str, ...], str]
) -> DataValidation | None:
    """`lists` says where in the workbook what is chosen from stands. Anything larger than its whole is asked about."""
    told, quantity = told_of(form, column), column.quantity
    if told is None:
        return None
    made = DataValidation(allow_blank=True, errorStyle="warning" if quantity.at_most else "stop")
    made.showErrorMessage = made.showInputMessage = True
    made.promptTitle = made.errorTitle = _short(column.heading, 31)
    made.prompt = made.error = _short(told, 225)
    made.type, made.operator = TYPES.get(quantity.kind, "list"), "between"
    made.formula1 = lists[column.choices] if column.choices else "0"
    match quantity.kind:
        case "count" | "money":
            made.type = "whole" if _is_whole(quantity) else "decimal"
            made.formula2 = _most(form, layout, quantity) if quantity.at_most else MOST
        case "percent":
            made.formula2 = "1"
        case "date":
            made.formula1, made.formula2 = _serial(form.opens_on), _serial(form.opens_on + WIDEST_DAYS)
    return made


def _over_whole(form: Form, layout: Layout, column: TemplateColumn) -> str | None:
    """When a cell is larger than its whole, whichever of the two was typed last; None where no whole is named."""
    quantity = column.quantity
    if not quantity.at_most:
        return None
    return f"N({layout.letters[quantity.name]}{FIRST})>{_most(form, layout, quantity)}"


def _most(form: Form, layout: Layout, quantity: Quantity) -> str:
    limits = [_first_given(layout, form.whole_names(part.of)) for part in quantity.at_most]
    return limits[0] if len(limits) == 1 else f"MIN({','.join(limits)})"


def _first_given(layout: Layout, names: tuple[str, ...]) -> str:
    """The first of some figures of the row that is given; without any there is no limit."""
    limit = MOST
    for name in reversed([name for name in names if name in layout.letters]):
        cell = f"${layout.letters[name]}{FIRST}"
        limit = f"IF(N({cell})>0,{cell},{limit})"
    return limit


def _short(text: str, most: int) -> str:
    """As much as Excel takes; it calls a workbook damaged that says more."""
    return text if len(text) <= most else text[: most - 1] + "…"


def _serial(day: date) -> str:
    return str(day.toordinal() - SHEETS_EPOCH_ORDINAL)
