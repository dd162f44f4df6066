"""The days off of a campaign beside those that a library knows: where they differ, the desk decides.

Arrives: a campaign.
Leaves:  a sentence for each weekday on which the two differ, and each Saturday or Sunday that is worked in exchange.
Not here: the deadline. It is told by the campaign's own list alone: days off are decided each year, and exchanged, by
         notices that no package waits for.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from schemas.campaign import Campaign
from schemas.campaign.file import Policy
from schemas.vietnamese.writing import day as written_day

FURTHEST_ROLL_DAYS = 60
"""As far as `core.cutoff_at` looks for a working day."""
SATURDAY = 5
FIELD = "holidays trong campaign.toml"


def differences(campaign: Campaign) -> tuple[str, ...]:
    """From the campaign's first day to the last to which its deadline may move; weekends are off in either list."""
    import holidays

    last = campaign.report_before + timedelta(days=FURTHEST_ROLL_DAYS)
    days = [campaign.starts_on + timedelta(days=n) for n in range((last - campaign.starts_on).days + 1)]
    known = holidays.country_holidays("VN", years={day.year for day in days}, language="vi")
    worked = {day for day in days if day.weekday() >= SATURDAY and known.is_working_day(day)}
    names = {day: str(known[day]) for day in days if day in known}
    return tuple(_sentences(campaign, days, names, worked))


def _sentences(
    campaign: Campaign, days: list[date], names: dict[date, str], worked: set[date]
) -> Iterator[str]:
    listed = set(campaign.holidays)
    for day in days:
        if day in worked:
            yield f"{_day_in_words(day)} là ngày làm bù theo thư viện; hạn báo cáo vẫn tính là ngày nghỉ."
        elif day.weekday() >= SATURDAY or (day in names) == (day in listed):
            continue
        elif day in names:
            yield f"{_day_in_words(day)} là ngày nghỉ theo thư viện ({names[day]}), không có trong {FIELD}."
        else:
            yield f"{_day_in_words(day)} có trong {FIELD}, không phải ngày nghỉ theo thư viện."


def weight(campaign: Campaign) -> str:
    """Whether a day off can move the deadline at all."""
    if campaign.policy is Policy.THROUGH_DATE_ROLL:
        return "Hạn báo cáo lùi qua ngày nghỉ, nên hãy đối chiếu với thông báo nghỉ lễ rồi sửa campaign.toml nếu cần."
    return "Cách tính hạn của đợt này không phụ thuộc ngày nghỉ."


def _day_in_words(day: date) -> str:
    names = ("thứ hai", "thứ ba", "thứ tư", "thứ năm", "thứ sáu", "thứ bảy", "chủ nhật")
    return f"{names[day.weekday()].capitalize()} {written_day(day)}"
