"""Đính chính: to those who received a paper, which of its figures no longer hold, each where it was printed.

Arrives: an issued paper that no longer holds, with its figures as they are now.
Leaves:  the letter that corrects it.
Not here: which papers those are (`changed`).
"""

from __future__ import annotations

from collections.abc import Iterator

from flows.desk.papers.changed import ChangedPaper, ChangedSentence
from flows.desk.papers.figures.dates import day_in_letter, moment_in_letter
from flows.desk.papers.figures.figure import Given, Text
from flows.desk.papers.kinds import sentences
from flows.desk.papers.kinds.letterhead import Letterhead
from flows.desk.papers.kinds.rows import NUMBER, Cells, numbered
from flows.desk.papers.paper import Block, Column, Paper, Paragraph, Table
from schemas.campaign import Campaign
from schemas.paper_kind import PAPER_VI

KIND = "correction"


def correction(campaign: Campaign, head: Letterhead, found: ChangedPaper) -> Paper:
    """The letter; its figures are those of today."""
    corrected = _called(found)
    return head.paper(
        about=("V/v đính chính số liệu tại ", *corrected),
        addressees=tuple(_addressees(campaign, head, found)),
        blocks=tuple(_blocks(campaign, head, found)),
        recipients=head.issuer.copied,
        unit_code=found.paper.issue.unit_code,
    )


def _called(found: ChangedPaper) -> Text:
    paper = found.paper.issue
    return (
        PAPER_VI.get(paper.kind, "văn bản"), " số ", Given(paper.number), " ngày ", Given(day_in_letter(paper.issued_on)),
    )  # fmt: skip


def _addressees(campaign: Campaign, head: Letterhead, found: ChangedPaper) -> Iterator[Text]:
    unit = campaign.units.by_code(found.paper.issue.unit_code) if found.paper.issue.unit_code else None
    if unit is not None:
        yield (Given(unit.name),)
    elif found.paper.issue.kind == "results":
        yield from head.to_those_above
    else:
        yield ("Các đơn vị đã nhận văn bản nêu trên",)


def _blocks(campaign: Campaign, head: Letterhead, found: ChangedPaper) -> Iterator[Block]:
    instant = Given(moment_in_letter(found.paper.issue.as_of.astimezone(head.as_of.tzinfo)))
    yield Paragraph(
        (
            Given(head.issuer.name.short), " đã ban hành ", *_called(found), " về kết quả ", sentences.subject(campaign),
            ", số liệu tính đến ", instant, ". Nay đính chính các số liệu sau, tính đến ",
            Given(moment_in_letter(head.as_of)), ":",
        )
    )  # fmt: skip
    has_amounts = any(change.printed.measure not in ("moment", "deadline") for change in found.changes)
    columns = (
        NUMBER,
        Column("Câu, dòng đã in", 4),
        Column("Số đã in", 1.4, is_amount=has_amounts),
        Column("Số đúng", 1.4, is_amount=has_amounts),
        Column("Vì sao", 2),
    )
    yield Table(columns, tuple(numbered([((), map(_cells, found.sentences))])))
    yield Paragraph(("Đề nghị dùng các số liệu đã đính chính thay cho các số liệu đã in",))


def _cells(sentence: ChangedSentence) -> Cells:
    return (
        (Given(sentence.words),),
        (Given(sentence.printed),),
        sentences.joined([(change.now,) for change in sentence.changes], "; "),
        (sentence.why_vi,),
    )
