"""Who has answered the letter, who is excused, whose figures are not final, who is lacking: as the report says it.

Arrives: a book of figures.
Leaves:  paragraphs.
Not here: what the figures come to (`results`), the table of who is lacking (`annexes`).
"""

from __future__ import annotations

from collections.abc import Iterator

from flows.desk.papers.figures.book import Book
from flows.desk.papers.figures.figure import Given, Text
from flows.desk.papers.kinds import sentences
from flows.desk.papers.paper import Block, Paragraph
from flows.store.relations import Row

UNDONE = (
    ("missing", "chưa báo cáo"),
    ("needs_fix", "đã gửi nhưng báo cáo còn lỗi, chưa hợp lệ"),
    ("unverified", "còn phải xác minh"),
    ("not_due", "chưa báo cáo, còn trong hạn"),
)


def owing(book: Book) -> Iterator[Block]:
    """How many owe a return and have given one; who has more time, and who owes none."""
    whole = sentences.total(book)
    yield Paragraph(
        (
            "Có ", sentences.count(book, "expected"), " đơn vị phải báo cáo, hạn ",
            sentences.deadline(book, "campaign_summary_at", whole), ". ", *_reported(book, whole),
        )
    )  # fmt: skip
    units = sentences.in_order(book.rows("unit_standing_at"))
    yield from sentences.extended(book, [unit for unit in units if unit["standing"] != "exempt"])
    exempt = [unit for unit in units if unit["standing"] == "exempt"]
    if exempt:
        # no annex tells who they are
        names = sentences.joined([(Given(unit["unit_name"]),) for unit in exempt])
        yield Paragraph(("Có ", sentences.count(book, "exempt"), " đơn vị được miễn báo cáo: ", *names, "."))


def _reported(book: Book, whole: Row) -> Text:
    if not whole["on_time"] + whole["late"]:
        return ("Chưa đơn vị nào có báo cáo hợp lệ.",)
    share = book.figure("campaign_summary_at", whole, "reporting_rate", "share")
    stand: list[Text] = [
        (sentences.count(book, column), words)
        for column, words in (("on_time", " đơn vị đúng hạn"), ("late", " đơn vị trễ hạn"))
        if whole[column]
    ]
    return (
        "Đã có ", sentences.reported(book), " đơn vị báo cáo hợp lệ (", share, "): ", *sentences.joined(stand), ".",
    )  # fmt: skip


def provisional(book: Book) -> Iterator[Block]:
    """Whose figures are counted although their return is not valid yet."""
    units = [
        unit for unit in sentences.in_order(book.rows("unit_standing_at")) if sentences.is_counted_early(unit)
    ]
    if len(units) > sentences.NAMED_IN_TEXT:
        yield Paragraph(
            (
                "Số liệu trên gồm cả số liệu tạm tính của các đơn vị chưa có báo cáo hợp lệ (ghi chú tại Phụ lục).",
            )
        )
    elif units:
        each: list[Text] = [
            (
                Given(unit["unit_name"]), " (", Given(unit["standing_vi"]), ", ",
                book.figure("unit_standing_at", unit, "branches_accepted"), " công đoàn cơ sở)",
            )
            for unit in units
        ]  # fmt: skip
        yield Paragraph(
            (
                "Số liệu trên gồm cả số liệu tạm tính của các đơn vị chưa có báo cáo hợp lệ: ",
                *sentences.joined(each, "; "), ".",
            )
        )  # fmt: skip


def lacking(book: Book) -> Iterator[Block]:
    """How many are lacking and why; whose sheet cannot be read; what another reading of the deadline would move."""
    whole = sentences.total(book)
    found: list[Text] = [
        (sentences.count(book, column), " đơn vị ", words) for column, words in UNDONE if whole[column]
    ]
    unread = [unit for unit in book.rows("unit_standing_at") if unit["unreadable_since"]]
    if unread:
        names = sentences.joined([(Given(unit["unit_name"]),) for unit in unread])
        found.append(("Lần đọc gần nhất không mở được bảng của: ", *names))
    yield from sentences.items(found)
    readings: list[Text] = [
        ("nếu hiểu hạn là ", *sentences.reading(book, policy), " thì ", moved, " đơn vị đổi tình trạng")
        for policy in sentences.READINGS
        if (moved := sentences.count(book, f"moved_by_{policy}")).value
    ]
    if readings:
        yield Paragraph(("Về cách hiểu hạn báo cáo: ", *sentences.joined(readings, "; "), "."))
    else:
        yield Paragraph((sentences.SAME_UNDER_EACH_READING,))
