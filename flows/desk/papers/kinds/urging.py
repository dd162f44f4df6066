"""Công văn đôn đốc: to the units that have not reported, reported late or must correct, and what each of them is to do.

Arrives: a book of figures.
Leaves:  the letter, or None where nobody is to be urged.
Not here: mail that reminds (`flows.desk.reminders`), the whole result (`results`).

    standing      is urged to
    missing       report at once
    not_due       report in time (before the deadline only)
    needs_fix     correct what the list of its cells says
    unverified    answer what was asked; where nothing was, send what shows that it reported in time
    late          report in time next time
    on time or late, with open errors: correct these
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from flows.desk.papers.figures.book import Book
from flows.desk.papers.figures.dates import day_in_letter
from flows.desk.papers.figures.figure import NOTHING, Given, Text
from flows.desk.papers.kinds import sentences
from flows.desk.papers.kinds.letterhead import Letterhead
from flows.desk.papers.kinds.rows import NUMBER, under_kinds
from flows.desk.papers.paper import Annex, Block, Column, Paper, Paragraph, Table
from flows.store.relations import Row

KIND = "urging"
ADDRESSED_BY_NAME = 6


@dataclass(frozen=True, slots=True)
class Group:
    """Units that stand alike: what they are called, and what they are asked."""

    standing: str
    are: str
    asked: str


GROUPS = (
    Group("missing", "chưa báo cáo", "gửi báo cáo ngay theo mẫu đã được cấp"),
    Group("not_due", "chưa báo cáo, còn trong hạn", "báo cáo trước hạn nêu trên"),
    Group("needs_fix", "đã gửi nhưng báo cáo còn lỗi nên chưa hợp lệ", "sửa các ô có lỗi theo bảng gửi kèm từng đơn vị"),
    Group("unverified", "còn phải xác minh", "gửi thư, ảnh chụp cho thấy đã báo cáo trước hạn"),
    Group("late", "đã báo cáo nhưng trễ hạn", "rút kinh nghiệm, báo cáo đúng hạn trong các đợt sau"),
)  # fmt: skip


def urging(book: Book, head: Letterhead) -> Paper | None:
    """The letter to the units of which something is asked."""
    units = urged(book)
    if not units:
        return None
    title: Text = ("V/v đôn đốc báo cáo kết quả ", sentences.subject(book.campaign))
    return head.paper(
        about=title,
        addressees=_addressees(head, units),
        blocks=tuple(_blocks(book, units)),
        annexes=(_annex(book, units),),
    )


def urged(book: Book) -> list[Row]:
    """Of whom something is asked, in the roster's order."""
    asked = {group.standing for group in GROUPS}
    found = [row for row in book.rows("unit_standing_at") if row["standing"] in asked or row["open_errors"]]
    owing = [row for row in found if row["standing"] != "exempt"]
    return sentences.in_order(owing)


def _addressees(head: Letterhead, units: list[Row]) -> tuple[Text, ...]:
    if len(units) <= ADDRESSED_BY_NAME:
        return tuple((Given(unit["unit_name"]),) for unit in units)
    kinds = {unit["unit_kind"] for unit in units}
    words = [kind.word for kind in head.issuer.kinds if kind.code in kinds]
    # a kind that the issuer of today no longer has
    rest = sorted(
        {unit["unit_kind_vi"] or unit["unit_kind"] for unit in units if unit["unit_kind_vi"] not in words}
    )
    return tuple((Given(word), " (có tên trong Phụ lục)") for word in (*words, *rest))


def _blocks(book: Book, units: list[Row]) -> Iterator[Block]:
    letter = book.campaign.letter
    yield Paragraph(
        (
            "Ngày ", Given(day_in_letter(letter.issued_on)), ", ", Given(letter.issuer), " ban hành Công văn", *sentences.number_of(letter), " ",
            *sentences.about(letter), ", đề nghị các đơn vị báo cáo kết quả", *_by_when(book), ".",
        )
    )  # fmt: skip
    yield from sentences.extended(book, units)
    yield Paragraph(_state(book))
    yield from sentences.items(list(_groups(book, units)))
    yield Paragraph(("Để tổng hợp báo cáo cấp trên, đề nghị:",))
    within: Text = ("Thời hạn thực hiện: trước ngày …… tháng …… năm ……",)
    yield from sentences.items([*((who, ": ", what) for who, what in _asked(units)), within])
    yield Paragraph(("Đề nghị các đơn vị nghiêm túc triển khai thực hiện",))


def _by_when(book: Book) -> Text:
    """The deadline; beside it the letter's "trước ngày" where that is how the letter is read."""
    whole = sentences.total(book)
    due = sentences.deadline(book, "campaign_summary_at", whole)
    if whole["policy"] != "before_date":
        return (", hạn ", due)
    return (" trước ngày ", Given(day_in_letter(book.campaign.report_before)), " (hạn báo cáo: ", due, ")")


def _groups(book: Book, units: list[Row]) -> Iterator[Text]:
    """Who stands where."""
    for group in GROUPS:
        of = [unit for unit in units if unit["standing"] == group.standing]
        if of:
            count = sentences.count(book, group.standing)
            yield (count, " đơn vị ", group.are, *sentences.named(book, of))
    if unread := [unit for unit in units if unit["unreadable_since"]]:
        yield ("Các đơn vị có bảng không mở được", *sentences.named(book, unread))
    if correcting := _correcting(units):
        said = "Các đơn vị đã báo cáo hợp lệ, nay còn ô có lỗi phải sửa"
        yield (said, *sentences.named(book, correcting))


def _asked(units: list[Row]) -> Iterator[tuple[str, str]]:
    """Who is to do what."""
    for group in GROUPS:
        of = [unit for unit in units if unit["standing"] == group.standing]
        if any(not unit["open_questions"] for unit in of):
            yield f"Các đơn vị {group.are}", group.asked
    if any(unit["unreadable_since"] for unit in units):
        yield "Các đơn vị có bảng không mở được", "mở quyền xem bảng, hoặc gửi lại một tệp duy nhất, mở được"
    if any(unit["open_questions"] for unit in units):
        yield "Các đơn vị còn câu hỏi chờ trả lời", "trả lời văn phòng, hoặc sửa ngay trong bảng"
    if _correcting(units):
        yield "Các đơn vị còn ô có lỗi", "sửa theo bảng gửi kèm từng đơn vị"


def _correcting(units: list[Row]) -> list[Row]:
    return [unit for unit in units if unit["open_errors"] and unit["standing"] in sentences.REPORTED]


def _state(book: Book) -> Text:
    rate = book.figure("campaign_summary_at", sentences.total(book), "reporting_rate", "share")
    return (
        "Tính đến ", sentences.as_of(book), ", trong ", sentences.count(book, "expected"), " đơn vị phải báo cáo có ",
        sentences.reported(book), " đơn vị đã báo cáo hợp lệ (", rate, "). Các đơn vị còn phải đôn đốc gồm:",
    )  # fmt: skip


COLUMNS = (
    NUMBER,
    Column("Đơn vị", 3),
    Column("Tình trạng", 1.5),
    Column("Hạn", 1.8),
    Column("Số ô phải sửa", 0.9, is_amount=True),
    Column("Số câu phải trả lời", 0.9, is_amount=True),
    Column("Lần nhắc cuối", 1.6),
)


def _annex(book: Book, units: list[Row]) -> Annex:
    rows = under_kinds(sentences.kinds(book, units), len(COLUMNS), lambda unit: _cells(book, unit))
    return Annex(("Danh sách đơn vị còn phải đôn đốc",), (Table(COLUMNS, tuple(rows)),))


def _cells(book: Book, unit: Row) -> tuple[Text, ...]:
    reminded = book.row("reminder_at", unit["unit_code"])
    last: Text = (book.figure("reminder_at", reminded, "sent_local", "moment"),) if reminded else (NOTHING,)
    return (
        (Given(unit["unit_name"]),),
        (Given(unit["standing_vi"]),),
        (sentences.deadline(book, "unit_standing_at", unit),),
        (book.figure("unit_standing_at", unit, "open_errors"),),
        (book.figure("unit_standing_at", unit, "open_questions"),),
        last,
    )
