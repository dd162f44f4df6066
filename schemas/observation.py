"""One look at a unit's sheet: when, with what outcome, which content.

Arrives: what a source saw.
Leaves:  a value that `flows.steps.keep` records, append-only; of what was recorded, the last read of a unit's sheet.
Not here: what the content means.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from schemas.sheet import Sheet


class Outcome(StrEnum):
    """How a look ended. The first three are successful looks, and count as evidence of what was there."""

    READ = "read"
    UNCHANGED = "unchanged"
    ABSENT = "absent"
    """The look succeeded and the unit has handed nothing in yet."""
    MISSING = "missing"
    """The unit's sheet was there, or is linked in the roster, and is gone."""
    FORBIDDEN = "forbidden"
    UNREACHABLE = "unreachable"
    QUOTA = "quota"
    UNREADABLE = "unreadable"
    AMBIGUOUS = "ambiguous"

    @property
    def is_successful(self) -> bool:
        return self in (Outcome.READ, Outcome.UNCHANGED, Outcome.ABSENT)


OUTCOME_VI = {
    Outcome.READ: "đã đọc",
    Outcome.UNCHANGED: "không đổi",
    Outcome.ABSENT: "chưa có bảng",
    Outcome.MISSING: "bảng không còn",
    Outcome.FORBIDDEN: "chưa được chia sẻ",
    Outcome.UNREACHABLE: "không kết nối được",
    Outcome.QUOTA: "hết hạn mức truy vấn",
    Outcome.UNREADABLE: "tệp không đọc được",
    Outcome.AMBIGUOUS: "hai bảng cùng một đơn vị",
}


@dataclass(frozen=True, slots=True)
class Observation:
    """`observed_at` is an aware instant: when the source was read, or the declared arrival of a workbook."""

    unit_code: str
    observed_at: datetime
    outcome: Outcome
    origin: str
    """What was looked at: a file's name or a spreadsheet's id."""
    sheet: Sheet | None = None
    """The cells, when the outcome is `read`."""
    modified_at: datetime | None = None
    """The source's own clock for the last change; None where it gives none or it proves nothing."""
    version: str | None = None
    """Drive's version of the file; None for workbooks."""
    declared_by: str | None = None
    """Who declared `observed_at`; None when we looked ourselves at that instant."""
    detail: str | None = None
    """For a look that failed: one Vietnamese sentence that says who must do what."""


@dataclass(frozen=True, slots=True)
class LastRead:
    """What the last look found that fetched the cells of a unit's Google Sheet."""

    unit_code: str
    origin: str
    """The spreadsheet's id."""
    version: str | None
    """Drive's version of the file then; None to have it read again, for no version is equal to none."""
    read_at: datetime
    row_count: int = 0
    """Rows of the longest tab: a large sheet is read in two requests."""
    needs_proof: bool = False
    """Whether the unit's standing hangs on when this content was written, so that the file's own clock would decide."""
