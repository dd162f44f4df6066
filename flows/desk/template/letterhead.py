"""The lines above a template's table: whose letter it answers, whose return it is, until when, and how to fill it in.

Arrives: a campaign and a unit.
Leaves:  texts.
Not here: where they stand (`layout`), the instant of the deadline, which only SQL knows.
"""

from __future__ import annotations

from dataclasses import dataclass

from flows.desk.letters.words import basis, due
from schemas.campaign import Campaign
from schemas.roster import Unit
from schemas.sheet.template_mark import Mark

HOW_TO = (
    "Mỗi CĐCS ghi một dòng. Chưa có số liệu thì để trống, không có thì ghi 0. Dòng VD chỉ để minh họa, không được tính. Hết dòng "
    "thì ghi tiếp xuống dưới, đánh số nối theo."
)


@dataclass(frozen=True, slots=True)
class Letterhead:
    """`mark` tells whose file it is, whatever it is called."""

    mark: str
    issuer: str
    unit: str
    title: str
    basis: str
    due: str
    how_to: str = HOW_TO

    @property
    def lines(self) -> tuple[str, ...]:
        """From the top, the mark aside."""
        return (self.issuer, self.unit, self.title, self.basis, self.due, self.how_to)


def letterhead(campaign: Campaign, unit: Unit) -> Letterhead:
    """What is known of the letter; what it has not is left out."""
    return Letterhead(
        mark=str(Mark(campaign.code, unit.code)),
        issuer=campaign.letter.issuer.upper(),
        unit=unit.name,
        title=f"BÁO CÁO KẾT QUẢ: {campaign.title}",
        basis=f"{basis(campaign.letter)}.",
        due=f"Hạn gửi báo cáo: {due(campaign.report_before, campaign.policy)}.",
    )
