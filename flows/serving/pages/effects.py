"""What something changes for the units, or would change: of a rebuild, of a dry run.

Arrives: the changes that the desk found, and what came of it in a sentence.
Leaves:  a page in Markdown, in Vietnamese: a line a unit; findings as cell and rule, without what was typed.
Not here: where it is shown (`flows.serving.pages.artifacts`), how a change is found (`flows.desk.changes`).
"""

from __future__ import annotations

from collections.abc import Sequence

from flows.desk.changes import Change
from flows.desk.collection.summary import UnitResult
from flows.steps.publish import markdown
from flows.steps.publish.words import number
from schemas.campaign import Campaign
from schemas.finding import general_sentence
from schemas.form.form import Form
from schemas.observation import OUTCOME_VI

HEADINGS = ("Mã", "Đơn vị", "Tình trạng", "CĐCS đổi số liệu", "Lỗi, câu hỏi, cảnh báo mới", "Không còn")


def effects_page(
    campaign: Campaign,
    what: str,
    changes: Sequence[Change],
    message: str,
    unreadable: Sequence[UnitResult] = (),
) -> str:
    """The units that change and how; then those whose sheets could not be read, and who must act."""
    names = {unit.code: unit.name for unit in campaign.units.active}
    # a column that would be empty takes room from the others
    with_notes = any(change.note for change in changes)
    rows = [
        _line(campaign.form, change, names.get(change.unit_code, ""))[: None if with_notes else -1]
        for change in changes
    ]
    headings = (*HEADINGS, "Ghi chú") if with_notes else HEADINGS
    troubles = [
        (unit.unit_code, unit.unit_name, OUTCOME_VI[unit.outcome], unit.detail or "") for unit in unreadable
    ]
    parts = (
        (f"Đơn vị có thay đổi: {len(rows)}", markdown.table(headings, rows)),
        (
            f"Không đọc được: {len(troubles)}",
            markdown.table(("Mã", "Đơn vị", "Kết quả", "Ai phải làm gì"), troubles),
        ),
    )
    title = f"# {markdown.escaped(campaign.title)}: {what}\n\n{markdown.escaped(message)}"
    return "\n\n".join(filter(None, (title, markdown.sections(*parts))))


def _line(form: Form, change: Change, name: str) -> tuple[str, ...]:
    """A unit's line; the note, if any, comes last."""
    return (
        change.unit_code,
        name,
        change.standing_vi,
        number(change.figures or None),
        " ".join(_in_general(form, finding) for finding in change.findings_raised),
        ", ".join(_place(finding) or "cả bảng" for finding in change.findings_gone),
        change.note,
    )


def _in_general(form: Form, finding: str) -> str:
    """A finding, which is known here by its cell and rule, in the sentence that quotes nothing."""
    return general_sentence(form, finding.rpartition(" ")[2], _place(finding) or None)


def _place(finding: str) -> str:
    return finding.rpartition(" ")[0]
