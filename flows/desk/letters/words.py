"""What is said of a letter wherever it is cited: its number, its day, and when it wants the answer.

Arrives: a campaign's letter, its day and how that is read.
Leaves:  Vietnamese words.
Not here: the instant of a deadline, which SQL alone knows (`flows.steps.publish.words` words it).
"""

from __future__ import annotations

from datetime import date

from schemas.campaign.file import Letter, Policy
from schemas.vietnamese.writing import day

HOW_DUE = {
    Policy.BEFORE_DATE: "trước ngày",
    Policy.THROUGH_DATE: "hết ngày",
    Policy.THROUGH_DATE_ROLL: "hết ngày",
}
"""A deadline as letters word it, by its reading."""
ROLLED = ", nếu là ngày nghỉ thì hết ngày làm việc kế tiếp"


def basis(letter: Letter) -> str:
    """On which letter something stands: "Theo công văn số … ngày … của … (V/v …)"."""
    number = f" số {letter.number}" if letter.number else ""
    return f"Theo công văn{number} ngày {day(letter.issued_on)} của {letter.issuer} ({letter.subject})"


def due(report_before: date, policy: Policy) -> str:
    """The letter's own day, as it is to be read: "trước ngày …", "hết ngày …"."""
    return f"{HOW_DUE[policy]} {day(report_before)}{ROLLED if policy is Policy.THROUGH_DATE_ROLL else ''}"
