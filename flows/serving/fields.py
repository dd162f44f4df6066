"""The fields that forms share: what each asks, how it is to be filled in, and what the server refuses before a run starts.

Arrives: the campaign folders, read when Prefect asks for a form, not when its flow is imported.
Leaves:  types for the parameters of flows.
Not here: how they reach Prefect's form (`forms`), what is made of an answer (`flows.desk.request`, `flows.desk.instants`).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import Annotated

from flows.desk import campaigns
from flows.desk.instants import DEADLINE_PATTERN, INSTANT_PATTERN, INSTANT_VI
from flows.desk.request import now, unit_choices
from flows.serving.forms import Choice, field
from flows.settings import Settings
from schemas.campaign import Campaign, load_campaign
from schemas.campaign.file import CampaignError


def campaign_codes(settings: Settings) -> list[str]:
    """The campaigns there are, by their folders' names, the one that runs first."""
    return campaigns.find(settings).in_turn(now())


def running_or_named(settings: Settings) -> list[str]:
    """The same where none need be named."""
    return [campaigns.RUNNING, *campaign_codes(settings)]


def units_to_choose(settings: Settings) -> list[str]:
    """Every active unit of every campaign whose files can be read, once; whoever chooses another is told what is wrong."""
    return unit_choices(list(_campaigns(settings)))


def _campaigns(settings: Settings) -> Iterator[Campaign]:
    for code in campaign_codes(settings):
        with suppress(CampaignError):
            yield load_campaign(settings.campaign_folder(code))


NOT_BLANK = r"\S"
OR_EMPTY = r"^\s*$|"

CampaignChoice = Annotated[
    str, Choice(campaign_codes), field("Đợt báo cáo", "Chọn đợt trước, rồi chọn đơn vị của đợt đó.")
]
CampaignIfAny = Annotated[
    str,
    Choice(running_or_named),
    field("Đợt báo cáo", "Đợt đang chạy, hoặc một đợt được nêu. Chọn đợt trước, rồi chọn đơn vị của đợt đó."),
]
_Unit = Annotated[str, Choice(units_to_choose)]
NOT_LISTED = (
    "Không thấy đơn vị mới ghi vào danh sách: chạy bluezone deploy (hoặc make up), rồi mở lại trang này."
)
UnitChoice = Annotated[_Unit, field("Đơn vị", f"Đơn vị của đợt đã chọn. {NOT_LISTED}")]
UnitChoices = Annotated[
    tuple[_Unit, ...],
    field("Các đơn vị", f"Để trống: mọi đơn vị của đợt đã chọn. {NOT_LISTED}", uniqueItems=True),
]
Deadline = Annotated[
    str,
    field(
        "Hạn mới",
        f"Ghi «hết ngày 31/8» (tức trước 1/9 0:00), hoặc đúng thời điểm: {INSTANT_VI}; báo cáo phải có trước lúc đó. "
        "Câu kết quả đọc lại hạn đã hiểu.",
        pattern=DEADLINE_PATTERN,
    ),
]
Arrival = Annotated[
    str,
    field(
        "Lúc tệp đến văn phòng",
        f"Giờ của đợt: {INSTANT_VI}. Chỉ cho thư mục tệp.",
        pattern=INSTANT_PATTERN,
    ),
]
ArrivalIfAny = Annotated[
    str,
    field(
        "Lúc tệp đến văn phòng",
        f"Để trống: bây giờ. Giờ của đợt: {INSTANT_VI}. Chỉ cho thư mục tệp.",
        pattern=OR_EMPTY + INSTANT_PATTERN,
    ),
]
PastInstant = Annotated[
    str,
    field("Vào lúc", f"Để trống: bây giờ. Giờ của đợt: {INSTANT_VI}.", pattern=OR_EMPTY + INSTANT_PATTERN),
]
ClosingInstant = Annotated[
    str,
    field(
        "Số liệu của lúc nào",
        f"Giờ của đợt: {INSTANT_VI}. Khi thu hồi, để trống: lần chốt đang có hiệu lực.",
        pattern=OR_EMPTY + INSTANT_PATTERN,
    ),
]
Reason = Annotated[
    str, field("Vì sao", "Căn cứ của quyết định, ví dụ đã gọi điện hỏi đơn vị.", pattern=NOT_BLANK)
]
DecidedBy = Annotated[
    str, field("Ai quyết định", "Họ tên hoặc chức vụ của người quyết định.", pattern=NOT_BLANK)
]
LetterNumber = Annotated[str, field("Số văn bản", "Nếu có.")]
QuestionCell = Annotated[
    str, field("Ô của câu hỏi", "Ví dụ B14; để trống khi chỉ có một câu hỏi, hoặc hỏi về cả bảng.")
]
PastCampaign = Annotated[
    bool,
    field("Vẫn ghi dù đợt đã qua", "Chỉ cần cho đợt đã qua: bật để xác nhận rằng đúng là đợt này."),
]
Place = Annotated[
    str,
    field(
        "Nơi đọc",
        "Để trống: theo đợt báo cáo. Hoặc ghi google, hoặc một thư mục tệp .xlsx, .csv trên máy này.",
    ),
]
ReadsAgain = Annotated[
    bool, field("Đọc lại cả bảng không đổi", "Bật: đọc lại cả các bảng mà Google báo là không đổi.")
]
NothingSent = Annotated[
    bool, field("Chưa đơn vị nào gửi", "Bật: xác nhận đúng chỗ, chỉ là chưa đơn vị nào gửi bảng.")
]
DryRun = Annotated[bool, field("Chỉ xem thử", "Bật: chỉ xem sẽ đổi những gì, không ghi gì. Tắt: ghi thật.")]
