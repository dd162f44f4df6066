"""Close a campaign's figures at an instant, by a person's word, and take that back.

Arrives: a campaign and an instant as typed, who closes and why.
Leaves:  the closing recorded once, with what was provisional then, or revoked; a sentence that tells it.
Not here: Prefect (`decide`), the command's words (`flows.cli.closings`), what papers say of it (`flows.desk.papers`).

Nothing is frozen: figures as of an instant stay what they were anyway, but for what is recorded about the past later on.
Everything raises ConfigurationError, saying what is wrong with what was asked.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from flows.desk.grounds import Grounds, decided_about
from flows.desk.instants import instant
from flows.errors import ConfigurationError, untold
from flows.settings import Settings
from flows.steps.load import lock
from flows.steps.publish.words import dated, number
from flows.store.database import Database, open_database
from flows.store.recorded import closings
from flows.store.recorded.closings import Closing, NewClosing, Revocation
from schemas.campaign import Campaign
from schemas.standing import STANDING_VI


@dataclass(frozen=True, slots=True)
class Closed:
    """What was recorded of a closing. `is_new`: whether it was; the same one twice is recorded once."""

    closing: Closing
    is_new: bool
    is_revoked: bool = False
    now_in_force: Closing | None = None
    """Once it is revoked: the one that holds instead."""

    def message(self, zone: str) -> str:
        """One Vietnamese sentence: which figures are closed, and what of them was provisional."""
        at = dated(self.closing.as_of, zone)
        what = f"Đợt {self.closing.campaign}"
        if self.is_revoked:
            held = self.now_in_force
            then = f"nay theo lần chốt lúc {dated(held.as_of, zone)}" if held else "nay chưa chốt số liệu"
            return (
                f"{what}: đã thu hồi chốt số liệu lúc {at} (lần chốt số {self.closing.closing_id}); {then}."
            )
        known = "" if self.is_new else " (đã chốt như vậy từ trước, không ghi thêm)"
        return f"{what}: chốt số liệu lúc {at}{known}; {provisional_in_words(self.closing)}."


def provisional_in_words(closing: Closing) -> str:
    """What was provisional as of a closing's instant: "khi đó còn 3 đơn vị chưa báo cáo, 1 đơn vị cần sửa"."""
    parts = list(_provisional(closing))
    return f"khi đó còn {', '.join(parts)}" if parts else "khi đó không còn gì tạm tính"


def _provisional(closing: Closing) -> Iterator[str]:
    for standing in ("missing", "needs_fix", "unverified", "not_due"):
        if count := getattr(closing, standing):
            yield f"{number(count)} đơn vị {STANDING_VI[standing]}"
    if closing.unreadable:
        yield f"{number(closing.unreadable)} đơn vị không đọc được bảng"
    if closing.stale_branches:
        people = f" ({number(closing.stale_people)} người)" if closing.stale_people is not None else ""
        yield f"{number(closing.stale_branches)} CĐCS giữ số liệu cũ{people}"


@untold()
def close(
    settings: Settings,
    campaign_name: str,
    as_of: str,
    grounds: Grounds,
    *,
    is_past_meant: bool = False,
) -> Closed:
    """Close the figures of an instant, as typed."""
    campaign, at = decided_about(settings, campaign_name, is_past_meant=is_past_meant)
    if not as_of.strip():
        raise ConfigurationError("Hãy ghi số liệu của lúc nào («Số liệu của lúc nào»).")
    closed_at = instant(as_of, campaign.time_zone)
    return close_at(open_database(settings), campaign, closed_at, grounds, at)


def close_at(
    database: Database, campaign: Campaign, as_of: datetime, grounds: Grounds, at: datetime
) -> Closed:
    """The same, as values: recorded at the instant `at`."""
    words = grounds.recorded
    if as_of > at:
        raise ConfigurationError(
            f"Thời điểm chốt ({dated(as_of, campaign.time_zone)}) ở tương lai; hãy chốt khi đến lúc đó."
        )
    if campaign.day_of(as_of) < campaign.starts_on:
        raise ConfigurationError(
            f"Thời điểm chốt ({dated(as_of, campaign.time_zone)}) trước khi đợt bắt đầu ({campaign.starts_on:%d/%m/%Y})."
        )
    with database.begin() as connection:
        lock(connection, campaign.code)
        held = _in_force(closings.closings(connection, campaign.code))
        is_new = held is None or held.as_of != as_of
        if is_new:
            closings.close(connection, NewClosing(campaign.code, as_of, *words))
            held = _in_force(closings.closings(connection, campaign.code))
    if held is None:
        raise TypeError("a closing that was recorded is not in force")
    return Closed(held, is_new)


@untold()
def revoke(
    settings: Settings,
    campaign_name: str,
    as_of: str | None,
    grounds: Grounds,
    *,
    is_past_meant: bool = False,
) -> Closed:
    """Take back the closing of an instant, as typed; of none, the one that holds."""
    campaign, at = decided_about(settings, campaign_name, is_past_meant=is_past_meant)
    closed_at = instant(as_of, campaign.time_zone) if as_of is not None else None
    return revoke_at(open_database(settings), campaign, closed_at, grounds, at)


def revoke_at(
    database: Database, campaign: Campaign, as_of: datetime | None, grounds: Grounds, at: datetime
) -> Closed:
    """The same, as values: revoked at the instant `at`."""
    why, who, _ = grounds.recorded
    with database.begin() as connection:
        lock(connection, campaign.code)
        standing = [each for each in closings.closings(connection, campaign.code) if each.revoked_at is None]
        meant = [each for each in standing if as_of in (None, each.as_of)]
        if not meant:
            raise ConfigurationError(_none(campaign, as_of, standing))
        closings.revoke(connection, meant[-1], Revocation(at, who, why))
        held = _in_force(closings.closings(connection, campaign.code))
    return Closed(meant[-1], is_new=True, is_revoked=True, now_in_force=held)


def _in_force(found: list[Closing]) -> Closing | None:
    return next((each for each in found if each.is_in_force), None)


def _none(campaign: Campaign, as_of: datetime | None, standing: list[Closing]) -> str:
    """That there is nothing to revoke, and which closings there are."""
    zone = campaign.time_zone
    which = f" lúc {dated(as_of, zone)}" if as_of is not None else ""
    others = ", ".join(dated(each.as_of, zone) for each in standing)
    there_are = f" Các lần chốt đang có: {others}." if others else ""
    return f"Đợt {campaign.code} không có lần chốt số liệu nào{which} đang có hiệu lực.{there_are}"
