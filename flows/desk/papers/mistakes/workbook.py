"""The workbook of findings of a unit, of one instant.

Arrives: a connection, a campaign, a unit's code, an instant.
Leaves:  the bytes of an .xlsx, the same each time; None where nothing was seen by then, or nothing is to be mended.
Not here: how its parts look (the modules beside it), who gets it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import openpyxl

from flows.desk.papers.findings import told_without_persons
from flows.desk.papers.mistakes import listing, marks, own_tabs, places, private
from flows.desk.papers.mistakes.titles import title_of_list, titles
from flows.desk.template.archive import saved
from flows.errors import SnapshotPruned
from flows.steps import keep, stand
from flows.steps.publish.words import dated
from flows.steps.read import in_unicode, read_sheet
from flows.store.database import Connection
from schemas.campaign import Campaign
from schemas.report import OpenFinding
from schemas.sheet import Sheet
from schemas.sheet.own_tab import MARK


def workbook_of(connection: Connection, campaign: Campaign, unit_code: str, as_of: datetime) -> bytes | None:
    """What the unit is to mend, beside its own cells as they were last seen."""
    content_sha256 = keep.last_content(connection, campaign.code, unit_code, as_of)
    findings = stand.findings_at(connection, campaign.code, as_of, [unit_code])
    if content_sha256 is None or not findings:
        return None
    try:
        sheet = keep.content(connection, content_sha256)
    except SnapshotPruned:
        sheet = None
    return made_of(campaign, findings, sheet, as_of)


def made_of(
    campaign: Campaign, findings: Sequence[OpenFinding], sheet: Sheet | None, as_of: datetime
) -> bytes:
    """The workbook of some findings, with the cells that they are about; of those that were pruned only the list."""
    book = openpyxl.Workbook(write_only=True)
    book.properties.creator, book.properties.title = campaign.letter.issuer, f"{campaign.title} – cần sửa"
    findings = told_without_persons(findings)
    head = _head(campaign, findings, as_of)
    if sheet is None:
        listing.write(book, title_of_list(()), [*head, listing.PRUNED], places.in_order(findings), ())
    else:
        _write_cells(book, campaign, findings, sheet, head)
    return saved(book, campaign.in_its_zone(as_of).replace(tzinfo=None))


def _write_cells(
    book: openpyxl.Workbook,
    campaign: Campaign,
    findings: Sequence[OpenFinding],
    sheet: Sheet,
    head: list[str],
) -> None:
    tabs = [in_unicode(tab) for tab in sheet.tabs]
    read = read_sheet(Sheet(tuple(tabs), sheet.locale, sheet.time_zone), campaign.form)
    found = places.placed(findings, tabs, read)
    names = titles(tab.title for tab in tabs)
    is_cut = False
    for number, (tab, name) in enumerate(zip(tabs, names, strict=True)):
        shown, remarks = private.without_private(tab, read)
        said = own_tabs.no_remarks()
        for each in found:
            if each.place.tab == number:
                said[each.place.row, each.place.column].add(each.finding.severity, each.finding.message_vi)
        for at, remark in remarks.items():
            said[at].sentences.append(remark)
        is_cut = is_cut or len(said) > marks.MOST_COMMENTS
        own_tabs.write(book, name, shown, said)
    more = [listing.WITHOUT_COMMENTS] if is_cut else []
    listing.write(book, title_of_list(names), [*head, listing.WITHOUT_PERSONS, *more], found, names)


def _head(campaign: Campaign, findings: Sequence[OpenFinding], as_of: datetime) -> list[str]:
    """What stands above the list: whose it is, of when, how much, and where it is mended."""
    has_questions = any(each.is_question for each in findings)
    return [
        f"{MARK}: {findings[0].unit_name}",
        f"{campaign.title}. Bảng của đơn vị như đã thấy đến {dated(as_of, campaign.time_zone)}: {listing.counted(findings)}.",
        listing.HOW_TO_SEND,
        listing.AFTER,
        *([listing.QUESTIONS] if has_questions else []),
    ]
