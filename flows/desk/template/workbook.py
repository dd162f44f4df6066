"""A unit's template as an .xlsx: how it looks, what its cells take, what is locked, how it is printed.

Arrives: a campaign, a unit.
Leaves:  the bytes of a workbook, the same each time.
Not here: which cell holds what (`layout`), what cells take (`entries`).

Sheets are protected without a password: a slip of the hand changes no heading, and who must change one can. Columns are
unlocked as columns, so that rows can be written below the numbered ones.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, time

import openpyxl
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.worksheet.worksheet import Worksheet

from flows.desk.template.archive import saved_with_sums_of_nothing
from flows.desk.template.columns import TemplateColumn
from flows.desk.template.entries import hold, number_format
from flows.desk.template.layout import (
    COLUMN_NUMBERS,
    EXAMPLE_ROW,
    FIRST,
    HEADING,
    TAB,
    TOTALS,
    Layout,
    layout,
)
from schemas.campaign import Campaign
from schemas.roster import Unit
from schemas.sheet import column_letters

FONT = "Times New Roman"
UNLOCKED = Protection(locked=False)
MIDDLE = Alignment(horizontal="center", vertical="center", wrap_text=True)
TEXT = Alignment(vertical="center", wrap_text=True)
FIGURE = Alignment(horizontal="right", vertical="center")
LINE = Border(*(Side(style="thin"),) * 4)
GREY = PatternFill("solid", start_color="EDEDED", end_color="EDEDED")
PALE = "808080"
WIDTHS = {"name": 40.0, "text": 24.0, "date": 14.0}
ORDINAL_WIDTH, OTHER_WIDTH, WIDEST = 6.0, 14.0, 40.0
ROW_HEIGHT = 19.5
LETTERS_OF_A_LINE = 1.35
"""Letters of this font for each unit of a column's width."""
ALLOWED = ("formatColumns", "formatRows", "formatCells", "insertRows", "deleteRows", "sort", "autoFilter")
"""What a clerk may do under the protection."""


def workbook(campaign: Campaign, unit: Unit) -> bytes:
    """The template of one unit."""
    made = layout(campaign, unit)
    book = openpyxl.Workbook()
    tab = book.active
    assert tab is not None  # noqa: S101 - a new workbook has one tab; for the type checker
    tab.title = TAB
    _set_columns(tab, made)
    _write_above(tab, made)
    _write_table(tab, made)
    _write_rows(tab, made)
    hold(book, tab, campaign.form, made)
    for each in book.worksheets:
        _protect(each)
    _print(tab)
    book.properties.creator = campaign.letter.issuer
    book.properties.title = f"{campaign.title} – {unit.name}"
    return saved_with_sums_of_nothing(book, written_at(campaign))


def written_at(campaign: Campaign) -> datetime:
    """The instant that a template bears in the place of a clock's."""
    return datetime.combine(campaign.letter.issued_on, time(8))


def _set_columns(tab: Worksheet, made: Layout) -> None:
    for place in range(made.width):
        about = tab.column_dimensions[column_letters(place)]
        about.width = _width(made, place)
        about.font, about.protection = Font(name=FONT, size=13), UNLOCKED
        if place:
            column = made.columns[place - 1]
            about.number_format, about.alignment = number_format(column.quantity), _alignment(column)


def _width(made: Layout, place: int) -> float:
    if not place:
        return ORDINAL_WIDTH
    column = made.columns[place - 1]
    longest = max(map(len, column.choices), default=0) + 3.0
    return min(WIDTHS.get(column.quantity.kind, max(OTHER_WIDTH, longest)), WIDEST)


def _alignment(column: TemplateColumn) -> Alignment:
    if column.quantity.is_amount or column.quantity.kind == "percent":
        return FIGURE
    return TEXT if column.quantity.kind in ("name", "text") else MIDDLE


def _write_above(tab: Worksheet, made: Layout) -> None:
    """The letterhead over the whole width; the mark small at the right, where it is in nobody's way."""
    last = column_letters(made.width - 1)
    letters_of_all = sum(_width(made, place) for place in range(made.width)) * LETTERS_OF_A_LINE
    for row, text in enumerate(made.above.lines, 1):
        is_title, is_remark = row <= 3, row == len(made.above.lines)
        _put(
            tab,
            row,
            [text, *[None] * (made.width - 1)],
            font=Font(name=FONT, size=13, bold=is_title, italic=is_remark),
        )
        end = column_letters(made.width - 2) if row == 1 else last
        tab.merge_cells(f"A{row}:{end}{row}")
        tab.cell(row, 1).alignment = MIDDLE if row == 3 else TEXT
        tab.row_dimensions[row].height = 18.0 * max(1, -(-len(text) // int(letters_of_all)))
    mark = tab.cell(1, made.width, made.above.mark)
    mark.font, mark.alignment = Font(name=FONT, size=8, color=PALE), Alignment(horizontal="right")


def _write_table(tab: Worksheet, made: Layout) -> None:
    """The heading, the numbers of its columns, the example and the totals: all of them locked."""
    _put(tab, HEADING, made.headings, font=Font(name=FONT, size=13, bold=True), fill=GREY, alignment=MIDDLE)
    _put(tab, COLUMN_NUMBERS, made.column_numbers, font=Font(name=FONT, size=11), fill=GREY, alignment=MIDDLE)
    _put(tab, EXAMPLE_ROW, made.example, font=Font(name=FONT, size=13, italic=True, color=PALE))
    _put(tab, TOTALS, made.totals, font=Font(name=FONT, size=13, bold=True), fill=GREY)
    for row in (EXAMPLE_ROW, TOTALS):
        tab.row_dimensions[row].height, tab.cell(row, 1).alignment = ROW_HEIGHT, MIDDLE
        for place, column in enumerate(made.columns, 2):
            cell = tab.cell(row, place)
            cell.number_format, cell.alignment = number_format(column.quantity), _alignment(column)
    longest = max(
        -(-len(text) // max(int(_width(made, place)) - 2, 1)) for place, text in enumerate(made.headings)
    )
    tab.row_dimensions[HEADING].height = 17.5 * max(longest, 2)


def _put(
    tab: Worksheet,
    row: int,
    values: Iterable[object],
    *,
    font: Font,
    fill: PatternFill | None = None,
    alignment: Alignment | None = None,
) -> None:
    """A locked row; within the table each cell has its border."""
    for place, value in enumerate(values, 1):
        cell = tab.cell(row, place)
        cell.value, cell.font, cell.protection = value, font, Protection(locked=True)  # type: ignore[assignment]
        if row >= HEADING:
            cell.border = LINE
        if fill is not None:
            cell.fill = fill
        if alignment is not None:
            cell.alignment = alignment


def _write_rows(tab: Worksheet, made: Layout) -> None:
    """The numbered rows, blank but for their numbers."""
    font = Font(name=FONT, size=13)
    for row in range(FIRST, FIRST + made.rows):
        tab.row_dimensions[row].height = ROW_HEIGHT
        number = tab.cell(row, 1, row - FIRST + 1)
        number.font, number.alignment, number.border, number.protection = font, MIDDLE, LINE, UNLOCKED
        for place, column in enumerate(made.columns, 2):
            cell = tab.cell(row, place)
            cell.font, cell.border, cell.protection = font, LINE, UNLOCKED
            cell.number_format, cell.alignment = number_format(column.quantity), _alignment(column)


def _protect(tab: Worksheet) -> None:
    tab.protection.sheet = True
    for what in ALLOWED:
        setattr(tab.protection, what, False)


def _print(tab: Worksheet) -> None:
    """A4 across, as wide as the page, the heading on each."""
    tab.freeze_panes = f"C{FIRST}"
    tab.page_setup.orientation, tab.page_setup.paperSize = "landscape", "9"
    tab.page_setup.fitToWidth, tab.page_setup.fitToHeight = 1, 0
    tab.page_setup.fitToPage = True
    tab.print_title_rows = f"{HEADING}:{COLUMN_NUMBERS}"
    tab.print_options.horizontalCentered = True
    assert tab.oddFooter is not None  # noqa: S101 - a new tab has one; for the type checker
    tab.oddFooter.center.text = "Trang &P/&N"
    tab.page_margins.left = tab.page_margins.right = 0.4
    tab.page_margins.top = tab.page_margins.bottom = 0.75
