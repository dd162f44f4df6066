"""A template's heading in the Google Sheets that units share, each of which must be empty.

Arrives: settings, a campaign whose source is Google and that lets us write, some of its units.
Leaves:  a line for each unit: laid, or why not.
Not here: how a sheet is found and written to (`flows.steps.pull.google`), the workbook of units without Google (`files`).

No formula is laid: an empty sheet says nothing, and Google reads formulas by the sheet's own language. Nothing is kept, and no
database is asked: calls go evenly below Google's quota.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from flows.desk.request import now
from flows.desk.template.columns import Example, TemplateColumn
from flows.desk.template.entries import told_of
from flows.desk.template.layout import layout
from flows.desk.template.proving import prove
from flows.desk.template.workbook import workbook
from flows.errors import ConfigurationError, CredentialsRefused, LookFailed
from flows.settings import Settings
from flows.steps.pull.google.blank_sheets import BlankCell, BlankSheets
from flows.steps.pull.google.sheets import GoogleSheets
from flows.store.pacing import Alone
from schemas.campaign import Campaign
from schemas.form.form import Form
from schemas.roster import Unit
from schemas.sheet import SHEETS_EPOCH_ORDINAL

NUMBER_TYPES = {"name": "TEXT", "text": "TEXT", "date": "DATE", "percent": "PERCENT"}
PATTERNS = {"date": "dd/mm/yyyy", "percent": "0.0%"}


@dataclass(frozen=True, slots=True)
class Laid:
    """What became of one unit's sheet."""

    line: str
    is_failed: bool = False


def lay(settings: Settings, campaign: Campaign, units: Sequence[Unit]) -> Iterator[Laid]:
    """Lay the heading into each unit's sheet, one after another. Raises ConfigurationError, or CredentialsRefused."""
    credentials = _leave_to_write(settings, campaign)
    pace = Alone()
    shelf = GoogleSheets(
        roster=campaign.units,
        folder=campaign.source.folder,
        credentials_path=credentials,
        known={},
        clock=now,
        pace=pace,
    )
    sheets = BlankSheets(credentials, pace)
    for unit in units:
        prove(campaign, unit, workbook(campaign, unit))
    for unit in units:
        yield _lay(shelf, sheets, campaign, unit)


def _lay(shelf: GoogleSheets, sheets: BlankSheets, campaign: Campaign, unit: Unit) -> Laid:
    who = f"{unit.code} {unit.name}"
    try:
        key = shelf.place_of(unit)
        obstacle = (
            "chưa có bảng nào được chia sẻ"
            if key is None
            else sheets.lay(key, rows_of(campaign, unit), unit.name)
        )
    except CredentialsRefused:
        raise
    except LookFailed as failure:
        return Laid(f"{who}: {failure}", is_failed=True)
    return Laid(
        f"{who}: {obstacle}, không ghi gì." if obstacle else f"{who}: đã đặt tiêu đề của mẫu vào bảng."
    )


def _leave_to_write(settings: Settings, campaign: Campaign) -> Path:
    if campaign.source.kind != "google" or not campaign.source.feedback:
        raise ConfigurationError(
            f'Đợt {campaign.code} không cho ghi vào bảng Google của đơn vị; nếu được phép, hãy đặt kind = "google" và '
            "feedback = true trong mục [source] của campaign.toml."
        )
    if settings.google_credentials is None:
        raise ConfigurationError(
            "Chưa có khóa tài khoản dịch vụ để ghi vào Google Sheets: hãy đặt GOOGLE_APPLICATION_CREDENTIALS."
        )
    return settings.google_credentials


def rows_of(campaign: Campaign, unit: Unit) -> list[list[BlankCell]]:
    """The template's rows but for its totals."""
    made = layout(campaign, unit)
    lines = [[BlankCell(text, is_bold=row < 3)] for row, text in enumerate(made.above.lines)]
    lines[0] += [BlankCell()] * (made.width - 2) + [BlankCell(made.above.mark)]
    kinds = [_taking(campaign.form, column) for column in made.columns]
    return [
        *lines,
        [BlankCell(text, is_bold=True, is_centered=True) for text in made.headings],
        [BlankCell(text, is_centered=True) for text in made.column_numbers],
        [
            replace(kind, value=_plain(value), condition=None)
            for kind, value in zip((BlankCell(), *kinds), made.example, strict=True)
        ],
        *([BlankCell(number), *kinds] for number in range(1, made.rows + 1)),
    ]


def _plain(value: Example) -> str | float | None:
    return value.toordinal() - SHEETS_EPOCH_ORDINAL if isinstance(value, date) else value


def _taking(form: Form, column: TemplateColumn) -> BlankCell:
    """An empty cell of a column, with what it takes."""
    kind = column.quantity.kind
    return BlankCell(
        number_type=NUMBER_TYPES.get(kind, ""),
        pattern=PATTERNS.get(kind, ""),
        condition=_condition(column),
        told=told_of(form, column) or "",
    )


def _condition(column: TemplateColumn) -> tuple[str, tuple[str, ...]] | None:
    if column.choices:
        return "ONE_OF_LIST", column.choices
    match column.quantity.kind:
        case "count" | "money":
            return "NUMBER_GREATER_THAN_EQ", ("0",)
        case "percent":
            return "NUMBER_BETWEEN", ("0", "1")
        case "date":
            return "DATE_IS_VALID", ()
        case _:
            return None
