"""What a heading's text can be told to be by itself, whatever the letter asks for.

Arrives: a heading's text.
Leaves:  `Heading`; whether it is a column's number, personal data, in thousands; what it says beside its quantity.
Not here: which quantity it names (`grammar`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from schemas.vietnamese.text import clean

PERSONAL = re.compile(
    r"\b(cmnd|cmt|cmtnd|cccd|chung minh|can cuoc|ngay sinh|nam sinh|thang sinh|sinh ngay|que quan|ho chieu"
    r"|ho va ten|ho ten|dia chi|bhxh|bao hiem|so tai khoan|thuong tru)\b"
)
COLUMN_NUMBER = re.compile(r"\(?\s*([0-9]{1,2}|[A-Za-z])\s*\)?(\s*=\s*[()0-9A-Za-z+\-*/:x.,%\s]+)?")
LIST_NUMBER = re.compile(r"\A(?:\(?[0-9]{1,2}[.)]|[IVX]{1,4}\.)\s*(?=\D)")
_REMARK = (
    r"[(\[]\s*(?:(?:đvt|đơn vị(?: tính)?)\s*:?\s*|số\s+|tính\s+bằng\s+)?"
    r"(?:người|máy|chiếc|cái|buổi|cuộc|lần|đợt|lượt|ng|đv|đơn vị|thiết bị|đ/c|đồng chí{units})\s*[)\]]"
    r"|[,;–-]?\s*(?:đvt|đơn vị tính)\s*:?\s*(?:(?:người|máy|buổi{units})(?!\w)|(?=%))"
    r"|\(\s*(?:nếu có|có\s*[/,]\s*không|có hoặc không|đánh dấu x|x|ghi rõ[^()]*|theo mẫu|bắt buộc)\s*\)"
    r"|\(\s*[a-z]\s*\)|\([0-9\s=+\-*/:x.,()]*\)(?:\s*[=:]\s*[(0-9)\s+\-*/:x.,%]+)?"
    r"|[(,]?\s*(?:(?:lũy|luỹ) kế\s*)?(?:tính\s*)?đến\s*(?:hết\s*)?(?:ngày\s*)?[0-9]{1,2}\s*[/.-]\s*[0-9]{1,2}"
    r"(?:\s*[/.-]\s*[0-9]{2,4})?\s*\)?"
    r"|\b(?:(?:trong|qua)\s+(?:các|từng)|theo(?:\s+(?:các|từng))?)\s+(?:tuần|đợt|hệ điều hành|giới tính)\b"
)


_THOUSANDS = re.compile(
    r"(?<![^\W_])(?:(?<!phần )(?:nghìn|ngàn|trăm|chục|vạn|triệu)(?![^\W_])|(?:nghin|ngan) (?:nguoi|may)|1[., ]?000\s*(?:người|máy|nguoi|may)"
    r"|[x×*]\s*1[., ]?000(?![0-9]))",
    re.IGNORECASE,
)


def in_thousands(text: str) -> bool:
    """Whether a heading or a note says that the figures stand for hundreds or thousands of what they count."""
    return bool(_THOUSANDS.search(clean(text)))


class Kind(StrEnum):
    """What a heading turned out to be."""

    FIELD = "field"
    DOUBTFUL = "doubtful"
    PERSONAL = "personal"
    COLUMN_NUMBER = "column_number"
    BLANK = "blank"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Heading:
    """What one column's heading says. `candidates` are the fields a doubtful one might mean.

    A loose heading names its field less exactly than another may: "Đơn vị" beside "Tên CĐCS".
    """

    text: str
    kind: Kind
    field: str | None = None
    candidates: tuple[str, ...] = ()
    is_loose: bool = False


@lru_cache(maxsize=4096)
def is_column_number(text: str) -> bool:
    """Whether a heading is a column's number, as (3) or (4)=(3)/(2), and nothing else."""
    return COLUMN_NUMBER.fullmatch(clean(text)) is not None


def remark_with(units: Iterable[str]) -> re.Pattern[str]:
    """What a heading says beside its quantity: the unit of measure, the column's number, the day of the figures."""
    own = "".join(f"|{re.escape(unit.casefold())}" for unit in sorted(set(units), key=len, reverse=True))
    return re.compile(_REMARK.replace("{units}", own), re.IGNORECASE)
