"""Every paper of one instant, as words: what there is to say, and of what there is nothing to say.

Arrives: a connection, a campaign, an instant, the earlier one that gains are counted from.
Leaves:  papers, none of them a file yet.
Not here: proving them (`proof`), recording and writing them (`drafting`).
"""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime

from flows.desk.page.facts import read_progress
from flows.desk.papers.figures.book import Book
from flows.desk.papers.findings import told_without_persons
from flows.desk.papers.kinds import ranking, receipt, results, urging
from flows.desk.papers.kinds.letterhead import Letterhead, letterheads
from flows.desk.papers.paper import Paper, Picture
from flows.desk.papers.picture import progress_in_words, progress_png
from flows.desk.verifying import in_groups
from flows.errors import ConfigurationError
from flows.steps import stand
from flows.store.database import Connection
from flows.store.recorded import chains, closings
from schemas.campaign import Campaign
from schemas.report import OpenFinding

KINDS = (urging.KIND, results.KIND, ranking.KIND, receipt.KIND)
PRINTED_DIGITS = 24
"""So much of a hash is printed: enough to name one link, and to be typed again from paper."""


def compose(
    connection: Connection, campaign: Campaign, as_of: datetime, since: datetime | None
) -> list[Paper]:
    """The letter to urge, the report, the ranks, a receipt for each unit that has sent anything.

    Raises ConfigurationError where the campaign was never collected, or its issuer does not know such papers.
    """
    if stand.summary(connection, campaign.code, as_of) is None:
        raise ConfigurationError(
            f"Đợt {campaign.code} chưa được thu thập lần nào nên chưa có gì để lập; hãy chạy: bluezone collect."
        )
    book = Book(connection, campaign, as_of, since)
    closing = closings.closing_in_force(connection, campaign.code, as_of)
    to_urge, to_report, to_rank, to_receive = letterheads(campaign, KINDS, book.as_of)
    found = [
        urging.urging(book, to_urge),
        _results(connection, book, to_report, closing),
        ranking.ranking(book, to_rank, closing),
        *_receipts(connection, book, to_receive),
    ]
    return [paper for paper in found if paper is not None]


def _results(connection: Connection, book: Book, head: Letterhead, closing: closings.Closing | None) -> Paper:
    last = chains.chain(connection, book.campaign.code).last_sha256
    return results.results(
        book, head, _picture(connection, book), closing, in_groups(last[:PRINTED_DIGITS]) if last else ""
    )


def _picture(connection: Connection, book: Book) -> Picture | None:
    progress = read_progress(connection, book.campaign, book.as_of)
    drawn = progress_png(progress)
    if drawn is None:
        return None
    return Picture(drawn, progress_in_words(progress), ("Tiến độ từng ngày",))


def _receipts(connection: Connection, book: Book, head: Letterhead) -> list[Paper]:
    findings: dict[str, list[OpenFinding]] = defaultdict(list)
    for each in told_without_persons(stand.findings_at(connection, book.campaign.code, book.as_of)):
        findings[each.unit_code].append(each)
    units = sorted(book.rows("receipt_at"), key=lambda row: row["unit_code"])
    return [receipt.receipt(book, head, unit, findings[unit["unit_code"]]) for unit in units]
