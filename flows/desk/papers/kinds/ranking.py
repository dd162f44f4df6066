"""Bảng xếp hạng: units beside those of their own kind alone, by each rate of what the letter is after.

Arrives: a book of figures.
Leaves:  the paper, or None where nobody can be ranked: no rate to rank by, or no valid return yet.
Not here: who is ranked and how equals are (`report.ranking_at`).
"""

from __future__ import annotations

from collections.abc import Iterator

from flows.desk.papers.figures.book import Book
from flows.desk.papers.figures.figure import Figure, Given, Text
from flows.desk.papers.kinds import sentences
from flows.desk.papers.kinds.letterhead import Letterhead
from flows.desk.papers.paper import Block, Column, Paper, Paragraph, Table
from flows.desk.papers.paper import Row as TableRow
from flows.store.recorded.closings import Closing
from flows.store.relations import Row
from schemas.form.quantity import PEOPLE
from schemas.form.rate import Rate
from schemas.vietnamese.text import capital

KIND = "ranking"


def ranking(book: Book, head: Letterhead, closing: Closing | None) -> Paper | None:
    """The table of ranks."""
    if all(row["rank"] is None for row in book.rows("ranking_at")):
        return None
    return head.paper(
        kind_vi="BẢNG XẾP HẠNG",
        about=("Kết quả ", sentences.subject(book.campaign), " theo từng khối đơn vị"),
        blocks=tuple(_blocks(book, closing)),
        recipients=("Các đơn vị", *head.issuer.copied),
    )


def _blocks(book: Book, closing: Closing | None) -> Iterator[Block]:
    yield Paragraph(
        (
            "Chỉ xếp hạng giữa các đơn vị cùng khối, trong số đơn vị đã báo cáo hợp lệ; tỷ lệ bằng nhau thì đồng hạng (",
            *sentences.how_final(book, closing), ").",
        )
    )  # fmt: skip
    for rate in book.campaign.form.lead_rates:
        yield Paragraph(("Theo tỷ lệ trên ", Given(rate.label)), "part")
        of_rate = [row for row in book.rows("ranking_at") if row["rate"] == rate.name]
        for kind, units in sentences.kinds(book, of_rate):
            yield Paragraph((kind,), "section")
            yield _table(book, rate, units)
    yield from _readings(book)


def _table(book: Book, rate: Rate, units: list[Row]) -> Table:
    form = book.campaign.form
    whole = form.people_label if rate.whole == PEOPLE else form[rate.whole].label
    columns = (
        # where nobody is ranked the column holds words alone
        Column("Hạng", 0.8, is_amount=any(row["rank"] is not None for row in units)),
        Column("Đơn vị", 3),
        Column(capital(form[rate.part].label), 1.1, is_amount=True),
        Column(capital(whole), 1.2, is_amount=True),
        Column("Tỷ lệ", 0.9, is_amount=True),
        Column("Ghi chú", 1.8),
    )
    ranked = sorted(units, key=lambda row: (row["rank"] is None, row["rank"] or 0, row["unit_position"]))
    return Table(columns, tuple(TableRow(tuple(_cells(book, row))) for row in ranked))


def _cells(book: Book, row: Row) -> Iterator[Text]:
    def cell(column: str) -> Figure:
        return book.figure("ranking_at", row, column)

    is_ranked = row["rank"] is not None
    yield (cell("rank") if is_ranked else "không xếp",)
    yield (Given(row["unit_name"]),)
    yield (cell("part"),)
    yield (cell("whole"),)
    yield (book.figure("ranking_at", row, "points", "percent"),)
    if not is_ranked:
        yield (Given(row["unranked_vi"]),)
    else:
        yield (cell("ties"), " đơn vị đồng hạng") if row["ties"] > 1 else ()


def _readings(book: Book) -> Iterator[Block]:
    """What another reading of the deadline would move: never a rank, only who counts as on time."""
    yield Paragraph(("Nếu hiểu hạn khác đi",), "part")
    moved = book.rows("reading_at")
    if not moved:
        yield Paragraph((sentences.SAME_UNDER_EACH_READING,))
        return
    yield Paragraph(
        ("Thứ hạng không đổi, vì xếp theo tỷ lệ đạt được; tình trạng đúng hạn, trễ hạn thì đổi như sau:",)
    )
    for policy in sentences.READINGS:
        of = sorted((row for row in moved if row["policy"] == policy), key=lambda row: row["unit_code"])
        if of:
            each: list[Text] = [
                (
                    Given(row["unit_name"]),
                    " từ ",
                    Given(row["standing_vi"]),
                    " thành ",
                    Given(row["other_standing_vi"]),
                )
                for row in of
            ]
            yield Paragraph(
                ("Hiểu là ", *sentences.reading(book, policy), ": ", *sentences.joined(each, "; "), "."),
                "item",
            )
