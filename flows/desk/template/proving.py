"""Before a template leaves: empty it says nothing, and filled in it is read as what was filled in.

Arrives: a campaign, a unit, the bytes of its template.
Leaves:  nothing; ConfigurationError with what a reader would say of it.
Not here: how sheets are read (`flows.steps.read`) and checked (`flows.steps.check`).

A form is data: nobody who writes one has to know what a heading looks like to the reader. Units never see a template that
would get them findings for what they did not write.
"""

from __future__ import annotations

from dataclasses import replace

from flows.desk.template.columns import EXAMPLE_NAME
from flows.desk.template.layout import EXAMPLE_ROW, FIRST
from flows.errors import ConfigurationError
from flows.steps.check import check_return
from flows.steps.pull.workbooks.files import read_workbook
from flows.steps.read import read_sheet
from schemas.campaign import Campaign
from schemas.roster import Unit
from schemas.sheet import Row, Sheet
from schemas.unit_return import CheckedReturn

NAME, ROWS = EXAMPLE_NAME.partition(" (")[0], 2


def prove(campaign: Campaign, unit: Unit, content: bytes) -> None:
    """Raises ConfigurationError for a template that is not read as it is meant."""
    empty = read_workbook(content, ".xlsx")
    of_nothing, of_two = (checked(campaign, unit, sheet) for sheet in (empty, _filled_in(empty)))
    for found in (*of_nothing.findings, *of_two.findings):
        raise _not_proved(campaign, unit, found.message_vi)
    if of_nothing.is_submitted or of_two.rows_accepted != ROWS:
        raise _not_proved(campaign, unit, f"điền {ROWS} dòng, đọc được {of_two.rows_accepted}.")


def checked(campaign: Campaign, unit: Unit, sheet: Sheet) -> CheckedReturn:
    """What is made of a unit's sheet, without anything that is known of it already."""
    read = read_sheet(sheet, campaign.form)
    return check_return(read, campaign.units.names_of_others(unit.code))


def _filled_in(empty: Sheet) -> Sheet:
    """The template with the example's figures as those of two branches."""
    tab, *others = empty.tabs
    rows: list[Row] = list(tab.rows)
    _, _, *figures = rows[EXAMPLE_ROW - 1]
    for number in range(1, ROWS + 1):
        rows[FIRST + number - 2] = (number, f"{NAME} số {number}", *figures)
    return replace(empty, tabs=(replace(tab, rows=tuple(rows)), *others))


def _not_proved(campaign: Campaign, unit: Unit, said: str) -> ConfigurationError:
    return ConfigurationError(
        f"Mẫu của {unit.name} (đợt {campaign.code}) không được đọc đúng như đã lập: {said} Hãy sửa form.toml của đợt; chưa ghi "
        "gì."
    )
