"""What each unit must correct, on a page of Prefect's: in general, by cell and rule.

Arrives: what the database says of a run.
Leaves:  a page in Markdown, in Vietnamese. Nothing a unit typed is in it, a column only by a heading the form knows.
Not here: where it is shown, and where the whole sentence stands (`flows.serving.pages.artifacts`).
"""

from __future__ import annotations

from flows.serving.pages.of_run import PageFacts, named
from flows.steps.publish import markdown
from schemas.finding import SEVERITY_VI, general_sentence
from schemas.form.form import Form
from schemas.headings.grammar import grammar_of
from schemas.headings.heading import Kind
from schemas.report import OpenFinding


def findings_page(facts: PageFacts) -> str:
    """What each unit must correct, errors first, without what it typed."""
    first = facts.findings[: markdown.MOST_ROWS]
    questions = sum(each.is_question for each in facts.findings)
    count = f"{len(facts.findings) - questions} lỗi và cảnh báo đang mở"
    title = f"# {count}, {questions} câu hỏi chờ trả lời" if questions else f"# {count}"
    if len(first) < len(facts.findings):
        title += f"\n\nĐây là {len(first)} dòng đầu; xem đủ bằng lệnh: bluezone findings"
    by_unit: dict[str, list[tuple[str, ...]]] = {}
    for finding in first:
        by_unit.setdefault(finding.unit_code, []).append(_finding(facts.campaign.form, finding))
    headings = ("Ô", "Mức", "Cột", "Cần làm gì")
    parts = [
        (f"{named(facts, facts.standings[code])}: {len(rows)}", markdown.table(headings, rows))
        for code, rows in by_unit.items()
    ]
    return "\n\n".join(filter(None, (title, markdown.sections(*parts))))


def _finding(form: Form, finding: OpenFinding) -> tuple[str, ...]:
    return (
        finding.cell or "",
        SEVERITY_VI[finding.severity],
        _known_heading(form, finding.heading),
        general_sentence(form, finding.rule, finding.cell),
    )


def _known_heading(form: Form, heading: str | None) -> str:
    """A heading that names a column of the form; any other is text somebody typed."""
    return heading if heading and grammar_of(form).match(heading).kind is Kind.FIELD else ""
