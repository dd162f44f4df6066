"""Papers as they are recorded, and a desk that closed its figures and issued one."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal

from flows.desk import closings, issuing
from flows.desk.closings import Closed
from flows.desk.grounds import Grounds
from flows.desk.issuing import Issued
from flows.store.recorded import papers
from flows.store.recorded.closings import Revocation
from flows.store.recorded.papers import NewFigure, NewIssue, NewPaper
from tests.given.desk import ZONE, Desk, moment

BY = Grounds("Chủ tịch", "gửi Tổng Liên đoàn", "44/LĐLĐ")
AT = moment("31/8 17:00")
NOW = moment("1/9 08:00")
CLERK = "chị Mai, văn thư"


def figure(value: int | Decimal | None, as_of: datetime = AT) -> NewFigure:
    """The installed of the whole campaign, in a sentence."""
    shown = "–" if value is None else str(value)
    return NewFigure(
        figure="campaign_summary_at.installed",
        relation="campaign_summary_at",
        column="installed",
        key={},
        as_of=as_of,
        since=None,
        measure="count",
        value=value,
        shown=shown,
        sentence=f"Đã cài đặt: {shown} người.",
    )


def paper(*values: int | Decimal | None, as_of: datetime = AT, unit_code: str | None = None) -> NewPaper:
    """A report, or a unit's own paper, that prints these figures."""
    kind = "results" if unit_code is None else "receipt"
    return NewPaper(
        "bluezone-2020", kind, unit_code, as_of, None, tuple(figure(each, as_of) for each in values)
    )


def drafted(desk: Desk, *values: int | Decimal | None, as_of: datetime = AT) -> int:
    """The number of a report that prints these figures."""
    with desk.database.begin() as connection:
        return papers.draft(connection, paper(*values, as_of=as_of))


def closed(desk: Desk, as_of: datetime = AT, now: datetime = NOW, by: Grounds = BY) -> Closed:
    return closings.close_at(desk.database, desk.campaign, as_of, by, now)


def reopened(desk: Desk, as_of: datetime | None = None, now: datetime = NOW, by: Grounds = BY) -> Closed:
    return closings.revoke_at(desk.database, desk.campaign, as_of, by, now)


def issued(
    desk: Desk,
    paper_id: int,
    number: str = "45/BC-LĐLĐ",
    on: date = date(2020, 9, 1),
    now: datetime = NOW,
    by: str = CLERK,
) -> Issued:
    new = NewIssue(desk.campaign.code, paper_id, number, on, by)
    return issuing.issue_as(desk.database, desk.campaign, new, now)


def withdrawn(
    desk: Desk, paper_id: int, now: datetime = NOW, by: str = CLERK, why: str = "ghi nhầm số"
) -> Issued:
    end = Revocation(now, by, why)
    return issuing.revoke_as(desk.database, desk.campaign, paper_id, end)


def close_and_issue(desk: Desk, now: datetime = NOW) -> None:
    """A closing that holds and one taken back; a paper that was issued, taken back and issued again; a draft."""
    as_of, on = now - timedelta(minutes=1), now.astimezone(ZONE).date()
    closed(desk, AT, now)
    closed(desk, as_of, now)
    reopened(desk, None, now)
    number = drafted(desk, 47, None, as_of=as_of)
    issued(desk, number, "44/BC-LĐLĐ", on, now)
    withdrawn(desk, number, now)
    issued(desk, number, "45/BC-LĐLĐ", on, now)
    drafted(desk, 48, as_of=as_of)
