"""Báo cáo kết quả: to those above, what was done, what it came to, what is lacking, what is proposed.

Arrives: a book of figures, the picture of progress, what was closed.
Leaves:  the report.
Not here: its annexes (`annexes`), who has reported (`turnout`). What only people know (difficulties met, proposals) is left to be written, and says so.
"""

from __future__ import annotations

from collections.abc import Iterator

from flows.desk.papers.figures.book import Book
from flows.desk.papers.figures.figure import Given, Text
from flows.desk.papers.kinds import annexes, sentences, turnout
from flows.desk.papers.kinds.letterhead import Letterhead
from flows.desk.papers.paper import Block, Paper, Paragraph, Picture
from flows.store.recorded.closings import Closing
from flows.store.relations import Row
from schemas.form.quantity import PEOPLE
from schemas.vietnamese.text import capital

KIND = "results"
TO_WRITE = "[Phần này văn phòng viết trước khi trình ký.]"


def results(
    book: Book, head: Letterhead, picture: Picture | None, closing: Closing | None, chain: str
) -> Paper:
    """The report. `chain` is the last hash of the campaign's records, as `bluezone verify --printed` takes it."""
    return head.paper(
        kind_vi="BÁO CÁO",
        about=("Kết quả ", sentences.subject(book.campaign)),
        addressees=head.to_those_above,
        blocks=tuple(_blocks(book, head, picture, closing)),
        recipients=head.issuer.copied,
        annexes=annexes.of_results(book, chain),
    )


def _blocks(
    book: Book, head: Letterhead, picture: Picture | None, closing: Closing | None
) -> Iterator[Block]:
    yield Paragraph(
        (
            "Thực hiện ", *sentences.letter_recalled(book.campaign), ", ", Given(head.issuer.name.short),
            " báo cáo kết quả như sau (", *sentences.how_final(book, closing), "):",
        )
    )  # fmt: skip
    yield Paragraph(("Triển khai",), "part")
    yield from _carried_out(book)
    yield Paragraph(("Kết quả",), "part")
    yield from _achieved(book)
    if picture is not None:
        yield picture
    yield Paragraph(("Khó khăn, hạn chế",), "part")
    yield from turnout.lacking(book)
    yield Paragraph((TO_WRITE,))
    yield Paragraph(("Kiến nghị",), "part")
    yield Paragraph((TO_WRITE,))
    yield Paragraph(
        (
            "Trên đây là báo cáo kết quả ",
            sentences.subject(book.campaign),
            " của ",
            Given(head.issuer.name.short),
        )
    )


def _carried_out(book: Book) -> Iterator[Block]:
    """How the letter was answered, and what was done beside what it is after."""
    yield from turnout.owing(book)
    whole = sentences.total(book)
    form = book.campaign.form
    shown = {name for name, _, _ in sentences.amount_columns(book.campaign)} | set(form.people)
    beside = [form[name] for name in form.stored_amounts if name not in shown and whole.get(name) is not None]
    if beside:
        yield Paragraph(("Các nội dung khác đã báo cáo:",))
    yield from sentences.items(
        [
            (
                Given(capital(each.label)), ": ", book.figure("campaign_summary_at", whole, each.name),
                sentences.behind(sentences.unit_of(each)),
            )
            for each in beside
        ]
    )  # fmt: skip


def _achieved(book: Book) -> Iterator[Block]:
    whole = sentences.everything(book)
    if not whole["branches"]:
        yield Paragraph(("Chưa công đoàn cơ sở nào có số liệu.",))
        return
    yield Paragraph(("Chung: ", *_figures(book, whole), "."))
    kinds = [row for row in book.rows("figures_at") if row["scope"] == "kind"]
    kinds.sort(key=lambda row: row["scope_position"])
    if len(kinds) > 1:
        yield from sentences.items(
            [(Given(kind["scope_name"]), ": ", *_figures(book, kind)) for kind in kinds]
        )
    if whole["stale_branches"]:
        yield Paragraph(
            (
                "Trong đó ", book.figure("figures_at", whole, "stale_branches"),
                " công đoàn cơ sở còn tính theo số liệu lần trước, vì dòng mới gửi có lỗi chưa sửa.",
            )
        )  # fmt: skip
    yield from turnout.provisional(book)
    yield Paragraph(("Số liệu từng đơn vị, từng công đoàn cơ sở ở các phụ lục.",))


def _figures(book: Book, row: Row) -> Text:
    """The branches, the amounts and the rates of a scope."""
    if not row["branches"]:
        return ("chưa có số liệu",)
    parts: list[Text] = [(book.figure("figures_at", row, "branches"), " công đoàn cơ sở có số liệu")]
    for name, label, unit in sentences.amount_columns(book.campaign):
        amount = book.figure("figures_at", row, name)
        if name == PEOPLE:
            parts.append((amount, " ", Given(book.campaign.form.people_label)))
        else:
            parts.append((Given(label), ": ", amount, sentences.behind(unit)))
    rates: list[Text] = [
        (book.figure("figures_at", row, rate.name, "percent"), " ", Given(rate.label))
        for rate in book.campaign.form.lead_rates
    ]
    if rates:
        parts.append(("đạt ", *sentences.joined(rates, " và ")))
    return sentences.joined([*parts, *_gained(book, row)], "; ")


def _gained(book: Book, row: Row) -> Iterator[Text]:
    """How much more of what the letter is after than the report before this one told."""
    lead = book.campaign.form.lead
    if book.since is None or lead is None:
        return
    gained = book.row("gain_at", row["scope"], row["scope_code"])
    if gained is not None:
        figure = book.figure("gain_at", gained, f"{lead.name}_gain", with_sign=True)
        yield (
            figure,
            sentences.behind(sentences.unit_of(lead)),
            " so với ngày ",
            sentences.day_before(book),
        )
