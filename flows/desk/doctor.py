"""Doctor: before the campaign, and whenever asked, is everything in place for the next collection?

    database → account → clock        what is ours to put right
    every unit's sheet                reached, its table found by its headings, its settings Vietnamese

It looks as a collection does and keeps nothing: no observation, no row, only the instants of its reads for a
minute, because Google counts those with everybody's. For each trouble there is the one
sentence to send to that unit.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from flows.desk import checkup
from flows.desk.checkup import Check, UnitCheck
from flows.desk.collection.looks import UNITS_AT_ONCE
from flows.desk.collection.place import place_messages
from flows.desk.collection.source import is_google, open_source
from flows.desk.editions import as_taken
from flows.desk.request import Clock, Request, now
from flows.errors import ConfigurationError, CredentialsRefused
from flows.settings import Settings
from flows.steps.pull import Source
from flows.store.database import open_database
from flows.store.pacing import READS, Alone, Pace
from schemas.campaign import Campaign
from schemas.observation import Outcome

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

OnUnit = Callable[[int], None]
"""Called after each unit with the number of all."""


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """All of it. A file that is nobody's is told and is no trouble: the unit that lacks its sheet is one."""

    campaign: str
    checked_at: datetime
    is_well: bool
    checks: tuple[Check, ...]
    units: tuple[UnitCheck, ...]
    strays: tuple[str, ...]

    @property
    def exit_code(self) -> int:
        """That of what stands in the way first, as every other command would end; 1 for a unit's sheet alone."""
        if self.is_well:
            return 0
        return next((each.exit_code for each in self.checks if not each.is_well), 1)


def examine(
    settings: Settings,
    request: Request,
    others: Sequence[Check] = (),
    *,
    clock: Clock = now,
    on_unit: OnUnit = lambda _all: None,
) -> Diagnosis:
    """Look at everything once; `others` were looked at before, and are told with the rest. Raises ConfigurationError for a folder that is not there."""
    campaign, checked_at = request.campaign, clock()
    database = checkup.database(settings, campaign, clock)
    pace = Pace(open_database(settings), READS) if database.is_well else Alone()
    look = _google if is_google(request) else _workbooks
    checks, units, strays = look(settings, request, clock, pace, on_unit)
    checks = [
        database,
        *_roster_checks(settings, campaign, checked_at, is_known=database.is_well),
        *others,
        *checks,
    ]
    is_well = all(each.is_well for each in checks) and not any(each.troubles for each in units)
    return Diagnosis(campaign.code, checked_at, is_well, tuple(checks), units, strays)


def _roster_checks(settings: Settings, campaign: Campaign, at: datetime, *, is_known: bool) -> list[Check]:
    """That the roster's file was changed and not taken: the next collection would go by what was taken before."""
    warning = as_taken(open_database(settings), campaign, at).warning if is_known else ""
    return [Check("Danh sách đơn vị", False, warning)] if warning else []


Examination = tuple[list[Check], tuple[UnitCheck, ...], tuple[str, ...]]


def _google(
    settings: Settings, request: Request, clock: Clock, pace: Callable[[], None], on_unit: OnUnit
) -> Examination:
    """The account first: while Google refuses it, no sheet can be looked at."""
    campaign = request.campaign
    checks, account = checkup.account(settings, request, clock)
    if account is None:
        return checks, (), ()
    try:
        source = open_source(settings, request, clock, pace)
    except ConfigurationError as error:
        return [*checks, Check.failing("Nguồn", error)], (), ()
    units = tuple(
        checkup.with_edit(each, account, must_write=campaign.source.feedback)
        for each in _look_at(source, campaign, on_unit)
    )
    return [*checks, _sheets_service(units), *_place_checks(source)], units, source.strays


def _workbooks(
    settings: Settings, request: Request, clock: Clock, pace: Callable[[], None], on_unit: OnUnit
) -> Examination:
    source = open_source(settings, request, clock, pace)
    return _place_checks(source), _look_at(source, request.campaign, on_unit), source.strays


def _place_checks(source: Source) -> list[Check]:
    return [Check("Nguồn", False, sentence) for sentence in place_messages(source)]


def _look_at(source: Source, campaign: Campaign, on_unit: OnUnit) -> tuple[UnitCheck, ...]:
    units = campaign.units.active
    checks = []
    with ThreadPoolExecutor(UNITS_AT_ONCE) as pool:
        for check in pool.map(lambda unit: checkup.sheet(source, unit, campaign), units):
            checks.append(check)
            on_unit(len(units))
    return tuple(checks)


def _sheets_service(units: Sequence[UnitCheck]) -> Check:
    """Drive and Sheets are switched on apart in Google's console."""
    refused = next((each.troubles[0] for each in units if each.is_account_refused), None)
    read = sum(each.outcome == Outcome.READ for each in units)
    code = CredentialsRefused.exit_code if refused else 1
    return Check("Google Sheets", refused is None, refused or f"Đọc được {read}/{len(units)} bảng.", code)


def report(diagnosis: Diagnosis, zone: str) -> list[RenderableType]:
    """The diagnosis for a terminal."""
    from rich.text import Text

    from flows.steps.publish.tables import table_of
    from flows.steps.publish.words import local

    ours = table_of("Phần của người vận hành", "…|Kiểm tra…|Kết quả…")
    for check in diagnosis.checks:
        ours.add_row(_mark(check.is_well), check.name, Text(check.detail))
    names = "…|Mã…|Đơn vị…|Trang…|Tiêu đề…|Ngôn ngữ…|Sửa lần cuối…|Câu gửi cho đơn vị…"
    theirs = table_of("Bảng của các đơn vị", names)
    for unit in diagnosis.units:
        edited = " ".join(filter(None, (local(unit.edited_at, zone), unit.last_editor)))
        row = f"dòng {unit.heading_row}" if unit.heading_row else ""
        cells = (unit.unit_code, unit.unit_name, unit.tab or "", row, unit.locale or "", edited)
        sentences = Text("\n").join(
            [Text(each) for each in unit.troubles] + [Text(each, style="dim") for each in unit.remarks]
        )
        theirs.add_row(_mark(not unit.troubles), *map(Text, cells), sentences)
    verdict = "Mọi thứ đã sẵn sàng." if diagnosis.is_well else "CHƯA SẴN SÀNG: xem các dòng có dấu ✗."
    return [ours, theirs, *map(Text, diagnosis.strays), Text(verdict, style="bold")]


def _mark(is_well: bool) -> Text:
    from rich.text import Text

    return Text("✓", style="green") if is_well else Text("✗", style="bold red")
