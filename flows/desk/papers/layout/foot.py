"""The foot of a paper: who signs, and level with that who receives it.

Arrives: a paper.
Leaves:  XML: one row that no page divides. A name that the desk does not say is a blank for the clerk.
Not here: who may sign (`issuer.toml`).
"""

from __future__ import annotations

from flows.desk.papers.layout.head import dashed
from flows.desk.papers.layout.letters import GAP
from flows.desk.papers.layout.marks import paragraph
from flows.desk.papers.layout.tables import side_by_side
from flows.desk.papers.paper import Paper
from schemas.issuer.file import Signer

_LEFT = 4350
"""77 mm; the signature stands in the middle of the rest."""
_ENDS = " ,.;"


def foot(paper: Paper) -> str:
    """Recipients on the left, the signature on the right."""
    left = paragraph("RecipientsTitle", "Nơi nhận:") + dashed("Recipient", _lines(paper))
    return paragraph(GAP, more="<w:keepNext/>") + side_by_side(_LEFT, ((left, _signature(paper.signer)),))


def _lines(paper: Paper) -> list[str]:
    return [
        *(line.strip(_ENDS) for line in paper.recipients),
        f"Lưu: {paper.issuer.name.archive.strip(_ENDS)}",
    ]


def _signature(signer: Signer | None) -> str:
    if signer is None:
        return paragraph("Signer")
    lines = [*signer.authority, signer.title]
    return "".join(paragraph("Signer", line.upper()) for line in lines) + paragraph("SignerName", signer.name)
