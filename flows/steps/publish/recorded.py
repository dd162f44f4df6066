"""Tell people what the desk recorded: decisions, editions of the roster, closings, issued papers, as tables for a terminal.

Arrives: rows of the analysts' contract, the earliest first, those that were taken back too.
Leaves:  what is printed.
Not here: how a table looks (`tables`), how an instant or a number is written (`words`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from flows.steps.publish.tables import table_of
from flows.steps.publish.words import dated, decision_in_words, number, revocation_in_words
from schemas.paper_kind import PAPER_VI

if TYPE_CHECKING:
    from flows.store.recorded.closings import Closing
    from flows.store.recorded.decisions import Decision
    from flows.store.recorded.papers import Issue
    from flows.store.recorded.rosters import Edition
    from schemas.roster.edition import Difference


def decisions_table(decisions: Sequence[Decision], title: str, zone: str) -> Table:
    """What people decided, and what was revoked."""
    table = table_of(title, "Mã|Quyết định|Từ lúc|Ai…|Vì sao…|Văn bản|Thu hồi…")
    for each in decisions:
        revoked = revocation_in_words(each, zone)
        table.add_row(
            each.unit_code,
            decision_in_words(each, zone),
            dated(each.effective_at, zone),
            *map(Text, (each.decided_by, each.reason, each.letter_number, revoked)),
        )
    return table


def differences_table(differences: Sequence[Difference]) -> Table:
    """What the roster's file says otherwise than its last edition."""
    table = table_of("Tệp roster.csv khác bản đã nhận", "Mã|Đơn vị…|Khác gì…")
    for each in differences:
        table.add_row(*map(Text, (each.unit_code, each.unit_name, "; ".join(each.what))))
    return table


def editions_table(editions: Sequence[Edition], title: str, zone: str) -> Table:
    """Every edition of the roster: since when, by whom and why."""
    table = table_of(title, ">Bản|Từ lúc|Ai…|Vì sao…|Văn bản|>Đơn vị đổi|>Đơn vị phải báo cáo")
    for each in editions:
        table.add_row(
            number(each.edition),
            dated(each.effective_at, zone) or "từ đầu đợt",
            *map(Text, (each.decided_by or "", each.reason or "", each.letter_number)),
            number(each.units_changed),
            number(each.units_active),
        )
    return table


def closings_table(closings: Sequence[Closing], title: str, zone: str) -> Table:
    """Every closing of a campaign's figures, and which one holds."""
    table = table_of(title, ">Số|Số liệu lúc|Ai…|Vì sao…|Văn bản|Hiệu lực…")
    for each in closings:
        held = "đang có hiệu lực" if each.is_in_force else "đã có lần chốt sau"
        revoked = revocation_in_words(each, zone)
        table.add_row(
            number(each.closing_id),
            dated(each.as_of, zone),
            *map(Text, (each.closed_by, each.reason, each.letter_number)),
            Text(f"thu hồi {revoked}" if revoked else held),
        )
    return table


def issues_table(issues: Sequence[Issue], title: str, zone: str) -> Table:
    """Every issue of a campaign's papers, and what was taken back."""
    table = table_of(title, ">Dự thảo|Loại|Mã|Số và ký hiệu|Ngày|Số liệu lúc|Ai…|Thu hồi…")
    for each in issues:
        revoked = revocation_in_words(each, zone)
        table.add_row(
            *(number(each.paper_id), PAPER_VI.get(each.kind, each.kind), each.unit_code or ""),
            Text(each.number),
            f"{each.issued_on:%d/%m/%Y}",
            dated(each.as_of, zone),
            *map(Text, (each.issued_by, revoked)),
        )
    return table
