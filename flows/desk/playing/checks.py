"""What a person looks at before a letter goes out: what a wrong word in a file would make of deadline and reminders.

Arrives: a campaign, its own cutoff, how many of its units were played.
Leaves:  Vietnamese sentences.
Not here: days off that a library knows (`flows.desk.days_off`), whether the desk is ready (`flows.desk.doctor`).
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from flows.desk import days_off
from flows.desk.deadlines import POLICY_VI
from flows.steps.publish.words import deadline_in_words
from schemas.campaign import Campaign
from schemas.campaign.file import Policy
from schemas.vietnamese.writing import first_of

NAMED = 10
WEEKEND = {5: "thứ bảy", 6: "chủ nhật"}


def checks(campaign: Campaign, own: datetime, played: int) -> tuple[str, ...]:
    """The deadline in words, the days that it rolled over, whom no reminder reaches, who was not played."""
    deadline = deadline_in_words(own, campaign.time_zone)
    return (
        f"Hạn của đợt: {deadline}; cách hiểu công văn: {POLICY_VI[campaign.policy]}.",
        *_rolled(campaign, own),
        *_unreachable(campaign),
        *_unplayed(campaign, played),
    )


def _rolled(campaign: Campaign, own: datetime) -> tuple[str, ...]:
    """The days off between the letter's day and the last one that counts; and where a library knows others."""
    if campaign.policy is not Policy.THROUGH_DATE_ROLL:
        return ()
    last = campaign.day_of(own) - timedelta(days=1)
    met = [campaign.report_before + timedelta(days=n) for n in range((last - campaign.report_before).days)]
    days = ", ".join(_day_off(campaign, each) for each in met)
    rolled = f"Hạn lùi qua {len(met)} ngày nghỉ: {days}." if met else "Hạn không gặp ngày nghỉ nào."
    return (rolled, *days_off.differences(campaign), days_off.weight(campaign))


def _day_off(campaign: Campaign, day: date) -> str:
    why = "ngày nghỉ của đợt" if day in campaign.holidays else WEEKEND[day.weekday()]
    return f"{day.day}/{day.month} ({why})"


def _unreachable(campaign: Campaign) -> tuple[str, ...]:
    """Whom no reminder reaches; and that none leaves at all while the campaign's file does not say so."""
    lacking = [unit.code for unit in campaign.units.active if not unit.email]
    told = []
    if lacking:
        told.append(
            f"{len(lacking)} đơn vị chưa có địa chỉ thư ({first_of(lacking, NAMED)}): hãy ghi cột email trong roster.csv, nếu không thì không ai "
            "nhắc họ."
        )
    if not campaign.schedule.sends_reminders:
        told.append(
            "Lịch chưa tự gửi thư nhắc, chỉ nêu ai sẽ được nhắc; muốn gửi thật, hãy ghi sends_reminders = true ở mục "
            "[schedule] của campaign.toml."
        )
    return tuple(told)


def _unplayed(campaign: Campaign, played: int) -> tuple[str, ...]:
    owing = len(campaign.units.active)
    return (f"Danh sách có {owing} đơn vị; chỉ diễn {played}.",) if played < owing else ()
