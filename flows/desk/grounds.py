"""On what grounds somebody decides: by whose word, why, by which letter, and of which campaign.

Arrives: words as they were typed.
Leaves:  `Grounds`; the campaign that is decided about, and the instant at which that is recorded.
Not here: what is decided (`decisions`, `answers`, `closings`, `issuing`, `editions`).

Everything raises ConfigurationError, saying what is wrong with what was asked.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flows.desk.request import now, read_campaign
from flows.errors import ConfigurationError
from flows.settings import Settings
from schemas.campaign import Campaign


@dataclass(frozen=True, slots=True)
class Grounds:
    """Who decided, why, by which letter ("" for none), and since when it holds (None: from now on)."""

    decided_by: str
    reason: str
    letter_number: str = ""
    effective_at: datetime | None = None

    @property
    def recorded(self) -> tuple[str, str, str]:
        """Why, by whom and by which letter, as it is recorded. Nothing is recorded without the first two."""
        why, who = self.reason.strip(), self.decided_by.strip()
        if not why or not who:
            raise ConfigurationError("Hãy ghi ai quyết định và vì sao.")
        return why, who, self.letter_number.strip()

    def since(self, campaign: Campaign, now: datetime) -> datetime:
        """Since when it holds: an instant of the campaign, and none to come."""
        at = self.effective_at or now
        if at.tzinfo is None:
            raise ConfigurationError("Thời điểm có hiệu lực phải có múi giờ, ví dụ +07:00.")
        if at > now:
            raise ConfigurationError(
                "Thời điểm có hiệu lực ở tương lai; hãy ghi lại quyết định khi đến lúc đó."
            )
        if campaign.day_of(at) < campaign.starts_on:
            raise ConfigurationError(
                f"Thời điểm có hiệu lực trước khi đợt bắt đầu ({campaign.starts_on:%d/%m/%Y})."
            )
        return at


def decided_about(
    settings: Settings, campaign_name: str, *, is_past_meant: bool
) -> tuple[Campaign, datetime]:
    """The campaign as typed, and the instant of the decision.

    `is_past_meant`: a person's word that a campaign long past is the one that is meant.
    """
    campaign, at = read_campaign(settings, campaign_name), now()
    if campaign.is_past(at) and not is_past_meant:
        raise ConfigurationError(
            f"Đợt {campaign.code} đã qua (báo cáo trước ngày {campaign.report_before:%d/%m/%Y}); chưa ghi gì. Nếu đúng là "
            "quyết định cho đợt này, hãy làm lại và chọn «Vẫn ghi dù đợt đã qua» (--past)."
        )
    return campaign, at
