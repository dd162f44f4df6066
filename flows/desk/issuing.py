"""A draft left the house: its number, its day, by whose word; and that it did not so after all.

Arrives: a campaign, the number of a draft as its marks say, what the clerk wrote on it.
Leaves:  the issue recorded once, or revoked; a sentence that tells it.
Not here: drawing papers up (`flows.desk.papers`), the command's words (`flows.cli.closings`), which numbers and days cannot
         be: said once, in SQL (`core.check_issue`).

Everything raises ConfigurationError, or RecordRefused, saying what is wrong with what was asked.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flows.desk.grounds import Grounds
from flows.desk.instants import day
from flows.desk.request import now, read_campaign
from flows.errors import ConfigurationError, untold
from flows.settings import Settings
from flows.steps.load import lock
from flows.steps.publish.words import dated
from flows.store.database import Connection, Database, open_database
from flows.store.recorded import papers
from flows.store.recorded.closings import Revocation
from flows.store.recorded.papers import Issue, NewIssue
from schemas.campaign import Campaign
from schemas.vietnamese.writing import day as written_day


@dataclass(frozen=True, slots=True)
class Issued:
    """What was recorded of an issue. `is_new`: whether it was; the same one twice is recorded once."""

    issue: Issue
    is_new: bool
    is_revoked: bool = False

    def message(self, zone: str) -> str:
        """One Vietnamese sentence: which draft, under which number, with the figures of which instant."""
        each = self.issue
        what = f"Đợt {each.campaign}: văn bản dự thảo số {each.paper_id}"
        named = f"số {each.number} ngày {written_day(each.issued_on)}"
        if self.is_revoked:
            return f"{what}: đã thu hồi việc phát hành {named}."
        known = "" if self.is_new else " (đã ghi như vậy từ trước, không ghi thêm)"
        of_instant = f"số liệu lúc {dated(each.as_of, zone)}, {each.figures} con số"
        return f"{what}: đã phát hành, {named}{known}; {of_instant}."


@untold()
def issue(
    settings: Settings, campaign_name: str, paper_id: int, number: str, issued_on: str, issued_by: str
) -> Issued:
    """A draft was issued, as typed."""
    campaign, at = read_campaign(settings, campaign_name), now()
    new = NewIssue(campaign.code, paper_id, number, day(issued_on), issued_by)
    return issue_as(open_database(settings), campaign, new, at)


def issue_as(database: Database, campaign: Campaign, new: NewIssue, at: datetime) -> Issued:
    """The same, as values: recorded at the instant `at`."""
    number, issued_by = " ".join(new.number.split()), new.issued_by.strip()
    if not number or not issued_by:
        raise ConfigurationError("Hãy ghi số của văn bản (--number) và ai ghi phát hành (--by).")
    if new.issued_on > campaign.day_of(at):
        raise ConfigurationError(
            f"Ngày phát hành ({written_day(new.issued_on)}) chưa đến; hãy ghi khi đã phát hành."
        )
    with database.begin() as connection:
        lock(connection, campaign.code)
        held = _in_force(connection, campaign, new.paper_id)
        is_new = held is None or (held.number, held.issued_on) != (number, new.issued_on)
        if is_new:
            papers.issue(connection, NewIssue(campaign.code, new.paper_id, number, new.issued_on, issued_by))
            held = _in_force(connection, campaign, new.paper_id)
    if held is None:
        raise TypeError("an issue that was recorded is not in force")
    return Issued(held, is_new)


@untold()
def revoke(settings: Settings, campaign_name: str, paper_id: int, revoked_by: str, reason: str) -> Issued:
    """That a draft was issued is taken back, as typed."""
    campaign = read_campaign(settings, campaign_name)
    return revoke_as(open_database(settings), campaign, paper_id, Revocation(now(), revoked_by, reason))


def revoke_as(database: Database, campaign: Campaign, paper_id: int, end: Revocation) -> Issued:
    """The same, as values."""
    why, who, _ = Grounds(end.revoked_by, end.reason).recorded
    with database.begin() as connection:
        lock(connection, campaign.code)
        held = _in_force(connection, campaign, paper_id)
        if held is None:
            raise ConfigurationError(
                f"Đợt {campaign.code}: văn bản dự thảo số {paper_id} chưa được ghi là đã phát hành."
            )
        papers.revoke_issue(connection, held, Revocation(end.revoked_at, who, why))
    return Issued(held, is_new=True, is_revoked=True)


def _in_force(connection: Connection, campaign: Campaign, paper_id: int) -> Issue | None:
    found = papers.issues(connection, campaign.code)
    return next((each for each in found if each.paper_id == paper_id and each.is_in_force), None)
