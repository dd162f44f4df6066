"""NĐ 30's rules held to a .docx: each under the code by which `tests/spec/form_of_papers.txt` tells it to people."""

from __future__ import annotations

from collections.abc import Callable

from schemas.issuer import Issuer
from tests.given.nd30 import body, foot, head, sheet, tables
from tests.given.nd30.printed import TITLE, Printed

RULES: dict[str, Callable[[Printed], bool]] = {
    "page": sheet.page,
    "margins": sheet.margins,
    "typeface": sheet.typeface,
    "language": sheet.language,
    "black": sheet.black,
    "fields": sheet.fields,
    "page_number": sheet.numbers_of_pages,
    "draft": sheet.draft,
    "state": head.state,
    "motto": head.motto,
    "motto_rule": head.motto_rule,
    "superior": head.superior,
    "issuer": head.issuer,
    "issuer_rule": head.issuer_rule,
    "number": head.the_number,
    "place_and_date": head.place_and_date,
    "matter": head.matter,
    "kind": head.kind,
    "subject": head.subject,
    "subject_rule": head.subject_rule,
    "addressed": body.addressed,
    "text_letters": body.each_told(
        lambda each: each.sizes <= TITLE and each.is_upright and each.is_thin
    ),
    "text_justified": body.each_told(lambda each: each.align == "both"),
    "text_first_line": body.each_told(lambda each: each.indent("firstLine") in {567, 720}),
    "text_distance": body.each_told(lambda each: each.spacing("before") + each.spacing("after") >= 6),
    "text_spacing": body.each_told(lambda each: 1 <= each.lines_apart <= 1.5),
    "parts": body.parts,
    "sections": body.sections,
    "end": body.end,
    "signature": foot.signature,
    "signed_name": foot.signed_name,
    "recipients_title": foot.recipients_title,
    "recipients": foot.recipients,
    "annex_pages": foot.annex_pages,
    "annex_number": foot.annex_number,
    "annex_title": foot.annex_title,
    "annex_of": foot.annex_of,
    "table_width": tables.table_width,
    "table_headings": tables.table_headings,
    "table_rows": tables.rows_whole,
    "table_groups": tables.groups_kept,
    "table_letters": lambda paper: all(each.sizes <= {11.0, 12.0} for each in tables.cells(paper)),
    "table_edges": tables.edges,
    "table_amounts": tables.amounts,
    "table_words": tables.words_left,
    "pictures": tables.pictures,
}  # fmt: skip


def broken_rules(content: bytes, issuer: Issuer) -> set[str]:
    """The codes of the rules that an issuer's .docx breaks."""
    paper = Printed(content, issuer)
    return {code for code, holds in RULES.items() if not holds(paper)}
