"""What operators read of papers: which drafts lie where, under which numbers; which issued ones no longer hold, and why.

Arrives: what was written, what was found.
Leaves:  Markdown and sentences, in Vietnamese.
Not here: what papers say; the same for a terminal (`flows.desk.papers.telling`).

A figure of a branch is told without its row, for that names a branch as its clerk typed it.
"""

from __future__ import annotations

from collections.abc import Sequence

from flows.desk.papers.changed import ChangedPaper, ChangedSentence
from flows.desk.papers.drafting import Drafted, Wanted
from flows.desk.papers.figures.dates import day_in_letter, moment_in_letter
from flows.desk.papers.telling import HOW_TO_RECORD, WRITTEN_VI
from flows.steps.publish import markdown
from flows.steps.publish.words import number
from schemas.paper_kind import PAPER_VI

A_BRANCH = "branch_key"
OF_A_BRANCH = "(dòng của một CĐCS, xem trong văn bản)"


def of_drafts(written: Sequence[Drafted], asked: Wanted) -> str:
    """How many papers, of when, where."""
    papers = sum(each.paper_id is not None for each in written)
    return f"đã lập dự thảo {number(papers)} văn bản, số liệu tính đến {_when(asked)}, trong {asked.folder}"


def of_changes(found: Sequence[ChangedPaper], asked: Wanted) -> str:
    """How many issued papers no longer hold, and where the drafts lie that correct them."""
    if not found:
        return f"mọi văn bản đã ban hành còn đúng, xét đến {_when(asked)}"
    many = number(len(found))
    return f"{many} văn bản đã ban hành không còn đúng, đã lập dự thảo đính chính trong {asked.folder}"


def drafts_page(written: Sequence[Drafted], asked: Wanted) -> str:
    """Each file with what it is and the number of its draft."""
    rows = [
        (
            each.file.relative_to(asked.folder),
            WRITTEN_VI[each.kind],
            each.unit_code or "",
            "" if each.paper_id is None else str(each.paper_id),
        )
        for each in written
    ]
    files = markdown.table(("Tệp", "Là gì", "Đơn vị", "Dự thảo số"), rows)
    return _page(asked, "dự thảo văn bản", files, markdown.escaped(HOW_TO_RECORD))


def changes_page(found: Sequence[ChangedPaper], written: Sequence[Drafted], asked: Wanted) -> str:
    """Each paper that no longer holds, sentence by sentence, and the draft that corrects it."""
    if not found:
        return _page(asked, "văn bản không còn đúng", "Mọi văn bản đã ban hành còn đúng.")
    headings = ("Câu, dòng đã in", "Số đã in", "Số nay", "Vì sao")
    parts = []
    for each, draft in zip(found, written, strict=True):
        issue = each.paper.issue
        whose = f", {issue.unit_code}" if issue.unit_code else ""
        kind = PAPER_VI.get(issue.kind, "Văn bản")
        called = f"{kind}{whose} số {issue.number} ngày {day_in_letter(issue.issued_on)}"
        file = markdown.escaped(draft.file.relative_to(asked.folder))
        sentences = markdown.table(headings, [_row(sentence) for sentence in each.sentences])
        correction = f"Dự thảo đính chính số {draft.paper_id}: {file}"
        parts.append((markdown.escaped(called), f"{sentences}\n\n{correction}"))
    return _page(asked, "văn bản không còn đúng", markdown.sections(*parts), markdown.escaped(HOW_TO_RECORD))


def _row(sentence: ChangedSentence) -> tuple[str, ...]:
    is_branch = any(A_BRANCH in change.printed.key for change in sentence.changes)
    return OF_A_BRANCH if is_branch else sentence.words, sentence.printed, sentence.now, sentence.why_vi


def _page(asked: Wanted, what: str, *parts: str) -> str:
    title = f"# {markdown.escaped(asked.campaign.title)}: {what}"
    head = f"Số liệu tính đến {_when(asked)}. Thư mục: {markdown.escaped(asked.folder)}"
    return "\n\n".join((title, head, *parts))


def _when(asked: Wanted) -> str:
    return moment_in_letter(asked.campaign.in_its_zone(asked.as_of))
