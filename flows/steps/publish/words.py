"""How the desk writes: an instant, a number, and in a sentence what a campaign's summary or a decision says.

Arrives: values of the analysts' contract.
Leaves:  Vietnamese text, without markup.
Not here: tables (`tables`), pages (`markdown`).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from schemas.answer import ANSWER_VI
from schemas.decision import KIND_VI
from schemas.form.form import Form
from schemas.report import CampaignSummary, OpenFinding
from schemas.standing import STANDING_VI
from schemas.vietnamese.writing import day

if TYPE_CHECKING:
    from flows.store.recorded.closings import Closing
    from flows.store.recorded.decisions import Decision
    from flows.store.recorded.papers import Issue

TENTHS = Decimal("0.1")


def local(instant: datetime | None, zone: str) -> str:
    """An instant as people of that zone write it, "" for none."""
    return _written(instant, zone, "{0.day}/{0.month} {0:%H:%M}")


def dated(instant: datetime | None, zone: str) -> str:
    """The same with its year, as it can be typed again: where people decide or delete, no year goes without saying."""
    return _written(instant, zone, "{0.day}/{0.month}/{0.year} {0:%H:%M}")


def deadline_in_words(cutoff_at: datetime, zone: str) -> str:
    """A deadline as it is to be read: before which instant, and where that is midnight, until the end of which day."""
    here = cutoff_at.astimezone(ZoneInfo(zone))
    whole_day = f" (hết ngày {day(here - timedelta(days=1))})" if here.time() == time(0) else ""
    return f"trước {dated(cutoff_at, zone)}{whole_day}"


def _written(instant: datetime | None, zone: str, form: str) -> str:
    return "" if instant is None else form.format(instant.astimezone(ZoneInfo(zone)))


def number(value: int | None) -> str:
    """A count as Vietnamese people write it: 1.234."""
    return "" if value is None else f"{value:,}".replace(",", ".")


def percent(value: Decimal | int | None) -> str:
    """Percent points as Vietnamese people write them: 85,5%.

    This is where a rate is rounded, once, as people round it, half up: 88,05 is 88,1, and 626 of 711, which are 88,0450…, are
    88,0. What arrives was not rounded before (`sql/functions/points.sql`).
    """
    if value is None:
        return ""
    shown = Decimal(value).quantize(TENTHS, ROUND_HALF_UP)
    # what is rounded to nothing has no sign
    return f"{shown + 0}%".replace(".", ",")


def summary_sentences(form: Form, summary: CampaignSummary) -> tuple[str, str, str]:
    """A campaign's summary: the units, the figures, and what hangs on the reading of the deadline."""
    counts = ", ".join(
        f"{label} {summary.count(code)}" for code, label in STANDING_VI.items() if summary.count(code)
    )
    rate = percent(100 * summary.reporting_rate) if summary.reporting_rate is not None else "–"
    units = f"{summary.expected} đơn vị phải báo cáo: {counts}. Tỷ lệ báo cáo {rate}."
    return units, f"{', '.join(_figures(form, summary))}.", summary.sensitivity_vi


def _figures(form: Form, summary: CampaignSummary) -> Iterator[str]:
    """The branches, the people, and what the letter is after with its rates."""
    yield f"{number(summary.branches)} CĐCS"
    if form.people:
        yield f"{number(summary.people)} {form.people_label}"
    if form.lead is not None:
        rates = ", ".join(f"{percent(summary.rate(each.name))} {each.label}" for each in form.lead_rates)
        yield f"{number(summary.sum(form.lead.name))} {form.lead_vi}{f' ({rates})' if rates else ''}"


def how_to_answer(question: OpenFinding) -> str:
    """The command that answers a question, with what belongs there."""
    at = f" --cell {question.cell}" if question.cell else ""
    return (
        "Trả lời khi đã hỏi đơn vị, hoặc đơn vị sửa ngay trong bảng:\n"
        f'  bluezone answer --unit {question.unit_code}{at} --as đúng|không --by "AI" --reason "VÌ SAO"'
    )


def decision_in_words(decision: Decision, zone: str) -> str:
    """What a decision says: "gia hạn đến …", "xác minh: đúng hạn", "trả lời ô B14: đúng"."""
    if decision.answer is not None:
        where = f"ô {decision.cell}" if decision.cell else "cả bảng"
        return f"{KIND_VI[decision.kind]} {where}: {ANSWER_VI[decision.answer]}"
    what = f": {STANDING_VI[decision.standing]}" if decision.standing else ""
    until = f" đến {dated(decision.cutoff_at, zone)}" if decision.cutoff_at else ""
    return f"{KIND_VI[decision.kind]}{what}{until}"


def revocation_in_words(recorded: Decision | Closing | Issue, zone: str) -> str:
    """When something recorded was taken back, by whom and why; "" while it holds."""
    words = (dated(recorded.revoked_at, zone), recorded.revoked_by, recorded.revoked_reason)
    return " ".join(filter(None, words))
